//! Events of other systems whose article is under `data`: Azure's Event Grid, `NestJS`.

use super::{Envelope, inner, take};

/// An event in Event Grid's own schema; in the other it is a `CloudEvent`.
pub(super) const EVENT_GRID: Envelope = Envelope {
    name: "event-grid",
    why: "`eventType` and `eventTime` beside `data` stand in no other form",
    is: |fields| ["eventType", "eventTime", "data"].iter().all(|&key| fields.contains_key(key)),
    open: |mut fields| inner(take(&mut fields, "data"), None),
};

/// A message of `NestJS`'s transport.
pub(super) const NEST: Envelope = Envelope {
    name: "nestjs",
    why: "`pattern` beside `data`, with an `id` where an answer is awaited, and nothing else",
    is: |fields| {
        let known = ["pattern", "data", "id"];
        fields.contains_key("pattern")
            && fields.contains_key("data")
            && fields.keys().all(|key| known.contains(&key.as_str()))
    },
    open: |mut fields| inner(take(&mut fields, "data"), None),
};
