//! How much work one file may cause.
//!
//! Sizes and depths are bounded ([`limits`](super::limits)), and all readers and rules are
//! meant to take time in proportion to the size. Where one does not, a file of a megabyte
//! could keep a thread for hours. So the innermost loops count steps of work with `spend`,
//! and a file that takes more than [`STEPS`] is refused, wherever the work is.
//!
//! Steps and not seconds, because a busy machine must not refuse what an idle one reads. The
//! clock is asked as well, for what is worse than a step should be, and only far beyond the
//! time that all steps take.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::Unreadable;
use super::limits::{caught, over, refuse};

/// Steps that reading, profiling or explaining one file may take; a step is about what
/// looking at one word takes. Of 2,000,000 characters, the most that are read, honest
/// text takes under a tenth of it.
pub const STEPS: u64 = 1_000_000_000;

/// Time on the clock for the same.
pub const TIME: Duration = Duration::from_secs(60);

/// Steps between two looks at the clock.
const SLICE: u64 = 1 << 20;

struct Left {
    /// Steps until the clock is looked at again.
    slice: Cell<u64>,
    /// Steps behind the slice; `None` where nothing is counted.
    behind: Cell<Option<u64>>,
    until: Cell<Option<Instant>>,
}

thread_local! {
    static LEFT: Left = const {
        Left {
            slice: Cell::new(u64::MAX),
            behind: Cell::new(None),
            until: Cell::new(None),
        }
    };
}

/// Counts `steps` of work; unwinds to [`within`] when there is none left.
///
/// Never called where a static table is made: what one file makes for all is not its work,
/// and a table that is half made stays so.
#[inline]
pub(crate) fn spend(steps: usize) {
    let steps = steps as u64;
    LEFT.with(|left| match left.slice.get().checked_sub(steps) {
        Some(rest) => left.slice.set(rest),
        None => left.refill(steps),
    });
}

impl Left {
    #[cold]
    fn refill(&self, steps: u64) {
        let Some(behind) = self.behind.get() else {
            self.slice.set(u64::MAX);
            return;
        };
        let all = self.slice.get().saturating_add(behind);
        let Some(rest) = all.checked_sub(steps) else {
            refuse(over(
                "the file causes too much work",
                format_args!("{STEPS} steps"),
            ));
        };
        if self.until.get().is_some_and(|until| Instant::now() > until) {
            refuse(over(
                "the file takes too long",
                format_args!("{} s", TIME.as_secs()),
            ));
        }
        let slice = rest.min(SLICE);
        self.slice.set(slice);
        self.behind.set(Some(rest - slice));
    }

    fn set(&self, slice: u64, behind: Option<u64>, until: Option<Instant>) {
        self.slice.set(slice);
        self.behind.set(behind);
        self.until.set(until);
    }
}

/// Does `work` with [`STEPS`] and [`TIME`] to spend; within other such work, with what is
/// left of theirs.
///
/// # Errors
/// [`Status::OverLimit`](super::Status::OverLimit) when that is not enough.
pub fn within<T>(work: impl FnOnce() -> T) -> Result<T, Unreadable> {
    with_steps(STEPS, work)
}

fn with_steps<T>(steps: u64, work: impl FnOnce() -> T) -> Result<T, Unreadable> {
    let is_counted = LEFT.with(|left| left.behind.get().is_some());
    if is_counted {
        return Ok(work());
    }
    LEFT.with(|left| left.set(0, Some(steps), Instant::now().checked_add(TIME)));
    // Also when `work` panics.
    let _end = End;
    caught(work)
}

struct End;

impl Drop for End {
    fn drop(&mut self) {
        LEFT.with(|left| left.set(u64::MAX, None, None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;

    #[test]
    fn work_ends_where_its_steps_do() {
        let done = Cell::new(0);
        let work = |steps: usize| {
            for _ in 0..steps {
                spend(1);
                done.set(done.get() + 1);
            }
        };
        assert_eq!(with_steps(5, || work(5)), Ok(()));
        assert_eq!(done.take(), 5);
        let error = with_steps(5, || work(9)).unwrap_err();
        assert_eq!(error.status, Status::OverLimit);
        assert!(error.reason.starts_with("the file causes too much work"));
        assert_eq!(done.take(), 5);
        // More than a slice at once, and what is not counted.
        assert_eq!(with_steps(SLICE * 3, || spend(SLICE as usize * 3)), Ok(()));
        assert!(with_steps(SLICE * 3, || spend(SLICE as usize * 3 + 1)).is_err());
        work(9);
        assert_eq!(done.take(), 9);
    }

    #[test]
    fn work_within_work_spends_of_the_same() {
        let twice = || {
            let inner = with_steps(5, || spend(3));
            spend(3);
            inner
        };
        assert!(with_steps(5, twice).is_err());
        assert_eq!(with_steps(6, twice), Ok(Ok(())));
    }

    #[test]
    fn a_panic_passes_through_and_leaves_nothing_counted() {
        let fault =
            std::panic::catch_unwind(|| with_steps(5, || std::panic::resume_unwind(Box::new(1))));
        assert!(fault.is_err());
        spend(9);
    }
}
