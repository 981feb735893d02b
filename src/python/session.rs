//! Work on the threads of this process, without the interpreter's lock, ended by Ctrl-C.

use std::panic::resume_unwind;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::failed;

/// How often Python is asked whether somebody pressed Ctrl-C.
const EVERY: Duration = Duration::from_millis(50);

/// Whether the work shall be given up.
pub(super) struct Stop(AtomicBool);

impl Stop {
    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Threads by process and number: those of a process that forked do not live on in its child.
struct Pool {
    process: u32,
    threads: usize,
    pool: Arc<ThreadPool>,
}

static POOLS: Mutex<Vec<Pool>> = Mutex::new(Vec::new());

/// `threads` threads, all cores without a number, started when first asked for.
fn pool(threads: Option<usize>) -> PyResult<Arc<ThreadPool>> {
    let threads = threads.unwrap_or(0);
    let process = process::id();
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = |known: &&Pool| known.process == process && known.threads == threads;
    if let Some(known) = pools.iter().find(known) {
        return Ok(Arc::clone(&known.pool));
    }
    let built = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = Arc::new(built.map_err(failed)?);
    pools.push(Pool {
        process,
        threads,
        pool: Arc::clone(&pool),
    });
    Ok(pool)
}

/// Does `work` on `threads` threads while other Python code runs.
///
/// # Errors
/// `KeyboardInterrupt` after Ctrl-C, as soon as `work` heeds [`Stop`].
pub(super) fn run<T: Send>(
    py: Python<'_>,
    threads: Option<usize>,
    work: impl FnOnce(&Stop) -> T + Send,
) -> PyResult<T> {
    let pool = pool(threads)?;
    let stop = Stop(AtomicBool::new(false));
    py.detach(|| {
        thread::scope(|scope| {
            let (sender, done) = channel();
            let (pool, stop) = (&pool, &stop);
            let worker = scope.spawn(move || {
                let result = pool.install(|| work(stop));
                // Nobody listens any more only where this thread is being unwound.
                let _ = sender.send(());
                result
            });
            let mut interrupted = None;
            while done.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                if interrupted.is_none()
                    && let Err(error) = Python::attach(|py| py.check_signals())
                {
                    stop.0.store(true, Ordering::Relaxed);
                    interrupted = Some(error);
                }
            }
            let result = worker.join().unwrap_or_else(|fault| resume_unwind(fault));
            interrupted.map_or(Ok(result), Err)
        })
    })
}
