//! The places of the project, and small helpers for files.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::step;

/// The top folder of the project.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// A place for build outputs.
pub(crate) fn target(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// Keeps others from building into the same folders, for as long as the file is held.
pub(crate) fn lock() -> Result<File> {
    fs::create_dir_all(target(""))?;
    let file = File::create(target(".building")).context("cannot write to target/")?;
    if file.try_lock().is_err() {
        step::announce("Waiting for another build to end");
        file.lock()?;
    }
    Ok(file)
}

/// All files below a folder, relative to it, sorted, with `/` between the parts.
pub(crate) fn list(folder: &Path) -> Result<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{name}/"), found)?;
            } else {
                found.push(name);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for name in list(from)? {
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// Copies a file, making the folders on the way.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Removes a folder; it need not be there.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Reads a text file, naming it if that fails.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A short name for the content of the given files of a folder: it changes when their names or bytes do.
pub(crate) fn version<'a>(
    folder: &Path,
    names: impl IntoIterator<Item = &'a String>,
) -> Result<String> {
    let mut hash = Sha256::new();
    for name in names {
        let content = fs::read(folder.join(name)).with_context(|| format!("cannot read {name}"))?;
        hash.update(name);
        hash.update([0]);
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    Ok(hash.finalize()[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Gives a freshly built folder the version of its content as its name, in place of the older ones beside it.
pub(crate) fn publish(folder: &Path, fresh: &Path) -> Result<String> {
    let version = version(fresh, &list(fresh)?)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path != fresh {
            remove_folder(&path)?;
        }
    }
    fs::rename(fresh, folder.join(&version))?;
    Ok(version)
}
