//! A file of the library, open in this worker alone.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemReadWriteOptions, FileSystemSyncAccessHandle};

use super::browser::FileHandle;
use super::fault::is_in_use;
use crate::clock;

/// How often a file is asked for that another tab has.
const MOST_TRIES: usize = 100;
/// How long to wait between two tries, in ms.
const WAIT_MS: i32 = 50;

/// An open file; dropping it closes it.
pub(super) struct OpenFile {
    handle: FileSystemSyncAccessHandle,
    /// Not every browser reads into shared memory, or writes from it.
    takes_shared_memory: bool,
}

impl OpenFile {
    /// Opens a file to read it, beside others who read it where the browser knows of that.
    ///
    /// # Errors
    /// What the browser says, also when another tab does not let go of the file.
    pub(super) async fn read(file: &FileHandle) -> Result<Self, JsValue> {
        Self::open(file, "read-only").await
    }

    /// Opens a file to write it.
    ///
    /// # Errors
    /// What the browser says, also when another tab does not let go of the file.
    pub(super) async fn write(file: &FileHandle) -> Result<Self, JsValue> {
        Self::open(file, "readwrite").await
    }

    async fn open(file: &FileHandle, mode: &str) -> Result<Self, JsValue> {
        let options = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &"mode".into(), &mode.into());
        for _ in 1..MOST_TRIES {
            match Self::try_open(file, &options).await {
                Err(error) if is_in_use(&error) => clock::wait(WAIT_MS).await,
                opened => return opened,
            }
        }
        Self::try_open(file, &options).await
    }

    async fn try_open(file: &FileHandle, options: &Object) -> Result<Self, JsValue> {
        let handle = JsFuture::from(file.create_sync_access_handle(options)?).await?;
        Ok(Self {
            handle: handle.unchecked_into(),
            takes_shared_memory: true,
        })
    }

    /// Its size, in bytes.
    pub(super) fn size_bytes(&self) -> Result<u64, JsValue> {
        self.handle.get_size().map(|size| size as u64)
    }

    /// Fills `bytes` from this offset; fewer come at the end of the file.
    pub(super) fn read_at(&mut self, offset: u64, bytes: &mut [u8]) -> Result<usize, JsValue> {
        let mut filled = 0;
        while filled < bytes.len() {
            let got = self.read_some(offset + filled as u64, &mut bytes[filled..])?;
            if got == 0 {
                break;
            }
            filled += got;
        }
        Ok(filled)
    }

    fn read_some(&mut self, offset: u64, bytes: &mut [u8]) -> Result<usize, JsValue> {
        let options = at(offset);
        if self.takes_shared_memory {
            match self.handle.read_with_u8_array_and_options(bytes, &options) {
                Err(error) if error.has_type::<js_sys::TypeError>() => {
                    self.takes_shared_memory = false;
                }
                read => return read.map(|count| count as usize),
            }
        }
        let own = Uint8Array::new_with_length(bytes.len() as u32);
        let count = self
            .handle
            .read_with_js_u8_array_and_options(&own, &options)? as usize;
        own.subarray(0, count as u32).copy_to(&mut bytes[..count]);
        Ok(count)
    }

    /// Writes `bytes` at this offset. False if there is no room for all of them.
    pub(super) fn write_at(&mut self, offset: u64, bytes: &[u8]) -> Result<bool, JsValue> {
        let options = at(offset);
        if self.takes_shared_memory {
            match self.handle.write_with_u8_array_and_options(bytes, &options) {
                Err(error) if error.has_type::<js_sys::TypeError>() => {
                    self.takes_shared_memory = false;
                }
                written => return written.map(|count| count as usize == bytes.len()),
            }
        }
        let own = Uint8Array::from(bytes);
        let written = self
            .handle
            .write_with_js_u8_array_and_options(&own, &options);
        written.map(|count| count as usize == bytes.len())
    }

    /// Makes the file so long.
    pub(super) fn set_size(&self, size_bytes: u64) -> Result<(), JsValue> {
        self.handle.truncate_with_f64(size_bytes as f64)
    }

    /// Waits until what was written is on the disk.
    pub(super) fn flush(&self) -> Result<(), JsValue> {
        self.handle.flush()
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        self.handle.close();
    }
}

fn at(offset: u64) -> FileSystemReadWriteOptions {
    let options = FileSystemReadWriteOptions::new();
    options.set_at(offset as f64);
    options
}
