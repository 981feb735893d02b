//! What people decided about the CVs of a job: lines that are only ever added, each with the hash
//! of the line before it, as in `decisions.jsonl` of a run folder.

use std::collections::{BTreeMap, BTreeSet};

use cvrank::hash::sha256;
use cvrank::run::decisions;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::{Answer, DeskError};
use super::store::Store;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Shortlist,
    Hold,
    Reject,
    /// Takes the own verdict back.
    None,
    Note,
    /// Takes an earlier line back.
    Undo,
    /// Names were shown, of all CVs of the job.
    Reveal,
    /// And hidden again.
    Blind,
}

impl Verdict {
    /// The same in a run folder, where it says what shall become of a CV.
    pub(super) fn in_a_run(self) -> Option<decisions::Verdict> {
        match self {
            Self::Shortlist => Some(decisions::Verdict::Shortlist),
            Self::Hold => Some(decisions::Verdict::Hold),
            Self::Reject => Some(decisions::Verdict::Reject),
            Self::None | Self::Note | Self::Undo | Self::Reveal | Self::Blind => None,
        }
    }

    /// Whether it says what shall become of a CV.
    pub(super) fn decides(self) -> bool {
        matches!(
            self,
            Self::Shortlist | Self::Hold | Self::Reject | Self::None
        )
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// From 1.
    pub number: u64,
    /// Empty where it is about all CVs.
    pub cv_id: String,
    pub verdict: Verdict,
    /// Number of the line that is taken back.
    pub undoes: Option<u64>,
    /// As they stood when it was decided.
    pub computed_rank: Option<u32>,
    pub computed_score: Option<String>,
    pub reason: String,
    /// Who decided, as far as stated.
    pub by: Option<String>,
    /// `YYYY-MM-DD`.
    pub on: String,
    /// Hash of the line before, without its line break; of the post's text for the first.
    pub previous: String,
}

/// What is to be written down.
pub(super) struct Wanted<'a> {
    pub cv_id: &'a str,
    pub verdict: Verdict,
    pub undoes: Option<u64>,
    pub computed_rank: Option<u32>,
    pub computed_score: Option<String>,
    pub reason: &'a str,
    pub by: &'a str,
    pub on: String,
}

/// The lines of a job, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    pub entries: Vec<Entry>,
    /// Hash of each line.
    pub hashes: Vec<String>,
}

/// One person's standing verdict on a CV.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Standing {
    pub verdict: Verdict,
    pub reason: String,
    pub by: String,
    /// `YYYY-MM-DD`.
    pub on: String,
}

impl Log {
    pub(super) fn read(store: &Store, job: i64) -> Answer<Self> {
        let lines: Vec<String> = store.read(|connection| {
            let mut query = connection
                .prepare_cached("SELECT line FROM decision WHERE job = ? ORDER BY number")?;
            let lines = query.query_map([job], |row| row.get(0))?;
            lines.collect()
        })?;
        Self::of(&lines)
    }

    fn of(lines: &[String]) -> Answer<Self> {
        let mut log = Self::default();
        for line in lines {
            let entry = serde_json::from_str(line).map_err(|error| {
                DeskError::internal(format!("a decision in desk.sqlite is damaged: {error}"))
            })?;
            log.entries.push(entry);
            log.hashes.push(sha256(line.as_bytes()));
        }
        Ok(log)
    }

    /// Adds a line; `first` is what the first one is chained to.
    pub(super) fn append(
        writing: &Transaction,
        job: i64,
        first: &str,
        wanted: &Wanted,
    ) -> Answer<Entry> {
        let last: Option<(u64, String)> = {
            let mut query = writing.prepare_cached(
                "SELECT number, line FROM decision WHERE job = ? ORDER BY number DESC LIMIT 1",
            )?;
            let mut rows = query.query([job])?;
            match rows.next()? {
                Some(row) => Some((row.get(0)?, row.get(1)?)),
                None => None,
            }
        };
        let (number, previous) = match last {
            Some((number, line)) => (number + 1, sha256(line.as_bytes())),
            None => (1, sha256(first.as_bytes())),
        };
        let by = wanted.by.trim();
        let entry = Entry {
            number,
            cv_id: wanted.cv_id.to_owned(),
            verdict: wanted.verdict,
            undoes: wanted.undoes,
            computed_rank: wanted.computed_rank,
            computed_score: wanted.computed_score.clone(),
            reason: wanted.reason.trim().to_owned(),
            by: (!by.is_empty()).then(|| by.to_owned()),
            on: wanted.on.clone(),
            previous,
        };
        let line = serde_json::to_string(&entry).map_err(DeskError::internal)?;
        writing.execute(
            "INSERT INTO decision (job, number, line) VALUES (?, ?, ?)",
            (job, number, line),
        )?;
        Ok(entry)
    }

    fn undone(&self) -> BTreeSet<u64> {
        self.entries
            .iter()
            .filter_map(|entry| entry.undoes)
            .collect()
    }

    /// The lines that hold, in their order: of each person and CV the last that was not taken back.
    pub(super) fn standing_entries(&self) -> Vec<&Entry> {
        let undone = self.undone();
        let mut last: BTreeMap<(&str, Option<&str>), &Entry> = BTreeMap::new();
        let decided = self.entries.iter();
        for entry in
            decided.filter(|entry| entry.verdict.decides() && !undone.contains(&entry.number))
        {
            last.insert((&entry.cv_id, entry.by.as_deref()), entry);
        }
        let mut standing: Vec<&Entry> = last.into_values().collect();
        standing.retain(|entry| entry.verdict != Verdict::None);
        standing.sort_by_key(|entry| entry.number);
        standing
    }

    /// By CV, the standing verdict of each person, the newest last.
    pub(super) fn standing(&self) -> BTreeMap<&str, Vec<Standing>> {
        let mut by_cv: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
        for entry in self.standing_entries() {
            by_cv.entry(&entry.cv_id).or_default().push(Standing {
                verdict: entry.verdict,
                reason: entry.reason.clone(),
                by: entry.by.clone().unwrap_or_default(),
                on: entry.on.clone(),
            });
        }
        by_cv
    }

    /// By CV, how many notes stand.
    pub(super) fn notes(&self) -> BTreeMap<&str, usize> {
        let undone = self.undone();
        let mut notes = BTreeMap::new();
        for entry in &self.entries {
            if entry.verdict == Verdict::Note && !undone.contains(&entry.number) {
                *notes.entry(entry.cv_id.as_str()).or_default() += 1;
            }
        }
        notes
    }

    /// The newest line of a person that can be taken back.
    pub(super) fn to_undo(&self, by: &str) -> Option<&Entry> {
        let undone = self.undone();
        let mut newest = self.entries.iter().rev();
        newest.find(|entry| {
            (entry.verdict.decides() || entry.verdict == Verdict::Note)
                && entry.by.as_deref().unwrap_or_default() == by.trim()
                && !undone.contains(&entry.number)
        })
    }

    /// The log as JSON lines.
    pub(super) fn text(store: &Store, job: i64) -> Answer<String> {
        store.read(|connection| {
            let mut query = connection
                .prepare_cached("SELECT line FROM decision WHERE job = ? ORDER BY number")?;
            let lines = query.query_map([job], |row| row.get::<_, String>(0))?;
            lines.map(|line| Ok(line? + "\n")).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u64, cv: &str, verdict: Verdict, by: &str, undoes: Option<u64>) -> Entry {
        Entry {
            number,
            cv_id: cv.into(),
            verdict,
            undoes,
            computed_rank: None,
            computed_score: None,
            reason: String::new(),
            by: (!by.is_empty()).then(|| by.into()),
            on: "2026-06-01".into(),
            previous: String::new(),
        }
    }

    fn log(entries: Vec<Entry>) -> Log {
        Log {
            hashes: vec![String::new(); entries.len()],
            entries,
        }
    }

    fn standing(log: &Log, cv: &str) -> Vec<(Verdict, String)> {
        let standing = log.standing();
        let of_cv = standing.get(cv).into_iter().flatten();
        of_cv.map(|one| (one.verdict, one.by.clone())).collect()
    }

    #[test]
    fn the_last_verdict_of_each_person_stands() {
        let log = log(vec![
            entry(1, "a", Verdict::Reject, "Ann", None),
            entry(2, "a", Verdict::Shortlist, "Ann", None),
            entry(3, "a", Verdict::Hold, "Bo", None),
            entry(4, "b", Verdict::Hold, "", None),
            entry(5, "b", Verdict::None, "", None),
            entry(6, "a", Verdict::Note, "Ann", None),
        ]);
        let expected = [
            (Verdict::Shortlist, "Ann".into()),
            (Verdict::Hold, "Bo".into()),
        ];
        assert_eq!(standing(&log, "a"), expected);
        assert_eq!(standing(&log, "b"), []);
        assert_eq!(log.notes(), BTreeMap::from([("a", 1)]));
    }

    #[test]
    fn undoing_goes_back_line_by_line_and_touches_nobody_else() {
        let mut log = log(vec![
            entry(1, "a", Verdict::Hold, "Ann", None),
            entry(2, "a", Verdict::Shortlist, "Ann", None),
            entry(3, "b", Verdict::Reject, "Bo", None),
        ]);
        for (number, expected) in [(2, vec![(Verdict::Hold, "Ann".to_owned())]), (1, vec![])] {
            assert_eq!(log.to_undo("Ann").map(|entry| entry.number), Some(number));
            let next = log.entries.len() as u64 + 1;
            log.entries
                .push(entry(next, "a", Verdict::Undo, "Ann", Some(number)));
            assert_eq!(standing(&log, "a"), expected);
        }
        assert_eq!(log.to_undo("Ann"), None);
        assert_eq!(standing(&log, "b"), [(Verdict::Reject, "Bo".into())]);
    }
}
