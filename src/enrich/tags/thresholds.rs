//! The numbers of tags of rules and of given tags. Each number says where it comes from.

/// No more evidence of a rule than this is given. Chosen.
pub(in crate::enrich::tags) const MOST_SPANS: usize = 8;

/// Bytes of the longest routing key and name of a header. A property of AMQP.
pub(in crate::enrich::tags) const LONGEST_KEY: usize = 255;

/// Places of a pair of words that are compared with a tag of three words or more. Chosen: more than any article repeats
/// one pair before it says the whole tag.
pub(in crate::enrich::tags) const PLACES: usize = 256;
