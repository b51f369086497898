//! Lists of matches: some of them, or in another order.

use std::collections::VecDeque;
use std::rc::Rc;

use engine::listing::needs_mismatch_counts;
use engine::{Filter, Genome, Hits, Listing, MismatchCounting, MismatchCounts, Order, RecordId};
use protocol::{
    Failure, MatchList, MatchOrder, MatchRow, PlaceProblem, RecordKey, RequestId, SoughtPlace, Step,
};

use crate::coordinator::{Coordinator, Stop};
use crate::results::{Shown, match_row};
use crate::run::run;
use crate::search;

/// Most lists that are kept: a person goes back and forth between a few.
const MAX_LISTS: usize = 8;
/// Most memory that the results may take that they are of, in bytes; the last one is kept whatever they take.
const MAX_BYTES: u64 = 32 << 20;
/// Most searches of which the mismatches are kept.
const MAX_COUNTS: usize = 2;

/// The last lists; the latest first.
#[derive(Default)]
pub(crate) struct Lists {
    lists: VecDeque<(Rc<Hits>, MatchList, Listing)>,
    counts: VecDeque<(Rc<Hits>, MismatchCounts)>,
}

impl Lists {
    fn list(&self, hits: &Rc<Hits>, list: MatchList) -> Option<Listing> {
        let mut lists = self.lists.iter();
        let is_it = |(of, known, _): &&(Rc<Hits>, MatchList, Listing)| {
            Rc::ptr_eq(of, hits) && *known == list
        };
        lists.find(is_it).map(|(_, _, listing)| listing.clone())
    }

    /// Keeps a list, and as many of the others as there is room for.
    fn put(&mut self, hits: &Rc<Hits>, list: MatchList, listing: Listing) {
        let lists = &mut self.lists;
        lists.push_front((Rc::clone(hits), list, listing));
        lists.truncate(MAX_LISTS);
        let bytes = |lists: &VecDeque<(Rc<Hits>, MatchList, Listing)>| {
            lists.iter().map(|(hits, _, _)| hits.bytes()).sum::<u64>()
        };
        while lists.len() > 1 && bytes(lists) > MAX_BYTES {
            lists.pop_back();
        }
    }

    fn counts(&self, hits: &Rc<Hits>) -> Option<MismatchCounts> {
        let mut counts = self.counts.iter();
        let known = counts.find(|(of, _)| Rc::ptr_eq(of, hits));
        known.map(|(_, counts)| counts.clone())
    }

    /// Forgets everything: there is another genome.
    pub(crate) fn clear(&mut self) {
        self.lists.clear();
        self.counts.clear();
    }
}

/// A list of the matches that are shown. Nothing is looked at again unless mismatches matter, and then once for a search.
pub(crate) async fn listing(
    coordinator: &Coordinator,
    id: RequestId,
    shown: &Shown,
    list: MatchList,
) -> Result<Listing, Stop> {
    let hits = shown.kept_hits();
    if list == MatchList::default() {
        return Ok(Listing::all(hits));
    }
    if let Some(listing) = coordinator.lists.borrow().list(hits, list) {
        return Ok(listing);
    }
    let (filter, order) = (filter(hits.genome(), list), order(list.order));
    let counts = if needs_mismatch_counts(hits, filter, order) {
        Some(mismatch_counts(coordinator, id, hits).await?)
    } else {
        None
    };
    let listing = Listing::new(hits, counts.as_ref(), filter, order);
    let kept = listing.clone();
    coordinator.lists.borrow_mut().put(hits, list, kept);
    Ok(listing)
}

async fn mismatch_counts(
    coordinator: &Coordinator,
    id: RequestId,
    hits: &Rc<Hits>,
) -> Result<MismatchCounts, Stop> {
    let known = coordinator.lists.borrow().counts(hits);
    if let Some(counts) = known {
        return Ok(counts);
    }
    let mut counting = MismatchCounting::new(hits).map_err(search::failure)?;
    run(coordinator, id, Step::List, &mut counting).await?;
    let counted = counting.into_counts();
    let counts = &mut coordinator.lists.borrow_mut().counts;
    counts.push_front((Rc::clone(hits), counted.clone()));
    counts.truncate(MAX_COUNTS);
    Ok(counted)
}

/// The same list, of which the rows from this one on can be read, at least the first.
pub(crate) async fn readable(
    coordinator: &Coordinator,
    id: RequestId,
    listing: &Listing,
    row: u64,
) -> Result<Listing, Stop> {
    match (coordinator.windows(), listing.block_of_row(row)) {
        (Some(windows), Some(block)) => {
            let window = windows.with_block(coordinator, id, block).await?;
            Ok(listing.in_window(window))
        }
        _ => Ok(listing.clone()),
    }
}

/// Rows of a list.
pub(crate) async fn rows(
    coordinator: &Coordinator,
    id: RequestId,
    shown: &Shown,
    list: MatchList,
    (from, count): (u64, u32),
) -> Result<Vec<MatchRow>, Stop> {
    let listing = listing(coordinator, id, shown, list).await?;
    let mut rows = Vec::new();
    let end = from.saturating_add(count.into()).min(listing.total());
    let mut next = from;
    while next < end {
        let listing = readable(coordinator, id, &listing, next).await?;
        let found = listing.rows(next, (end - next) as usize);
        if found.is_empty() {
            return Err(Failure::FileChanged.into());
        }
        next += found.len() as u64;
        let hits = listing.hits();
        rows.extend(
            found
                .iter()
                .map(|found| match_row(hits, shown.motif(), found)),
        );
    }
    Ok(rows)
}

/// The row of the first match that begins at a place or after it.
pub(crate) async fn find_row(
    coordinator: &Coordinator,
    id: RequestId,
    shown: &Shown,
    list: MatchList,
    place: SoughtPlace,
) -> Result<Result<u64, PlaceProblem>, Stop> {
    let listing = listing(coordinator, id, shown, list).await?;
    let genome = shown.kept_hits().genome();
    let Some(record) = record(genome, &place.record) else {
        return Ok(Err(PlaceProblem::NoRecord));
    };
    let length_bases = genome.record(record).length_bases;
    if place.position > length_bases {
        return Ok(Err(PlaceProblem::PastEnd { length_bases }));
    }
    if list
        .record
        .is_some_and(|listed| listed as usize != record.index())
    {
        return Ok(Err(PlaceProblem::OtherRecord));
    }
    let start = place.position.saturating_sub(1);
    let block = listing.block_of_place(record, start);
    let listing = match coordinator.windows() {
        Some(windows) => listing.in_window(windows.with_block(coordinator, id, block).await?),
        None => listing,
    };
    Ok(match listing.row_at(record, start) {
        None => Err(PlaceProblem::OtherOrder),
        Some(row) if row == listing.total() => Err(PlaceProblem::NoneAfter),
        Some(row) => Ok(row),
    })
}

fn record(genome: &Genome, key: &RecordKey) -> Option<RecordId> {
    match key {
        RecordKey::Name(name) => {
            let mut records = genome.records();
            records
                .find(|record| record.name == name)
                .map(|record| record.id)
        }
        RecordKey::Ordinal(ordinal) => {
            ((*ordinal as usize) < genome.record_count()).then(|| RecordId::new(*ordinal))
        }
    }
}

fn filter(genome: &Genome, list: MatchList) -> Filter {
    Filter {
        record: list
            .record
            .and_then(|ordinal| record(genome, &RecordKey::Ordinal(ordinal))),
        strand: list.strand.map(|strand| match strand {
            protocol::Strand::Forward => engine::Strand::Forward,
            protocol::Strand::Reverse => engine::Strand::Reverse,
            protocol::Strand::Both => engine::Strand::Both,
        }),
        mismatches: list.mismatches.map(|number| number as usize),
    }
}

const fn order(order: MatchOrder) -> Order {
    match order {
        MatchOrder::Position => Order::Position,
        MatchOrder::FewestMismatches => Order::FewestMismatches,
        MatchOrder::MostMismatches => Order::MostMismatches,
    }
}
