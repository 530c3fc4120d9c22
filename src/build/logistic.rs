//! Logistic regression by Newton's method. Convex and without chance: the same rows give the same weights.

/// Features, whether it is so, and how much the row counts.
pub(super) type Row<const N: usize> = ([f64; N], bool, f64);

const STEPS: usize = 25;

/// The weights under which the rows are likeliest; `ridge` says how strongly they are drawn to zero.
pub(super) fn fit<const N: usize>(rows: &[Row<N>], ridge: f64) -> [f64; N] {
    let mut weights = [0.0; N];
    for _ in 0..STEPS {
        let mut gradient = weights.map(|weight| ridge * weight);
        let mut curvature = [[0.0; N]; N];
        for (index, row) in curvature.iter_mut().enumerate() {
            row[index] = ridge;
        }
        for (features, is_so, counts) in rows {
            let likelihood = likelihood(features, &weights);
            let error = counts * (likelihood - f64::from(u8::from(*is_so)));
            let bend = counts * likelihood * (1.0 - likelihood);
            for (index, &feature) in features.iter().enumerate().filter(|(_, feature)| **feature != 0.0) {
                gradient[index] += error * feature;
                for (cell, other) in curvature[index].iter_mut().zip(features) {
                    *cell += bend * feature * other;
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight -= step;
        }
    }
    weights
}

/// How likely a row is so.
pub(super) fn likelihood<const N: usize>(features: &[f64; N], weights: &[f64; N]) -> f64 {
    let sum: f64 = features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Solves a system of linear equations whose matrix is symmetric and positive.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        let row = matrix[pivot];
        for below in pivot + 1..N {
            let factor = matrix[below][pivot] / row[pivot];
            for (cell, above) in matrix[below].iter_mut().zip(&row) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[pivot];
        }
    }
    for pivot in (0..N).rev() {
        let known: f64 = (pivot + 1..N).map(|index| matrix[pivot][index] * right[index]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_tells_apart_gets_the_weight() {
        let rows: Vec<Row<3>> = (0..200)
            .map(|number| {
                let odd = number % 2 == 1;
                ([1.0, f64::from(u8::from(odd)), 0.0], odd || number == 0, 1.0)
            })
            .collect();
        let weights = fit(&rows, 1.0);
        assert!(weights[0] < -1.0 && weights[1] > 2.0 && weights[2].abs() < 1e-9, "{weights:?}");
        assert!(likelihood(&rows[1].0, &weights) > 0.8);
    }
}
