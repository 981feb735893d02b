//! Files that are sent: kept under safe names, whole or not at all, within bounds.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use cvrank::document::limits::FILE_BYTES;
use cvrank::whole_file::beside;
use tempfile::NamedTempFile;

use super::error::{Answer, DeskError, Kind};

/// Most bytes of one request; what is in it is on the disk and never in memory as a whole.
pub(super) const REQUEST_BYTES: usize = 512 * 1024 * 1024;
/// Characters of a name, which some systems bound to 255 bytes.
const LONGEST_NAME: usize = 80;
/// Folders above a file that are kept.
const DEEPEST: usize = 6;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file that came, beside its place.
pub(super) struct Arrived {
    /// As it was sent, folders and all.
    pub name: String,
    kept: NamedTempFile,
}

/// A name that leads nowhere but into its folder, on any system, and commands no terminal.
pub(super) fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    safe(last)
}

/// The same with the folders above it, each made safe.
fn relative(given: &str) -> PathBuf {
    let parts: Vec<&str> = given
        .split(['/', '\\'])
        .filter(|part| !part.trim_matches(['.', ' ']).is_empty())
        .collect();
    let kept = parts.len().saturating_sub(DEEPEST + 1);
    let path: PathBuf = parts[kept..].iter().map(|part| safe(part)).collect();
    match path.as_os_str().is_empty() {
        true => safe("").into(),
        false => path,
    }
}

fn safe(part: &str) -> String {
    let is_odd = |letter: char| {
        letter.is_control()
            || "/\\:*?\"<>|".contains(letter)
            // What turns the direction of writing hides an ending.
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let clean: String = part
        .chars()
        .map(|letter| if is_odd(letter) { '_' } else { letter })
        .collect();
    // A leading dot hides a file, a trailing one is dropped by Windows.
    let clean = clean.trim_matches(['.', ' ']);
    let (stem, ending) = match clean.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 8 => {
            (stem, format!(".{ending}"))
        }
        _ => (clean, String::new()),
    };
    let stem: String = stem.chars().take(LONGEST_NAME).collect();
    let is_device = DEVICES.contains(&stem.to_lowercase().as_str());
    match stem.as_str() {
        "" => format!("file{ending}"),
        _ if is_device => format!("{stem}_{ending}"),
        _ => format!("{stem}{ending}"),
    }
}

/// Writes a file that is whole and on the disk when this returns.
pub(super) fn keep(path: &Path, bytes: &[u8]) -> Answer<()> {
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The only file of a form, in memory: a job post.
pub(super) async fn only_file(form: &mut Multipart) -> Answer<(String, Vec<u8>)> {
    while let Some(mut field) = next(form).await? {
        let Some(name) = field.file_name().map(str::to_owned) else {
            continue;
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = chunk(&mut field).await? {
            if bytes.len() + chunk.len() > FILE_BYTES {
                return Err(DeskError::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    format!(
                        "the post is larger than {} MB; paste its text instead",
                        FILE_BYTES >> 20
                    ),
                )
                .of(Kind::PostTooLarge));
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok((name, bytes));
    }
    Err(DeskError::unprocessable(
        "no file came; send the post as the part `file`",
    ))
}

/// Every file of a form, written into `folder` for the time being.
pub(super) async fn all_files(form: &mut Multipart, folder: &Path) -> Answer<Vec<Arrived>> {
    let mut arrived = Vec::new();
    while let Some(mut field) = next(form).await? {
        let Some(name) = field.file_name().map(str::to_owned) else {
            continue;
        };
        let place = folder.to_owned();
        let made = tokio::task::spawn_blocking(move || NamedTempFile::new_in(place));
        let mut kept = made.await??;
        while let Some(chunk) = chunk(&mut field).await? {
            kept = tokio::task::spawn_blocking(move || {
                kept.write_all(&chunk)?;
                Ok::<_, std::io::Error>(kept)
            })
            .await??;
        }
        arrived.push(Arrived { name, kept });
    }
    Ok(arrived)
}

async fn next(form: &mut Multipart) -> Answer<Option<Field<'_>>> {
    form.next_field().await.map_err(|error| torn(&error))
}

async fn chunk(field: &mut Field<'_>) -> Answer<Option<axum::body::Bytes>> {
    field.chunk().await.map_err(|error| torn(&error))
}

/// What whoever sends too much is told.
pub(super) fn too_much() -> String {
    format!(
        "more than {} MB came at once; send fewer files at a time",
        REQUEST_BYTES >> 20
    )
}

fn torn(error: &axum::extract::multipart::MultipartError) -> DeskError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            DeskError::new(StatusCode::PAYLOAD_TOO_LARGE, too_much()).of(Kind::UploadTooLarge)
        }
        _ => DeskError::new(
            StatusCode::BAD_REQUEST,
            "the files did not come whole; send them again",
        )
        .of(Kind::UploadTorn),
    }
}

impl Arrived {
    /// Puts the file into `folder`, and returns where it lies.
    ///
    /// Another file of that name keeps it, and this one gets a number; the same file stays as it is.
    pub(super) fn settle(self, folder: &Path) -> Answer<PathBuf> {
        let wanted = folder.join(relative(&self.name));
        if let Some(above) = wanted.parent() {
            std::fs::create_dir_all(above)?;
        }
        self.kept.as_file().sync_all()?;
        let mut file = self.kept;
        for number in 1.. {
            let path = numbered(&wanted, number);
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    if let Some(above) = path.parent() {
                        sync_folder(above)?;
                    }
                    return Ok(path);
                }
                Err(refused) if refused.error.kind() == std::io::ErrorKind::AlreadyExists => {
                    file = refused.file;
                    if path.is_file() && is_same(file.path(), &path)? {
                        return Ok(path);
                    }
                }
                Err(refused) => return Err(refused.error.into()),
            }
        }
        Err(DeskError::internal("there are too many files of one name"))
    }
}

/// `a.pdf`, `a (2).pdf`, `a (3).pdf`.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(ending) => format!("{stem} ({number}).{}", ending.to_string_lossy()),
        None => format!("{stem} ({number})"),
    };
    path.with_file_name(name)
}

fn is_same(one: &Path, other: &Path) -> Answer<bool> {
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let read = one.read(&mut left)?;
        if read == 0 {
            return Ok(true);
        }
        other.read_exact(&mut right[..read])?;
        if left[..read] != right[..read] {
            return Ok(false);
        }
    }
}

/// So that the file is still there after a power cut.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        let table = [
            ("anna.pdf", "anna.pdf"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\Users\\x\\cv.docx", "C_/Users/x/cv.docx"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("folder/sub/a.txt", "folder/sub/a.txt"),
            (".ssh/id_rsa", "ssh/id_rsa"),
            ("a\u{202e}fdp.exe", "a_fdp.exe"),
            ("<img src=x>.txt", "_img src=x_.txt"),
            ("\u{1b}[2J.txt", "_[2J.txt"),
            ("nul.txt", "nul_.txt"),
            ("", "file"),
            ("....", "file"),
            ("///", "file"),
        ];
        for (given, expected) in table {
            assert_eq!(relative(given), PathBuf::from(expected), "{given:?}");
        }
        assert_eq!(file_name("a/b/c.pdf"), "c.pdf");
        let long = format!("{}.pdf", "ä".repeat(300));
        assert_eq!(
            file_name(&long),
            format!("{}.pdf", "ä".repeat(LONGEST_NAME))
        );
        let deep = relative(&"d/".repeat(40));
        assert_eq!(deep.components().count(), DEEPEST + 1);
    }

    #[test]
    fn another_file_of_a_name_gets_a_number_and_the_same_none() {
        let folder = tempfile::tempdir().unwrap();
        let settle = |name: &str, bytes: &[u8]| {
            let mut kept = NamedTempFile::new_in(folder.path()).unwrap();
            kept.write_all(bytes).unwrap();
            let arrived = Arrived {
                name: name.into(),
                kept,
            };
            let path = arrived.settle(folder.path()).unwrap();
            path.strip_prefix(folder.path())
                .unwrap()
                .display()
                .to_string()
        };
        assert_eq!(settle("a.txt", b"one"), "a.txt");
        assert_eq!(settle("a.txt", b"two"), "a (2).txt");
        assert_eq!(settle("a.txt", b"one"), "a.txt");
        assert_eq!(settle("a.txt", b"two"), "a (2).txt");
        assert_eq!(settle("a.txt", b"three"), "a (3).txt");
    }
}
