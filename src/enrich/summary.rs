//! The summary of the key figures.

use super::figures::Figure;
use super::names::Person;
use crate::document::Document;

/// One to three sentences of at most 400 characters, made of the text's own clauses.
pub fn write(_document: &Document, _figures: &[Figure], _people: &[Person]) -> String {
    String::new()
}
