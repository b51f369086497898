//! The records of what is shown, as bars and as rows: what was found in each, and what was to be expected.

use std::cell::RefCell;
use std::rc::Rc;

use engine::stats::{Chance, Expectation, NoVariance};
use engine::{Hits, Motif, RecordId, StrandCounts, ranking};
use protocol::{
    NoZScore, RecordChart, RecordFigures, RecordMeasure, RecordOrder, RecordRanking, RecordRow,
    RequestId,
};

use crate::results::Shown;

/// More bars than this cannot be told apart.
const MAX_BARS: usize = 50;

/// What was worked out last; it is kept as long as the same is shown.
#[derive(Default)]
pub(crate) struct Records {
    chance: RefCell<Option<(RequestId, Rc<Chance>)>>,
    /// The ordinals in the order that was asked for last; none for that of the file.
    ranked: RefCell<Option<(RequestId, RecordRanking, Ranked)>>,
}

type Ranked = Option<Rc<Vec<u32>>>;

impl Records {
    /// The records as bars.
    pub(crate) fn chart(&self, shown: &Shown, ranking: RecordRanking) -> RecordChart {
        let hits = shown.hits();
        let chance = self.chance(shown);
        let mut ordinals = ranking::most_matches(hits, MAX_BARS);
        if let Some(ranked) = self.ranked(shown, ranking) {
            ordinals.sort_unstable();
            let bars = ranked
                .iter()
                .filter(|ordinal| ordinals.binary_search(ordinal).is_ok());
            ordinals = bars.copied().collect();
        }
        let bars: Vec<RecordRow> = ordinals
            .into_iter()
            .map(|ordinal| row(hits, &chance, ordinal))
            .collect();
        let (genome, scope) = (hits.genome(), &hits.query().scope);
        let searched = genome
            .records()
            .map(|record| scope.searched_letters(genome, record.id));
        let all = figures(
            genome.length_bases(),
            searched.sum(),
            hits.strand_counts(),
            chance.in_genome(genome, scope),
        );
        let sum =
            |of: fn(&RecordFigures) -> u64| bars.iter().map(|bar| of(&bar.figures)).sum::<u64>();
        let expected: f64 = bars.iter().map(|bar| bar.figures.expected).sum();
        RecordChart {
            other_count: (hits.genome().record_count() - bars.len()) as u64,
            others: RecordFigures {
                length_bases: all.length_bases - sum(|figures| figures.length_bases),
                searched_letters: all.searched_letters - sum(|figures| figures.searched_letters),
                forward: all.forward - sum(|figures| figures.forward),
                reverse: all.reverse - sum(|figures| figures.reverse),
                both: all.both - sum(|figures| figures.both),
                expected: (all.expected - expected).max(0.0),
                z_score: None,
            },
            all,
            no_z_score: chance.no_variance().map(no_z_score),
            bars,
        }
    }

    /// Rows of the table of records.
    pub(crate) fn rows(
        &self,
        shown: &Shown,
        ranking: RecordRanking,
        from: u32,
        count: u32,
    ) -> Vec<RecordRow> {
        let hits = shown.hits();
        let chance = self.chance(shown);
        let ranked = self.ranked(shown, ranking);
        let record_count = hits.genome().record_count() as u32;
        let rows = from.min(record_count)..from.saturating_add(count).min(record_count);
        rows.map(|place| {
            let ordinal = ranked
                .as_ref()
                .map_or(place, |ranked| ranked[place as usize]);
            row(hits, &chance, ordinal)
        })
        .collect()
    }

    fn chance(&self, shown: &Shown) -> Rc<Chance> {
        let known = self.chance.borrow().clone();
        if let Some((_, chance)) = known.filter(|(id, _)| *id == shown.id) {
            return chance;
        }
        let hits = shown.hits();
        let query = hits.query();
        let motifs: Vec<&Motif> = query.motifs.iter().map(|named| &named.motif).collect();
        let chance = Rc::new(Chance::new(
            hits.genome().composition().bases,
            &motifs,
            query.mismatches,
            query.strands,
        ));
        self.chance.replace(Some((shown.id, Rc::clone(&chance))));
        chance
    }

    fn ranked(&self, shown: &Shown, wanted: RecordRanking) -> Ranked {
        let known = self.ranked.borrow().clone();
        if let Some((_, _, ranked)) =
            known.filter(|(id, ranking, _)| *id == shown.id && *ranking == wanted)
        {
            return ranked;
        }
        let (measure, order) = (measure(wanted.measure), order(wanted.order));
        let ranked = ranking::ranked(shown.hits(), &self.chance(shown), measure, order);
        let ranked = ranked.map(Rc::new);
        self.ranked
            .replace(Some((shown.id, wanted, ranked.clone())));
        ranked
    }
}

fn row(hits: &Hits, chance: &Chance, ordinal: u32) -> RecordRow {
    let genome = hits.genome();
    let record = genome.record(RecordId::new(ordinal));
    let scope = &hits.query().scope;
    RecordRow {
        record: ordinal,
        name: record.name.to_owned(),
        figures: figures(
            record.length_bases,
            scope.searched_letters(genome, record.id),
            hits.record_counts(record.id),
            chance.in_record(genome, scope, record.id),
        ),
    }
}

fn figures(
    length_bases: u64,
    searched_letters: u64,
    counts: StrandCounts,
    expected: Expectation,
) -> RecordFigures {
    RecordFigures {
        length_bases,
        searched_letters,
        forward: counts.forward,
        reverse: counts.reverse,
        both: counts.both,
        expected: expected.matches,
        z_score: expected.z_score(counts.total()),
    }
}

const fn measure(measure: RecordMeasure) -> ranking::Measure {
    match measure {
        RecordMeasure::Count => ranking::Measure::Count,
        RecordMeasure::PerMb => ranking::Measure::PerMb,
        RecordMeasure::ObservedToExpected => ranking::Measure::ObservedToExpected,
    }
}

const fn order(order: RecordOrder) -> ranking::Order {
    match order {
        RecordOrder::File => ranking::Order::File,
        RecordOrder::Name => ranking::Order::Name,
        RecordOrder::Value => ranking::Order::Value,
    }
}

const fn no_z_score(reason: NoVariance) -> NoZScore {
    match reason {
        NoVariance::SeveralVariableParts => NoZScore::SeveralVariableParts,
        NoVariance::TooManyWords => NoZScore::TooManyWords,
    }
}
