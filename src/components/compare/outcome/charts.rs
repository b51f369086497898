use std::sync::Arc;

use leptos::prelude::*;
use protocol::Spread;

use super::super::table::NumbersTable;
use crate::components::drawing::Drawing;
use crate::model::compare::drawings::{Bar, bars, gantt, lanes, speed_up, stages_chart};
use crate::model::compare::figures::{Figures, figures, ms_with_spread, speed_ups, table_ms};
use crate::model::compare::report::{MEAN_OF_MATCHES, MeanLine, Report};
use crate::model::compare::stages::{Stages, measured_note, stage_names, stages, stages_note};
use crate::model::compare::ways::Tool;
use crate::model::format::{counted, integer, milliseconds, percent};
use crate::model::settings::Choice;

/// All charts of a comparison, each with its table; `other` is marked beside it.
#[component]
pub(super) fn Charts(report: Arc<Report>, other: Option<Arc<Report>>) -> impl IntoView {
    let other = other.map_or_else(Vec::new, |other| figures(&other));
    let all = figures(&report);
    let times = time_bars(&all, &other, |one| one.ms, Figures::ms_text, "ms");
    let rates = time_bars(
        &all,
        &other,
        |one| one.rate,
        |one| one.rate.text(),
        "Gbases/s",
    );
    let has_speed_ups = !speed_ups(&report).is_empty();
    view! {
        <h3>"Time"</h3>
        <Drawing draw=move |width| {
            bars(&times, width, "ms for the whole genome", "Time of each way; the table holds the numbers.")
        }/>
        <NumbersTable caption="Measurements" columns=columns(!other.is_empty()) rows=rows(&report, &all, &other)/>
        <h3>"Rate"</h3>
        <Drawing draw=move |width| {
            bars(&rates, width, "Gbases/s", "Rate of each way; the table of measurements holds the numbers.")
        }/>
        {has_speed_ups.then(|| view! { <SpeedUps report=Arc::clone(&report)/> })}
        <WholeRun report=Arc::clone(&report)/>
        <Threads report=Arc::clone(&report)/>
        <Means report/>
    }
}

fn time_bars(
    all: &[Figures],
    other: &[Figures],
    value: fn(&Figures) -> Spread,
    text: fn(&Figures) -> String,
    unit: &str,
) -> Vec<Bar> {
    all.iter()
        .map(|one| {
            let beside = other.iter().find(|other| other.label == one.label);
            let color = Tool::from_label(&one.version)
                .and_then(|tool| Tool::ALL.iter().position(|other| *other == tool));
            Bar {
                name: one.label.clone(),
                value: value(one),
                other: beside.map(|beside| value(beside).median),
                text: format!("{} {unit}", text(one)),
                is_estimate: one.part.is_some(),
                color: color.unwrap_or(0),
            }
        })
        .collect()
}

fn columns(has_other: bool) -> Vec<String> {
    let mut columns = vec![
        "Way",
        "ms (least–greatest)",
        "Gbases/s",
        "Speed-up",
        "Matches",
        "Searched",
        "Runs a round",
        "Warm-up, ms",
    ];
    if has_other {
        columns.push("Opened: ms");
    }
    columns.into_iter().map(str::to_owned).collect()
}

fn rows(report: &Report, all: &[Figures], other: &[Figures]) -> Vec<Vec<String>> {
    let lines = report.lines.iter().zip(all);
    lines
        .map(|(line, one)| {
            let mut row = vec![
                one.label.clone(),
                one.ms_text(),
                one.rate.text(),
                one.speed_up
                    .map_or_else(|| "–".into(), |times| format!("{}×", times.text())),
                integer(line.matches),
                one.part.map_or_else(|| "all".into(), percent),
                integer(line.runs.iter().copied().max().unwrap_or(1).into()),
                milliseconds(line.warm_up_ms),
            ];
            if !other.is_empty() {
                let beside = other.iter().find(|other| other.label == one.label);
                row.push(beside.map_or_else(|| "–".into(), Figures::ms_text));
            }
            row
        })
        .collect()
}

#[component]
fn SpeedUps(report: Arc<Report>) -> impl IntoView {
    let all = speed_ups(&report);
    let rows = all
        .iter()
        .flat_map(|line| {
            line.points.iter().map(|(threads, times)| {
                vec![
                    line.label.clone(),
                    threads.to_string(),
                    format!("{}×", times.text()),
                ]
            })
        })
        .collect();
    let columns = ["Version and sharing", "Threads", "Speed-up"];
    view! {
        <h3>"Speed-up over threads"</h3>
        <Drawing draw=move |width| {
            speed_up(&all, width, "Speed-up over threads of each version and sharing; the table holds the numbers.")
        }/>
        <NumbersTable caption="Speed-up over threads" columns=columns.map(str::to_owned).to_vec() rows/>
    }
}

#[component]
fn WholeRun(report: Arc<Report>) -> impl IntoView {
    let all = stages(&report);
    let rows = all
        .iter()
        .map(|one| {
            let mut row = vec![format!("{}, {}", one.label, one.search)];
            let stages = one.ms.into_iter().zip(one.is_estimate);
            row.extend(stages.map(|(ms, is_estimate)| table_ms(ms, is_estimate)));
            row.push(table_ms(one.total_ms(), one.is_total_estimate));
            row
        })
        .collect();
    let mut columns = vec!["Run".to_owned()];
    let names = stage_names(&report);
    // What only searches is all search.
    let whole_runs: Vec<Stages> = all.iter().filter(|one| !one.is_later()).cloned().collect();
    columns.extend(names.iter().map(|stage| format!("{stage}, ms")));
    columns.push("Total, ms".into());
    view! {
        <h3>"Where the time of a whole run goes"</h3>
        <Drawing draw=move |width| {
            stages_chart(names, &all, width, false, "Stages of a whole run; the table holds the numbers.")
        }/>
        <h4>"The same, as shares of each run that reads the file"</h4>
        <Drawing draw=move |width| {
            stages_chart(names, &whole_runs, width, true, "Shares of the stages; the table holds the times.")
        }/>
        <p class="note">{stages_note(&report)}</p>
        <p class="note">{measured_note(&report)}</p>
        <NumbersTable caption="Stages of a whole run" columns rows/>
    }
}

#[component]
fn Threads(report: Arc<Report>) -> impl IntoView {
    if report.timelines.is_empty() {
        return ().into_any();
    }
    let longest_ms = report
        .timelines
        .iter()
        .map(|line| line.timeline.total_ms)
        .fold(0.0, f64::max);
    let mut rows = Vec::new();
    let mut charts = Vec::new();
    for line in report.timelines.clone() {
        for lane in lanes(&line.timeline) {
            rows.push(vec![
                format!("{}: thread {}", line.way, lane.thread + 1),
                integer(lane.tasks.into()),
                integer(lane.blocks.into()),
                milliseconds(lane.busy_ms),
                percent(lane.idle_share),
            ]);
        }
        let tasks = counted(line.timeline.tasks.into(), "task", "tasks");
        let title = format!("{}: {tasks}", line.way);
        let label = format!(
            "Tasks on threads, {}; the table holds the numbers.",
            line.way
        );
        charts.push(view! {
            <h4>{title}</h4>
            <Drawing draw=move |width| gantt(&line.timeline, longest_ms, width, &label)/>
        });
    }
    let columns = ["Thread", "Tasks", "Blocks", "Busy, ms", "Idle"];
    view! {
        <h3>"Threads at work"</h3>
        <p class="note">
            "Each box is a task, or many short ones; grey is a thread with nothing to do. A task per chromosome waits for the longest \
             chromosome; blocks are short, so that all threads end at nearly the same time. Watching takes time itself: these runs \
             are not among the measurements."
        </p>
        {charts}
        <NumbersTable caption="Threads at work" columns=columns.map(str::to_owned).to_vec() rows/>
    }
    .into_any()
}

#[component]
fn Means(report: Arc<Report>) -> impl IntoView {
    let spread = |mean: &MeanLine| Spread::of(mean.ms.iter().copied());
    let Some(first) = report.means.first().cloned() else {
        return ().into_any();
    };
    let all: Vec<Bar> = report
        .means
        .iter()
        .filter_map(|mean| {
            let value = spread(mean)?;
            Some(Bar {
                name: mean.way.clone(),
                value,
                other: None,
                text: format!("{} ms", ms_with_spread(value)),
                is_estimate: false,
                color: 3,
            })
        })
        .collect();
    let rows = report
        .means
        .iter()
        .filter_map(|mean| {
            let speed_up = Spread::of_quotients(&first.ms, &mean.ms)?;
            let runs = mean.runs.iter().copied().max().unwrap_or(1);
            Some(vec![
                mean.way.clone(),
                mean.threads.to_string(),
                ms_with_spread(spread(mean)?),
                format!("{}×", speed_up.text()),
                integer(runs.into()),
                milliseconds(mean.warm_up_ms),
            ])
        })
        .collect();
    let is_same = report.means.iter().all(|mean| mean.hash == first.hash);
    let note = format!(
        "{} in each window of {} letters, over {} letters of the longest chromosome. {}",
        if first.of == MEAN_OF_MATCHES {
            "How many matches start at a letter, on average,"
        } else {
            "The share of G and C"
        },
        integer(first.window.into()),
        integer(first.values),
        if is_same {
            "All ways gave the same numbers, to the last bit: parts overlap by a window less one letter."
        } else {
            "The ways gave different numbers."
        },
    );
    let columns = [
        "Way",
        "Threads",
        "ms (least–greatest)",
        "Speed-up",
        "Runs a round",
        "Warm-up, ms",
    ];
    view! {
        <h3>{format!("Moving mean: {}", first.of)}</h3>
        <Drawing draw=move |width| bars(&all, width, "ms", "Time of the moving mean in each way; the table holds the numbers.")/>
        <p class="note">{note}</p>
        <NumbersTable caption="Moving mean" columns=columns.map(str::to_owned).to_vec() rows/>
    }
    .into_any()
}
