//! The regular expression, as a way to search among the others.

use leptos::prelude::*;
use protocol::{
    CompareEvent, CompareRequest, Event, Measured, MotifSummary, Request, SearchSettings,
};
use wasm_bindgen::JsValue;

use super::{Run, Stop};
use crate::engine::text_search::{Answer, TextSearch, number, rows};
use crate::model::compare::agreement::TextMatch;
use crate::model::compare::regular_expression::{Expression, expressions};

/// Searches a part of the genome as text.
pub(super) struct TextTool {
    expressions: Vec<Expression>,
    /// Letters behind a piece that a match may reach.
    reach_bases: u32,
    /// Letters of the part that is loaded.
    bases: u64,
    /// The part that is loaded: one in so many; 0 before any is.
    one_in: u32,
    /// Making strings of it, in ms.
    pub(super) decode_ms: f64,
}

impl TextTool {
    /// As text a genome takes a byte a letter and more.
    pub(super) const MOST_BASES: u64 = 1 << 25;

    /// Starts the worker.
    ///
    /// # Errors
    /// Why this tool is left out, as a sentence.
    pub(super) fn new(
        run: &Run,
        motifs: &[MotifSummary],
        sought: &SearchSettings,
    ) -> Result<Self, String> {
        let expressions = expressions(motifs, sought.strands, sought.mismatches)?;
        let worker = TextSearch::start().map_err(|why| left_out(&why))?;
        run.state.compare.text.set_value(Some(worker));
        let longest = motifs.iter().map(|motif| motif.max_length_bases).max();
        Ok(Self {
            expressions,
            reach_bases: longest.unwrap_or(1).saturating_sub(1),
            bases: 0,
            one_in: 0,
            decode_ms: 0.0,
        })
    }

    /// Loads another part of the genome.
    pub(super) async fn load(
        &mut self,
        run: &Run,
        sought: &SearchSettings,
        one_in: u32,
    ) -> Result<(), Stop> {
        if self.one_in == one_in {
            return Ok(());
        }
        self.ask(run, TextSearch::clear).await?;
        let text = run.state.compare.text;
        let answers = StoredValue::new_local(Vec::<Answer>::new());
        let bases = StoredValue::new(0_u64);
        let request = Request::Compare(CompareRequest::Pieces {
            settings: sought.clone(),
            one_in,
            reach_bases: self.reach_bases,
        });
        let hand_on = move |part| {
            if let Event::Compare(CompareEvent::Pieces(pieces)) = part {
                let own: u64 = pieces.iter().map(|piece| u64::from(piece.own_bases)).sum();
                bases.update_value(|bases| *bases += own);
                let add = |text: &Option<TextSearch>| text.as_ref().map(|text| text.add(&pieces));
                let answer = text.with_value(add);
                answers.update_value(|answers| answers.extend(answer));
            }
        };
        let event = run.ask(&request, hand_on).await?;
        if !matches!(event, Event::Compare(CompareEvent::PiecesEnd)) {
            return Err(Stop::Ended);
        }
        self.decode_ms = 0.0;
        let waiting = answers.try_update_value(std::mem::take);
        for answer in waiting.unwrap_or_default() {
            self.decode_ms += number(&heard(run, answer).await?, "decode_ms");
        }
        self.bases = bases.get_value();
        self.one_in = one_in;
        Ok(())
    }

    /// Counts the matches, again and again until that has taken `least_ms`.
    pub(super) async fn search(&self, run: &Run, least_ms: f64) -> Result<Measured, Stop> {
        let search = |text: &TextSearch| text.search(&self.expressions, least_ms);
        let answer = self.ask(run, search).await?;
        Ok(Measured {
            runs: number(&answer, "runs").max(1.0) as u32,
            total_ms: number(&answer, "total_ms"),
            match_count: number(&answer, "matches") as u64,
            threads: 1,
            done_bases: self.bases,
            hash: 0,
        })
    }

    /// The first piece in which it finds something else than the engine does.
    pub(super) async fn differing_piece(&self, run: &Run) -> Result<Option<u32>, Stop> {
        let check = |text: &TextSearch| text.check(&self.expressions);
        let piece = number(&self.ask(run, check).await?, "piece");
        Ok((piece >= 0.0).then_some(piece as u32))
    }

    /// Matches in a piece, in order.
    pub(super) async fn matches(
        &self,
        run: &Run,
        piece: u32,
        from: u32,
        count: u32,
    ) -> Result<Vec<TextMatch>, Stop> {
        let list = |text: &TextSearch| text.list(&self.expressions, piece, from, count);
        Ok(rows(&self.ask(run, list).await?))
    }

    async fn ask(
        &self,
        run: &Run,
        question: impl Fn(&TextSearch) -> Answer,
    ) -> Result<JsValue, Stop> {
        let text = run.state.compare.text;
        let answer = text.with_value(|text| text.as_ref().map(question));
        heard(run, answer.ok_or(Stop::Ended)?).await
    }
}

async fn heard(run: &Run, answer: Answer) -> Result<JsValue, Stop> {
    let answer = answer.await;
    run.go_on()?;
    match answer {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(why)) => Err(Stop::Failed(left_out(&why))),
        Err(_) => Err(Stop::Ended),
    }
}

fn left_out(why: &str) -> String {
    format!("The regular expression cannot be run here ({why}): leave it out.")
}
