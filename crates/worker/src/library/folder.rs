//! The folder of the library.

use protocol::Failure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions};
use web_sys::{FileSystemGetFileOptions, FileSystemHandle, FileSystemHandleKind, StorageEstimate};

use super::browser::{FileHandle, navigator};
use super::fault::{failure, is_gone, is_in_use, unavailable};
use crate::clock;
use crate::fault::said;

const FOLDER: &str = "genomes";
/// How often an entry is to be removed that another tab is reading.
const MOST_TRIES: usize = 60;
/// How long to wait between two tries, in ms.
const WAIT_MS: i32 = 50;

/// The folder of the library.
pub(super) struct Folder {
    handle: FileSystemDirectoryHandle,
}

impl Folder {
    /// The folder; none as long as nothing was kept.
    ///
    /// # Errors
    /// [`Failure::LibraryUnavailable`], [`Failure::LibraryFault`].
    pub(super) async fn find() -> Result<Option<Self>, Failure> {
        match Self::open(false).await? {
            Ok(folder) => Ok(Some(folder)),
            Err(error) if is_gone(&error) => Ok(None),
            Err(error) => Err(failure(&error)),
        }
    }

    /// The folder, which is made if there is none.
    ///
    /// # Errors
    /// [`Failure::LibraryUnavailable`], [`Failure::LibraryFull`], [`Failure::LibraryFault`].
    pub(super) async fn make() -> Result<Self, Failure> {
        Self::open(true).await?.map_err(|error| failure(&error))
    }

    async fn open(create: bool) -> Result<Result<Self, JsValue>, Failure> {
        let none = || unavailable("this browser gives pages no files of their own");
        let storage = navigator().storage().ok_or_else(none)?;
        if navigator().locks().is_none() {
            return Err(none());
        }
        let root = match storage.get_directory() {
            Ok(root) => JsFuture::from(root).await,
            Err(_) => return Err(none()),
        };
        let root = root.map_err(|error| {
            let reason = format!("this window may keep no files ({})", said(&error));
            unavailable(&reason)
        })?;
        let root: FileSystemDirectoryHandle = root.unchecked_into();
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(create);
        let folder = root.get_directory_handle_with_options(FOLDER, &options);
        Ok(JsFuture::from(folder).await.map(|handle| Self {
            handle: handle.unchecked_into(),
        }))
    }

    /// The names of all files in it.
    ///
    /// # Errors
    /// What the browser says.
    pub(super) async fn file_names(&self) -> Result<Vec<String>, JsValue> {
        let mut names = Vec::new();
        let handles = self.handle.values();
        loop {
            let next = JsFuture::from(handles.next()?).await?;
            let next: js_sys::IteratorNext = next.unchecked_into();
            if next.done() {
                return Ok(names);
            }
            let handle: FileSystemHandle = next.value().unchecked_into();
            if handle.kind() == FileSystemHandleKind::File {
                names.push(handle.name());
            }
        }
    }

    /// A file in it.
    ///
    /// # Errors
    /// What the browser says, also if there is no such file.
    pub(super) async fn file(&self, name: &str) -> Result<FileHandle, JsValue> {
        JsFuture::from(self.handle.get_file_handle(name))
            .await
            .map(JsCast::unchecked_into)
    }

    /// A file in it, which is made if there is none.
    ///
    /// # Errors
    /// What the browser says.
    pub(super) async fn make_file(&self, name: &str) -> Result<FileHandle, JsValue> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let file = self.handle.get_file_handle_with_options(name, &options);
        JsFuture::from(file).await.map(JsCast::unchecked_into)
    }

    /// Removes a file, if it is there; waits a while for another tab that has it.
    ///
    /// # Errors
    /// What the browser says.
    pub(super) async fn remove(&self, name: &str) -> Result<(), JsValue> {
        for _ in 1..MOST_TRIES {
            match self.remove_now(name).await {
                Err(error) if is_in_use(&error) => clock::wait(WAIT_MS).await,
                removed => return removed,
            }
        }
        self.remove_now(name).await
    }

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// What the browser says, also if another tab has the file.
    pub(super) async fn remove_now(&self, name: &str) -> Result<(), JsValue> {
        match JsFuture::from(self.handle.remove_entry(name)).await {
            Err(error) if !is_gone(&error) => Err(error),
            _ => Ok(()),
        }
    }
}

/// A file as a snapshot, which can be had also while another tab has the file.
pub(super) async fn snapshot(file: &FileHandle) -> Result<web_sys::File, JsValue> {
    let file: &FileSystemFileHandle = file.as_ref();
    JsFuture::from(file.get_file())
        .await
        .map(JsCast::unchecked_into)
}

/// Room that the browser would still give, in bytes; none if it does not say.
pub(super) async fn left_bytes() -> Option<u64> {
    let estimate = navigator().storage()?.estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(estimate).await.ok()?.unchecked_into();
    let left = estimate.get_quota()? - estimate.get_usage()?;
    Some(left.max(0.0) as u64)
}
