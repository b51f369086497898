//! What is kept.

use std::cmp::Reverse;

use protocol::{Failure, Library, RemovedEntry};

use super::entry::{Entry, look_into};
use super::fault::{failure, unavailable};
use super::folder::{Folder, left_bytes};
use super::lock::Lock;
use super::note::{genome_name, is_file_name};

/// Lists the library, and removes what can never be opened and nobody is writing.
pub(crate) async fn list() -> Result<Library, Failure> {
    let mut library = Library::default();
    if let Some(folder) = Folder::find().await? {
        let names = folder.file_names().await;
        for name in names.map_err(|error| failure(&error))? {
            if is_file_name(&name) {
                add(&mut library, &folder, &name).await?;
            }
        }
    }
    library
        .genomes
        .sort_by_key(|genome| Reverse(genome.kept_at_ms));
    library.left_bytes = left_bytes().await;
    Ok(library)
}

/// Removes an entry, if it is there, and lists the others.
pub(crate) async fn remove(id: &str) -> Result<Library, Failure> {
    if let Some(folder) = Folder::find().await? {
        let removed = folder.remove(id).await;
        removed.map_err(|error| failure(&error))?;
    }
    list().await
}

async fn add(library: &mut Library, folder: &Folder, name: &str) -> Result<(), Failure> {
    // What cannot be read now is removed or written by another tab, which will tell when it has.
    let Ok((entry, file_bytes)) = look_into(folder, name).await else {
        return Ok(());
    };
    match entry {
        Entry::Kept(note) => library.genomes.push(note.entry(name, file_bytes)),
        Entry::OfLaterVersion => library.later_version_count += 1,
        Entry::Useless(_) => {
            let removed = remove_useless(folder, name).await?;
            if removed.is_some() {
                library.removed.extend(removed);
                return Ok(());
            }
        }
    }
    library.used_bytes += file_bytes;
    Ok(())
}

/// Removes an entry that looked useless, if it still does when nobody writes it.
async fn remove_useless(folder: &Folder, name: &str) -> Result<Option<RemovedEntry>, Failure> {
    let lock = Lock::take(name).await;
    let Some(_lock) = lock.map_err(|reason| unavailable(&reason))? else {
        return Ok(None);
    };
    match look_into(folder, name).await {
        Ok((Entry::Useless(cause), _)) => {
            let is_removed = folder.remove_now(name).await.is_ok();
            Ok(is_removed.then(|| RemovedEntry {
                name: genome_name(name),
                cause,
            }))
        }
        // Another tab has written or removed it meanwhile, or has it open.
        _ => Ok(None),
    }
}
