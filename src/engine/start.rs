//! Which build of the engine runs here, and with what.

use crate::model::size::size_bytes;
use js_sys::{Object, Reflect};
use protocol::Failure;
use protocol::memory::{MAX_BYTES, PAGE_BYTES};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageChannel, UrlSearchParams, Worker, WorkerOptions, WorkerType};

/// With less no engine starts.
const LEAST_MEMORY_BYTES: u64 = 64 << 20;

/// The two builds of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Shared memory and a pool of threads.
    Threads,
    /// One thread: for pages that are not isolated.
    Single,
}

impl Build {
    /// The best build that this page can run.
    pub(crate) fn best() -> Self {
        if is_isolated() && shared_memory_can_be_posted() {
            Self::Threads
        } else {
            Self::Single
        }
    }

    const fn folder(self) -> &'static str {
        match self {
            Self::Threads => "threads",
            Self::Single => "single",
        }
    }
}

/// What an engine is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StartPlan {
    /// The build.
    pub(crate) build: Build,
    /// Threads of the pool.
    pub(crate) threads: u32,
    /// Memory that it may use, in bytes; the build `Single` grows as it needs.
    pub(crate) memory_bytes: u64,
    /// How much of it is made ready before there is a request, in bytes.
    pub(crate) touched_bytes: u64,
    /// Tells this engine's faults from those of other engines and tabs.
    pub(crate) instance: String,
}

impl StartPlan {
    /// A plan for the best build that this page can run.
    pub(crate) fn new(build: Build, memory_bytes: u64) -> Self {
        let threads = match build {
            Build::Threads => available_threads(),
            Build::Single => 1,
        };
        let instance = format!("{:x}", (js_sys::Math::random() * 2f64.powi(52)) as u64);
        Self {
            build,
            threads,
            memory_bytes,
            touched_bytes: 0,
            instance,
        }
    }

    /// The channel on which the engine's threads tell of a fault before they stop.
    pub(crate) fn fault_channel(&self) -> String {
        format!("motif-matcher-engine-{}", self.instance)
    }

    /// The first message to the worker's start script (`coordinator.js`).
    pub(super) fn message(&self) -> Object {
        let message = Object::new();
        let set = |name: &str, value: JsValue| {
            // Setting a property of a plain object cannot fail.
            let _ = Reflect::set(&message, &name.into(), &value);
        };
        set("build", self.build.folder().into());
        set("threads", self.threads.into());
        set(
            "pages",
            (self.memory_bytes.div_ceil(PAGE_BYTES) as u32).into(),
        );
        set("touchedBytes", (self.touched_bytes as u32).into());
        set("faults", self.fault_channel().into());
        message
    }
}

/// Memory that an engine may have, in bytes: all that it can address, or what `memory` in the page's address allows, as in
/// `?memory=512M`.
pub(crate) fn memory_limit_bytes() -> u64 {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    let parameters = query.and_then(|query| UrlSearchParams::new_with_str(&query).ok());
    let wanted = parameters.and_then(|parameters| parameters.get("memory"));
    let wanted = wanted.and_then(|wanted| size_bytes(&wanted));
    wanted.map_or(MAX_BYTES, |bytes| {
        bytes.clamp(LEAST_MEMORY_BYTES, MAX_BYTES) / PAGE_BYTES * PAGE_BYTES
    })
}

/// Threads that the machine can run at once.
pub(crate) fn available_threads() -> u32 {
    web_sys::window()
        .map_or(1, |window| window.navigator().hardware_concurrency() as u32)
        .clamp(1, 64)
}

/// A worker with the start script of the engine that was built with this page.
pub(super) fn worker() -> Result<Worker, Failure> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name("engine");
    Worker::new_with_options(&format!("{}coordinator.js", engine_folder()), &options)
        .map_err(not_started)
}

pub(super) fn not_started(error: JsValue) -> Failure {
    Failure::EngineNotStarted {
        reason: error_text(&error),
    }
}

/// What an exception says.
pub(crate) fn error_text(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => format!("{error:?}"),
    }
}

/// What an event says about a worker. Of a script that could not be loaded it says nothing.
pub(super) fn event_text(event: &ErrorEvent) -> String {
    let message = Reflect::get(event, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    message.unwrap_or_else(|| "its script could not be loaded".to_owned())
}

/// The build names the folder in the page, so that an engine that was changed has a new address.
pub(crate) fn engine_folder() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("meta[name=engine]").ok().flatten())
        .and_then(|element| element.get_attribute("content"))
        .unwrap_or_else(|| "engines/".into())
}

fn is_isolated() -> bool {
    Reflect::get(&js_sys::global(), &"crossOriginIsolated".into())
        .is_ok_and(|value| value.is_truthy())
}

/// Some browsers isolate a page and still refuse to send shared memory to a worker.
fn shared_memory_can_be_posted() -> bool {
    let limits = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&limits, &name.into(), &value).is_ok();
    if !(set("initial", 1.into()) && set("maximum", 1.into()) && set("shared", true.into())) {
        return false;
    }
    let Ok(memory) = js_sys::WebAssembly::Memory::new(&limits) else {
        return false;
    };
    let Ok(channel) = MessageChannel::new() else {
        return false;
    };
    let posted = channel.port1().post_message(&memory).is_ok();
    channel.port1().close();
    posted
}
