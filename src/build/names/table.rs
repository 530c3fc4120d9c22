//! Weights to lines of bytes.

use crate::enrich::names::training::{LABELS, may_follow};
use crate::resources::artefact;
use crate::resources::names::{KIND, LINES, ROW, VERSION, fingerprint, line_of};

/// The number of lines, a power of two, that holds so many rows with some room.
pub(super) fn lines_for(rows: usize, per_line: usize) -> usize {
    (rows * 5 / 4).div_ceil(per_line).next_power_of_two()
}

/// The weights that ship: the `lines` × 4 rows that weigh most, as bytes, and what a weight of 1 is worth.
pub(super) fn weights(features: &[(u64, [f32; ROW], u32)], lines: usize) -> (Vec<[u8; 64]>, f32) {
    // A few weights stand far out; what they lose is less than what all others gain from a finer scale.
    let mut sizes: Vec<f32> =
        features.iter().flat_map(|(_, row, _)| row[..LABELS].iter().map(|weight| weight.abs())).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get(sizes.len() * 9999 / 10_000).copied().unwrap_or(1.0).max(0.1);
    let scale = top / 127.0;
    let mut order: Vec<usize> = (0..features.len()).collect();
    let weight = |index: usize| {
        let (_, row, count) = &features[index];
        row.iter().map(|weight| weight * weight).sum::<f32>() * (*count as f32).sqrt()
    };
    order.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    let mut table = vec![[0; 64]; lines];
    for index in order {
        let (feature, row, _) = &features[index];
        let line = &mut table[line_of(*feature, lines)];
        let print = fingerprint(*feature);
        let Some(slot) = line
            .as_chunks_mut::<ROW>()
            .0
            .iter_mut()
            .find(|slot| slot[ROW - 1] == 0 || slot[ROW - 1] == print)
        else {
            continue;
        };
        if slot[ROW - 1] == print {
            continue;
        }
        let mut bytes = [0; ROW];
        for (byte, weight) in bytes.iter_mut().zip(&row[..LABELS]) {
            *byte = ((weight / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        }
        if bytes.iter().any(|&byte| byte != 0) {
            bytes[ROW - 1] = print;
            *slot = bytes;
        }
    }
    (table, scale)
}

/// The artefact of its parts.
pub(super) fn seal(
    weights: &[[u8; 64]],
    scale: f32,
    transitions: &[[f32; ROW]; ROW],
    lexicon: &super::lexicon::Lexicon,
) -> Vec<u8> {
    let mut payload = Vec::with_capacity(LINES + 64 * (weights.len() + lexicon.lines.len()));
    payload.extend_from_slice(&(weights.len() as u32).to_le_bytes());
    payload.extend_from_slice(&(lexicon.lines.len() as u32).to_le_bytes());
    payload.extend_from_slice(&scale.to_le_bytes());
    payload.extend_from_slice(&(lexicon.embeddings.lines.len() as u32).to_le_bytes());
    payload.resize(64, 0);
    for (from, row) in transitions.iter().enumerate() {
        for (to, weight) in row.iter().enumerate() {
            let real = from < LABELS && to < LABELS && may_follow(from as u8, to as u8);
            let weight = if real { (weight / scale).round() as i16 } else { i16::MIN };
            payload.extend_from_slice(&weight.to_le_bytes());
        }
    }
    for path in &lexicon.paths {
        payload.extend_from_slice(&path.to_le_bytes());
    }
    for groups in &lexicon.embeddings.groups {
        payload.extend_from_slice(&groups.to_le_bytes());
    }
    payload.resize(LINES, 0);
    for line in weights.iter().chain(&lexicon.lines).chain(&lexicon.embeddings.lines) {
        payload.extend_from_slice(line);
    }
    artefact::seal(KIND, VERSION, &payload)
}
