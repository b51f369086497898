//! What the matched sequences look like.

use engine::Hits;
use engine::matched::{Column, DISTANCE_BINS, MatchedPass};
use protocol::{DistanceBin, Failure, MatchedColumn, MatchedSequences, RequestId, Step};

use crate::coordinator::{Coordinator, Stop};
use crate::run::run;

/// More matches than these are not all looked at, but those of every second, third, … block. One takes a thread 0.1 to 0.2 µs
/// natively, with several spacers 0.5 µs: so that a look takes a second or two with two threads.
const MOST_MATCHES: u64 = 10_000_000;

/// Looks at the matches of a search for one motif.
pub(crate) async fn answer(
    coordinator: &Coordinator,
    id: RequestId,
    hits: &Hits,
) -> Result<MatchedSequences, Stop> {
    let query = hits.query();
    let [named] = query.motifs.as_slice() else {
        return Err(Failure::NoSearch.into());
    };
    let mut pass = MatchedPass::new(hits, MOST_MATCHES);
    run(coordinator, id, Step::Search, &mut pass).await?;
    let looked = pass.into_result();
    let mut positions = named.motif.positions().into_iter();
    let distances = DISTANCE_BINS.into_iter().zip(looked.distances);
    Ok(MatchedSequences {
        looked_at: looked.match_count,
        match_count: hits.total(),
        is_certain: query.mismatches == 0
            && named.motif.is_fixed_length()
            && positions.all(|bases| bases.count() == 1),
        columns: looked.columns.into_iter().map(column).collect(),
        mismatches: looked.mismatches,
        distances: distances
            .map(|(least_bases, count)| DistanceBin { least_bases, count })
            .collect(),
    })
}

fn column(column: Column) -> MatchedColumn {
    match column {
        Column::Letter {
            bases,
            counts,
            others,
        } => MatchedColumn::Letter {
            code: char::from(bases.code()),
            counts,
            others,
        },
        Column::Spacer { bases, min, counts } => MatchedColumn::Spacer {
            code: char::from(bases.code()),
            min_bases: min.into(),
            counts,
        },
    }
}
