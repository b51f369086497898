//! Which thread works on what, and when.

use protocol::{TaskStretch, Timeline};

use super::super::super::format::{counted, duration};
use super::super::super::svg::{Anchor, Svg};
use super::Scale;

const LEFT: f64 = 72.0;
const LANE: f64 = 24.0;
const BAR: f64 = 18.0;
/// A name that is shorter than its bar is written on it, in pixels a letter.
const LETTER: f64 = 7.0;

/// What one thread did.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lane {
    /// The thread, from 0.
    pub(crate) thread: u32,
    /// Tasks that it worked on.
    pub(crate) tasks: u32,
    /// Blocks that it worked on.
    pub(crate) blocks: u32,
    /// How long it worked, in ms.
    pub(crate) busy_ms: f64,
    /// The share of the search in which it had nothing to do.
    pub(crate) idle_share: f64,
}

/// What each thread did, also those that had nothing to do at all.
pub(crate) fn lanes(timeline: &Timeline) -> Vec<Lane> {
    let lane = |thread| {
        let own = || {
            timeline
                .stretches
                .iter()
                .filter(move |s| s.thread == thread)
        };
        let busy_ms: f64 = own().map(|stretch| stretch.busy_ms).sum();
        Lane {
            thread,
            tasks: own().map(|stretch| stretch.tasks).sum(),
            blocks: own().map(|stretch| stretch.blocks).sum(),
            busy_ms,
            idle_share: (1.0 - busy_ms / timeline.total_ms.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0),
        }
    };
    (0..timeline.threads).map(lane).collect()
}

/// Draws a lane for each thread; `total_ms` is where the scale ends, so that several drawings have the same.
pub(crate) fn gantt(timeline: &Timeline, total_ms: f64, width: f64, label: &str) -> String {
    let mut svg = Svg::new(width);
    let times = [total_ms.max(timeline.total_ms)];
    let scale = Scale::new(times.into_iter(), false, LEFT, width - 24.0);
    let bottom = f64::from(timeline.threads) * LANE + 4.0;
    scale.rules(&mut svg, 0.0, bottom, "ms");
    for thread in 0..timeline.threads {
        let y = f64::from(thread) * LANE;
        let place = [LEFT - 8.0, y + 16.0];
        svg.text(
            "label",
            Anchor::End,
            place,
            &format!("Thread {}", thread + 1),
        );
        let whole = scale.at(timeline.total_ms) - LEFT;
        svg.rect("idle", [LEFT, y + 3.0, whole, BAR], "nothing to do");
    }
    for (index, stretch) in timeline.stretches.iter().enumerate() {
        let y = f64::from(stretch.thread) * LANE + 3.0;
        let (begin, end) = (scale.at(stretch.begin_ms), scale.at(stretch.end_ms));
        let class = format!("task task-{}", index % 2);
        // Neighbours stay apart, however many there are.
        let wide = (end - begin - 0.5).max(0.5);
        svg.rect(&class, [begin, y, wide, BAR], &title(stretch));
        let name_width = stretch.record.len() as f64 * LETTER + 8.0;
        if stretch.tasks <= 1 && name_width < wide {
            let middle = [(begin + end) / 2.0, y + 13.0];
            svg.text("on-task", Anchor::Middle, middle, &stretch.record);
        }
    }
    svg.finish(label)
}

fn title(stretch: &TaskStretch) -> String {
    let tasks = match stretch.tasks {
        0 => "the same task".into(),
        tasks => counted(tasks.into(), "task", "tasks"),
    };
    format!(
        "{tasks}, {} from {} on: {} to {}",
        counted(stretch.blocks.into(), "block", "blocks"),
        stretch.record,
        duration(stretch.begin_ms),
        duration(stretch.end_ms),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(thread: u32, begin_ms: f64, end_ms: f64) -> TaskStretch {
        TaskStretch {
            thread,
            begin_ms,
            end_ms,
            busy_ms: end_ms - begin_ms,
            tasks: 1,
            blocks: 3,
            record: "chr1".into(),
        }
    }

    #[test]
    fn every_stretch_is_drawn_and_every_thread_has_a_lane() {
        let timeline = Timeline {
            total_ms: 100.0,
            threads: 3,
            tasks: 3,
            stretches: vec![
                stretch(0, 0.0, 100.0),
                stretch(1, 0.0, 30.0),
                stretch(1, 30.0, 40.0),
            ],
        };
        let text = gantt(&timeline, 100.0, 600.0, "tasks");
        assert_eq!(text.matches("class=\"task ").count(), 3);
        assert_eq!(text.matches("class=\"idle\"").count(), 3);
        assert!(
            text.contains("1 task, 3 blocks from chr1 on: 30.0 ms to 40.0 ms"),
            "{text}"
        );
        let lanes = lanes(&timeline);
        let idle: Vec<f64> = lanes.iter().map(|lane| lane.idle_share).collect();
        assert_eq!(idle, [0.0, 0.6, 1.0]);
        assert_eq!(lanes[1].blocks, 6);
    }
}
