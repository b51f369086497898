//! Rows and bars of a finished search.

use std::rc::Rc;

use engine::{Hits, Match, NamedMotif, RecordId, StrandChoice, stats};
use protocol::{MatchRow, MotifCounts, RecordBar, RecordRow, RequestId, SearchSummary};

use crate::search::Found;
use crate::{regions, translate};

/// More bars than this cannot be told apart.
const MAX_BARS: usize = 50;

/// What is shown of a search.
#[derive(Clone)]
pub(crate) struct Shown {
    /// The request that asked for it.
    pub(crate) id: RequestId,
    /// The whole search.
    pub(crate) all: Found,
    /// The motif that alone is shown, with a search for it alone; none when all are shown together.
    pub(crate) one: Option<(u32, Found)>,
}

impl Shown {
    /// The matches that are shown.
    pub(crate) fn hits(&self) -> &Hits {
        match &self.one {
            Some((_, found)) => &found.hits,
            None => &self.all.hits,
        }
    }

    /// The same, as it is kept.
    pub(crate) fn kept_hits(&self) -> &Rc<Hits> {
        match &self.one {
            Some((_, found)) => &found.hits,
            None => &self.all.hits,
        }
    }

    /// The motif that alone is shown.
    pub(crate) fn motif(&self) -> Option<u32> {
        self.one.as_ref().map(|(motif, _)| *motif)
    }
}

/// What is shown, in short.
pub(crate) fn summary(shown: &Shown) -> SearchSummary {
    let motif = shown.motif();
    let found = shown.one.as_ref().map_or(&shown.all, |(_, found)| found);
    let hits = shown.hits();
    let longest = most_matches(hits);
    let bars: Vec<RecordBar> = longest
        .iter()
        .map(|&ordinal| {
            let record = hits.genome().record(RecordId::new(ordinal));
            RecordBar {
                record: ordinal,
                name: record.name.to_owned(),
                match_count: hits.record_count(record.id),
            }
        })
        .collect();
    let shown_match_count: u64 = bars.iter().map(|bar| bar.match_count).sum();
    SearchSummary {
        match_count: hits.total(),
        regions: hits.query().scope.places().map(regions::summary),
        records_with_matches: hits.records_with_matches() as u64,
        motifs: motif_counts(&shown.all.hits),
        shown: motif,
        search_ms: found.search_ms,
        is_from_cache: found.is_from_cache,
        answer_ms: found.answer_ms,
        threads: translate::threads(hits.query()),
        other_record_count: (hits.genome().record_count() - bars.len()) as u64,
        other_match_count: hits.total() - shown_match_count,
        bars,
    }
}

/// How often each motif was found.
fn motif_counts(hits: &Hits) -> Vec<MotifCounts> {
    let query = hits.query();
    let count = |(index, named): (u32, &NamedMotif)| {
        let motif = &named.motif;
        let counts = hits.motif_counts(index);
        MotifCounts {
            name: named.name.clone(),
            motif: motif.to_string(),
            forward: counts.forward,
            reverse: counts.reverse,
            both: counts.both,
            is_self_reverse_complement: query.strands == StrandChoice::Both
                && motif.is_self_reverse_complement(),
            expected_matches: stats::expected_matches(
                hits.genome(),
                &query.scope,
                motif,
                query.mismatches,
                query.strands,
            ),
        }
    };
    (0..).zip(&query.motifs).map(count).collect()
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

/// A row of a table of matches, in the words of the protocol.
pub(crate) fn match_row(hits: &Hits, motif: Option<u32>, found: &Match) -> MatchRow {
    let genome = hits.genome();
    let mismatches = hits.mismatches(found).into_iter();
    MatchRow {
        record_ordinal: found.record.index() as u32,
        record: genome.record(found.record).name.to_owned(),
        first: found.start + 1,
        last: found.end,
        strand: translate::strand(found.strand),
        sequence: genome.match_sequence(found),
        motif: motif.unwrap_or(found.motif),
        mismatches: mismatches.map(|index| index as u32).collect(),
    }
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
