//! W3C trace context: taken from a message's headers, and handed on with what replaces it.

/// The trace that a message belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trace {
    /// 32 hexadecimal digits.
    pub(crate) id: String,
    /// Two hexadecimal digits; `01` means sampled.
    flags: String,
    /// `tracestate`, handed on untouched.
    pub(crate) state: Option<String>,
}

impl Trace {
    /// The trace that a `traceparent` and a `tracestate` name, else a new one that is not sampled.
    pub(crate) fn new(parent: Option<&str>, state: Option<&str>) -> Self {
        match parent.and_then(parse) {
            Some((trace_id, flags)) => {
                Self { id: trace_id.to_owned(), flags: flags.to_owned(), state: state.map(str::to_owned) }
            }
            None => Self { id: format!("{:032x}", fastrand::u128(1..)), flags: "00".into(), state: None },
        }
    }

    /// The id of the trace that a `traceparent` names.
    pub(crate) fn id_in(parent: &str) -> Option<&str> {
        parse(parent).map(|(id, _)| id)
    }

    /// `traceparent` for what is published, with a span of our own.
    pub(crate) fn parent(&self) -> String {
        format!("00-{}-{:016x}-{}", self.id, fastrand::u64(1..), self.flags)
    }
}

/// `version-trace_id-parent_id-flags`; later versions may add fields.
fn parse(parent: &str) -> Option<(&str, &str)> {
    let mut fields = parent.trim().split('-');
    let (version, trace_id, span_id, flags) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let is_hex = |text: &str, length: usize| {
        text.len() == length
            && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let well_formed = is_hex(version, 2)
        && version != "ff"
        && is_hex(trace_id, 32)
        && is_hex(span_id, 16)
        && is_hex(flags, 2)
        && (version != "00" || fields.next().is_none());
    let is_zero = |text: &str| text.bytes().all(|byte| byte == b'0');
    (well_formed && !is_zero(trace_id) && !is_zero(span_id)).then_some((trace_id, flags))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_standard_allows_is_taken() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(parse(good), Some(("4bf92f3577b34da6a3ce929d0e0e4736", "01")));
        for bad in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "é0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
