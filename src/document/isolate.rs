//! Reading in worker processes that can be killed.
//!
//! A damaged PDF can keep its reader busy for ever, eat the memory or overflow
//! the stack, which no thread survives; a `.doc` is binary, too, and read beside it. The program therefore starts itself
//! again as a worker ([`serve`]) and talks to it over pipes: each message is a
//! length (8 bytes, little-endian) and that many bytes; first the [`Limits`] as
//! JSON, then file after file, each answered by its outcome as JSON.

use std::{
    ffi::OsString,
    io::{self, Read, Write},
    mem,
    path::{Path, PathBuf},
    process::{self, Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::budget;
use super::limits::FILE_BYTES;
use super::outlook::is_ole;
use super::{Document, Status, Unreadable, detect, doc, pdf};

/// What one worker may use for one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Time on the clock for one file.
    pub time: Duration,
    /// Address space of the worker, in bytes (where the system can limit it).
    pub memory: u64,
}

impl Default for Limits {
    /// 10 seconds and 1 GB.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            memory: 1_000_000_000,
        }
    }
}

/// The hidden subcommand that makes the program a worker.
pub const WORKER_COMMAND: &str = "read-worker";
/// Longest answer that is taken from a worker, in bytes.
const LONGEST_ANSWER: u64 = 64 * 1024 * 1024;
/// Variable by which pdf_oxide is told how much to unpack: a user's must not change what is read.
const READER_OPTION: &str = "PDF_OXIDE_MAX_DECOMPRESS_MB";
/// Files after which a worker is replaced, so that what it leaves in memory stays small.
const FILES_PER_WORKER: u32 = 200;
/// What Rust's runtime says on standard error before it gives up for want of memory.
const OUT_OF_MEMORY: &[u8] = b"memory allocation of";
/// Bytes kept of a worker's standard error.
const LAST_WORDS: usize = 4096;

/// Reads a PDF or a `.doc` in this process.
///
/// # Errors
/// Those of [`pdf::read`] and [`doc::read`]; [`Status::Scan`] for a picture.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    if is_ole(bytes) {
        budget::within(|| doc::read(bytes))?
    } else {
        refuse_picture(bytes)?;
        pdf::read(bytes)
    }
}

fn refuse_picture(bytes: &[u8]) -> Result<(), Unreadable> {
    match detect::detect(bytes, None) {
        Err(error) if error.status == Status::Scan => Err(error),
        _ => Ok(()),
    }
}

/// What a file is called in messages.
fn name(bytes: &[u8]) -> &'static str {
    if is_ole(bytes) {
        "Word document"
    } else {
        "PDF"
    }
}

/// Worker processes, started when needed, one for each thread that reads at
/// the same time. Dropping this ends them.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

impl Workers {
    /// Workers that run `program read-worker`, which must call [`serve`].
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self::with_arguments(program, vec![WORKER_COMMAND.into()], limits)
    }

    /// Workers that run `program` with other arguments.
    pub fn with_arguments(program: PathBuf, arguments: Vec<OsString>, limits: Limits) -> Self {
        Self {
            program,
            arguments,
            limits,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Reads a PDF or a `.doc` as [`read`] does, in a worker.
    ///
    /// # Errors
    /// Those of [`read`]; [`Status::OverLimit`] when time or memory ran
    /// out; [`Status::Damaged`] when the file crashed its reader;
    /// [`Status::Failed`] when no worker can be started.
    pub fn read(&self, bytes: &[u8]) -> Result<Document, Unreadable> {
        if bytes.len() > FILE_BYTES {
            return read(bytes);
        }
        refuse_picture(bytes)?;
        let idle = self.idle().pop().filter(Worker::is_ours);
        let used = idle.is_some();
        let mut worker = match idle {
            Some(worker) => worker,
            None => self.start()?,
        };
        let mut outcome = worker.ask(bytes, self.limits.time);
        if used && matches!(outcome, Err(Broken::Crashed | Broken::OutOfMemory)) {
            // Files read before must have no part in the outcome.
            worker = self.start()?;
            outcome = worker.ask(bytes, self.limits.time);
        }
        match outcome {
            Ok(answer) => {
                if worker.files < FILES_PER_WORKER {
                    self.idle().push(worker);
                }
                answer
            }
            Err(broken) => Err(self.unreadable(&broken, name(bytes))),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self) -> Result<Worker, Unreadable> {
        Worker::start(&self.program, &self.arguments, self.limits).map_err(|error| Unreadable {
            status: Status::Failed,
            reason: format!("the reading process cannot be started ({error})"),
        })
    }

    fn unreadable(&self, broken: &Broken, what: &str) -> Unreadable {
        let (status, reason) = match broken {
            Broken::Late => (
                Status::OverLimit,
                format!(
                    "the {what} took longer than {} s to read",
                    self.limits.time.as_secs_f32()
                ),
            ),
            Broken::OutOfMemory => (
                Status::OverLimit,
                format!(
                    "the {what} needs more than {} MB of memory to read",
                    self.limits.memory / 1_000_000
                ),
            ),
            Broken::Crashed => (
                Status::Damaged,
                format!("the {what} crashes its reader; export it again as PDF or DOCX"),
            ),
        };
        Unreadable { status, reason }
    }
}

/// Why a worker cannot go on.
#[derive(Debug)]
enum Broken {
    Late,
    Crashed,
    OutOfMemory,
}

/// One process. Closing its input ends it; dropping kills it.
#[derive(Debug)]
struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    answers: Mutex<Receiver<Vec<u8>>>,
    last_words: Option<JoinHandle<Vec<u8>>>,
    /// Files asked so far.
    files: u32,
    /// The process that started it.
    owner: u32,
}

impl Worker {
    fn start(program: &Path, arguments: &[OsString], limits: Limits) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .env_remove(READER_OPTION)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (input, output, errors) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (sender, receiver) = channel();
        // Made at once, so that a failure below ends the process.
        let mut worker = Self {
            child,
            input,
            answers: Mutex::new(receiver),
            last_words: None,
            files: 0,
            owner: process::id(),
        };
        let (Some(mut output), Some(errors)) = (output, errors) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // Threads, because reading from a pipe cannot be given a time limit.
        thread::Builder::new()
            .name("pdf-worker-answers".into())
            .spawn(move || {
                while let Ok(Some(answer)) = read_message(&mut output, LONGEST_ANSWER) {
                    if sender.send(answer).is_err() {
                        break;
                    }
                }
            })?;
        worker.last_words = Some(
            thread::Builder::new()
                .name("pdf-worker-errors".into())
                .spawn(move || read_tail(errors, LAST_WORDS))?,
        );
        if let Some(input) = worker.input.as_mut() {
            write_message(input, &serde_json::to_vec(&limits)?)?;
        }
        Ok(worker)
    }

    fn ask(
        &mut self,
        bytes: &[u8],
        time: Duration,
    ) -> Result<Result<Document, Unreadable>, Broken> {
        self.files += 1;
        let sent = match self.input.as_mut() {
            Some(input) => write_message(input, bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        };
        if sent.is_err() {
            return Err(self.crashed());
        }
        let answer = {
            let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.recv_timeout(time)
        };
        match answer {
            Ok(answer) => serde_json::from_slice(&answer).map_err(|_| self.crashed()),
            Err(RecvTimeoutError::Timeout) => Err(Broken::Late),
            Err(RecvTimeoutError::Disconnected) => Err(self.crashed()),
        }
    }

    fn crashed(&mut self) -> Broken {
        self.end();
        let words = self
            .last_words
            .take()
            .and_then(|words| words.join().ok())
            .unwrap_or_default();
        if words
            .windows(OUT_OF_MEMORY.len())
            .any(|window| window == OUT_OF_MEMORY)
        {
            Broken::OutOfMemory
        } else {
            Broken::Crashed
        }
    }

    /// Whether this process started it. One that was forked off has a copy, but must neither talk
    /// to its parent's worker nor end it.
    fn is_ours(&self) -> bool {
        self.owner == process::id()
    }

    fn end(&mut self) {
        self.input = None;
        // Fails only when the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if self.is_ours() {
            self.end();
        } else {
            // The thread is not in this process, and its handle may be that of another by now.
            mem::forget(self.last_words.take());
        }
    }
}

/// The worker's side: answers files from `input` on `output` until `input` ends.
///
/// Limits the address space of the whole process, and ends the whole process
/// when one file takes longer than the time limit and a second: a worker whose
/// parent was killed must not live on in a file that never ends.
///
/// # Errors
/// Broken pipes and messages, after which the process should end.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let Some(limits) = read_message(&mut input, 1024)? else {
        return Ok(());
    };
    let limits: Limits = serde_json::from_slice(&limits)?;
    limit_memory(limits.memory);
    let (busy, watched) = channel();
    thread::Builder::new()
        .name("pdf-worker-clock".into())
        .spawn(move || watch(&watched, limits.time + Duration::from_secs(1)))?;
    while let Some(bytes) = read_message(&mut input, FILE_BYTES as u64)? {
        // The watch lives as long as `busy`, so sending cannot fail.
        let _ = busy.send(true);
        let outcome = read(&bytes);
        let _ = busy.send(false);
        let answer = serde_json::to_vec(&outcome)?;
        write_message(&mut output, &answer)?;
    }
    Ok(())
}

/// Ends the process when it is busy for longer than `time`.
fn watch(busy: &Receiver<bool>, time: Duration) {
    while busy.recv().is_ok() {
        if busy.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
            std::process::exit(1);
        }
    }
}

/// The last bytes of `input`.
fn read_tail(mut input: impl Read, length: usize) -> Vec<u8> {
    let mut tail = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = input.read(&mut buffer) {
        tail.extend_from_slice(&buffer[..count]);
        tail.drain(..tail.len().saturating_sub(length));
    }
    tail
}

/// A limit that cannot be set leaves the time limit in place.
#[cfg(unix)]
fn limit_memory(bytes: u64) {
    let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

#[cfg(not(unix))]
fn limit_memory(_: u64) {}

fn write_message(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}

/// The next message, or `None` at a clean end.
fn read_message(input: &mut impl Read, longest: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    let mut filled = 0;
    while filled < length.len() {
        match input.read(&mut length[filled..]) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u64::from_le_bytes(length);
    if length > longest {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("a message of {length} bytes, more than {longest}"),
        ));
    }
    let mut bytes = vec![0; length as usize];
    input.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_as_sent() -> io::Result<()> {
        let mut pipe = Vec::new();
        write_message(&mut pipe, b"one")?;
        write_message(&mut pipe, b"")?;
        let mut input = pipe.as_slice();
        assert_eq!(read_message(&mut input, 10)?, Some(b"one".to_vec()));
        assert_eq!(read_message(&mut input, 10)?, Some(Vec::new()));
        assert_eq!(read_message(&mut input, 10)?, None);
        Ok(())
    }

    #[test]
    fn cut_and_overlong_messages_are_errors() {
        assert_eq!(
            read_message(&mut [1u8, 0, 0].as_slice(), 10).map_err(|error| error.kind()),
            Err(io::ErrorKind::UnexpectedEof)
        );
        let long = 11u64.to_le_bytes();
        assert_eq!(
            read_message(&mut long.as_slice(), 10).map_err(|error| error.to_string()),
            Err("a message of 11 bytes, more than 10".to_string())
        );
    }

    #[test]
    fn the_worker_answers_each_file_in_json() -> io::Result<()> {
        let mut input = Vec::new();
        let limits = Limits {
            memory: u64::MAX,
            ..Limits::default()
        };
        write_message(&mut input, &serde_json::to_vec(&limits)?)?;
        write_message(&mut input, b"no PDF at all")?;
        let mut output = Vec::new();
        serve(input.as_slice(), &mut output)?;
        let answer = read_message(&mut output.as_slice(), LONGEST_ANSWER)?.unwrap_or_default();
        let answer: Result<Document, Unreadable> = serde_json::from_slice(&answer)?;
        assert_eq!(
            answer.map_err(|unreadable| unreadable.status),
            Err(Status::Damaged)
        );
        Ok(())
    }
}
