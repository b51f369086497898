//! New versions of the site: the service worker keeps one whole beside the version that is shown, and it waits until
//! the person wants it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::oneshot;
use js_sys::Reflect;
use leptos::prelude::{set_interval, set_timeout};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

use crate::pause::within;

/// How often a page that stays open looks for a new version; one that is loaded always does.
const LOOK_EVERY: Duration = Duration::from_hours(1);
/// The longest wait for a version to take over, and for the browser to say which there are.
const PATIENCE: Duration = Duration::from_secs(5);

/// The browser's service workers; none in private windows of Firefox and in old browsers.
pub(crate) fn service_workers() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let has_workers =
        Reflect::get(&navigator, &"serviceWorker".into()).is_ok_and(|value| value.is_object());
    has_workers.then(|| navigator.service_worker())
}

/// Calls back when a new version is ready, now or later.
pub(crate) fn when_new_is_ready(tell: impl Fn() + 'static) {
    let Some(container) = service_workers() else {
        return;
    };
    spawn_local(async move {
        let Some(registration) = registration(&container).await else {
            return;
        };
        let tell = Rc::new(tell);
        if registration.waiting().is_some() {
            tell();
        }
        // One may be on its way already.
        tell_when_installed(&registration, &tell);
        let found = registration.clone();
        let on_found = Closure::<dyn Fn()>::new(move || tell_when_installed(&found, &tell));
        // The page hears of new versions as long as it lives.
        registration.set_onupdatefound(Some(on_found.into_js_value().unchecked_ref()));
        let look = move || {
            // Without a network there is no new version.
            let _ = registration.update();
        };
        set_interval(look, LOOK_EVERY);
    });
}

fn tell_when_installed(registration: &ServiceWorkerRegistration, tell: &Rc<impl Fn() + 'static>) {
    // On the first visit there is no version before it.
    let is_first = registration.active().is_none();
    let Some(worker) = registration.installing().filter(|_| !is_first) else {
        return;
    };
    let tell = Rc::clone(tell);
    let installing = worker.clone();
    let on_change = Closure::<dyn Fn()>::new(move || {
        if installing.state() == ServiceWorkerState::Installed {
            tell();
        }
    });
    worker.set_onstatechange(Some(on_change.into_js_value().unchecked_ref()));
}

/// Has the version take over that waits, if one does; whether it did in time. The page is of the former one until it is loaded
/// again.
pub(crate) async fn take_waiting() -> bool {
    let Some(container) = service_workers() else {
        return false;
    };
    let Some(registration) = registration(&container).await else {
        return false;
    };
    let Some(waiting) = registration.waiting() else {
        return false;
    };
    // It may be on its way without having been asked: the tab that showed the former version may be gone by now.
    if has_taken(&waiting) {
        return true;
    }
    let (sender, changed) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let wake = move || {
        if let Some(sender) = sender.take() {
            // Nobody waits any more if the page has given up.
            let _ = sender.send(());
        }
    };
    let on_change = Closure::<dyn Fn()>::new(wake.clone());
    waiting.set_onstatechange(Some(on_change.as_ref().unchecked_ref()));
    // The page is shown in any case: the next time that it is loaded is another chance.
    set_timeout(wake, PATIENCE);
    if waiting.post_message(&"activate".into()).is_ok() {
        // The sender is never dropped before it has sent.
        let _ = changed.await;
    }
    waiting.set_onstatechange(None);
    has_taken(&waiting)
}

/// Whether the version is the one that the next page is of.
fn has_taken(worker: &ServiceWorker) -> bool {
    matches!(
        worker.state(),
        ServiceWorkerState::Activating | ServiceWorkerState::Activated
    )
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    let registration = within(PATIENCE, &container.get_registration()).await?;
    registration.dyn_into().ok()
}
