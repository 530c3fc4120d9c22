//! The numbers of the form of an item. None is fitted. Each number says where it comes from.

/// Most words that a time has. Chosen.
pub(in crate::enrich::form) const LONGEST_TIME: usize = 16;

/// The title and so many first lines say what an item is. Chosen.
pub(in crate::enrich::form) const HEAD_LINES: usize = 4;

/// A text of so many words or fewer, in one or two lines, is a snap. Chosen.
pub(in crate::enrich::form) const SNAP_WORDS: usize = 30;

/// Lines of questions that make a conversation where the answers show that somebody speaks. Chosen.
pub(in crate::enrich::form) const QUESTIONS: usize = 2;

/// A line of a question has at most so many bytes. Chosen.
pub(in crate::enrich::form) const LONGEST_QUESTION: usize = 300;

/// Words and bytes of the label of a speaker. Chosen.
pub(in crate::enrich::form) const LABEL_WORDS: usize = 4;
pub(in crate::enrich::form) const LABEL_BYTES: usize = 40;

/// The introduction of a conversation: the title and so many lines before the first question. Chosen.
pub(in crate::enrich::form) const INTRODUCTION: usize = 6;

/// Indices that a market report names, and phrases of a session that make a report of a text with at most one index.
/// Chosen.
pub(in crate::enrich::form) const INDEXES: usize = 2;
pub(in crate::enrich::form) const SESSION: usize = 3;
