//! The records of what is shown.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Event, RecordChart, RecordRanking, RecordRow, Request};
use wasm_bindgen_futures::spawn_local;

use super::AppState;

impl AppState {
    /// Keeps at hand the records of what is shown that have the most matches, in the order of the file.
    pub(super) fn follow_the_records(self) {
        Effect::new(move |_| {
            let Some(results) = self.results.get() else {
                self.fullest_records.set(Arc::default());
                return;
            };
            spawn_local(async move {
                let chart = self.record_chart(RecordRanking::default()).await;
                // There may be other results meanwhile, or none.
                let now = self.results.try_get_untracked().flatten();
                let is_current = now.is_some_and(|now| now.serial == results.serial);
                if let (Some(chart), true) = (chart, is_current) {
                    self.fullest_records.set(Arc::new(chart.bars));
                }
            });
        });
    }

    /// The records as bars; none if they are not to be had (any more).
    pub(crate) async fn record_chart(self, ranking: RecordRanking) -> Option<RecordChart> {
        match self.ask(&Request::RecordChart(ranking)).await? {
            Event::RecordChart(chart) => Some(*chart),
            _ => None,
        }
    }

    /// Rows of the table of records; none if they are not to be had (any more).
    pub(crate) async fn record_rows(
        self,
        ranking: RecordRanking,
        from: u32,
        count: u32,
    ) -> Option<Vec<RecordRow>> {
        let request = Request::RecordRows {
            ranking,
            from,
            count,
        };
        match self.ask(&request).await? {
            Event::RecordRows(rows) => Some(rows),
            _ => None,
        }
    }
}
