//! The worker that searches text by JavaScript's regular expressions, for comparison.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::TextPiece;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::start::{engine_folder, error_text, event_text};
use crate::model::compare::regular_expression::Expression;

type Sender = oneshot::Sender<Result<JsValue, String>>;

/// A worker that answers one question after another. Dropping it ends the worker at once; who waits for an answer hears that there
/// is none.
pub(crate) struct TextSearch {
    worker: Worker,
    waiting: Rc<RefCell<VecDeque<Sender>>>,
    // Kept alive as long as the worker may call them.
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

/// An answer that comes.
pub(crate) type Answer = oneshot::Receiver<Result<JsValue, String>>;

impl TextSearch {
    /// Starts the worker.
    ///
    /// # Errors
    /// What the browser says if it refuses.
    pub(crate) fn start() -> Result<Self, String> {
        let worker = Worker::new(&format!("{}regexp.js", engine_folder()))
            .map_err(|error| error_text(&error))?;
        let waiting: Rc<RefCell<VecDeque<Sender>>> = Rc::default();
        let answer = |waiting: &Rc<RefCell<VecDeque<Sender>>>, answer| {
            if let Some(sender) = waiting.borrow_mut().pop_front() {
                // Nobody waits any more: the answer is stale.
                let _ = sender.send(answer);
            }
        };
        let heard = Rc::clone(&waiting);
        let on_message = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            let data = event.data();
            let fault = Reflect::get(&data, &"fault".into()).ok();
            match fault.and_then(|fault| fault.as_string()) {
                Some(fault) => answer(&heard, Err(fault)),
                None => answer(&heard, Ok(data)),
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let heard = Rc::clone(&waiting);
        let on_error = Closure::<dyn Fn(_)>::new(move |event: ErrorEvent| {
            answer(&heard, Err(event_text(&event)));
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            waiting,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Forgets all text.
    pub(crate) fn clear(&self) -> Answer {
        self.ask(&Object::new(), &Array::new())
    }

    /// Hands text over; answered by how long it took to make strings of it.
    pub(crate) fn add(&self, pieces: &[TextPiece]) -> Answer {
        let (all, transfer) = (Array::new(), Array::new());
        for piece in pieces {
            let bytes = Uint8Array::from(piece.letters.as_slice());
            transfer.push(&bytes.buffer());
            all.push(&Array::of4(
                &bytes,
                &piece.own_bases.into(),
                &(piece.match_count as f64).into(),
                &piece.match_sum.into(),
            ));
        }
        self.ask(&message(&[("pieces", all.into())]), &transfer)
    }

    /// Counts matches again and again until that has taken `least_ms`.
    pub(crate) fn search(&self, expressions: &[Expression], least_ms: f64) -> Answer {
        let message = message(&[("search", list(expressions)), ("least_ms", least_ms.into())]);
        self.ask(&message, &Array::new())
    }

    /// Looks for the first piece in which something else is found than the engine finds.
    pub(crate) fn check(&self, expressions: &[Expression]) -> Answer {
        self.ask(&message(&[("check", list(expressions))]), &Array::new())
    }

    /// Lists matches of a piece.
    pub(crate) fn list(
        &self,
        expressions: &[Expression],
        piece: u32,
        from: u32,
        count: u32,
    ) -> Answer {
        let message = message(&[
            ("list", list(expressions)),
            ("piece", piece.into()),
            ("from", from.into()),
            ("count", count.into()),
        ]);
        self.ask(&message, &Array::new())
    }

    fn ask(&self, message: &Object, transfer: &Array) -> Answer {
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().push_back(sender);
        if let Err(error) = self.worker.post_message_with_transfer(message, transfer)
            && let Some(sender) = self.waiting.borrow_mut().pop_back()
        {
            let _ = sender.send(Err(error_text(&error)));
        }
        receiver
    }
}

impl Drop for TextSearch {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        self.waiting.borrow_mut().clear();
    }
}

/// A number of an answer; 0 if there is none.
pub(crate) fn number(answer: &JsValue, name: &str) -> f64 {
    let value = Reflect::get(answer, &name.into()).ok();
    value.and_then(|value| value.as_f64()).unwrap_or(0.0)
}

/// Rows of an answer: start, length, strand and motif of each match.
pub(crate) fn rows(answer: &JsValue) -> Vec<[u32; 4]> {
    let rows = Reflect::get(answer, &"rows".into()).unwrap_or_default();
    let rows = Array::from(&rows);
    rows.iter()
        .map(|row| {
            let row = Array::from(&row);
            [0, 1, 2, 3].map(|index| row.get(index).as_f64().unwrap_or(0.0) as u32)
        })
        .collect()
}

fn message(values: &[(&str, JsValue)]) -> Object {
    let message = Object::new();
    for (name, value) in values {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    message
}

fn list(expressions: &[Expression]) -> JsValue {
    let list = expressions.iter().map(|one| {
        Array::of4(
            &one.source.as_str().into(),
            &(one.length as u32).into(),
            &one.strand.into(),
            &one.motif.into(),
        )
    });
    list.collect::<Array>().into()
}
