//! CVs on their way in: files that came are read in the background, in the order in which they came.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Json;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use cvrank::document::source::PoolOptions;
use cvrank::pool::{AddOptions, Whom};
use cvrank::report::status_word;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::error::{Answer, DeskError, Refusal};
use super::jobs::Job;
use super::{Desk, Shared, lock, uploads};

/// Files that are read before what is known of them is told.
const CHUNK: usize = 64;
/// Imports of a job that are remembered.
const REMEMBERED: usize = 200;

/// Files that came together.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Import {
    pub import: u64,
    /// Files that came, and how many of them were read by now.
    pub files: usize,
    pub done: usize,
    pub finished: bool,
    /// Why it was broken off.
    pub error: Option<String>,
    /// CVs that were not there before, that were changed, and files that were known.
    pub new: usize,
    pub changed: usize,
    pub known: usize,
    pub unreadable: Vec<NotRead>,
    pub duplicates: Vec<Same>,
}

/// A file that holds no CV that could be read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct NotRead {
    pub name: String,
    pub status: String,
    pub reason: String,
}

/// A CV that is the same as another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Same {
    pub candidate: i64,
    pub label: String,
    pub of: i64,
    pub of_label: String,
    pub how: String,
    /// The same as a word for programs: `file`, `text` or `address`.
    pub same: &'static str,
}

/// What came and what became of it.
#[derive(Default)]
pub(super) struct Imports {
    by_job: Mutex<BTreeMap<i64, Vec<Import>>>,
    /// One is read at a time.
    reading: Mutex<()>,
    stopped: AtomicBool,
}

impl Imports {
    /// Reads no further; what is left is read at the next start.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    /// Waits until nothing is being read, and keeps it so.
    pub(super) fn pause(&self) -> MutexGuard<'_, ()> {
        lock(&self.reading)
    }

    fn begin(&self, job: i64, files: usize) -> Import {
        let mut by_job = lock(&self.by_job);
        let number = by_job.values().flatten().map(|import| import.import).max();
        let import = Import {
            import: number.unwrap_or(0) + 1,
            files,
            done: 0,
            finished: false,
            error: None,
            new: 0,
            changed: 0,
            known: 0,
            unreadable: Vec::new(),
            duplicates: Vec::new(),
        };
        let of_job = by_job.entry(job).or_default();
        of_job.push(import.clone());
        if of_job.len() > REMEMBERED {
            of_job.remove(0);
        }
        import
    }

    fn update(&self, job: i64, number: u64, change: impl FnOnce(&mut Import)) {
        let mut by_job = lock(&self.by_job);
        let mut of_job = by_job.get_mut(&job).into_iter().flatten();
        if let Some(import) = of_job.find(|import| import.import == number) {
            change(import);
        }
    }

    fn of(&self, job: i64) -> Vec<Import> {
        lock(&self.by_job).get(&job).cloned().unwrap_or_default()
    }
}

impl Desk {
    pub(super) fn day(&self) -> Date {
        // It was made from a date.
        self.loaded.as_of().parse().unwrap_or_default()
    }

    fn add_options(&self, tags: Vec<String>) -> AddOptions {
        AddOptions {
            files: PoolOptions::default(),
            arrived: self.day(),
            tags,
            recognises: self.loaded.recogniser().is_some(),
        }
    }

    /// Reads `paths` for a job in the background; those that are known cost a look.
    fn import(self: &Arc<Self>, job: i64, paths: Vec<PathBuf>) -> Import {
        let import = self.imports.begin(job, paths.len());
        let number = import.import;
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let read = desk.read(job, number, &paths);
            desk.imports.update(job, number, |import| {
                import.finished = true;
                import.error = read.err().map(|error| error.message);
            });
        });
        import
    }

    fn read(&self, job: i64, number: u64, paths: &[PathBuf]) -> Answer<()> {
        let _turn = lock(&self.imports.reading);
        let before = self.ids_of(job)?;
        let options = self.add_options(vec![Job::tag(job)]);
        for chunk in paths.chunks(CHUNK) {
            if self.imports.stopped.load(Ordering::SeqCst) {
                return Err(DeskError::conflict(
                    "the desk was closed; it reads the rest at the next start",
                ));
            }
            // Somebody may have deleted the job meanwhile.
            self.job(job)?;
            let scorer = self.loaded.scorer();
            let added = self.pool.add(chunk, &scorer, &options, &mut |_, _| ())?;
            if added.new + added.changed + added.gone > 0 {
                self.boards.cvs_changed();
            }
            self.imports.update(job, number, |import| {
                import.done += chunk.len();
                import.new += added.new.saturating_sub(added.unreadable.len());
                import.changed += added.changed;
                import.known += added.unchanged_files;
                let unreadable = added.unreadable.iter();
                import
                    .unreadable
                    .extend(unreadable.map(|(id, status, reason)| NotRead {
                        name: id.clone(),
                        status: status_word(*status),
                        reason: reason.clone(),
                    }));
            });
        }
        let Ok(known) = self.job(job) else {
            return Ok(());
        };
        // Whoever looks next finds the ranking made.
        let board = self.board(&known)?;
        let fresh = board
            .ranking
            .matches
            .iter()
            .filter(|one| one.explanation.is_some() && !before.contains(&one.cv_id));
        let duplicates = fresh.flat_map(|one| {
            let board = &board;
            let first = one
                .duplicates
                .iter()
                .find_map(|same| Some((same, same.cv_ids.first()?)));
            first.map(|(same, other)| Same {
                candidate: board.number(&one.cv_id),
                label: board.name(self, &one.cv_id, known.revealed),
                of: board.number(other),
                of_label: board.name(self, other, known.revealed),
                how: super::ranking::sameness(same.same).to_owned(),
                same: super::ranking::sameness_kind(same.same),
            })
        });
        let duplicates = duplicates.collect();
        // By the names of their files, endings and all.
        let files: BTreeMap<&str, String> = board
            .ranking
            .matches
            .iter()
            .filter(|one| one.explanation.is_none())
            .map(|one| (one.cv_id.as_str(), uploads::file_name(&one.source)))
            .collect();
        self.imports.update(job, number, |import| {
            import.duplicates = duplicates;
            for refused in &mut import.unreadable {
                if let Some(file) = files.get(refused.name.as_str()) {
                    refused.name.clone_from(file);
                }
            }
        });
        Ok(())
    }

    fn ids_of(&self, job: i64) -> Answer<BTreeSet<String>> {
        let sources = self.sources(vec![Job::tag(job)])?;
        Ok(sources.into_iter().map(|source| source.id).collect())
    }

    /// Reads what came before an earlier end and was not read by then.
    pub(super) fn resume(self: &Arc<Self>) -> Answer<()> {
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = desk.refresh() {
                eprintln!("{}", error.message);
            }
        });
        for job in self.all_jobs()? {
            let folder = self.places.cvs(job.number);
            if folder.is_dir() {
                self.import(job.number, vec![folder]);
            }
        }
        Ok(())
    }

    /// Makes profiles anew that are of another month or version.
    fn refresh(&self) -> Answer<()> {
        let scorer = self.loaded.scorer();
        if self.pool.outdated(&scorer)? > 0 {
            let _turn = lock(&self.imports.reading);
            self.pool
                .refresh(&scorer, &self.add_options(Vec::new()), &mut |_, _| ())?;
            self.boards.cvs_changed();
        }
        Ok(())
    }

    /// Forgets a CV: its file, its text, all that was made of it.
    fn forget(&self, job: i64, candidate: i64) -> Answer<()> {
        let job = self.job(job)?;
        let board = self.board(&job)?;
        let place = board.place(candidate)?;
        let known = &board.ranking.matches[place];
        let file = PathBuf::from(&known.source);
        self.pool
            .forget(&Whom::Ids(vec![known.cv_id.clone()]), self.day())?;
        // Files of several CVs stay, and those that lie elsewhere.
        if file.is_file() && file.starts_with(&self.places.folder) {
            std::fs::remove_file(file)?;
        }
        self.boards.cvs_changed();
        Ok(())
    }
}

/// Adds CVs: a form of any number of files, archives, mailboxes and tables, each a part `file`.
#[utoipa::path(post, path = "/api/jobs/{job}/cvs", responses(
    (status = 202, body = Import, description = "The files are kept and are being read"),
    (status = 413, body = Refusal, description = "Too much came at once")
))]
pub(super) async fn add(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    request: Request,
) -> Answer<(StatusCode, Json<Import>)> {
    let folder = desk.places.cvs(job);
    let arriving = desk
        .work(move |desk| {
            desk.job(job)?;
            std::fs::create_dir_all(desk.places.arriving())?;
            Ok(desk.places.arriving())
        })
        .await?;
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|refused| DeskError::new(refused.status(), refused.body_text()))?;
    let arrived = uploads::all_files(&mut form, &arriving).await?;
    if arrived.is_empty() {
        return Err(DeskError::unprocessable(
            "no file came; send each as a part `file`",
        ));
    }
    let import = desk
        .work(move |desk| {
            let settled = arrived.into_iter().map(|file| file.settle(&folder));
            let paths = settled.collect::<Answer<Vec<_>>>()?;
            Ok(desk.import(job, paths))
        })
        .await?;
    Ok((StatusCode::ACCEPTED, Json(import)))
}

/// What came for a job since the desk was opened.
#[utoipa::path(get, path = "/api/jobs/{job}/imports", responses((status = 200, body = Vec<Import>)))]
pub(super) async fn list(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<Vec<Import>>> {
    Ok(Json(desk.imports.of(job)))
}

/// Forgets a CV.
#[utoipa::path(delete, path = "/api/jobs/{job}/cvs/{candidate}", responses((status = 204)))]
pub(super) async fn remove(
    State(desk): State<Shared>,
    Path((job, candidate)): Path<(i64, i64)>,
) -> Answer<StatusCode> {
    desk.work(move |desk| desk.forget(job, candidate)).await?;
    Ok(StatusCode::NO_CONTENT)
}
