//! A folder that goes with its owner.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// How often it is tried to remove a folder into which a browser that ends may still write.
const TRIES: u32 = 50;

/// A fresh folder; removed when it is dropped, also by a panic.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::with_prefix("motif-matcher-").expect("a folder for what is temporary"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for _ in 0..TRIES {
            if std::fs::remove_dir_all(self.path()).is_ok() || !self.path().exists() {
                break;
            }
            sleep(Duration::from_millis(100));
        }
    }
}
