//! A file that the person has named, written to the disk part by part.
//!
//! Browsers write to another file first, which takes the place of the named one when it is closed. So what is broken off
//! leaves nothing, and what was there before stays.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::DomException;

use super::{OnOutcome, Outcome};
use crate::engine::error_text;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showSaveFilePicker)]
    fn show_save_file_picker(options: &Object) -> Result<Promise, JsValue>;

    type FileHandle;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &FileHandle) -> Result<Promise, JsValue>;

    #[derive(Clone)]
    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, data: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &Writable) -> Result<Promise, JsValue>;
}

/// Whether the browser lets a page write to a file that the person names.
pub(crate) fn can_write_to_disk() -> bool {
    Reflect::has(&js_sys::global(), &"showSaveFilePicker".into()).unwrap_or(false)
}

/// A file that is being written.
pub(crate) struct DiskFile(Rc<Inner>);

struct Inner {
    writable: Writable,
    /// What waits to be written.
    parts: RefCell<VecDeque<Vec<u8>>>,
    is_writing: Cell<bool>,
    stage: Cell<Stage>,
    on_outcome: RefCell<Option<OnOutcome>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// More parts may come.
    Open,
    /// It is to be closed when all parts are written.
    Complete,
    /// Closed, or broken off.
    Ended,
}

impl DiskFile {
    /// Has the person name a file; none if they would rather not.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn pick(file_name: &str) -> Result<Option<Self>, String> {
        let options = Object::new();
        let text = |error: JsValue| error_text(&error);
        Reflect::set(&options, &"suggestedName".into(), &file_name.into()).map_err(text)?;
        let picked = show_save_file_picker(&options).map_err(text)?;
        let handle: FileHandle = match JsFuture::from(picked).await {
            Ok(handle) => handle.unchecked_into(),
            Err(error) if is_refusal(&error) => return Ok(None),
            Err(error) => return Err(error_text(&error)),
        };
        let writable = handle.create_writable().map_err(text)?;
        let writable = match JsFuture::from(writable).await {
            Ok(writable) => writable.unchecked_into(),
            Err(error) => return Err(error_text(&error)),
        };
        Ok(Some(Self(Rc::new(Inner {
            writable,
            parts: RefCell::default(),
            is_writing: Cell::new(false),
            stage: Cell::new(Stage::Open),
            on_outcome: RefCell::default(),
        }))))
    }

    pub(super) fn hear(&self, on_outcome: OnOutcome) {
        self.0.on_outcome.replace(Some(on_outcome));
    }

    pub(super) fn push(&self, bytes: Vec<u8>) {
        self.0.parts.borrow_mut().push_back(bytes);
        self.go_on();
    }

    pub(super) fn finish(&self) {
        if self.0.stage.get() == Stage::Open {
            self.0.stage.set(Stage::Complete);
            self.go_on();
        }
    }

    fn go_on(&self) {
        if !self.0.is_writing.replace(true) {
            let inner = Rc::clone(&self.0);
            spawn_local(async move { inner.write_all().await });
        }
    }
}

impl Drop for DiskFile {
    fn drop(&mut self) {
        if self.0.stage.get() != Stage::Ended {
            self.0.break_off();
        }
    }
}

impl Inner {
    /// Writes what waits, and closes the file if that was all of it.
    async fn write_all(&self) {
        loop {
            let part = self.parts.borrow_mut().pop_front();
            let written = match (part, self.stage.get()) {
                (_, Stage::Ended) => return,
                (Some(part), _) => settled(self.writable.write(&Uint8Array::from(&*part))).await,
                (None, Stage::Open) => {
                    self.is_writing.set(false);
                    return;
                }
                (None, Stage::Complete) => {
                    self.close().await;
                    return;
                }
            };
            match written {
                // It was broken off meanwhile, and nobody waits any more.
                _ if self.stage.get() == Stage::Ended => return,
                Ok(()) => self.tell(Outcome::PartTaken),
                Err(reason) => {
                    self.break_off();
                    self.tell(Outcome::Failed(reason));
                }
            }
        }
    }

    async fn close(&self) {
        let closed = settled(self.writable.close()).await;
        if self.stage.replace(Stage::Ended) == Stage::Ended {
            return;
        }
        self.tell(match closed {
            Ok(()) => Outcome::Saved,
            Err(reason) => Outcome::Failed(reason),
        });
    }

    /// Nothing of the file is left.
    fn break_off(&self) {
        self.stage.set(Stage::Ended);
        self.parts.take();
        if let Ok(aborted) = self.writable.abort() {
            // What was not written needs no answer, and what has failed already cannot be broken off.
            spawn_local(async move { drop(JsFuture::from(aborted).await) });
        }
    }

    fn tell(&self, outcome: Outcome) {
        if let Some(on_outcome) = &*self.on_outcome.borrow() {
            on_outcome(outcome);
        }
    }
}

/// Waits for the end of something that the browser does.
async fn settled(promise: Result<Promise, JsValue>) -> Result<(), String> {
    let settled = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    settled.map(|_| ()).map_err(|error| error_text(&error))
}

/// Whether the person has closed the dialogue.
fn is_refusal(error: &JsValue) -> bool {
    let error = error.dyn_ref::<DomException>();
    error.is_some_and(|error| error.name() == "AbortError")
}
