//! The review desk: a page and an API on this machine, for people who open no terminal.
//!
//! It keeps a folder: a pool of CVs, the job posts, and what people changed and decided. It reads,
//! ranks and explains through the library; what leaves it is written by the program itself.

mod board;
mod candidate;
mod decisions;
mod edits;
mod error;
mod export;
mod flags;
mod formats;
mod guard;
mod imports;
mod jobs;
mod learning;
mod log;
mod pages;
mod ranking;
mod routes;
mod store;
mod training;
mod uploads;

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use cvrank::loaded::Loaded;
use cvrank::pool::Pool;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use board::Boards;
use error::Answer;
use guard::Guard;
use imports::Imports;
use store::{Places, Store};
use training::Training;

/// Bytes of randomness in a secret.
const SECRET_BYTES: usize = 32;
/// How long answers that are under way are waited for when the desk is closed.
const CLOSING: Duration = Duration::from_secs(5);

/// How a desk is opened.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub folder: PathBuf,
    /// 0 for any that is free.
    pub port: u16,
    pub opens_browser: bool,
    /// Arguments by which the program itself is given the same lexicon, and the same model.
    pub common: Vec<String>,
    pub model: Vec<String>,
}

/// Everything that answers share.
pub(crate) struct Desk {
    places: Places,
    /// Held as long as the desk is open.
    _lock: File,
    store: Store,
    pool: Pool,
    loaded: Loaded,
    guard: Guard,
    common: Vec<String>,
    model: Vec<String>,
    boards: Boards,
    imports: Imports,
    training: Training,
}

/// Shared by all requests.
pub(crate) type Shared = Arc<Desk>;

impl Desk {
    fn new(options: &Options, loaded: Loaded, port: u16) -> Result<Self> {
        let folder = std::path::absolute(&options.folder)?;
        let places = Places { folder };
        let lock = only_one(&places)?;
        let pool = Pool::open_or_make(&places.pool())?;
        // What had not come whole when the desk was ended.
        if places.arriving().exists() {
            std::fs::remove_dir_all(places.arriving())?;
        }
        Ok(Self {
            store: Store::open(&places.store())?,
            places,
            _lock: lock,
            pool,
            loaded,
            guard: Guard {
                secret: secret()?,
                port,
            },
            common: options.common.clone(),
            model: options.model.clone(),
            boards: Boards::default(),
            imports: Imports::default(),
            training: Training::default(),
        })
    }

    /// Work that takes longer than a moment, on a thread of its own.
    async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Arc<Desk>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&desk)).await?
    }

    /// Today, or the day that was given in its place.
    fn today(&self) -> String {
        self.loaded.as_of()
    }
}

/// What a mutex holds, also after a thread that held it ended in a fault.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens the desk and serves it until Ctrl-C.
pub(crate) fn serve(options: &Options, loaded: Loaded, told: &dyn Fn(&str)) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the threads that serve the page")?;
    let served = runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| anyhow::anyhow!(cannot_listen(options.port, &error)))?;
        let port = listener.local_addr()?.port();
        let is_new = make_folder(&options.folder)?;
        let desk = Arc::new(Desk::new(options, loaded, port)?);
        // Before anybody can ask, so that what came before an earlier end is known to be under way;
        // and the first to ask shall not wait for tables.
        if let Err(error) = desk.resume() {
            bail!("{}", error.message);
        }
        let page = format!("http://127.0.0.1:{port}/?secret={}", desk.guard.secret);
        told(&format!(
            "The desk is open at\n\n    {page}\n\nNothing leaves this machine. What you do is kept in {}{}. Ctrl-C closes the desk.\n",
            desk.places.folder.display(),
            if is_new { ", which is new" } else { "" }
        ));
        if options.opens_browser && let Err(error) = open::that_detached(&page) {
            told(&format!("No browser could be opened ({error}); open the address by hand.\n"));
        }
        let closing = Arc::new(Notify::new());
        let asked = Arc::clone(&closing);
        let stopping = Arc::clone(&desk);
        let serving = axum::serve(listener, routes::router(Arc::clone(&desk)))
            .with_graceful_shutdown(async move {
                asked_to_close().await;
                stopping.imports.stop();
                stopping.training.stop();
                asked.notify_one();
            });
        // Whoever holds a connection open holds the desk no longer than this.
        let late = async {
            closing.notified().await;
            tokio::time::sleep(CLOSING).await;
        };
        tokio::select! {
            served = serving => served.context("the desk was closed by a fault")?,
            () = late => {}
        }
        Ok(())
    });
    // A file that keeps its reader busy keeps nobody here; it is read at the next start.
    runtime.shutdown_timeout(CLOSING);
    if served.is_ok() {
        told("The desk is closed; all is kept.\n");
    }
    served
}

/// Why nobody can be answered on `port`, and what to do.
fn cannot_listen(port: u16, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} is in use, perhaps by another desk; close that, give another number with --port, or leave --port out for one that is free"
        ),
        ErrorKind::PermissionDenied => format!(
            "port {port} may not be opened by you: ports below 1024 are often the administrator's; give a number from 1024 to 65535 with --port, or leave --port out for one that is free"
        ),
        _ => format!(
            "port {port} cannot be listened on ({error}); give another number with --port, or leave --port out for one that is free"
        ),
    }
}

/// Ctrl-C, or what a system sends that ends its programs.
async fn asked_to_close() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    // Without signals nobody can ask.
    let _ = tokio::signal::ctrl_c().await;
}

/// The folder, made where there is none; whether the desk in it is a new one.
fn make_folder(folder: &Path) -> Result<bool> {
    let shown = folder.display();
    if folder.exists() && !folder.is_dir() {
        bail!("{shown}: it is a file; name a folder, which is made where there is none");
    }
    let is_new = !folder.join("desk.sqlite").exists();
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_new && !is_empty {
        bail!(
            "{shown}: the folder holds other files; name an empty or a new one, in which the desk keeps its own"
        );
    }
    let above = folder
        .parent()
        .filter(|above| !above.as_os_str().is_empty());
    if let Some(above) = above.filter(|above| !above.is_dir()) {
        bail!(
            "{shown}: there is no folder {}; check the path, or make that folder first",
            above.display()
        );
    }
    if !folder.is_dir() {
        std::fs::create_dir(folder).with_context(|| format!("{shown}: cannot be made"))?;
    }
    #[cfg(unix)]
    if is_new {
        use std::os::unix::fs::PermissionsExt;
        let only_owner = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder, only_owner)
            .with_context(|| format!("{shown}: cannot be closed to others"))?;
    }
    Ok(is_new)
}

/// A folder is one desk's at a time: it remembers what it read.
fn only_one(places: &Places) -> Result<File> {
    let path = places.folder.join("desk.lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let file = file.with_context(|| format!("{}: cannot be written to", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "{}: the desk is open already; use its page, or close it with Ctrl-C where it was started",
            places.folder.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{}: cannot be locked", path.display()))
        }
    }
}

/// Hexadecimal digits that nobody guesses.
fn secret() -> Result<String> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_cannot_be_had_says_what_to_do() {
        for (kind, expected) in [
            (
                ErrorKind::AddrInUse,
                "port 80 is in use, perhaps by another desk; ",
            ),
            (
                ErrorKind::PermissionDenied,
                "port 80 may not be opened by you: ",
            ),
            (
                ErrorKind::AddrNotAvailable,
                "port 80 cannot be listened on (",
            ),
        ] {
            let told = cannot_listen(80, &kind.into());
            assert!(told.starts_with(expected), "{told}");
            assert!(
                told.ends_with("leave --port out for one that is free"),
                "{told}"
            );
        }
    }
}
