//! Files in pieces, read ahead by a thread of their own (`js/reader.js`).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::Failure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

/// Reads a file from a byte to its end.
pub(crate) struct Reader {
    thread: Option<Thread>,
    file: File,
    file_bytes: u64,
    /// Where the next bytes begin.
    offset: u64,
}

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
    Fault(String),
}

thread_local! {
    /// A thread that has nothing to read: starting one takes its time.
    static SPARE: RefCell<Option<Thread>> = const { RefCell::new(None) };
}

/// Starts a thread for the first file, before there is one.
pub(crate) fn prepare() {
    if let Ok(thread) = Thread::start() {
        SPARE.set(Some(thread));
    }
}

impl Reader {
    /// A reader of this file, from this byte on.
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) fn new(file: &File, offset: u64) -> Result<Self, Failure> {
        let begin = || {
            let thread = SPARE.take().map_or_else(Thread::start, Ok)?;
            thread.read(file, offset)?;
            Ok(thread)
        };
        let thread = begin().map_err(|error| unreadable(offset, &said(&error)))?;
        Ok(Self {
            thread: Some(thread),
            file: file.clone(),
            file_bytes: file.size() as u64,
            offset,
        })
    }

    /// Reads the next bytes into `bytes`, in place of what is there: what comes next, and what more has come already until there are
    /// `enough` bytes; false at the end of the file.
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) async fn next_bytes(
        &mut self,
        bytes: &mut Vec<u8>,
        enough: usize,
    ) -> Result<bool, Failure> {
        let Some(thread) = &self.thread else {
            return Ok(false);
        };
        let mut read = match thread.next_message().await {
            Message::Bytes(read) => vec![read],
            Message::End if self.offset == self.file_bytes => {
                // It can read another.
                SPARE.set(self.thread.take());
                return Ok(false);
            }
            Message::End => return Err(self.is_another_length()),
            Message::Fault(reason) => return Err(unreadable(self.offset, &reason)),
        };
        let mut length = read[0].length() as usize;
        while length < enough
            && let Some(more) = thread.more_bytes()
        {
            length += more.length() as usize;
            read.push(more);
        }
        bytes.resize(length, 0);
        let mut rest = bytes.as_mut_slice();
        for read in &read {
            let (place, behind) = rest.split_at_mut(read.length() as usize);
            read.copy_to(place);
            rest = behind;
            // What it cannot fill again it makes anew.
            let _ = thread.give_back(read);
        }
        self.offset += bytes.len() as u64;
        if self.offset > self.file_bytes {
            return Err(self.is_another_length());
        }
        Ok(true)
    }

    /// Checks that the file is still the one that was chosen, as far as the browser can tell: it looks when a read begins.
    /// (Firefox notices only a file that is shorter or gone.)
    ///
    /// # Errors
    /// [`Failure::Unreadable`].
    pub(crate) async fn check_unchanged(&self) -> Result<(), Failure> {
        let end = self.file_bytes as f64;
        let byte = self.file.slice_with_f64_and_f64((end - 1.0).max(0.0), end);
        let byte = match byte {
            Ok(byte) => JsFuture::from(byte.array_buffer()).await,
            Err(error) => Err(error),
        };
        let byte = byte.map_err(|error| unreadable(self.offset, &said(&error)))?;
        if u64::from(Uint8Array::new(&byte).length()) < self.file_bytes.min(1) {
            return Err(self.is_another_length());
        }
        Ok(())
    }

    fn is_another_length(&self) -> Failure {
        unreadable(self.offset, "the file is not as long as it was")
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
            hear.borrow_mut().put(Message::Fault(event.message()));
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            inbox,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    fn read(&self, file: &File, offset: u64) -> Result<(), JsValue> {
        let message = Object::new();
        Reflect::set(&message, &"file".into(), file)?;
        Reflect::set(&message, &"offset".into(), &(offset as f64).into())?;
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
        } else {
            Self::Fault(part("fault").as_string().unwrap_or_default())
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

/// The browser could not read on from there.
pub(crate) fn unreadable(offset_bytes: u64, reason: &str) -> Failure {
    Failure::Unreadable {
        offset_bytes,
        reason: reason.to_owned(),
    }
}

/// What the browser said.
fn said(error: &JsValue) -> String {
    match error.dyn_ref::<web_sys::DomException>() {
        Some(error) => error.message(),
        None => format!("{error:?}"),
    }
}
