//! Every version finds what the naive one finds, in any genome, for any motifs and any number of mismatches.
//!
//! The bytes: settings, then motifs up to a byte 0, then the letters of the records, each up to a byte 0.

#![no_main]

use std::ops::ControlFlow;
use std::sync::Arc;

use engine::store::{BLOCK_BASES, STRIPE_BASES};
use engine::{
    Genome, GenomeBuilder, Match, NamedMotif, Query, Scope, Search, Sequential, Sharing, Stepwise,
    StrandChoice, Version,
};
use libfuzzer_sys::fuzz_target;

/// So many ways to read a long motif of variable repeats would take the naive search too long.
const MOST_LETTERS: usize = 40;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[mismatches, strands, before], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let mut fields = rest.split(|byte| *byte == 0);
    let motifs = String::from_utf8_lossy(fields.next().unwrap_or_default());
    let Ok(motifs) = NamedMotif::parse_list(&motifs) else {
        return;
    };
    let is_long = |named: &NamedMotif| named.motif.max_length() > MOST_LETTERS;
    if motifs.len() > 4 || motifs.iter().any(is_long) {
        return;
    }
    let Some(genome) = genome(before, fields) else {
        return;
    };
    let query = Query {
        motifs,
        mismatches: usize::from(mismatches % 9),
        strands: match strands % 4 {
            0 | 1 => StrandChoice::Both,
            2 => StrandChoice::Forward,
            _ => StrandChoice::Reverse,
        },
        scope: Scope::new(&genome, None, strands & 4 != 0),
        version: Version::Naive,
        sharing: Sharing::OneThread,
        threads: 1,
    };
    let expected = matches(&genome, query.clone());
    for version in [Version::ShiftAnd, Version::BitPlanes] {
        let query = Query {
            version,
            ..query.clone()
        };
        assert_eq!(matches(&genome, query), expected, "{version:?}");
    }
});

/// The records, behind others that bring them to the border of a stripe or of a block now and then.
fn genome<'bytes>(before: u8, records: impl Iterator<Item = &'bytes [u8]>) -> Option<Arc<Genome>> {
    let filler = match before % 4 {
        0 => 0,
        1 => STRIPE_BASES,
        2 => 127 * STRIPE_BASES,
        _ => BLOCK_BASES,
    };
    let filler = filler.saturating_sub(usize::from(before / 4));
    let mut text = format!(">filler\n{}\n", "N".repeat(filler)).into_bytes();
    for letters in records {
        text.extend_from_slice(b">record\n");
        let letters = letters.iter().filter(|letter| letter.is_ascii_alphabetic());
        text.extend(letters);
        text.push(b'\n');
    }
    let mut builder = GenomeBuilder::new("");
    builder.push(&text).ok()?;
    builder.finish().ok().map(Arc::new)
}

/// All matches in order, with their counts checked.
fn matches(genome: &Arc<Genome>, query: Query) -> Vec<Match> {
    let mut search = Search::new(Arc::clone(genome), query).expect("memory for counts");
    search.step(&Sequential, &|| false);
    let hits = search.into_hits();
    let mut matches = Vec::new();
    let _ = hits.for_each_from(0, &mut |found| {
        matches.push(found);
        ControlFlow::Continue(())
    });
    assert_eq!(hits.total(), matches.len() as u64);
    let by_motif = (0..hits.query().motifs.len() as u32).map(|motif| hits.motif_counts(motif));
    assert_eq!(hits.total(), by_motif.map(|counts| counts.total()).sum());
    matches
}
