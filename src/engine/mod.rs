//! The page's side of the engine: starts the worker, sends requests, hands events to whoever asked.

mod download;
mod start;
pub(crate) mod text_search;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use protocol::{CompareEvent, Envelope, Event, Failure, Request, RequestId};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, ErrorEvent, File, MessageEvent, Worker};

pub(crate) use download::{DiskFile, Download, Outcome, can_write_to_disk, hand_over};
pub(crate) use start::{
    Build, StartPlan, available_threads, engine_folder, error_text, memory_limit_bytes,
};

use start::event_text;

/// How often a busy engine is asked whether it still lives, in ms.
const PING_INTERVAL_MS: i32 = 2_000;
/// An engine that leaves so many pings unanswered has stopped.
const MAX_UNANSWERED_PINGS: u32 = 8;

type Handler = Rc<dyn Fn(Event)>;

/// A running engine. Dropping it ends its worker at once, with all its threads and memory.
pub(crate) struct Engine {
    inner: Rc<Inner>,
    plan: StartPlan,
    interval: i32,
    // Kept alive as long as the worker may call them.
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
    _on_fault: Closure<dyn Fn(MessageEvent)>,
    _on_interval: Closure<dyn Fn()>,
}

struct Inner {
    worker: Worker,
    faults: BroadcastChannel,
    handlers: RefCell<HashMap<RequestId, Handler>>,
    /// Messages that wait until the engine is ready.
    waiting: RefCell<Vec<Array>>,
    is_ready: Cell<bool>,
    threads: Cell<u32>,
    next_id: Cell<u32>,
    unanswered_pings: Cell<u32>,
    on_stop: Box<dyn Fn(Failure)>,
}

impl Engine {
    /// Starts an engine. Requests can be sent at once; they wait until it is ready.
    ///
    /// `on_stop` is called when the engine could not start or has stopped by a fault; the engine is then of
    /// no use any more and is to be dropped.
    ///
    /// # Errors
    /// When the browser refuses the worker.
    pub(crate) fn start(
        plan: StartPlan,
        on_stop: impl Fn(Failure) + 'static,
    ) -> Result<Self, Failure> {
        let worker = start::worker()?;
        let faults = BroadcastChannel::new(&plan.fault_channel()).map_err(start::not_started)?;
        let inner = Rc::new(Inner {
            worker,
            faults,
            handlers: RefCell::default(),
            waiting: RefCell::default(),
            is_ready: Cell::new(false),
            threads: Cell::new(1),
            next_id: Cell::new(1),
            unanswered_pings: Cell::new(0),
            on_stop: Box::new(on_stop),
        });
        let hear = Rc::clone(&inner);
        let on_message =
            Closure::<dyn Fn(_)>::new(move |event: MessageEvent| hear.hear(&event.data()));
        inner
            .worker
            .set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let hear = Rc::clone(&inner);
        let on_error =
            Closure::<dyn Fn(_)>::new(move |event: ErrorEvent| hear.stop(event_text(&event)));
        inner
            .worker
            .set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let hear = Rc::clone(&inner);
        let on_fault =
            Closure::<dyn Fn(_)>::new(move |event: MessageEvent| hear.hear_fault(&event.data()));
        inner
            .faults
            .set_onmessage(Some(on_fault.as_ref().unchecked_ref()));
        let hear = Rc::clone(&inner);
        let on_interval = Closure::<dyn Fn()>::new(move || hear.ping());
        let window = web_sys::window().expect_throw("the page has a window");
        let interval = window
            .set_interval_with_callback_and_timeout_and_arguments_0(
                on_interval.as_ref().unchecked_ref(),
                PING_INTERVAL_MS,
            )
            .map_err(start::not_started)?;
        inner
            .worker
            .post_message(&plan.message())
            .map_err(start::not_started)?;
        Ok(Self {
            inner,
            plan,
            interval,
            _on_message: on_message,
            _on_error: on_error,
            _on_fault: on_fault,
            _on_interval: on_interval,
        })
    }

    /// What the engine was started with.
    pub(crate) fn plan(&self) -> &StartPlan {
        &self.plan
    }

    /// Whether it has started.
    pub(crate) fn is_ready(&self) -> bool {
        self.inner.is_ready.get()
    }

    /// Sends a request and the files that it is about; `on_event` hears all that follows from it, up to its last event.
    pub(crate) fn send(
        &self,
        request: &Request,
        files: &[File],
        on_event: impl Fn(Event) + 'static,
    ) -> RequestId {
        let id = self.inner.new_id();
        self.inner
            .handlers
            .borrow_mut()
            .insert(id, Rc::new(on_event));
        self.inner.post(id, request, files);
        id
    }

    /// Sends a request that has one answer.
    pub(crate) fn ask(&self, request: &Request) -> oneshot::Receiver<Event> {
        let (sender, receiver) = oneshot::channel();
        let sender = Cell::new(Some(sender));
        self.send(request, &[], move |event| {
            if let Some(sender) = sender.take() {
                // Nobody waits any more: the answer is stale.
                let _ = sender.send(event);
            }
        });
        receiver
    }

    /// Sends a request that has no answer.
    pub(crate) fn tell(&self, request: &Request) {
        self.inner.post(self.inner.new_id(), request, &[]);
    }

    /// Asks for the early end of a request, which is told.
    pub(crate) fn ask_to_end(&self, id: RequestId) {
        let cancel_id = self.inner.new_id();
        self.inner.post(cancel_id, &Request::Cancel(id), &[]);
    }

    /// Asks for the early end of a request; whatever still comes of it is dropped.
    pub(crate) fn cancel(&self, id: RequestId) {
        self.inner.handlers.borrow_mut().remove(&id);
        self.ask_to_end(id);
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.inner.worker.set_onmessage(None);
        self.inner.worker.set_onerror(None);
        self.inner.worker.terminate();
        self.inner.faults.set_onmessage(None);
        self.inner.faults.close();
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.interval);
        }
        self.inner.handlers.borrow_mut().clear();
    }
}

impl Inner {
    fn new_id(&self) -> RequestId {
        let id = self.next_id.get();
        self.next_id.set(id.wrapping_add(1));
        RequestId(id)
    }

    fn post(&self, id: RequestId, request: &Request, files: &[File]) {
        let envelope = Envelope {
            id,
            body: request.clone(),
        };
        let Ok(bytes) = envelope.to_bytes() else {
            return;
        };
        let message = Array::of1(&Uint8Array::from(bytes.as_slice()));
        for file in files {
            message.push(file);
        }
        if self.is_ready.get() {
            if let Err(error) = self.worker.post_message(&message) {
                self.stop(error_text(&error));
            }
        } else {
            self.waiting.borrow_mut().push(message);
        }
    }

    fn hear(&self, data: &JsValue) {
        if !data.is_object() {
            self.hear_fault(data);
            return;
        }
        let bytes = data.unchecked_ref::<Uint8Array>().to_vec();
        match Envelope::<Event>::from_bytes(&bytes) {
            Ok(Envelope {
                body: Event::Ready { threads },
                ..
            }) => self.become_ready(threads),
            Ok(Envelope {
                body: Event::Pong, ..
            }) => self.unanswered_pings.set(0),
            Ok(Envelope { id, body }) => self.hand_on(id, body),
            Err(error) => self.stop(error.to_string()),
        }
    }

    /// A thread has stopped: a number is of bytes that it was refused, a text says why otherwise.
    fn hear_fault(&self, data: &JsValue) {
        match data.as_f64() {
            Some(bytes) => (self.on_stop)(Failure::OutOfMemory {
                needed_bytes: bytes as u64,
            }),
            None => self.stop(data.as_string().unwrap_or_default()),
        }
    }

    fn become_ready(&self, threads: u32) {
        self.threads.set(threads);
        self.is_ready.set(true);
        for message in self.waiting.take() {
            if let Err(error) = self.worker.post_message(&message) {
                self.stop(error_text(&error));
            }
        }
    }

    fn hand_on(&self, id: RequestId, event: Event) {
        self.unanswered_pings.set(0);
        let goes_on = matches!(
            event,
            Event::Progress(_) | Event::ExportPart(_) | Event::Compare(CompareEvent::Pieces(_))
        );
        // The handler may send requests of its own, so the table is not borrowed while it runs.
        let handler = if goes_on {
            self.handlers.borrow().get(&id).cloned()
        } else {
            self.handlers.borrow_mut().remove(&id)
        };
        if let Some(handler) = handler {
            handler(event);
        }
    }

    /// Asks a busy engine for a sign of life. Pings are counted, not timed: a page in the background is
    /// woken rarely.
    fn ping(&self) {
        if self.handlers.borrow().is_empty() {
            self.unanswered_pings.set(0);
            return;
        }
        let unanswered = self.unanswered_pings.get();
        if unanswered >= MAX_UNANSWERED_PINGS {
            self.stop("it gives no sign of life".into());
            return;
        }
        self.unanswered_pings.set(unanswered + 1);
        if self.is_ready.get() {
            self.post(self.new_id(), &Request::Ping, &[]);
        }
    }

    fn stop(&self, reason: String) {
        let failure = if self.is_ready.get() {
            Failure::EngineStopped { reason }
        } else {
            Failure::EngineNotStarted { reason }
        };
        (self.on_stop)(failure);
    }
}
