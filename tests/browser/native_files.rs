//! What must stand in a file, from the engine as it runs natively; its formats are checked with other programs by tests
//! of the engine.

use engine::export::{Entry, bed, csv, fasta, gff3, tsv};
use engine::{Genome, Match};

use crate::native::NativeHits;

impl NativeHits {
    /// The matches that are listed, as BED.
    pub(crate) fn bed_of(&self, is_listed: &dyn Fn(&Match) -> bool) -> String {
        self.written(0, is_listed, |text, _, entry, _| {
            bed::push_line(text, entry.record_name, entry.found, entry.label);
        })
    }

    /// The matches as GFF3, after the records that have some.
    pub(crate) fn gff3(&self) -> String {
        let mut text = gff3::HEADER.as_bytes().to_vec();
        for record in self.hits.genome().records() {
            if self.hits.record_count(record.id) > 0 {
                gff3::push_region(&mut text, record.name, record.length_bases);
            }
        }
        let lines = self.written(0, &|_| true, |text, number, entry, _| {
            gff3::push_line(text, number, entry);
        });
        String::from_utf8(text).unwrap() + &lines
    }

    /// The matches that are listed, as a table.
    pub(crate) fn tsv_of(&self, is_listed: &dyn Fn(&Match) -> bool) -> String {
        let lines = self.written(0, is_listed, |text, _, entry, _| {
            tsv::push_line(text, entry)
        });
        tsv::HEADER.to_owned() + &lines
    }

    /// The sequences with so many letters on both sides.
    pub(crate) fn fasta(&self, flanking_bases: u64) -> String {
        self.written(flanking_bases, &|_| true, |text, _, entry, range| {
            fasta::push_entry(text, entry, range);
        })
    }

    /// The counts of the records.
    pub(crate) fn csv(&self) -> String {
        let mut text = csv::HEADER.as_bytes().to_vec();
        for record in self.hits.genome().records() {
            let scope = &self.hits.query().scope;
            let searched = scope.searched_letters(self.hits.genome(), record.id);
            csv::push_line(
                &mut text,
                &record,
                searched,
                self.hits.record_counts(record.id),
            );
        }
        String::from_utf8(text).unwrap()
    }

    fn written(
        &self,
        flanking_bases: u64,
        is_listed: &dyn Fn(&Match) -> bool,
        write: impl Fn(&mut Vec<u8>, u64, &Entry<'_>, &std::ops::Range<u64>),
    ) -> String {
        let genome = self.hits.genome();
        let windows = [genome.clone()];
        let mut text = Vec::new();
        let rows = self.hits.rows(0, usize::MAX).into_iter().filter(is_listed);
        for (number, found) in (1..).zip(rows) {
            let record = genome.record(found.record);
            let range = found.start..found.end;
            let range = fasta::with_flanks(range, flanking_bases, record.length_bases);
            let mut letters = Vec::new();
            let strand = found.strand;
            Genome::strand_sequence(&windows, record.id, range.clone(), strand, &mut letters);
            let entry = Entry {
                record_name: record.name,
                found: &found,
                label: &self.motif,
                motif: &self.motif,
                mismatches: self.hits.mismatches(&found).len(),
                letters: &letters,
            };
            write(&mut text, number, &entry, &range);
        }
        String::from_utf8(text).unwrap()
    }
}
