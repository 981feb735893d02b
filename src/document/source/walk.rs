//! Walks a folder of CVs: each file once, links only as far as they stay within.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Content, Found, PoolOptions, in_folder, inside, rows, single};
use crate::document::limits::unreadable;
use crate::document::{Status, plain_file, table};

const CANNOT_OPEN: &str = "the path cannot be opened; check its permissions and where it links to";

/// What lies elsewhere was not given to be read, and may be nobody's CV.
const LEADS_OUT: &str = "the link leads out of the folder and is not followed; name the file that it leads to as an argument of its own, or put a copy here";

/// Files that operating systems and editors leave behind, and hidden ones.
pub(super) fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(name, "__MACOSX" | "Thumbs.db" | "desktop.ini")
}

/// A folder on its way to sources.
struct Walk<'a> {
    folder: &'a Path,
    options: &'a PoolOptions,
    found: &'a mut Vec<Found>,
    /// The folder, and every file and folder below it that was reached, without links: each is
    /// taken once, however many links lead to it.
    root: PathBuf,
    reached: BTreeSet<PathBuf>,
    /// Links met, to be followed when all that lies there by itself is known.
    links: VecDeque<PathBuf>,
}

/// The CVs in `folder`, in the order of their names; what is reached by links alone comes last.
pub(super) fn walk(folder: &Path, options: &PoolOptions, found: &mut Vec<Found>) {
    let mut walk = Walk {
        folder,
        options,
        found,
        root: fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()),
        reached: BTreeSet::new(),
        links: VecDeque::new(),
    };
    walk.below(folder, &walk.root.clone());
    while let Some(link) = walk.links.pop_front() {
        walk.follow(&link);
    }
}

impl Walk<'_> {
    /// Takes what lies at and below `start`, whose path without links is `real`; links are put off.
    fn below(&mut self, start: &Path, real: &Path) {
        let mut entries = WalkDir::new(start).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(start).to_owned();
                    self.lost(&path, Status::NotFound, CANNOT_OPEN);
                    continue;
                }
            };
            let path = entry.path();
            let inner = path.strip_prefix(start).unwrap_or(path);
            let is_start = entry.depth() == 0;
            let kind = match fs::metadata(path) {
                // The start may be a link, which is being followed.
                Ok(known) if is_start => known.file_type(),
                _ => entry.file_type(),
            };
            if !is_start && is_passed_over(&entry.file_name().to_string_lossy()) {
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
            } else if !is_start && entry.path_is_symlink() {
                self.links.push_back(path.to_owned());
            } else if !self.reached.insert(real.join(inner)) {
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
            } else if let Some(what) = plain_file::other(kind).filter(|_| !kind.is_dir()) {
                let reason = format!("it is {what}, not a file; put its content into a file");
                self.lost(path, Status::Unsupported, &reason);
            } else if kind.is_file() {
                self.file(path);
            }
        }
    }

    fn follow(&mut self, link: &Path) {
        match fs::canonicalize(link) {
            Err(_) => self.lost(link, Status::NotFound, CANNOT_OPEN),
            Ok(real) if !real.starts_with(&self.root) => {
                self.lost(link, Status::Unsupported, LEADS_OUT);
            }
            Ok(real) => self.below(link, &real),
        }
    }

    /// One CV, or a file that holds several.
    fn file(&mut self, path: &Path) {
        if self.options.is_known(path) {
            return;
        }
        let relative = self.relative(path);
        let held = inside::kind(path).and_then(|kind| inside::open(path, relative, kind));
        if let Some(held) = held {
            self.found.extend(held);
            return;
        }
        if !table::is_table(path) {
            let single = single(path, self.relative(path));
            self.found.push(single);
            return;
        }
        match rows(path, self.options) {
            Ok(rows) if rows.is_empty() && table::may_be_a_file(path) => {
                let single = single(path, self.relative(path));
                self.found.push(single);
            }
            Ok(rows) => self.found.extend(rows),
            // In a folder, a table that is no pool is one bad file among good ones.
            Err(error) => self.lost(path, Status::Unsupported, &in_folder(&error)),
        }
    }

    fn lost(&mut self, path: &Path, status: Status, reason: &str) {
        let mut lost = single(path, self.relative(path));
        lost.source.content = Content::Unreadable(unreadable(status, reason));
        self.found.push(lost);
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.folder).unwrap_or(path)
    }
}
