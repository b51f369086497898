//! Rows and bars of a finished search.

use engine::{Hits, Pool, RecordId, Sharing, StrandChoice};
use protocol::{MatchRow, RecordBar, RecordRow, SearchSummary};

use crate::pool::pool;
use crate::translate;

/// More bars than this cannot be told apart.
const MAX_BARS: usize = 50;

/// The search in short.
pub(crate) fn summary(hits: &Hits, search_ms: f64) -> SearchSummary {
    let query = hits.query();
    let threads = match query.sharing {
        Sharing::OneThread => 1,
        _ => query.threads.min(pool().threads()),
    };
    let shown = most_matches(hits);
    let bars: Vec<RecordBar> = shown
        .iter()
        .map(|&ordinal| {
            let record = hits.genome().record(RecordId::new(ordinal));
            RecordBar {
                name: record.name.to_owned(),
                match_count: hits.record_count(record.id),
            }
        })
        .collect();
    let shown_match_count: u64 = bars.iter().map(|bar| bar.match_count).sum();
    SearchSummary {
        match_count: hits.total(),
        records_with_matches: hits.records_with_matches() as u64,
        is_self_reverse_complement: query.strands == StrandChoice::Both
            && query.motif.is_self_reverse_complement(),
        search_ms,
        threads: threads as u32,
        other_record_count: (hits.genome().record_count() - bars.len()) as u64,
        other_match_count: hits.total() - shown_match_count,
        bars,
    }
}

/// The records with the most matches, in the file's order; all if they are few.
fn most_matches(hits: &Hits) -> Vec<u32> {
    let mut ordinals: Vec<u32> = (0..hits.genome().record_count() as u32).collect();
    if ordinals.len() > MAX_BARS {
        let fewest_first = |&ordinal: &u32| {
            (
                hits.record_count(RecordId::new(ordinal)),
                std::cmp::Reverse(ordinal),
            )
        };
        ordinals.select_nth_unstable_by_key(MAX_BARS - 1, |ordinal| {
            std::cmp::Reverse(fewest_first(ordinal))
        });
        ordinals.truncate(MAX_BARS);
        ordinals.sort_unstable();
    }
    ordinals
}

/// Rows of the table of matches.
pub(crate) fn match_rows(hits: &Hits, from: u64, count: u32) -> Vec<MatchRow> {
    let genome = hits.genome();
    let matches = hits.rows(from, count as usize);
    matches
        .iter()
        .map(|found| MatchRow {
            record: genome.record(found.record).name.to_owned(),
            first: found.start + 1,
            last: found.end,
            strand: translate::strand(found.strand),
            sequence: genome.match_sequence(found),
        })
        .collect()
}

/// Rows of the table of records.
pub(crate) fn record_rows(hits: &Hits, from: u32, count: u32) -> Vec<RecordRow> {
    let genome = hits.genome();
    let record_count = genome.record_count() as u32;
    let range = from.min(record_count)..from.saturating_add(count).min(record_count);
    range
        .map(|ordinal| {
            let record = genome.record(RecordId::new(ordinal));
            RecordRow {
                name: record.name.to_owned(),
                length_bases: record.length_bases,
                match_count: hits.record_count(record.id),
            }
        })
        .collect()
}
