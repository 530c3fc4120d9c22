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
    /// The sender's span.
    pub(crate) remote: Option<u64>,
    /// The span in which what replaces the message is published.
    pub(crate) span: u64,
}

impl Trace {
    /// The trace that a `traceparent` and a `tracestate` name, else a new one: sampled with the probability `sample`, and never
    /// without one.
    pub(crate) fn new(parent: Option<&str>, state: Option<&str>, sample: Option<f64>) -> Self {
        let span = fastrand::u64(1..);
        let Some((trace_id, span_id, flags)) = parent.and_then(parse) else {
            let is_sampled = sample.is_some_and(|share| fastrand::f64() < share);
            let flags = if is_sampled { "01" } else { "00" }.into();
            let id = format!("{:032x}", fastrand::u128(1..));
            return Self { id, flags, state: None, remote: None, span };
        };
        Self {
            id: trace_id.to_owned(),
            flags: flags.to_owned(),
            state: state.map(str::to_owned),
            remote: u64::from_str_radix(span_id, 16).ok(),
            span,
        }
    }

    /// True if its spans are wanted.
    pub(crate) fn is_sampled(&self) -> bool {
        u8::from_str_radix(&self.flags, 16).is_ok_and(|flags| flags & 1 == 1)
    }

    /// The id of the trace that a `traceparent` names.
    pub(crate) fn id_in(parent: &str) -> Option<&str> {
        parse(parent).map(|(id, ..)| id)
    }

    /// `traceparent` for what is published, with the span of the publish.
    pub(crate) fn parent(&self) -> String {
        format!("00-{}-{:016x}-{}", self.id, self.span, self.flags)
    }
}

/// `version-trace_id-parent_id-flags`; later versions may add fields.
fn parse(parent: &str) -> Option<(&str, &str, &str)> {
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
    (well_formed && !is_zero(trace_id) && !is_zero(span_id)).then_some((trace_id, span_id, flags))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_decides_about_sampling_and_else_the_share() {
        let sent = |flags: &str| format!("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-{flags}");
        let is_sampled = |parent: Option<&str>, share| Trace::new(parent, None, share).is_sampled();
        assert!(is_sampled(Some(&sent("01")), Some(0.0)) && is_sampled(Some(&sent("03")), None));
        assert!(!is_sampled(Some(&sent("00")), Some(1.0)) && !is_sampled(Some(&sent("02")), Some(1.0)));
        assert!(is_sampled(None, Some(1.0)) && !is_sampled(None, Some(0.0)) && !is_sampled(None, None));
        let trace = Trace::new(Some(&sent("01")), Some("a=b"), None);
        assert_eq!(trace.remote, Some(0x00f0_67aa_0ba9_02b7));
        assert_eq!(trace.parent(), format!("00-{}-{:016x}-01", trace.id, trace.span));
    }

    #[test]
    fn only_what_the_standard_allows_is_taken() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(parse(good), Some(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01")));
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
