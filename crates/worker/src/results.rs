//! What is shown of a finished search, and rows of its matches.

use std::rc::Rc;

use engine::{Hits, Match, NamedMotif, StrandChoice, stats};
use protocol::{MatchRow, MotifCounts, RequestId, SearchSummary};

use crate::search::Found;
use crate::{regions, translate};

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
