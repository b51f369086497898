//! Any text is the genome that a plain reader makes of it, or the same error, and so in pieces.
//!
//! The bytes: how to cut, how often to repeat the rest, the text.

#![no_main]

use engine::conformance::{PlainRecord, read_plainly};
use engine::{Genome, GenomeBuilder, OpenError};
use fuzz::pieces;
use libfuzzer_sys::fuzz_target;

/// Some texts are to reach over the border of a block.
const MOST_BYTES: usize = 300_000;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[cut, times], text)) = bytes.split_first_chunk() else {
        return;
    };
    // Rarely many times, since that takes its time.
    let times = if times < 240 {
        1 + usize::from(times % 3)
    } else {
        usize::from(times)
    };
    let text = text.repeat(times.min(MOST_BYTES / text.len().max(1)).max(1));

    let genome = open(GenomeBuilder::new("raw"), [text.as_slice()]);
    if !matches!(genome, Err(OpenError::Unsupported { .. })) {
        let got = genome.as_ref().map(records).map_err(Clone::clone);
        let expected = read_plainly(&text, "raw");
        assert!(got == expected, "{got:?}\n{expected:?}");
    }
    assert!(open(GenomeBuilder::new("raw"), pieces(&text, cut)) == genome);
});

fn open<'text>(
    mut builder: GenomeBuilder,
    pieces: impl IntoIterator<Item = &'text [u8]>,
) -> Result<Genome, OpenError> {
    for piece in pieces {
        builder.push(piece)?;
    }
    builder.finish()
}

fn records(genome: &Genome) -> Vec<PlainRecord> {
    let record = |record: engine::RecordInfo<'_>| {
        let mut letters = Vec::new();
        genome.sequence(record.id, 0..u64::MAX, &mut letters);
        for stretch in genome.soft_masked(record.id) {
            letters[stretch.start as usize..stretch.end as usize].make_ascii_lowercase();
        }
        PlainRecord {
            name: record.name.to_owned(),
            description: record.description.to_owned(),
            letters,
        }
    };
    genome.records().map(record).collect()
}
