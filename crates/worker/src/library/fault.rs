//! What the browser says when something goes wrong in the library.

use engine::store::kept::KeptFault;
use protocol::Failure;
use wasm_bindgen::prelude::*;
use web_sys::DomException;

use crate::fault::said;

/// There is no such entry, or it was removed.
pub(super) fn is_gone(error: &JsValue) -> bool {
    is_called(error, "NotFoundError")
}

/// Another tab has the entry.
pub(super) fn is_in_use(error: &JsValue) -> bool {
    is_called(error, "NoModificationAllowedError")
}

/// There is no room; for how much, whoever writes adds.
pub(super) const FULL: Failure = Failure::LibraryFull {
    needed_bytes: 0,
    left_bytes: None,
};

fn is_full(error: &JsValue) -> bool {
    is_called(error, "QuotaExceededError")
}

fn is_called(error: &JsValue, name: &str) -> bool {
    error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == name)
}

/// Why something could not be done with an entry.
pub(super) fn failure(error: &JsValue) -> Failure {
    match () {
        () if is_gone(error) => Failure::KeptGone,
        () if is_in_use(error) => Failure::KeptInUse,
        () if is_full(error) => FULL,
        () => Failure::LibraryFault {
            reason: said(error),
        },
    }
}

/// Why there is no library.
pub(super) fn unavailable(reason: &str) -> Failure {
    Failure::LibraryUnavailable {
        reason: reason.to_owned(),
    }
}

/// Why an entry cannot be opened.
pub(super) fn kept(fault: KeptFault) -> Failure {
    match fault {
        KeptFault::OtherVersion { .. } => Failure::KeptOtherVersion,
        KeptFault::OutOfMemory { needed_bytes } => Failure::OutOfMemory { needed_bytes },
        KeptFault::Truncated { got_bytes, .. } => Failure::KeptDamaged {
            offset_bytes: got_bytes,
        },
        KeptFault::Damaged { offset } => Failure::KeptDamaged {
            offset_bytes: offset,
        },
        _ => Failure::KeptDamaged { offset_bytes: 0 },
    }
}
