use std::time::Duration;

use futures_channel::oneshot;
use leptos::prelude::set_timeout;

/// Ends in a later task of the browser, so long from now at the earliest: it may draw and hear the person before.
pub(crate) async fn pause(duration: Duration) {
    let (wake, woken) = oneshot::channel::<()>();
    let wake = move || {
        // Who waited may be gone.
        let _ = wake.send(());
    };
    set_timeout(wake, duration);
    let _ = woken.await;
}
