//! Which thread does what.

use protocol::{CompareEvent, CompareRequest, Sharing};

use super::super::{Run, Stop};
use super::Subject;
use crate::model::compare::report::TimelineLine;
use crate::model::compare::ways::{Tool, Way};
use crate::model::settings::Choice;

impl Run {
    /// Which thread does what, for each sharing, by the slowest version: there it is best seen.
    pub(super) async fn timelines(
        &self,
        subject: &Subject,
        pauses: &mut u32,
    ) -> Result<Vec<TimelineLine>, Stop> {
        let choices = &subject.choices;
        let tools = subject.calibrated.iter().map(|known| known.tool);
        let slowest = tools
            .into_iter()
            .find(|tool| *tool != Tool::RegularExpression);
        let most = choices.threads.iter().copied().max().unwrap_or(1);
        let mut all = Vec::new();
        for &sharing in Sharing::ALL {
            let Some(tool) = slowest.filter(|_| choices.sharings.contains(&sharing)) else {
                continue;
            };
            let way = Way {
                tool,
                sharing,
                threads: if sharing == Sharing::OneThread {
                    1
                } else {
                    most
                },
            };
            let Some(settings) = way.settings(&subject.sought) else {
                continue;
            };
            self.tell(format!("Watching the threads: {}", way.label()));
            let one_in = subject.one_in(tool);
            let watch = || {
                self.compare(CompareRequest::Timeline {
                    settings: settings.clone(),
                    one_in,
                })
            };
            if let CompareEvent::Timeline(timeline) = self.while_seen(pauses, watch).await? {
                let way = way.label();
                all.push(TimelineLine { way, timeline });
            }
        }
        Ok(all)
    }
}
