//! XML to an article.

use super::Rules;
use super::draft::Draft;
use super::error::InputError;

/// Reads a text that is XML.
pub(super) fn read<'r>(_: &str, _: &'r Rules) -> Result<Draft<'r>, InputError> {
    Err(InputError::UnsupportedType("application/xml".into()))
}
