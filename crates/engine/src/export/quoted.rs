//! Fields of tables with a separator.

/// Appends a field as RFC 4180 has it: in double quotes, inner ones doubled, if it holds the separator, a double quote or
/// a line end.
pub(super) fn push_field(text: &mut Vec<u8>, field: &str, separator: char) {
    let is_special = |letter: char| letter == separator || matches!(letter, '"' | '\r' | '\n');
    if field.contains(is_special) {
        text.push(b'"');
        text.extend_from_slice(field.replace('"', "\"\"").as_bytes());
        text.push(b'"');
    } else {
        text.extend_from_slice(field.as_bytes());
    }
}
