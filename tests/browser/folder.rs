//! A folder that goes with its owner.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// How often it is tried to remove a folder into which a browser that ends may still write.
const TRIES: u32 = 50;

/// A fresh folder; removed when it is dropped, also by a panic.
pub struct Folder(TempDir);

impl Folder {
    /// Makes the folder.
    ///
    /// # Panics
    /// If this system has no place for what is temporary.
    #[expect(clippy::new_without_default, reason = "making a folder is no default")]
    pub fn new() -> Self {
        Self(TempDir::with_prefix("motif-matcher-").expect("a folder for what is temporary"))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
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
