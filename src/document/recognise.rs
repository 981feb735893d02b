//! Text recognition (OCR) of scans, by Tesseract where it is installed.
//!
//! Never by itself: who gives `--ocr` asks for it. The same bytes give the same text where the
//! program and its data are the same: one thread, fixed settings, and the version is told with the
//! run. Pages of PDFs are made pictures by `pdftoppm`.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::limits::{FILE_BYTES, unreadable};
use super::{Document, Format, Status, Unreadable, Warning, plain};

const TESSERACT: &str = "tesseract";
const PDFTOPPM: &str = "pdftoppm";

/// Time on the clock for one file; a page takes some seconds.
const TIME: Duration = Duration::from_secs(120);

/// Pages of one scan that are recognised.
const MOST_PAGES: u32 = 10;

/// Dots per inch of the pictures of pages: what Tesseract is made for.
const RESOLUTION: &str = "300";

/// Bytes that a program may say.
const MOST_OUTPUT: u64 = 4 * 1024 * 1024;

/// How often a program is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(10);

/// Why text recognition cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RecogniserError {
    #[error(
        "--ocr needs the program tesseract, which was not found; install it (tesseract-ocr), or \
         leave --ocr out"
    )]
    NotInstalled,
    #[error("tesseract does not say what it is ({0}); install it anew, or leave --ocr out")]
    Broken(String),
    #[error("--ocr={asked}: tesseract has no data for {missing}; it has {known}")]
    NoLanguage {
        asked: String,
        missing: String,
        known: String,
    },
}

/// Tesseract as it is installed.
#[derive(Debug, Clone)]
pub struct Recogniser {
    languages: String,
    version: String,
    has_pages: bool,
}

impl Recogniser {
    /// Tesseract with the data of `languages`, such as `eng+deu`.
    ///
    /// # Errors
    /// [`RecogniserError`] where it is not installed or lacks a language.
    pub fn find(languages: &str) -> Result<Self, RecogniserError> {
        let said = |arguments: &[&str]| {
            let until = Instant::now() + TIME;
            run(Command::new(TESSERACT).args(arguments), until)
        };
        let version = said(&["--version"]).map_err(|failed| match failed {
            Failed::Missing => RecogniserError::NotInstalled,
            failed => RecogniserError::Broken(failed.to_string()),
        })?;
        let version = version.lines().next().unwrap_or_default().trim().to_owned();
        let known = said(&["--list-langs"])
            .map_err(|failed| RecogniserError::Broken(failed.to_string()))?;
        let known: Vec<&str> = known.lines().skip(1).map(str::trim).collect();
        let missing = languages.split('+').find(|asked| !known.contains(asked));
        if let Some(missing) = missing {
            return Err(RecogniserError::NoLanguage {
                asked: languages.to_owned(),
                missing: if missing.is_empty() {
                    "nothing"
                } else {
                    missing
                }
                .to_owned(),
                known: known.join(", "),
            });
        }
        let until = Instant::now() + TIME;
        let has_pages = !matches!(
            run(Command::new(PDFTOPPM).arg("-v"), until),
            Err(Failed::Missing)
        );
        Ok(Self {
            languages: languages.to_owned(),
            version,
            has_pages,
        })
    }

    /// What the program calls itself: `tesseract 5.3.0`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The languages asked for.
    pub fn languages(&self) -> &str {
        &self.languages
    }

    /// Whether a file is of a kind that can be recognised: a PDF or a picture.
    pub fn takes(bytes: &[u8]) -> bool {
        picture(bytes).is_some() || is_pdf(bytes)
    }

    /// The text in a scan, with a warning that it was recognised.
    ///
    /// # Errors
    /// [`Status::Scan`] where no text is found or pages cannot be made pictures,
    /// [`Status::OverLimit`] over two minutes, [`Status::Failed`] where a program fails.
    pub fn read(&self, bytes: &[u8]) -> Result<Document, Unreadable> {
        let folder = tempfile::tempdir().map_err(|error| {
            unreadable(
                Status::Failed,
                format!("no folder can be made for text recognition ({error})"),
            )
        })?;
        let until = Instant::now() + TIME;
        let place = folder.path();
        let mut text = String::new();
        for page in self.pages(bytes, place, until)? {
            let mut command = Command::new(TESSERACT);
            command
                .current_dir(place)
                .env("OMP_THREAD_LIMIT", "1")
                .args([&page, "stdout", "-l", &self.languages])
                .args(["--oem", "1", "--psm", "3", "--dpi", RESOLUTION]);
            let read = run(&mut command, until).map_err(|failed| failed.of(TESSERACT))?;
            text.push_str(&read.replace('\u{c}', "\n"));
            text.push('\n');
        }
        let format = if is_pdf(bytes) {
            Format::Pdf
        } else {
            Format::PlainText
        };
        let mut document = plain::from_text(&text, format).map_err(|error| match error.status {
            Status::Empty => unreadable(
                Status::Scan,
                "text recognition found no text in the scan; look at it",
            ),
            _ => error,
        })?;
        document.warnings.push(Warning::RecognisedHere);
        Ok(document)
    }

    /// Names of the pictures of the pages, which are written into the folder `place`.
    fn pages(&self, bytes: &[u8], place: &Path, until: Instant) -> Result<Vec<String>, Unreadable> {
        let write = |name: &str| {
            std::fs::write(place.join(name), bytes).map_err(|error| {
                unreadable(
                    Status::Failed,
                    format!("the scan cannot be handed to text recognition ({error})"),
                )
            })
        };
        if let Some(ending) = picture(bytes).filter(|_| bytes.len() <= FILE_BYTES) {
            let name = format!("page.{ending}");
            write(&name)?;
            return Ok(vec![name]);
        }
        if !self.has_pages {
            return Err(unreadable(
                Status::Scan,
                "the PDF holds pictures of pages and no text, and the program pdftoppm, which \
                 --ocr needs for PDFs, was not found; install it (poppler-utils), or run text \
                 recognition first",
            ));
        }
        write("scan.pdf")?;
        let mut command = Command::new(PDFTOPPM);
        command
            .current_dir(place)
            .args(["-r", RESOLUTION, "-gray", "-png", "-l"])
            .arg(MOST_PAGES.to_string())
            // A page of any size becomes a picture of this many dots at most.
            .args(["-scale-to", "4000", "scan.pdf", "page"]);
        run(&mut command, until).map_err(|failed| failed.of(PDFTOPPM))?;
        let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
        let mut pages: Vec<String> = entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.starts_with("page"))
            .collect();
        // Numbers have as many digits as the last.
        pages.sort();
        Ok(pages)
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

/// The ending of a picture of a kind that Tesseract reads.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 4] = [
        (b"\x89PNG", "png"),
        (b"\xFF\xD8\xFF", "jpg"),
        (b"II*\0", "tif"),
        (b"MM\0*", "tif"),
    ];
    let kind = kinds.iter().find(|(mark, _)| bytes.starts_with(mark));
    kind.map(|(_, ending)| *ending)
}

/// Why a program gave nothing.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("it was not found")]
    Missing,
    #[error("it took longer than {} s", TIME.as_secs())]
    Late,
    #[error("{0}")]
    Broken(String),
}

impl Failed {
    fn of(self, program: &str) -> Unreadable {
        let status = match self {
            Self::Late => Status::OverLimit,
            _ => Status::Failed,
        };
        unreadable(
            status,
            format!("text recognition failed: {program}: {self}"),
        )
    }
}

/// What a program writes to its standard output until it ends; it is ended at `until`.
fn run(command: &mut Command, until: Instant) -> Result<String, Failed> {
    let broken = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failed::Missing,
        _ => Failed::Broken(error.to_string()),
    };
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(broken)?;
    let output = child.stdout.take();
    // Reading from a pipe cannot be given a time limit.
    let reading = thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut output) = output {
            let _ = (&mut output).take(MOST_OUTPUT).read_to_end(&mut bytes);
            // What comes after is not kept, and must not stop the program.
            let _ = io::copy(&mut output, &mut io::sink());
        }
        bytes
    });
    let ended = wait(&mut child, until);
    if ended.is_err() {
        // Fails only when it has ended already.
        let _ = child.kill();
        let _ = child.wait();
    }
    let bytes = reading.join().unwrap_or_default();
    ended?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn wait(child: &mut Child, until: Instant) -> Result<(), Failed> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(Failed::Broken(format!("it ended with {status}"))),
            Ok(None) if Instant::now() >= until => return Err(Failed::Late),
            Ok(None) => thread::sleep(PAUSE),
            Err(error) => return Err(Failed::Broken(error.to_string())),
        }
    }
}
