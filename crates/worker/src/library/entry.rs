//! What a file of the library begins with.

use engine::store::kept::{KeptFault, KeptPreface};
use js_sys::Uint8Array;
use protocol::RemovalCause;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::folder::{Folder, snapshot};
use super::note::{MOST_BYTES, Note};

/// An entry of the library, as far as can be told without reading all of it.
pub(super) enum Entry {
    /// It says that it is whole.
    Kept(Box<Note>),
    /// It can never be opened.
    Useless(RemovalCause),
    /// A later version of this page can open it.
    OfLaterVersion,
}

/// Reads the beginning of a file; gives its size too, in bytes.
///
/// # Errors
/// What the browser says, also if there is no such file.
pub(super) async fn look_into(folder: &Folder, name: &str) -> Result<(Entry, u64), JsValue> {
    let file = snapshot(&folder.file(name).await?).await?;
    let size_bytes = file.size() as u64;
    let preface = read(&file, 0, KeptPreface::BYTES as u64).await?;
    let preface = match preface.first_chunk() {
        Some(preface) => KeptPreface::read(preface, size_bytes),
        None => Err(KeptFault::Unfinished),
    };
    let entry = match preface {
        Ok(preface) if preface.note_bytes <= MOST_BYTES => {
            let note = read(&file, KeptPreface::BYTES as u64, preface.note_bytes).await?;
            match preface.check_note(&note).map(|()| Note::from_bytes(&note)) {
                Ok(Some(note)) => Entry::Kept(Box::new(note)),
                Ok(None) => Entry::Useless(RemovalCause::EarlierVersion),
                Err(_) => Entry::Useless(RemovalCause::Damaged),
            }
        }
        Err(KeptFault::Unfinished) => Entry::Useless(RemovalCause::HalfWritten),
        Err(KeptFault::OtherVersion { version }) if version > KeptPreface::VERSION => {
            Entry::OfLaterVersion
        }
        Err(KeptFault::OtherVersion { .. }) => Entry::Useless(RemovalCause::EarlierVersion),
        _ => Entry::Useless(RemovalCause::Damaged),
    };
    Ok((entry, size_bytes))
}

async fn read(file: &web_sys::File, from: u64, count: u64) -> Result<Vec<u8>, JsValue> {
    let slice = file.slice_with_f64_and_f64(from as f64, (from + count) as f64)?;
    let buffer = JsFuture::from(slice.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
