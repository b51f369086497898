//! Matches as files, part by part, so that memory stays flat: the engine waits while the page still holds several parts.

use std::ops::{ControlFlow, Range};
use std::rc::Rc;
use std::sync::Arc;

use engine::export::{Entry, bed, csv, fasta, gff3, tsv};
use engine::motif::MismatchCounter;
use engine::{Genome, Hits, Listing, Match, NamedMotif, RecordId};
use protocol::{
    Event, ExportFormat, ExportSettings, MOST_FLANKING_BASES, Progress, RequestId, Step,
};

use crate::clock::{self, SLICE_MS, now_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::reread::Windows;
use crate::results::Shown;
use crate::{list, port};

/// A part ends when it has so many bytes, which the page copies in a moment, or with the slice of time.
const PART_BYTES: usize = 1 << 20;
/// The clock is looked at after so many lines.
const LINES_BETWEEN_LOOKS: u64 = 64;
/// Parts that the page may hold.
const MAX_HELD_PARTS: u32 = 8;
/// How long to wait before looking again whether the page has taken a part, in ms.
const LOOK_AGAIN_MS: i32 = 4;

/// Writes matches that are shown, or their counts.
pub(crate) async fn export(
    coordinator: &Coordinator,
    id: RequestId,
    shown: &Shown,
    settings: ExportSettings,
) -> Result<(), Stop> {
    let mut output = Output {
        coordinator,
        id,
        posted: 0,
    };
    if settings.format == ExportFormat::CountsCsv {
        return counts(&mut output, shown.kept_hits()).await;
    }
    let listing = list::listing(coordinator, id, shown, settings.list).await?;
    if settings.format == ExportFormat::Gff3 {
        let record = settings.list.record.map(RecordId::new);
        regions(&mut output, listing.hits(), record).await?;
    }
    matches(&mut output, &listing, settings.format).await
}

/// Where parts go.
struct Output<'coordinator> {
    coordinator: &'coordinator Coordinator,
    id: RequestId,
    posted: u32,
}

impl Output<'_> {
    /// Hands a part over, and waits until the page has room for another.
    async fn send(&mut self, text: Vec<u8>, done: u64, total: u64) -> Result<(), Stop> {
        if !text.is_empty() {
            port::post(self.id, Event::ExportPart(text));
            self.posted += 1;
        }
        let progress = Progress {
            step: Step::Export,
            done,
            total,
            records: 0,
        };
        port::post(self.id, Event::Progress(progress));
        self.coordinator.pause(self.id).await?;
        while self.coordinator.taken_parts(self.id) + MAX_HELD_PARTS < self.posted {
            clock::wait(LOOK_AGAIN_MS).await;
            self.coordinator.pause(self.id).await?;
        }
        Ok(())
    }
}

/// Whether a part ends here.
fn is_full(text: &[u8], lines: u64, until_ms: f64) -> bool {
    text.len() >= PART_BYTES || (lines.is_multiple_of(LINES_BETWEEN_LOOKS) && now_ms() >= until_ms)
}

/// The counts of all records.
async fn counts(output: &mut Output<'_>, hits: &Hits) -> Result<(), Stop> {
    let total = hits.total();
    let mut done = 0;
    let mut text = csv::HEADER.as_bytes().to_vec();
    let mut until_ms = now_ms() + SLICE_MS;
    let scope = &hits.query().scope;
    for (lines, record) in (1..).zip(hits.genome().records()) {
        let searched = scope.searched_letters(hits.genome(), record.id);
        csv::push_line(&mut text, &record, searched, hits.record_counts(record.id));
        done += hits.record_count(record.id);
        if is_full(&text, lines, until_ms) {
            output.send(std::mem::take(&mut text), done, total).await?;
            until_ms = now_ms() + SLICE_MS;
        }
    }
    output.send(text, total, total).await
}

/// The head of a GFF3 file, with the lengths of the records that have matches; without them where two records have the same
/// name, which the format has no way to tell apart.
async fn regions(output: &mut Output<'_>, hits: &Hits, only: Option<RecordId>) -> Result<(), Stop> {
    let mut text = gff3::HEADER.as_bytes().to_vec();
    let mut until_ms = now_ms() + SLICE_MS;
    if hits.genome().duplicate_name_count() == 0 {
        for (count, record) in (1..).zip(hits.genome().records()) {
            let is_listed = only.is_none_or(|only| only == record.id);
            if is_listed && hits.record_count(record.id) > 0 {
                gff3::push_region(&mut text, record.name, record.length_bases);
            }
            if is_full(&text, count, until_ms) {
                output
                    .send(std::mem::take(&mut text), 0, hits.total())
                    .await?;
                until_ms = now_ms() + SLICE_MS;
            }
        }
    }
    output.send(text, 0, hits.total()).await
}

async fn matches(
    output: &mut Output<'_>,
    listing: &Listing,
    format: ExportFormat,
) -> Result<(), Stop> {
    let mut writer = Writer::new(listing.hits(), format);
    let mut reach = Reach::new(output, listing);
    let total = listing.total();
    let mut text = match format {
        ExportFormat::Tsv => tsv::HEADER.as_bytes().to_vec(),
        _ => Vec::new(),
    };
    let mut done = 0;
    while done < total {
        reach
            .turn_to_row(output, done, writer.flanking_bases > 0)
            .await?;
        let until_ms = now_ms() + SLICE_MS;
        reach.listing.for_each_from(done, &mut |found| {
            done += 1;
            writer.push(&mut text, &reach.windows, done, &found);
            if is_full(&text, done, until_ms) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        output.send(std::mem::take(&mut text), done, total).await?;
    }
    output.send(text, done, total).await
}

/// The rows that can be read now.
struct Reach {
    source: Option<Rc<Windows>>,
    listing: Listing,
    /// The window that the rows are read from, and perhaps one before it, for flanking letters.
    windows: Vec<Arc<Genome>>,
}

impl Reach {
    fn new(output: &Output<'_>, listing: &Listing) -> Self {
        Self {
            source: output.coordinator.windows(),
            windows: vec![Arc::clone(listing.hits().genome())],
            listing: listing.clone(),
        }
    }

    /// Has this row read from now on, with the letters before its block if wanted.
    async fn turn_to_row(
        &mut self,
        output: &Output<'_>,
        row: u64,
        has_flanks: bool,
    ) -> Result<(), Stop> {
        let (Some(source), Some(block)) = (&self.source, self.listing.block_of_row(row)) else {
            return Ok(());
        };
        if self.windows[0].searchable().contains(&block) {
            return Ok(());
        }
        let mut windows = Vec::new();
        if has_flanks && block > 0 {
            // First, so that the files are read on from there.
            let before = source.with_block(output.coordinator, output.id, block - 1);
            windows.push(before.await?);
        }
        let window = source
            .with_block(output.coordinator, output.id, block)
            .await?;
        self.listing = self.listing.in_window(Arc::clone(&window));
        windows.insert(0, window);
        self.windows = windows;
        Ok(())
    }
}

/// Writes one match after another.
struct Writer {
    format: ExportFormat,
    flanking_bases: u64,
    /// What each motif is called, and how it is written.
    motifs: Vec<(String, String)>,
    /// None where no letter can differ.
    counter: Option<MismatchCounter>,
    letters: Vec<u8>,
}

impl Writer {
    fn new(hits: &Hits, format: ExportFormat) -> Self {
        let query = hits.query();
        let names = |named: &NamedMotif| (named.label(), named.motif.to_string());
        let flanking_bases = match format {
            ExportFormat::Fasta { flanking_bases } => flanking_bases.min(MOST_FLANKING_BASES),
            _ => 0,
        };
        Self {
            format,
            flanking_bases: flanking_bases.into(),
            motifs: query.motifs.iter().map(names).collect(),
            counter: (query.mismatches > 0).then(|| MismatchCounter::new(&query.motifs)),
            letters: Vec::new(),
        }
    }

    /// Appends what the file says of a match; `number` counts them from 1.
    fn push(&mut self, text: &mut Vec<u8>, windows: &[Arc<Genome>], number: u64, found: &Match) {
        let genome = &windows[0];
        let record = genome.record(found.record);
        let (label, motif) = &self.motifs[found.motif as usize];
        if self.format == ExportFormat::Bed {
            bed::push_line(text, record.name, found, label);
            return;
        }
        let range = found.start..found.end;
        let range = fasta::with_flanks(range, self.flanking_bases, record.length_bases);
        let letters = &mut self.letters;
        letters.clear();
        Genome::strand_sequence(windows, record.id, range.clone(), found.strand, letters);
        let mismatches = match (&mut self.counter, self.format) {
            (None, _) | (_, ExportFormat::Fasta { .. }) => 0,
            (Some(counter), _) => counter.count(genome, found),
        };
        let entry = Entry {
            record_name: record.name,
            found,
            label,
            motif,
            mismatches,
            letters,
        };
        push_entry(text, self.format, &entry, &range, number);
    }
}

fn push_entry(
    text: &mut Vec<u8>,
    format: ExportFormat,
    entry: &Entry<'_>,
    range: &Range<u64>,
    number: u64,
) {
    match format {
        ExportFormat::Gff3 => gff3::push_line(text, number, entry),
        ExportFormat::Tsv => tsv::push_line(text, entry),
        ExportFormat::Fasta { .. } => fasta::push_entry(text, entry, range),
        ExportFormat::Bed | ExportFormat::CountsCsv => {}
    }
}
