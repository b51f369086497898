//! What the page must show, from the engine as it runs natively; it is checked against other programs' results
//! (`tests/data/golden`) by tests of its own.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use engine::export::bed;
use engine::stats::Chance;
use engine::{
    Decoder, Genome, GenomeBuilder, Hits, Motif, Query, Scope, Search, Sequential, Sharing,
    Stepwise, StrandChoice, Version,
};

/// A genome that was opened natively.
pub(crate) struct NativeGenome(Arc<Genome>);

/// The matches of a motif.
pub(crate) struct NativeHits {
    pub(crate) hits: Hits,
    pub(crate) motif: String,
}

impl NativeGenome {
    pub(crate) fn open(path: &Path) -> Self {
        let bytes =
            std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut decoder = Decoder::new();
        let mut builder = GenomeBuilder::new("raw");
        decoder
            .push(&bytes, &mut |text| builder.push(text))
            .unwrap();
        decoder.finish(&mut |text| builder.push(text)).unwrap();
        Self(Arc::new(builder.finish().unwrap()))
    }

    pub(crate) fn search(&self, motif: &str) -> NativeHits {
        self.search_on(motif, StrandChoice::Both)
    }

    pub(crate) fn search_on(&self, motif: &str, strands: StrandChoice) -> NativeHits {
        self.search_for(motif, 0, strands)
    }

    /// Matches with up to so many mismatches.
    pub(crate) fn search_up_to(&self, motif: &str, mismatches: usize) -> NativeHits {
        self.search_for(motif, mismatches, StrandChoice::Both)
    }

    fn search_for(&self, motif: &str, mismatches: usize, strands: StrandChoice) -> NativeHits {
        let query = Query {
            motifs: vec![Motif::parse(motif).unwrap().into()],
            mismatches,
            strands,
            scope: Scope::default(),
            version: Version::default(),
            sharing: Sharing::OneThread,
            threads: 1,
        };
        let mut search = Search::new(Arc::clone(&self.0), query).unwrap();
        search.step(&Sequential, &|| false);
        NativeHits {
            hits: search.into_hits(),
            motif: motif.to_owned(),
        }
    }
}

impl NativeHits {
    pub(crate) fn total(&self) -> u64 {
        self.hits.total()
    }

    /// As the status line says it.
    pub(crate) fn outcome(&self) -> String {
        let counted = |count: u64, one: &str, many: &str| {
            format!(
                "{} {}",
                with_commas(count),
                if count == 1 { one } else { many }
            )
        };
        let matches = counted(self.total(), "match", "matches");
        let records = counted(self.hits.records_with_matches() as u64, "record", "records");
        format!("{matches} in {records}")
    }

    /// Rows of the table `Matches`.
    pub(crate) fn rows(&self, from: u64, count: usize) -> Vec<Vec<String>> {
        let genome = self.hits.genome();
        let rows = self.hits.rows(from, count);
        let row = |found: &engine::Match| {
            vec![
                genome.record(found.record).name.to_owned(),
                with_commas(found.start + 1),
                with_commas(found.end),
                found.strand.to_string(),
                genome.match_sequence(found),
            ]
        };
        rows.iter().map(row).collect()
    }

    /// All rows of the table `Matches`.
    pub(crate) fn all_rows(&self) -> Vec<Vec<String>> {
        self.rows(0, usize::MAX)
    }

    /// The same where mismatches are allowed, with the column that tells how many.
    pub(crate) fn rows_with_mismatches(&self) -> Vec<Vec<String>> {
        let mut rows = self.all_rows();
        for (row, found) in rows.iter_mut().zip(self.hits.rows(0, usize::MAX)) {
            row.insert(4, self.hits.mismatches(&found).len().to_string());
        }
        rows
    }

    /// Rows of the table `Matches per chromosome`: its first three columns.
    pub(crate) fn rows_per_record(&self) -> Vec<Vec<String>> {
        let row = |record: engine::store::RecordInfo<'_>| {
            vec![
                record.name.to_owned(),
                with_commas(record.length_bases),
                with_commas(self.hits.record_count(record.id)),
            ]
        };
        self.hits.genome().records().map(row).collect()
    }

    /// Matches to be expected in each record.
    pub(crate) fn expected_per_record(&self) -> Vec<f64> {
        let (genome, query) = (self.hits.genome(), self.hits.query());
        let motifs: Vec<&Motif> = query.motifs.iter().map(|named| &named.motif).collect();
        let chance = Chance::new(
            genome.composition().bases,
            &motifs,
            query.mismatches,
            query.strands,
        );
        let records = genome.records();
        records
            .map(|record| chance.in_record(genome, &query.scope, record.id).matches)
            .collect()
    }

    pub(crate) fn bed(&self) -> String {
        let mut lines = Vec::new();
        let _ = self.hits.for_each_from(0, &mut |found| {
            let name = self.hits.genome().record(found.record).name;
            bed::push_line(&mut lines, name, &found, &self.motif);
            ControlFlow::Continue(())
        });
        String::from_utf8(lines).unwrap()
    }
}

/// A number with commas between the thousands.
pub(crate) fn with_commas(value: u64) -> String {
    let digits = value.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    let groups: Vec<&str> = groups
        .into_iter()
        .map(|group| str::from_utf8(group).unwrap())
        .collect();
    groups.join(",")
}
