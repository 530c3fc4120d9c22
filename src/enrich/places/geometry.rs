//! Containment and distance between places of the gazetteer.

use crate::article::enriched::PlaceKind;
use crate::resources::gazetteer::{PlaceId, Record};

/// Countries and divisions contain other places.
pub(super) fn is_container(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2)
}

/// The first- and second-level divisions.
pub(super) fn is_division(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Admin1 | PlaceKind::Admin2)
}

/// True if a place lies in a country or division.
pub(super) fn lies_in(record: &Record, id: PlaceId, container: &Record) -> bool {
    match container.kind {
        PlaceKind::Country => record.country == container.country && record.kind != PlaceKind::Country,
        PlaceKind::Admin1 => record.admin1 == Some(id) && record.kind != PlaceKind::Admin1,
        PlaceKind::Admin2 => record.admin2 == Some(id) && record.kind != PlaceKind::Admin2,
        _ => false,
    }
}

/// A point on the unit sphere.
pub(super) fn unit(record: &Record) -> [f32; 3] {
    let (north, east) = (record.latitude.to_radians(), record.longitude.to_radians());
    let (sin_north, cos_north) = north.sin_cos();
    let (sin_east, cos_east) = east.sin_cos();
    [cos_north * cos_east, cos_north * sin_east, sin_north]
}

/// 1 where two points are one, a half at `half` kilometres, and falling.
pub(super) fn near(one: [f32; 3], other: [f32; 3], half: f32) -> f32 {
    let chord = (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum::<f32>();
    let kilometres_squared = chord * 6371.0 * 6371.0;
    1.0 / (1.0 + kilometres_squared / (half * half))
}
