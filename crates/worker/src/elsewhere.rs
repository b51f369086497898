//! Packing on the pool, while the thread that reads takes in what comes next.
//!
//! It keeps a thread of the pool to the end of the file, which waits where there is nothing to pack: an engine opens one genome at a time.

use std::sync::mpsc::{self, SyncSender};

use engine::OpenError;
use futures_channel::{mpsc as futures_mpsc, oneshot};

use crate::packing::Packing;

/// Buffers that go round: one is packed, the other is filled and waits for that.
const BUFFERS: usize = 2;

/// A thread of the pool that packs what it is given, in order. Dropping this ends it, once it is through with what it packs.
pub(crate) struct Elsewhere {
    bytes: Option<SyncSender<Vec<u8>>>,
    packed: futures_mpsc::UnboundedReceiver<Packed>,
    end: oneshot::Receiver<(Packing, Result<(), OpenError>)>,
}

/// Bytes that were packed.
pub(crate) struct Packed {
    /// Their buffer; the first are empty.
    pub(crate) bytes: Vec<u8>,
    /// Records that have been found so far.
    pub(crate) records: u64,
}

impl Elsewhere {
    /// Has the pool go on with this.
    pub(crate) fn begin(mut packing: Packing) -> Self {
        let (bytes, to_pack) = mpsc::sync_channel::<Vec<u8>>(BUFFERS);
        let (say_packed, packed) = futures_mpsc::unbounded();
        let (say_end, end) = oneshot::channel();
        let say = move |bytes: Vec<u8>, packing: &Packing| {
            let records = packing.builder.record_count() as u64;
            let said = say_packed.unbounded_send(Packed { bytes, records });
            said.is_ok()
        };
        for _ in 0..BUFFERS {
            say(Vec::new(), &packing);
        }
        rayon::spawn(move || {
            let mut outcome = Ok(());
            // This thread waits for more, so that the next bytes are packed at once, and not when the pool hears of them.
            for bytes in to_pack {
                outcome = packing.push(&bytes);
                // Who does not hear any more wants nothing.
                if outcome.is_err() || !say(bytes, &packing) {
                    break;
                }
            }
            drop(say);
            let _ = say_end.send((packing, outcome));
        });
        Self {
            bytes: Some(bytes),
            packed,
            end,
        }
    }

    /// The next bytes that were packed, whose buffer is free again; none if there was something wrong.
    pub(crate) async fn packed(&mut self) -> Option<Packed> {
        self.packed.recv().await.ok()
    }

    /// Has these packed next.
    pub(crate) fn pack(&self, bytes: Vec<u8>) {
        if let Some(to_pack) = &self.bytes {
            // If it has ended, it says why.
            let _ = to_pack.send(bytes);
        }
    }

    /// Says that these were all.
    pub(crate) fn pack_no_more(&mut self) {
        self.bytes = None;
    }

    /// What has become of all, once it is packed.
    pub(crate) async fn end(self) -> (Packing, Result<(), OpenError>) {
        let end = self.end.await;
        end.expect("a thread that panics ends the engine")
    }
}
