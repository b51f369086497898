//! Faults: a thread that panics says so before it stops, since nobody else would notice.

use std::sync::OnceLock;

use web_sys::BroadcastChannel;

/// Shared by all threads of this engine.
static CHANNEL: OnceLock<String> = OnceLock::new();

/// From now on, panics are told on this broadcast channel.
pub(crate) fn report_on(channel: String) {
    if CHANNEL.set(channel).is_ok() {
        std::panic::set_hook(Box::new(|info| tell(&info.to_string())));
    }
}

fn tell(reason: &str) {
    let channel = CHANNEL
        .get()
        .and_then(|name| BroadcastChannel::new(name).ok());
    if let Some(channel) = channel {
        // There is nobody else to tell.
        let _ = channel.post_message(&reason.into());
    }
}
