//! What is on paper alone: the head of the report, and short tables in place of those that scroll.

use js_sys::Date;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlMetaElement};

use crate::model::{format, report};
use crate::state::AppState;

/// When it was searched, with what settings, in which files, and by which version of the program.
#[component]
pub(crate) fn ReportHead() -> impl IntoView {
    let state = expect_context::<AppState>();
    let searched_at = Memo::new(move |_| {
        state.results.track();
        now()
    });
    scale_charts_on_paper();
    let head = move || {
        let results = state.results.get()?;
        let rows = report::settings(&results.settings, &results.summary);
        Some(view! {
            <dl class="figures">
                <div><dt>"Searched on"</dt><dd>{searched_at.get()}</dd></div>
                {rows
                    .into_iter()
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
                <div><dt>"Program"</dt><dd>{program()}</dd></div>
            </dl>
        })
    };
    let files = move || {
        let genome = state
            .genome
            .get()
            .filter(|genome| genome.file_names.len() > 1)?;
        let shown = genome.file_names.iter().take(report::MOST_ROWS).cloned();
        let mut names: Vec<String> = shown.collect();
        if names.len() < genome.file_names.len() {
            names.push(format!(
                "and {} more",
                genome.file_names.len() - names.len()
            ));
        }
        Some(view! { <p class="note">"Files: " {names.join(", ")}</p> })
    };
    view! {
        <div class="on-paper" aria-hidden="true">
            {head}
            {files}
        </div>
    }
}

/// Counts per motif and per record, as far as they are short, and what is left out.
#[component]
pub(super) fn ReportTables() -> impl IntoView {
    let state = expect_context::<AppState>();
    let tables = move || {
        let (results, genome) = (state.results.get()?, state.genome.get()?);
        let summary = &results.summary;
        Some(view! {
            {table("Matches per motif", report::motif_counts(summary))}
            {table("Matches per chromosome", report::record_counts(summary))}
            <p class="note">{report::not_printed(summary, genome.record_count)}</p>
        })
    };
    view! {
        <div class="on-paper" aria-hidden="true">
            {tables}
        </div>
    }
}

fn table(title: &'static str, rows: Vec<(String, String)>) -> Option<impl IntoView> {
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|(name, count)| {
            view! { <tr><th scope="row">{name}</th><td class="number">{count}</td></tr> }
        });
        view! {
            <div class="paper-table">
                <p class="paper-title">{title}</p>
                <table>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
    })
}

/// The day and minute, where the person is.
fn now() -> String {
    let date = Date::new_0();
    format!(
        "{}, {:02}:{:02}",
        format::date(date.get_full_year(), date.get_month(), date.get_date()),
        date.get_hours(),
        date.get_minutes()
    )
}

/// Name, version and build of the program.
fn program() -> String {
    let engine = web_sys::window()
        .and_then(|window| {
            window
                .document()?
                .query_selector("meta[name=engine]")
                .ok()?
        })
        .and_then(|element| element.dyn_into::<HtmlMetaElement>().ok())
        .map(|meta| meta.content())
        .unwrap_or_default();
    let build = engine
        .trim_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    format!(
        "Motif Matcher {}, engine {build}",
        env!("CARGO_PKG_VERSION")
    )
}

/// Drawings of a fixed size get the width that the paper has, and their own again afterwards.
fn scale_charts_on_paper() {
    let before = window_event_listener(ev::beforeprint, |_| {
        for svg in drawings() {
            let size = ["width", "height"].map(|name| svg.get_attribute(name));
            if let [Some(width), Some(height)] = size
                && !svg.has_attribute("viewBox")
            {
                // What stays as it is is cut off at the edge.
                let _ = svg.set_attribute("viewBox", &format!("0 0 {width} {height}"));
                let _ = svg.set_attribute("data-on-paper", "");
            }
        }
    });
    let after = window_event_listener(ev::afterprint, |_| {
        for svg in drawings() {
            if svg.has_attribute("data-on-paper") {
                let _ = svg.remove_attribute("viewBox");
                let _ = svg.remove_attribute("data-on-paper");
            }
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

fn drawings() -> Vec<Element> {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(all) = document.map(|document| document.get_elements_by_tag_name("svg")) else {
        return Vec::new();
    };
    (0..all.length())
        .filter_map(|index| all.item(index))
        .collect()
}
