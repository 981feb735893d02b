//! Reading as if no file had been read before.
//!
//! What pdf_oxide keeps beyond one document, and what is done about it:
//!
//! - Parsed fonts, for the whole process, by a hash of a part of each font. Widths written in
//!   an object of their own and the font's descriptor are not in the hash, so a font of one file
//!   stands in for another's. The store is given no room.
//! - Parsed tables of characters (`ToUnicode`), for the whole process, by a hash of all their
//!   bytes. Equal bytes make equal tables; but the hash has no secret, so two tables can be made
//!   to collide. The store is emptied before each file.
//! - For each thread, the objects that are being looked up, with their depth. A panic leaves
//!   them behind, and the next file's objects of the same numbers then count as circular. Each
//!   file gets a thread of its own.
//!
//! Its other statics are tables, compiled patterns and options that nothing here sets.

use std::{io, thread};

use pdf_oxide::fonts::{cmap::clear_cmap_cache, global_cache::set_global_font_cache_capacity};

/// Stack of the thread that reads, in bytes: what a program's first thread has on most systems.
/// Stated, so that no file is too deeply nested for one thread and well for another.
const STACK: usize = 8 * 1024 * 1024;

/// Does `work`, which reads one file, with nothing of other files in reach; `None` when it panics.
///
/// # Errors
/// The system gives no further thread.
pub(super) fn afresh<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<Option<T>> {
    set_global_font_cache_capacity(0);
    clear_cmap_cache();
    thread::scope(|scope| {
        let reading = thread::Builder::new()
            .name("pdf-reader".into())
            .stack_size(STACK)
            .spawn_scoped(scope, work)?;
        Ok(reading.join().ok())
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        static LEFT: Cell<u32> = const { Cell::new(0) };
    }

    #[test]
    fn a_panic_leaves_nothing_for_the_next_file() {
        let panicked = afresh(|| {
            LEFT.set(1);
            assert_eq!(LEFT.get(), 0, "always fails");
        });
        assert!(matches!(panicked, Ok(None)));
        assert!(matches!(afresh(|| LEFT.get()), Ok(Some(0))));
    }

    #[test]
    fn a_file_may_nest_deeper_than_the_callers_stack_allows() {
        /// Needs a kilobyte and more a level.
        fn deep(level: usize) -> usize {
            let room = std::hint::black_box([level; 128]);
            if level == 0 {
                room[0]
            } else {
                1 + deep(level - 1) + room[1] - level
            }
        }
        let small = thread::Builder::new().stack_size(256 * 1024);
        let depth = small
            .spawn(|| afresh(|| deep(5000)).ok().flatten())
            .ok()
            .and_then(|thread| thread.join().ok().flatten());
        assert_eq!(depth, Some(5000));
    }
}
