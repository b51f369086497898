//! Reading ahead in a thread of its own (`js/reader.js`), while the engine works on what has come.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

use super::{Fault, Span, set_length};
use crate::fault::said_by;

/// A file that is read ahead; none when its thread has come to the end.
pub(super) struct Ahead(Option<Thread>);

/// A thread that reads files. Dropping it ends it, whatever it reads.
struct Thread {
    worker: Worker,
    inbox: Rc<RefCell<Inbox>>,
    // Kept alive as long as the worker may call them.
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

/// What the thread said and nobody has taken yet.
#[derive(Default)]
struct Inbox {
    messages: VecDeque<Message>,
    waiting: Option<Waker>,
}

enum Message {
    Bytes(Uint8Array),
    End,
    Fault(Fault),
}

thread_local! {
    /// A thread that has nothing to read: starting one takes its time.
    static SPARE: RefCell<Option<Thread>> = const { RefCell::new(None) };
}

/// Starts a thread for the next file, before there is one, unless one waits already.
pub(super) fn prepare() {
    if SPARE.with_borrow(Option::is_none)
        && let Ok(thread) = Thread::start()
    {
        SPARE.set(Some(thread));
    }
}

/// Has the thread that waits make its buffers, with memory behind each page of theirs.
pub(super) fn make_buffers() {
    SPARE.with_borrow(|thread| {
        if let Some(thread) = thread {
            // Without them it makes each when it needs it.
            let _ = thread.make_buffers();
        }
    });
}

impl Ahead {
    /// A thread that reads this file, from this byte on.
    ///
    /// # Errors
    /// If the browser refuses a thread.
    pub(super) fn new(file: &File, offset: u64, span: Span) -> Result<Self, JsValue> {
        let thread = SPARE.take().map_or_else(Thread::start, Ok)?;
        thread.read(file, offset, span)?;
        Ok(Self(Some(thread)))
    }

    /// Reads the next bytes into `bytes`, in place of what is there: what comes next, and what more has come already until there are
    /// `enough` bytes; false at the end of the file.
    ///
    /// # Errors
    /// Why they do not come.
    pub(super) async fn next_bytes(
        &mut self,
        bytes: &mut Vec<u8>,
        enough: usize,
    ) -> Result<bool, Fault> {
        let Some(thread) = &self.0 else {
            return Ok(false);
        };
        let mut read = match thread.next_message().await {
            Message::Bytes(read) => vec![read],
            Message::End => {
                // It can read another.
                SPARE.set(self.0.take());
                return Ok(false);
            }
            Message::Fault(fault) => return Err(fault),
        };
        let mut length = read[0].length() as usize;
        while length < enough
            && let Some(more) = thread.more_bytes()
        {
            length += more.length() as usize;
            read.push(more);
        }
        set_length(bytes, length);
        let mut rest = bytes.as_mut_slice();
        for read in &read {
            let (place, behind) = rest.split_at_mut(read.length() as usize);
            read.copy_to(place);
            rest = behind;
            // What it cannot fill again it makes anew.
            let _ = thread.give_back(read);
        }
        Ok(true)
    }
}

impl Thread {
    fn start() -> Result<Self, JsValue> {
        let worker = Worker::new(&format!("{}reader.js", folder()?))?;
        let inbox = Rc::new(RefCell::new(Inbox::default()));
        let hear = Rc::clone(&inbox);
        let on_message = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            hear.borrow_mut().put(Message::of(&event.data()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let hear = Rc::clone(&inbox);
        let on_error = Closure::<dyn Fn(_)>::new(move |event: ErrorEvent| {
            let fault = Fault::Said(said_by(&event));
            hear.borrow_mut().put(Message::Fault(fault));
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            inbox,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    fn read(&self, file: &File, offset: u64, span: Span) -> Result<(), JsValue> {
        let message = Object::new();
        Reflect::set(&message, &"file".into(), file)?;
        Reflect::set(&message, &"offset".into(), &(offset as f64).into())?;
        let is_little = span == Span::Little;
        Reflect::set(&message, &"isLittle".into(), &is_little.into())?;
        self.worker.post_message(&message)
    }

    fn make_buffers(&self) -> Result<(), JsValue> {
        let message = Object::new();
        Reflect::set(&message, &"isComing".into(), &true.into())?;
        self.worker.post_message(&message)
    }

    fn give_back(&self, read: &Uint8Array) -> Result<(), JsValue> {
        let message = Object::new();
        let buffer = read.buffer();
        Reflect::set(&message, &"buffer".into(), &buffer)?;
        self.worker
            .post_message_with_transfer(&message, &Array::of1(&buffer))
    }

    /// Bytes that came already.
    fn more_bytes(&self) -> Option<Uint8Array> {
        let mut inbox = self.inbox.borrow_mut();
        match inbox.messages.pop_front()? {
            Message::Bytes(bytes) => Some(bytes),
            other => {
                inbox.messages.push_front(other);
                None
            }
        }
    }

    async fn next_message(&self) -> Message {
        poll_fn(|context| {
            let mut inbox = self.inbox.borrow_mut();
            if let Some(message) = inbox.messages.pop_front() {
                return Poll::Ready(message);
            }
            inbox.waiting = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Inbox {
    fn put(&mut self, message: Message) {
        self.messages.push_back(message);
        if let Some(waiting) = self.waiting.take() {
            waiting.wake();
        }
    }
}

impl Message {
    fn of(data: &JsValue) -> Self {
        let part = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
        if let Ok(bytes) = part("bytes").dyn_into() {
            Self::Bytes(bytes)
        } else if part("end").is_truthy() {
            Self::End
        } else if let Some(bytes) = part("refusedBytes").as_f64() {
            Self::Fault(Fault::RefusedBytes(bytes as u64))
        } else {
            Self::Fault(Fault::Said(part("fault").as_string().unwrap_or_default()))
        }
    }
}

/// Where this engine's scripts are.
fn folder() -> Result<String, JsValue> {
    let location = Reflect::get(&js_sys::global(), &"location".into())?;
    let own = Reflect::get(&location, &"href".into())?.as_string();
    let own = own.unwrap_or_default();
    // Without what may stand behind the path.
    let path = own.split(['?', '#']).next().unwrap_or_default();
    let end = path.rfind('/').map_or(0, |slash| slash + 1);
    Ok(path[..end].to_owned())
}
