//! The rankings that are held in memory: one for each job that somebody looks at.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use cvrank::document::source::Source;
use cvrank::features::JobQuery;
use cvrank::hash::sha256;
use cvrank::model::Ranker;
use cvrank::outlook::Outlook;
use cvrank::pool::Choice;
use cvrank::rank::{Match, Ranking};
use cvrank::report::html::requirement_columns;
use cvrank::score::{HeldCv, Lean, ParsedCv, Scorer};
use cvrank::stability::let_go;

use super::error::{Answer, DeskError, Kind};
use super::jobs::{Job, Scope};
use super::log::Log;
use super::{Desk, lock};

/// Explanations that are kept; those of CVs further down are made again when somebody looks.
const WHOLE: usize = 500;
/// CVs that stay in memory as they were read; of a larger desk the others are read out of the pool
/// for each ranking.
const MOST_HELD: usize = 10_000;

/// One job with its CVs ranked.
pub(super) struct Board {
    /// Grows whenever the ranking is another.
    pub version: u64,
    state: State,
    pub query: JobQuery,
    pub ranker: Arc<Ranker>,
    pub ranking: Ranking,
    pub outlook: Outlook,
    /// Requirements that are columns, by index.
    pub columns: Vec<u32>,
    /// By cv id, where it stands in the ranking.
    pub places: HashMap<String, usize>,
    cvs: Arc<Cvs>,
    /// How long measuring and ranking took.
    pub milliseconds: u64,
}

/// The CVs of a job, which stay the same when only the job is changed.
struct Cvs {
    held: Vec<Arc<HeldCv>>,
    /// By cv id, its place above.
    by_id: HashMap<String, usize>,
    /// By cv id, the number by which it is called.
    numbers: HashMap<String, i64>,
    /// And the other way round.
    ids: HashMap<i64, String>,
}

impl Cvs {
    fn get(&self, cv_id: &str) -> Option<&HeldCv> {
        self.held.get(*self.by_id.get(cv_id)?).map(|held| &**held)
    }
}

/// What a ranking depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    edit: i64,
    model: Option<String>,
    scope: Scope,
    /// Of the CVs.
    generation: u64,
}

type Slot = Arc<Mutex<Option<Arc<Board>>>>;

/// The boards, and the CVs that they share.
#[derive(Default)]
pub(super) struct Boards {
    slots: Mutex<HashMap<i64, Slot>>,
    /// By cv id.
    held: Mutex<HashMap<String, Arc<HeldCv>>>,
    logs: Mutex<HashMap<i64, Arc<Log>>>,
    /// By job, the edit that each title is of.
    titles: Mutex<HashMap<i64, (i64, String)>>,
    generation: AtomicU64,
    versions: AtomicU64,
}

impl Boards {
    /// The CVs are others than before.
    pub(super) fn cvs_changed(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// The decisions of a job are others than before.
    pub(super) fn decided(&self, job: i64) {
        lock(&self.logs).remove(&job);
    }

    /// The job's title, which `read` reads where it is not known; its number where it cannot be.
    pub(super) fn title(&self, job: &Job, read: impl FnOnce() -> Answer<String>) -> String {
        if let Some((edit, title)) = lock(&self.titles).get(&job.number)
            && *edit == job.edit
        {
            return title.clone();
        }
        let Ok(title) = read() else {
            return format!("job {}", job.number);
        };
        lock(&self.titles).insert(job.number, (job.edit, title.clone()));
        title
    }

    /// Lets go of what is held of a job that is no more.
    pub(super) fn forget(&self, job: i64) {
        lock(&self.slots).remove(&job);
        lock(&self.logs).remove(&job);
        lock(&self.titles).remove(&job);
    }

    /// The CVs that are held. Where those of `job` need the room, the others are let go of.
    fn room_for(&self, job: i64, sources: &[Source]) -> HashMap<String, Arc<HeldCv>> {
        let mut held = lock(&self.held);
        let fresh = sources
            .iter()
            .filter(|source| !held.contains_key(&source.id));
        if held.len() + fresh.count() > MOST_HELD {
            let wanted: HashSet<&str> = sources.iter().map(|source| source.id.as_str()).collect();
            held.retain(|id, _| wanted.contains(id.as_str()));
            // Rankings hold them, too.
            lock(&self.slots).retain(|other, _| *other == job);
        }
        held.clone()
    }

    fn slot(&self, job: i64) -> Slot {
        Arc::clone(lock(&self.slots).entry(job).or_default())
    }
}

impl Board {
    /// Where the CV with this number stands.
    pub(super) fn place(&self, candidate: i64) -> Answer<usize> {
        let id = self.cvs.ids.get(&candidate);
        id.and_then(|id| self.places.get(id).copied())
            .ok_or_else(|| {
                DeskError::not_found("the job has no such candidate; it may have been removed")
                    .of(Kind::NoCandidate)
            })
    }

    pub(super) fn number(&self, cv_id: &str) -> i64 {
        self.known_number(cv_id).unwrap_or_default()
    }

    /// Absent of a CV that was removed.
    pub(super) fn known_number(&self, cv_id: &str) -> Option<i64> {
        self.cvs.numbers.get(cv_id).copied()
    }

    /// The CV at `place`, with its whole explanation.
    pub(super) fn known(&self, desk: &Desk, place: usize) -> Cow<'_, Match> {
        let known = &self.ranking.matches[place];
        let explained = known.explanation.as_ref();
        let cv = explained.filter(|one| one.reasons.is_empty());
        let Some(cv) = cv.and_then(|_| self.cvs.get(&known.cv_id)) else {
            return Cow::Borrowed(known);
        };
        let scorer = self.scorer(desk);
        Cow::Owned(Match {
            rank: known.rank,
            duplicates: known.duplicates.clone(),
            ..scorer.score_held(&self.query, cv)
        })
    }

    /// Looks into the CV as it was read, where it could be.
    pub(super) fn with_cv<T>(
        &self,
        desk: &Desk,
        cv_id: &str,
        look: impl FnOnce(&ParsedCv) -> T,
    ) -> Option<T> {
        let cv = self.cvs.get(cv_id)?;
        self.scorer(desk)
            .with_held(cv, |read| read.as_ref().ok().map(look))
    }

    fn scorer<'a>(&'a self, desk: &'a Desk) -> Scorer<'a> {
        Scorer {
            ranker: &self.ranker,
            ..desk.loaded.scorer()
        }
    }

    /// How a CV is called where names are not shown.
    pub(super) fn pseudonym(&self, cv_id: &str) -> String {
        format!("CV {}", self.number(cv_id))
    }

    /// How a CV is called: by its number, or by the person's name where people may be named.
    pub(super) fn name(&self, desk: &Desk, cv_id: &str, revealed: bool) -> String {
        if !revealed {
            return self.pseudonym(cv_id);
        }
        let name = self.with_cv(desk, cv_id, |read| {
            read.profile.contact(&read.document.text).name
        });
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| cv_id.to_owned())
    }
}

impl Desk {
    /// The decisions on a job.
    pub(super) fn log(&self, job: i64) -> Answer<Arc<Log>> {
        // Held meanwhile, so that nothing that is decided now is missed.
        let mut logs = lock(&self.boards.logs);
        if let Some(log) = logs.get(&job) {
            return Ok(Arc::clone(log));
        }
        let log = Arc::new(Log::read(&self.store, job)?);
        logs.insert(job, Arc::clone(&log));
        Ok(log)
    }

    /// The job's ranking as it is now.
    pub(super) fn board(&self, job: &Job) -> Answer<Arc<Board>> {
        let slot = self.boards.slot(job.number);
        // Who asks meanwhile waits for the same answer.
        let mut known = lock(&slot);
        let state = State {
            edit: job.edit,
            model: match &job.model {
                Some(model) => Some(model.clone()),
                None => self.promoted()?.map(|path| path.display().to_string()),
            },
            scope: job.scope,
            generation: self.boards.generation.load(Ordering::SeqCst),
        };
        if let Some(board) = known.as_ref().filter(|board| board.state == state) {
            return Ok(Arc::clone(board));
        }
        let before = known.as_ref().filter(|board| {
            (board.state.generation, board.state.scope) == (state.generation, state.scope)
        });
        let before = before.map(|board| Arc::clone(&board.cvs));
        let board = Arc::new(self.rank(job, state, before)?);
        *known = Some(Arc::clone(&board));
        Ok(board)
    }

    fn rank(&self, job: &Job, state: State, before: Option<Arc<Cvs>>) -> Answer<Board> {
        let ranker = match &job.model {
            Some(model) => Ranker::from_json(model).map_err(DeskError::internal)?,
            None => self.ranker_in_use()?,
        };
        let scorer = Scorer {
            ranker: &ranker,
            ..self.loaded.scorer()
        };
        let cvs = match before {
            Some(cvs) => cvs,
            None => Arc::new(self.cvs(&scorer, job)?),
        };
        let started = Instant::now();
        let query = scorer.query(scorer.read_job(&self.source_of(job)?)?);
        let lean = Lean {
            top: WHOLE,
            let_go: &let_go,
        };
        let ranking = scorer.rank_held(&query, &cvs.held, lean);
        let outlook = Outlook::new(&query, &ranker, &ranking, None);
        let milliseconds = started.elapsed().as_millis();
        Ok(Board {
            version: self.boards.versions.fetch_add(1, Ordering::Relaxed) + 1,
            state,
            columns: requirement_columns(&query, &ranking),
            places: ranking
                .matches
                .iter()
                .map(|known| known.cv_id.clone())
                .zip(0..)
                .collect(),
            cvs,
            milliseconds: u64::try_from(milliseconds).unwrap_or(u64::MAX),
            query,
            ranker: Arc::new(ranker),
            ranking,
            outlook,
        })
    }

    fn cvs(&self, scorer: &Scorer, job: &Job) -> Answer<Cvs> {
        let held = self.held(scorer, job)?;
        let ids = held.iter().map(|cv| cv.source().id.as_str());
        let numbers = self.numbers(ids.clone())?;
        Ok(Cvs {
            by_id: ids.map(str::to_owned).zip(0..).collect(),
            ids: numbers
                .iter()
                .map(|(id, number)| (*number, id.clone()))
                .collect(),
            numbers,
            held,
        })
    }

    /// The CVs that have one of the tags; all where there is none.
    pub(super) fn sources(&self, tags: Vec<String>) -> Answer<Vec<Source>> {
        let choice = Choice {
            tags,
            ..Choice::default()
        };
        Ok(self.pool.sources(&choice)?.0)
    }

    /// How many CVs are ranked for a job.
    pub(super) fn count(&self, job: &Job) -> Answer<usize> {
        let slot = self.boards.slot(job.number);
        let generation = self.boards.generation.load(Ordering::SeqCst);
        // Whoever ranks now need not be waited for.
        let known = slot.try_lock().ok().and_then(|board| {
            let board = board.as_ref()?;
            let same = (board.state.generation, board.state.scope) == (generation, job.scope);
            same.then(|| board.cvs.held.len())
        });
        if let Some(count) = known {
            return Ok(count);
        }
        Ok(self.sources(job.tags())?.len())
    }

    /// The CVs of a job, read once.
    fn held(&self, scorer: &Scorer, job: &Job) -> Answer<Vec<Arc<HeldCv>>> {
        let sources = self.sources(job.tags())?;
        let known = self.boards.room_for(job.number, &sources);
        let same = |source: &Source| {
            let held = known.get(&source.id)?;
            let is_same =
                held.source().path == source.path && held.source().content() == source.content();
            is_same.then(|| Arc::clone(held))
        };
        let mut cvs: Vec<Option<Arc<HeldCv>>> = sources.iter().map(same).collect();
        let fresh: Vec<&Source> = sources
            .iter()
            .zip(&cvs)
            .filter(|(_, known)| known.is_none())
            .map(|(source, _)| source)
            .collect();
        let room = MOST_HELD.saturating_sub(known.len());
        let mut read = scorer.hold(&fresh, room).into_iter().map(Arc::new);
        for cv in cvs.iter_mut().filter(|cv| cv.is_none()) {
            *cv = read.next();
        }
        let cvs: Vec<Arc<HeldCv>> = cvs.into_iter().flatten().collect();
        let by_id = cvs
            .iter()
            .map(|cv| (cv.source().id.clone(), Arc::clone(cv)));
        lock(&self.boards.held).extend(by_id);
        Ok(cvs)
    }

    /// The numbers by which CVs are called, given where there is none yet.
    fn numbers<'a>(
        &self,
        cv_ids: impl Iterator<Item = &'a str> + Clone,
    ) -> Answer<HashMap<String, i64>> {
        let known: HashMap<String, i64> = self.store.read(|connection| {
            let mut query = connection.prepare_cached("SELECT cv_id, number FROM candidate")?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })?;
        let mut fresh: Vec<&str> = cv_ids
            .clone()
            .filter(|id| !known.contains_key(*id))
            .collect();
        // In an order that says nothing of anybody: names of files are often names of people.
        fresh.sort_by_cached_key(|id| sha256(id.as_bytes()));
        let mut numbers: HashMap<String, i64> = cv_ids
            .filter_map(|id| Some((id.to_owned(), *known.get(id)?)))
            .collect();
        if fresh.is_empty() {
            return Ok(numbers);
        }
        self.store.write(|writing| {
            let mut insert =
                writing.prepare_cached("INSERT OR IGNORE INTO candidate (cv_id) VALUES (?)")?;
            let mut find =
                writing.prepare_cached("SELECT number FROM candidate WHERE cv_id = ?")?;
            for id in fresh {
                insert.execute([id])?;
                numbers.insert(id.to_owned(), find.query_row([id], |row| row.get(0))?);
            }
            Ok(())
        })?;
        Ok(numbers)
    }
}
