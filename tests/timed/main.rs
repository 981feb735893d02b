//! What measures time, in a program of its own, so that nothing runs beside it.

#[path = "../common/mod.rs"]
mod common;

use std::sync::{Mutex, MutexGuard, PoisonError};

mod growth;
mod pdfs;
mod speed;

/// Held by each test, so that one is measured at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
