//! FASTA read in the plainest way: line by line, letter by letter, all at once. What the parser must agree with.

use crate::OpenError;

/// A record as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainRecord {
    /// The first word of the header.
    pub name: String,
    /// What follows it.
    pub description: String,
    /// The letters, in the case that the text has; U is T.
    pub letters: Vec<u8>,
}

/// Reads a whole text. A record without a header is called `raw`.
///
/// # Errors
/// Those of [`GenomeBuilder`](crate::GenomeBuilder), but for what is no FASTA by its first bytes and for headers that are
/// too long.
pub fn read_plainly(text: &[u8], raw: &str) -> Result<Vec<PlainRecord>, OpenError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut records = Vec::new();
    let mut header_name = None;
    for (line, content) in (1..).zip(lines(text)) {
        let start = content.iter().position(|byte| !b" \t".contains(byte));
        match start.map(|start| (content[start], &content[start + 1..])) {
            None | Some((b';', _)) => {}
            Some((b'>', header)) => {
                let (name, description) = words(header);
                header_name = Some(name.clone());
                records.push(PlainRecord {
                    name: if name.is_empty() {
                        format!("unnamed_{}", records.len() + 1)
                    } else {
                        name
                    },
                    description,
                    letters: Vec::new(),
                });
            }
            Some(_) => {
                if records.is_empty() {
                    records.push(PlainRecord {
                        name: raw.to_owned(),
                        description: String::new(),
                        letters: Vec::new(),
                    });
                }
                for (column, &letter) in (1..).zip(content) {
                    let Some(record) = records.last_mut() else {
                        continue;
                    };
                    match letter {
                        b' ' | b'\t' => {}
                        b'U' => record.letters.push(b'T'),
                        b'u' => record.letters.push(b't'),
                        _ if b"ACGTRYSWKMBDHVNX-*.".contains(&letter.to_ascii_uppercase()) => {
                            record.letters.push(letter);
                        }
                        _ => return Err(offence(line, column, letter, header_name.as_deref())),
                    }
                }
            }
        }
    }
    if records.is_empty() {
        return Err(OpenError::Empty);
    }
    if records.iter().all(|record| record.letters.is_empty()) {
        let records = records.len() as u64;
        return Err(OpenError::NoSequence { records });
    }
    Ok(records)
}

/// The lines without their ends: LF, CR, or both.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let end_bytes = match &text[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        if end_bytes > 0 {
            lines.push(&text[start..at]);
            start = at + end_bytes;
        }
        at += end_bytes.max(1);
    }
    lines.push(&text[start..]);
    lines
}

/// The first word of a header, and what follows it.
fn words(header: &[u8]) -> (String, String) {
    let header = header.trim_ascii();
    let end = header.iter().position(u8::is_ascii_whitespace);
    let (name, description) = header.split_at(end.unwrap_or(header.len()));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(name), text(description.trim_ascii_start()))
}

/// An amino acid below a header speaks of protein, anything else of no FASTA.
fn offence(line: u64, column: u64, letter: u8, header_name: Option<&str>) -> OpenError {
    match header_name {
        Some(name) if b"EFIJLOPQZ".contains(&letter.to_ascii_uppercase()) => OpenError::Protein {
            line,
            column,
            letter,
            record: name.to_owned(),
        },
        _ => OpenError::NotFasta {
            line,
            column,
            letter,
        },
    }
}
