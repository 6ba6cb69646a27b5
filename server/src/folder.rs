//! The data folder: private to one user, and locked by the one server that works in it.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use preau_core::language::Language;

/// Readable, writable and passable by the owner alone.
const FOLDER_MODE: u32 = 0o700;
/// Readable and writable by the owner alone.
const FILE_MODE: u32 = 0o600;
/// A process number has at most this many digits.
const PROCESS_DIGITS_MAX: u64 = 20;

/// The data folder, held: no other server works in it while this lives.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// The lock falls when the file is closed, also after a kill.
    _lock: File,
}

/// Why the folder cannot be had.
#[derive(Debug)]
pub enum FolderRefused {
    /// Another process works in it; its number, when it wrote it down.
    Held(PathBuf, Option<String>),
    /// The system said no.
    System(PathBuf, io::Error),
}

impl DataFolder {
    /// Makes the folder if there is none, closes it to other users, and takes the lock.
    pub fn hold(path: &Path) -> Result<Self, FolderRefused> {
        let system = |error| FolderRefused::System(path.to_owned(), error);
        DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(path).map_err(system)?;
        std::fs::set_permissions(path, Permissions::from_mode(FOLDER_MODE)).map_err(system)?;
        let mut file = private(&path.join("preau.lock")).map_err(system)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(FolderRefused::Held(path.to_owned(), holder(&mut file)));
            }
            Err(TryLockError::Error(error)) => return Err(system(error)),
        }
        file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())).map_err(system)?;
        Ok(Self { path: path.to_owned(), _lock: file })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a file that other users cannot read, before a library makes it readable. SQLite gives its
    /// companions (`-wal`, `-shm`) the mode of the file itself.
    pub fn private_file(&self, path: &Path) -> Result<(), FolderRefused> {
        private(path).map(drop).map_err(|error| FolderRefused::System(path.to_owned(), error))
    }
}

fn private(path: &Path) -> io::Result<File> {
    let file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(FILE_MODE).open(path)?;
    file.set_permissions(Permissions::from_mode(FILE_MODE))?;
    Ok(file)
}

fn holder(file: &mut File) -> Option<String> {
    let mut text = String::new();
    file.rewind().and_then(|()| file.take(PROCESS_DIGITS_MAX).read_to_string(&mut text)).ok()?;
    Some(text).filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

impl FolderRefused {
    /// The sentence for the terminal.
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Held(path, Some(process)), Language::Fr) => format!(
                "le dossier {} sert déjà à un autre preau (processus {process}). Arrêtez-le d’abord, ou choisissez un autre PREAU_DATA.",
                path.display()
            ),
            (Self::Held(path, None), Language::Fr) => format!(
                "le dossier {} sert déjà à un autre preau. Arrêtez-le d’abord, ou choisissez un autre PREAU_DATA.",
                path.display()
            ),
            (Self::Held(path, Some(process)), Language::En) => format!(
                "the folder {} is already used by another preau (process {process}). Stop it first, or choose another PREAU_DATA.",
                path.display()
            ),
            (Self::Held(path, None), Language::En) => format!(
                "the folder {} is already used by another preau. Stop it first, or choose another PREAU_DATA.",
                path.display()
            ),
            (Self::System(path, error), Language::Fr) => {
                format!("le dossier {} ne peut pas être utilisé\u{a0}: {error}", path.display())
            }
            (Self::System(path, error), Language::En) => {
                format!("the folder {} cannot be used: {error}", path.display())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p14_a_second_server_on_the_same_folder_is_refused_and_told_which_process_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let held = DataFolder::hold(&path).unwrap();
        let refused = DataFolder::hold(&path).unwrap_err();
        let process = std::process::id().to_string();
        assert!(matches!(&refused, FolderRefused::Held(_, Some(holder)) if *holder == process));
        assert!(refused.say(Language::Fr).contains(&process) && refused.say(Language::En).contains(&process));
        drop(held);
        assert!(DataFolder::hold(&path).is_ok(), "the lock falls with its holder");
    }

    #[test]
    fn t08_the_folder_and_its_files_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        std::fs::create_dir(&path).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        let held = DataFolder::hold(&path).unwrap();
        held.private_file(&path.join("preau.sqlite")).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o700);
        assert_eq!(mode(&path.join("preau.lock")), 0o600);
        assert_eq!(mode(&path.join("preau.sqlite")), 0o600);
    }

    #[test]
    fn p25_a_folder_that_is_a_file_is_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        std::fs::write(&path, "not a folder").unwrap();
        assert!(matches!(DataFolder::hold(&path), Err(FolderRefused::System(..))));
    }
}
