//! Which thread worked on what, and when.

use std::ops::Range;
use std::sync::Arc;

/// Tells the time in ms, on any thread of the pool alike.
pub type Clock = Arc<dyn Fn() -> f64 + Send + Sync>;

/// A stretch of time in which a lane worked on a task, or on a part of it between two pauses.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskSpan {
    /// The lane, from 0.
    pub lane: usize,
    /// The task, from 0 in the order in which they are begun.
    pub task: usize,
    /// The blocks that were worked on.
    pub blocks: Range<usize>,
    /// When that began, in ms.
    pub begin_ms: f64,
    /// When it ended, in ms.
    pub end_ms: f64,
}

/// Spans of one lane, drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The lane, from 0.
    pub lane: usize,
    /// When the first began, in ms.
    pub begin_ms: f64,
    /// When the last ended, in ms.
    pub end_ms: f64,
    /// How long the lane worked meanwhile, in ms.
    pub busy_ms: f64,
    /// Tasks that the lane turned to; 0 if it went on with the one of its stretch before.
    pub tasks: usize,
    /// The first task that was worked on.
    pub first_task: usize,
    /// Blocks that were worked on.
    pub blocks: usize,
    /// The first of them.
    pub first_block: usize,
}

/// The spans in order of lane and time, neighbours drawn as one where they are of the same task or nobody could tell them
/// apart: a span, or the time between two, is shorter than `shortest_ms`.
#[must_use]
pub fn stretches(mut spans: Vec<TaskSpan>, shortest_ms: f64) -> Vec<Stretch> {
    spans.sort_by(|one, other| {
        let begin = one.begin_ms.total_cmp(&other.begin_ms);
        one.lane.cmp(&other.lane).then(begin)
    });
    let mut all: Vec<Stretch> = Vec::new();
    let mut last_task = None;
    for span in spans {
        let busy_ms = span.end_ms - span.begin_ms;
        let is_next = last_task.replace((span.lane, span.task)) != Some((span.lane, span.task));
        match all.last_mut() {
            Some(last)
                if last.lane == span.lane
                    && span.begin_ms - last.end_ms < shortest_ms
                    && (!is_next
                        || busy_ms < shortest_ms
                        || last.end_ms - last.begin_ms < shortest_ms) =>
            {
                last.end_ms = span.end_ms;
                last.busy_ms += busy_ms;
                last.tasks += usize::from(is_next);
                last.blocks += span.blocks.len();
            }
            _ => all.push(Stretch {
                lane: span.lane,
                begin_ms: span.begin_ms,
                end_ms: span.end_ms,
                busy_ms,
                tasks: usize::from(is_next),
                first_task: span.task,
                blocks: span.blocks.len(),
                first_block: span.blocks.start,
            }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(lane: usize, task: usize, begin_ms: f64, end_ms: f64) -> TaskSpan {
        TaskSpan {
            lane,
            task,
            blocks: task..task + 1,
            begin_ms,
            end_ms,
        }
    }

    #[test]
    fn what_cannot_be_told_apart_is_one() {
        let spans = vec![
            span(1, 1, 0.0, 5.0),
            span(0, 0, 0.0, 0.2),
            span(0, 2, 0.2, 0.4),
            span(0, 3, 3.0, 9.0),
            span(0, 4, 9.0, 18.0),
        ];
        let drawn: Vec<_> = stretches(spans, 1.0)
            .into_iter()
            .map(|s| (s.lane, s.first_task, s.tasks, s.blocks, s.end_ms))
            .collect();
        let expected = [
            (0, 0, 2, 2, 0.4),
            (0, 3, 1, 1, 9.0),
            (0, 4, 1, 1, 18.0),
            (1, 1, 1, 1, 5.0),
        ];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_task_that_goes_on_is_no_other() {
        let spans = vec![
            span(0, 4, 0.0, 5.0),
            span(0, 4, 9.0, 12.0),
            span(1, 4, 12.0, 15.0),
            span(0, 5, 12.0, 15.0),
        ];
        let drawn = stretches(spans, 1.0);
        let tasks: Vec<usize> = drawn.iter().map(|stretch| stretch.tasks).collect();
        assert_eq!(tasks, [1, 0, 1, 1]);
    }
}
