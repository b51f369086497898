//! The records of what is shown.

use protocol::{Event, RecordChart, RecordRanking, RecordRow, Request};

use super::AppState;

impl AppState {
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
