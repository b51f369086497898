//! How densely the matches lie that are shown.

use std::ops::ControlFlow;

use engine::density::{Lanes, Line, LineSettings};
use engine::{Genome, Hits, Match, NamedMotif, RecordId, Stepwise};
use protocol::{
    Density, DensityBases, DensityBin, DensityLane, DensityLanes, DensityLine, DensityPoint,
    DensityRequest, Failure, PlacedMatch, RequestId,
};

use crate::clock::{SLICE_MS, time_of_day_ms};
use crate::coordinator::{Coordinator, Stop};
use crate::pool::pool;
use crate::results::Shown;
use crate::translate;

/// Answers, unless the page has asked for something newer meanwhile.
pub(crate) async fn answer(
    coordinator: &Coordinator,
    id: RequestId,
    shown: &Shown,
    request: DensityRequest,
) -> Result<Density, Stop> {
    // Who zooms asks many times, and takes back each question with the next.
    coordinator.pause(id).await?;
    let hits = shown.hits();
    match request {
        DensityRequest::Lanes => {
            let mut lanes = Lanes::new(hits);
            while let Some(block) = lanes.next_block() {
                step(coordinator, id, &mut lanes, block).await?;
            }
            Ok(Density::Lanes(lanes_of(hits, lanes)))
        }
        DensityRequest::Line {
            record,
            from,
            to,
            step: step_bases,
            window,
        } => {
            let settings = LineSettings {
                record: record_id(hits.genome(), record)?,
                range: from..to,
                step: step_bases,
                window,
            };
            let mut line = Line::new(hits, settings);
            while let Some(block) = line.next_block() {
                step(coordinator, id, &mut line, block).await?;
            }
            Ok(Density::Line(line_of(record, line)))
        }
        DensityRequest::Bases { record, from, to } => {
            bases(coordinator, id, shown, record, from, to)
                .await
                .map(Density::Bases)
        }
    }
}

/// A slice of work, which goes on with this block.
async fn step(
    coordinator: &Coordinator,
    id: RequestId,
    work: &mut dyn Stepwise,
    block: usize,
) -> Result<(), Stop> {
    if let Some(windows) = coordinator.windows() {
        work.turn_to(windows.with_block(coordinator, id, block).await?);
    }
    let until_ms = time_of_day_ms() + SLICE_MS;
    let progress = work.step(&pool(), &|| time_of_day_ms() >= until_ms);
    if progress.finished {
        return Ok(());
    }
    coordinator.pause(id).await
}

/// The record with this ordinal. The page knows of no other, unless there is another genome by now.
fn record_id(genome: &Genome, ordinal: u32) -> Result<RecordId, Failure> {
    if (ordinal as usize) < genome.record_count() {
        Ok(RecordId::new(ordinal))
    } else {
        Err(Failure::NoGenome)
    }
}

fn lanes_of(hits: &Hits, lanes: Lanes) -> DensityLanes {
    let genome = hits.genome();
    let lanes: Vec<DensityLane> = lanes
        .into_lanes()
        .into_iter()
        .map(|lane| {
            let record = genome.record(lane.record);
            let bins = lane.bin_ends.into_iter().zip(lane.matches);
            DensityLane {
                record: lane.record.index() as u32,
                name: record.name.to_owned(),
                length_bases: record.length_bases,
                match_count: hits.record_count(lane.record),
                bins: bins
                    .map(|(end, match_count)| DensityBin { end, match_count })
                    .collect(),
            }
        })
        .collect();
    let with_letters = genome.record_count() - genome.empty_record_count();
    DensityLanes {
        other_record_count: (with_letters - lanes.len()) as u64,
        lanes,
    }
}

fn line_of(record: u32, line: Line) -> DensityLine {
    let settings = line.settings().clone();
    let points = line.into_points().into_iter();
    DensityLine {
        record,
        from: settings.range.start,
        step: settings.step,
        window: settings.window,
        points: points
            .map(|point| DensityPoint {
                match_count: point.matches,
                length_bases: point.letters,
                base_count: point.bases,
                gc_count: point.gc,
            })
            .collect(),
    }
}

async fn bases(
    coordinator: &Coordinator,
    id: RequestId,
    shown: &Shown,
    ordinal: u32,
    from: u64,
    to: u64,
) -> Result<DensityBases, Stop> {
    let hits = shown.hits();
    let genome = hits.genome();
    let record = record_id(genome, ordinal)?;
    let to = to
        .min(from.saturating_add(DensityBases::MOST_LETTERS))
        .min(genome.record(record).length_bases);
    let from = from.min(to);
    let mut answer = DensityBases {
        record: ordinal,
        from,
        letters: letters(coordinator, id, genome, record, from, to).await?,
        matches: Vec::new(),
        other_match_count: 0,
    };
    if from == to {
        return Ok(answer);
    }
    // A match that has a letter here may start as far before as the longest is long.
    let longest = |named: &NamedMotif| named.motif.max_length() as u64;
    let longest = hits.query().motifs.iter().map(longest).max().unwrap_or(0);
    let first_start = from.saturating_sub(longest);
    let block = genome.blocks_of(record, first_start..to).start;
    let mut row = match coordinator.windows() {
        Some(windows) => {
            let window = windows.with_block(coordinator, id, block).await?;
            hits.in_window(window).row_at(record, first_start)
        }
        None => hits.row_at(record, first_start),
    };
    let mut is_done = row >= hits.total();
    while !is_done {
        let hits = coordinator.listable(id, hits, row).await?;
        let _ = hits.for_each_from(row, &mut |found| {
            if found.record != record || found.start >= to {
                is_done = true;
                return ControlFlow::Break(());
            }
            row += 1;
            if found.end > from {
                if answer.matches.len() < DensityBases::MOST_MATCHES {
                    answer.matches.push(placed(&hits, shown.motif(), &found));
                } else {
                    answer.other_match_count += 1;
                }
            }
            ControlFlow::Continue(())
        });
        is_done |= row >= hits.total();
    }
    Ok(answer)
}

/// The letters in the case of the file.
async fn letters(
    coordinator: &Coordinator,
    id: RequestId,
    genome: &Genome,
    record: RecordId,
    from: u64,
    to: u64,
) -> Result<String, Stop> {
    let mut letters = Vec::new();
    let blocks = genome.blocks_of(record, from..to);
    match coordinator.windows() {
        // The next block is there as well, and so few letters reach no further.
        Some(windows) if !blocks.is_empty() => windows
            .with_block(coordinator, id, blocks.start)
            .await?
            .sequence(record, from..to, &mut letters),
        _ => genome.sequence(record, from..to, &mut letters),
    }
    for stretch in genome.soft_masked_within(record, from..to) {
        let stretch = (stretch.start - from) as usize..(stretch.end - from) as usize;
        letters[stretch].make_ascii_lowercase();
    }
    Ok(letters.into_iter().map(char::from).collect())
}

fn placed(hits: &Hits, motif: Option<u32>, found: &Match) -> PlacedMatch {
    let last = (found.end - found.start) as usize - 1;
    let mut mismatches = hits.mismatches(found);
    if found.strand == engine::Strand::Reverse {
        mismatches.reverse();
        mismatches
            .iter_mut()
            .for_each(|index| *index = last - *index);
    }
    PlacedMatch {
        start: found.start,
        end: found.end,
        strand: translate::strand(found.strand),
        motif: motif.unwrap_or(found.motif),
        mismatches: mismatches.into_iter().map(|index| index as u32).collect(),
    }
}
