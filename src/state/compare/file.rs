//! Comparisons as files: what is taken along, and what is opened beside one's own.

use std::sync::Arc;
use std::time::Duration;

use js_sys::JSON;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::Compare;
use crate::engine::{Download, Outcome};
use crate::model::compare::csv::csv;
use crate::model::compare::report::{Report, not_a_comparison};
use crate::model::sentences::not_written;

/// A file that is larger than this is no comparison, in bytes.
const MOST_BYTES: f64 = 20e6;

impl Compare {
    /// Hands the comparison over as a table.
    pub(crate) fn download_csv(&self) {
        if let Some(report) = self.report.get_untracked() {
            self.save(&report, "csv", csv(&report));
        }
    }

    /// Hands the comparison over as it can be opened again.
    pub(crate) fn download_json(&self) {
        let Some(report) = self.report.get_untracked() else {
            return;
        };
        if let Ok(text) = to_json(&report) {
            self.save(&report, "json", text);
        }
    }

    fn save(&self, report: &Report, ending: &str, text: String) {
        let problem = self.problem;
        let file_name = format!("{}.{ending}", report.file_stem());
        let download = Download::named(file_name, move |outcome| {
            if let Outcome::Failed(reason) = outcome {
                problem.set(Some(not_written(&reason)));
            }
        });
        download.push(text.into_bytes());
        // WebKit takes no link that is clicked from within the click on a button.
        set_timeout(move || download.finish(), Duration::ZERO);
    }

    /// Shows a comparison from a file beside one's own.
    pub(crate) fn open_file(self, file: File) {
        self.problem.set(None);
        spawn_local(async move {
            let name = file.name();
            match read(&file).await {
                Some(report) => self.other.set(Some((name, Arc::new(report)))),
                None => self.problem.set(Some(not_a_comparison(&name))),
            }
        });
    }
}

fn to_json(report: &Report) -> Result<String, JsValue> {
    let value = report.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    let text = JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &1.into())?;
    Ok(text.into())
}

async fn read(file: &File) -> Option<Report> {
    if file.size() > MOST_BYTES {
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    let value = JSON::parse(&text).ok()?;
    let report: Report = serde_wasm_bindgen::from_value(value).ok()?;
    report.is_sound().then_some(report)
}
