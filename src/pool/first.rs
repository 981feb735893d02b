//! The first of a pool, without scoring all: who cannot be among them is passed over.
//!
//! Each CV has a ceiling that no score of its passes ([`crate::features::ceiling`]). CVs are scored
//! in the order of their ceilings until the next lies below the last that is shown, with all that
//! could change what is said of those that are shown: the same come out as by scoring all.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;
use rusqlite::params;

use super::choose::Candidate;
use super::kept::{read_document, unpack};
use super::{Choice, Pool, PoolError};
use crate::document::Document;
use crate::document::source::Source;
use crate::duplicates::sketch;
use crate::features::ceiling::{Above, Record, Scratch};
use crate::features::{Background, COUNT, JobQuery, copied};
use crate::model::{FULL_SCORE, Points};
use crate::profile::cv::CvProfile;
use crate::rank::Ranking;
use crate::score::{ParsedCv, Scorer, Weighed, kept, ranked};
use crate::stability::{CUT_STEP, Rivalry};
use crate::text::sketch::Sketch;

/// CVs that are scored before the last that is shown is looked at again.
const ROUND: usize = 64;
/// Records that are made before they are written, and that are read at once.
const BATCH: usize = 2048;

/// The first CVs of a pool for one job.
pub struct First<T> {
    /// Those that were scored, the first as they are among all.
    pub ranking: Ranking,
    /// Of each that was scored.
    pub sources: Vec<Source>,
    /// In the order of `sources`.
    pub kept: Vec<T>,
}

/// What no score of a CV passes.
#[derive(Clone, Copy)]
struct Ceiling {
    points: i64,
    /// Rounded up.
    vector: [f32; COUNT],
    /// It may hold a copy of the post, without which it is read again: then all of it is unknown.
    may_copy: bool,
}

impl Pool {
    /// The first `top` of the CVs that are chosen, with all that have no score.
    ///
    /// `keep` is called for each CV that is scored, `progress` with how many of how many were made
    /// ready, which is done once for the language of a post.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn first<T: Send>(
        &self,
        scorer: &Scorer,
        job: &JobQuery,
        choice: &Choice,
        top: usize,
        keep: &(dyn Fn(&Source, Option<&ParsedCv>) -> T + Sync),
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<First<T>, PoolError> {
        let (candidates, left_out) = self.candidates(choice)?;
        let ceilings = self.ceilings(scorer, job, progress)?;
        let points = |candidate: &Candidate| {
            let ceiling = ceilings.get(&candidate.reading);
            ceiling.map_or(i64::MAX, |ceiling| ceiling.points)
        };
        let mut waiting: Vec<(i64, Candidate)> = candidates
            .into_iter()
            .map(|candidate| (points(&candidate), candidate))
            .collect();
        // Who has no ceiling comes first: what is damaged or cannot be scored is always told.
        waiting.sort_by_key(|(points, candidate)| (*points, std::cmp::Reverse(candidate.reading)));
        let mut done = Done {
            scorer,
            job,
            keep,
            readings: BTreeSet::new(),
            weighed: Vec::new(),
            sources: Vec::new(),
        };
        loop {
            // One more than is shown, and who would enter if the cut moved.
            let last = done.score_at(top + 1).map(|score| score.0 - CUT_STEP.0);
            let mut round = Vec::new();
            while round.len() < ROUND
                && let Some((_, candidate)) =
                    waiting.pop_if(|(points, _)| last.is_none_or(|last| *points >= last))
            {
                round.push(candidate);
            }
            if round.is_empty() {
                break;
            }
            done.weigh(round);
        }
        // The few that copy the post have no ceiling.
        let copies = |candidate: &Candidate| {
            let ceiling = ceilings.get(&candidate.reading);
            ceiling.is_some_and(|ceiling| ceiling.may_copy)
                && self.copies(candidate.reading, job).unwrap_or(true)
        };
        let (copiers, waiting): (Vec<Candidate>, Vec<Candidate>) = waiting
            .into_par_iter()
            .map(|(_, candidate)| candidate)
            .partition(copies);
        for round in in_rounds(copiers) {
            done.weigh(round);
        }
        let shown = done.vectors(top);
        let rivalry = Rivalry::new(job, scorer.ranker, &shown);
        let is_rival = |candidate: &Candidate| {
            let ceiling = ceilings.get(&candidate.reading);
            ceiling.is_none_or(|ceiling| rivalry.may_stand_above(&ceiling.vector.map(f64::from)))
        };
        let twins = self.twins(&done.readings_of_first(top))?;
        let (rivals, others): (Vec<Candidate>, Vec<Candidate>) = waiting
            .into_par_iter()
            .partition(|candidate| twins.contains(&candidate.reading) || is_rival(candidate));
        for round in in_rounds(rivals) {
            done.weigh(round);
        }
        let Done {
            weighed, sources, ..
        } = done;
        let (mut ranking, kept) = ranked(weighed);
        ranking.left_out = left_out;
        ranking.passed_over = others.len();
        Ok(First {
            ranking,
            sources,
            kept,
        })
    }

    /// Readings that are the same as one of these, nearly the same, or of the same address; and
    /// those that are the same as them.
    fn twins(&self, readings: &BTreeSet<i64>) -> Result<BTreeSet<i64>, PoolError> {
        let mut twins = readings.clone();
        let mut new: Vec<i64> = readings.iter().copied().collect();
        let mut sketches: HashMap<i64, Option<Sketch>> = HashMap::new();
        while let Some(reading) = new.pop() {
            let (same, alike) = self.candidates_for_twins(reading)?;
            let mut sketch_of = |reading: i64| {
                let sketch = || self.sketch(reading);
                sketches.entry(reading).or_insert_with(sketch).clone()
            };
            let own = sketch_of(reading);
            let is_alike = |other: &i64| {
                let both = own.as_ref().zip(sketch_of(*other));
                both.is_some_and(|(own, other)| own.is_same(&other))
            };
            let alike: Vec<i64> = alike.into_iter().filter(is_alike).collect();
            new.extend(
                same.into_iter()
                    .chain(alike)
                    .filter(|twin| twins.insert(*twin)),
            );
        }
        Ok(twins)
    }

    /// Readings of the same bytes or address, and those whose texts may be nearly the same.
    fn candidates_for_twins(&self, reading: i64) -> Result<(Vec<i64>, BTreeSet<i64>), PoolError> {
        self.store.with(|connection| {
            let mut same = connection.prepare_cached(
                "SELECT other.number FROM reading JOIN reading AS other \
                 ON other.content = reading.content WHERE reading.number = ?1 UNION \
                 SELECT other.reading FROM address JOIN address AS other \
                 ON other.hash = address.hash WHERE address.reading = ?1",
            )?;
            let mut alike = connection.prepare_cached(
                "SELECT other.reading FROM band JOIN band AS other ON other.hash = band.hash \
                 WHERE band.reading = ?1 AND other.reading != ?1",
            )?;
            let same = same.query_map([reading], |row| row.get(0))?;
            let alike = alike.query_map([reading], |row| row.get(0))?;
            Ok((
                same.collect::<Result<_, _>>()?,
                alike.collect::<Result<_, _>>()?,
            ))
        })
    }

    fn sketch(&self, reading: i64) -> Option<Sketch> {
        let (document, profile) = self.kept(reading)?;
        let profile = CvProfile::from_kept(profile.get(1..)?, &document.text).ok()?;
        sketch(&profile)
    }

    /// What no score for `job` passes, by reading; those without a profile have none.
    fn ceilings(
        &self,
        scorer: &Scorer,
        job: &JobQuery,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<HashMap<i64, Ceiling>, PoolError> {
        let language = &job.profile.language;
        let version = version(scorer);
        // Those of other frequencies are kept nowhere.
        if !std::ptr::eq(scorer.background, Background::builtin()) {
            return Ok(HashMap::new());
        }
        let made = self.make_ready(scorer, language, &version, progress)?;
        let above = Above::new(job, scorer.lexicon);
        let asked: f64 = job
            .features()
            .map(|feature| scorer.ranker.weight(feature))
            .sum();
        let mut weights = [0.0; COUNT];
        for feature in job.features().filter(|_| asked > 0.0) {
            weights[feature.index()] = FULL_SCORE as f64 * scorer.ranker.weight(feature) / asked;
        }
        let ceiling = |record: &[u8], room: &mut Scratch| {
            let vector = above.vector(record, room)?;
            let sum: f64 = weights
                .iter()
                .zip(&vector)
                .map(|(weight, most)| weight * most)
                .sum();
            Some(Ceiling {
                // One more, for what rounding may have lost.
                points: sum.ceil() as i64 + 1,
                vector: vector.map(rounded_up),
                may_copy: above.may_copy(room),
            })
        };
        let (first, last): (Option<i64>, Option<i64>) = self.store.with(|connection| {
            connection.query_row("SELECT min(number), max(number) FROM ceiling", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })?;
        let ranges = first.zip(last).map_or(Vec::new(), |(first, last)| {
            let starts = (first..=last).step_by(BATCH);
            starts.collect()
        });
        let read: Vec<Vec<(i64, Ceiling)>> = ranges
            .par_iter()
            .map_init(
                || above.scratch(),
                |room, start| {
                    self.store.with(|connection| {
                        let mut query = connection.prepare_cached(
                            "SELECT reading, record FROM ceiling WHERE number BETWEEN ? AND ? \
                             AND language = ? AND version = ?",
                        )?;
                        let end = start + BATCH as i64 - 1;
                        let mut rows = query.query(params![start, end, language, version])?;
                        let mut found = Vec::new();
                        while let Some(row) = rows.next()? {
                            let record = row.get_ref(1)?.as_blob()?;
                            if let Some(ceiling) = ceiling(record, room) {
                                found.push((row.get(0)?, ceiling));
                            }
                        }
                        Ok(found)
                    })
                },
            )
            .collect::<Result<_, _>>()?;
        let mut room = above.scratch();
        let mut ceilings: HashMap<i64, Ceiling> = read.into_iter().flatten().collect();
        for (reading, record) in made {
            if let Some(ceiling) = ceiling(&record, &mut room) {
                ceilings.insert(reading, ceiling);
            }
        }
        Ok(ceilings)
    }

    /// Makes the records that are missing for posts in `language`, and keeps them; gives back those
    /// that could not be written, where the pool may only be read.
    fn make_ready(
        &self,
        scorer: &Scorer,
        language: &str,
        version: &str,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<(i64, Vec<u8>)>, PoolError> {
        let profiler = scorer.profile_version();
        let missing: Vec<i64> = self.store.with(|connection| {
            let mut query = connection.prepare(
                "SELECT reading.number FROM reading LEFT JOIN ceiling \
                 ON ceiling.reading = reading.number AND ceiling.language = ? \
                 WHERE reading.status = 'scored' AND reading.profiler = ? \
                 AND (ceiling.version IS NULL OR ceiling.version != ?) ORDER BY reading.number",
            )?;
            let rows = query.query_map(params![language, profiler, version], |row| row.get(0))?;
            rows.collect()
        })?;
        let all = missing.len();
        let mut unwritten = Vec::new();
        for (batch, done) in missing.chunks(BATCH).zip((0..).step_by(BATCH)) {
            progress(done, all);
            let made: Vec<(i64, Vec<u8>)> = batch
                .par_iter()
                .filter_map(|reading| Some((*reading, self.record(*reading, scorer, language)?)))
                .collect();
            let written = self.store.write(|transaction| {
                let mut insert = transaction.prepare_cached(
                    "INSERT INTO ceiling (language, reading, version, record) \
                     SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM reading WHERE number = ?2) \
                     ON CONFLICT (language, reading) DO UPDATE \
                     SET version = excluded.version, record = excluded.record",
                )?;
                for (reading, record) in &made {
                    insert.execute(params![language, reading, version, record])?;
                }
                Ok(())
            });
            match written {
                Ok(()) => {}
                Err(
                    PoolError::ReadOnly { .. }
                    | PoolError::Busy { .. }
                    | PoolError::Full { .. }
                    | PoolError::Disk { .. },
                ) => {
                    unwritten.extend(made);
                }
                Err(error) => return Err(error),
            }
        }
        if all > 0 {
            progress(all, all);
        }
        Ok(unwritten)
    }

    /// Whether a CV holds a copy of the post; `None` where what is kept is damaged.
    fn copies(&self, reading: i64, job: &JobQuery) -> Option<bool> {
        let (document, profile) = self.kept(reading)?;
        let text = &document.text;
        let profile = CvProfile::from_kept(profile.get(1..)?, text).ok()?;
        Some(!copied::find(job, &profile, text).spans.is_empty())
    }

    /// Document and profile, as they are kept.
    fn kept(&self, reading: i64) -> Option<(Document, Vec<u8>)> {
        let kept = self.store.with(|connection| {
            let mut query = connection
                .prepare_cached("SELECT document, profile FROM reading WHERE number = ?")?;
            query.query_row([reading], |row| {
                let document: Vec<u8> = row.get(0)?;
                Ok((document, row.get::<_, Vec<u8>>(1)?))
            })
        });
        let (document, profile) = kept.ok()?;
        Some((read_document(&document)?, unpack(&profile)?))
    }

    /// The record of one reading; `None` where what is kept is damaged, so that it is scored.
    fn record(&self, reading: i64, scorer: &Scorer, language: &str) -> Option<Vec<u8>> {
        let (document, profile) = self.kept(reading)?;
        let read = kept::read(&profile, document).ok()?;
        let text = &read.document.text;
        let record = Record::of(&read.profile, text, language, scorer.background);
        Some(record.to_bytes())
    }
}

/// What a ceiling depends on beside the CV's bytes.
fn version(scorer: &Scorer) -> String {
    let (readers, ceilings) = (env!("CVRANK_READERS"), env!("CVRANK_CEILINGS"));
    format!("{readers} {} {ceilings}", scorer.profile_version())
}

fn rounded_up(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) < value {
        near.next_up()
    } else {
        near
    }
}

fn in_rounds(candidates: Vec<Candidate>) -> Vec<Vec<Candidate>> {
    let mut rounds: Vec<Vec<Candidate>> = Vec::new();
    for candidate in candidates {
        match rounds.last_mut().filter(|round| round.len() < ROUND) {
            Some(round) => round.push(candidate),
            None => rounds.push(vec![candidate]),
        }
    }
    rounds
}

/// CVs that were scored so far.
struct Done<'a, T> {
    scorer: &'a Scorer<'a>,
    job: &'a JobQuery,
    keep: &'a (dyn Fn(&Source, Option<&ParsedCv>) -> T + Sync),
    readings: BTreeSet<(std::cmp::Reverse<Points>, i64)>,
    weighed: Vec<Weighed<T>>,
    sources: Vec<Source>,
}

impl<T: Send> Done<'_, T> {
    fn weigh(&mut self, round: Vec<Candidate>) {
        let weighed: Vec<Weighed<T>> = round
            .par_iter()
            .map(|candidate| self.scorer.weigh(self.job, &candidate.source, self.keep))
            .collect();
        for (weighed, candidate) in weighed.into_iter().zip(round) {
            if let Some(score) = weighed.known.score() {
                let place = (std::cmp::Reverse(score), candidate.reading);
                self.readings.insert(place);
            }
            self.weighed.push(weighed);
            self.sources.push(candidate.source);
        }
    }

    /// The score at this rank, from 1; absent while fewer were scored.
    fn score_at(&self, rank: usize) -> Option<Points> {
        let place = self.readings.iter().nth(rank.checked_sub(1)?);
        place.map(|(std::cmp::Reverse(score), _)| *score)
    }

    fn readings_of_first(&self, top: usize) -> BTreeSet<i64> {
        let first = self.readings.iter().take(top);
        first.map(|(_, reading)| *reading).collect()
    }

    /// The features of those that are shown.
    fn vectors(&self, top: usize) -> Vec<[f64; COUNT]> {
        let mut scored: Vec<&Weighed<T>> = self.weighed.iter().collect();
        scored.retain(|weighed| weighed.known.score().is_some());
        scored.sort_by_key(|weighed| {
            let known = &weighed.known;
            (std::cmp::Reverse(known.score()), known.cv_id.clone())
        });
        let first = scored.into_iter().take(top);
        first
            .filter_map(|weighed| Some(weighed.known.explanation.as_ref()?.vector))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::document::source::{PoolOptions, collect};
    use crate::features::REGISTRY;
    use crate::profile::dates::Month;
    use crate::score::Scorer;

    /// No feature of any CV lies above what its record says; prints by how much it lies below.
    #[test]
    fn no_value_lies_above_its_ceiling() {
        let scorer = Scorer::builtin(Month::new(2026, 6));
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("data/cvs")];
        if let Some(more) = std::env::var_os("CVRANK_CEILING_CVS") {
            folders = vec![PathBuf::from(more)];
        }
        let sources = collect(&folders, &PoolOptions::default()).unwrap();
        let posts: Vec<PathBuf> = fs::read_dir(root.join("data/jobs"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        let mut slack = [0.0; COUNT];
        let mut suspects = 0.0;
        let mut count = 0.0;
        for post in posts {
            let source = crate::document::source::Source::file(&post);
            let job = scorer.query(scorer.read_job(&source).unwrap());
            let above = Above::new(&job, scorer.lexicon);
            let mut room = above.scratch();
            for source in &sources {
                let Ok(read) = scorer.read_cv(source) else {
                    continue;
                };
                let language = &job.profile.language;
                let record = Record::of(
                    &read.profile,
                    &read.document.text,
                    language,
                    scorer.background,
                );
                let most = above.vector(&record.to_bytes(), &mut room).unwrap();
                let measured = scorer.measure(&job, &read);
                count += 1.0;
                suspects += f64::from(u8::from(above.may_copy(&room)));
                if !measured.copied.is_empty() {
                    assert!(above.may_copy(&room), "{} copies", source.id);
                    continue;
                }
                let is = measured.vector();
                for info in REGISTRY.iter().filter(|info| job.applies(info.feature)) {
                    let at = info.feature.index();
                    let weight = 100.0 * scorer.ranker.weights()[at];
                    slack[at] += weight * (most[at] - is[at]);
                    assert!(
                        is[at] <= most[at] + 1e-9,
                        "{} of {} for {}: {} > {}",
                        info.name,
                        source.id,
                        post.display(),
                        is[at],
                        most[at]
                    );
                }
            }
        }
        println!("may copy {:.3}", suspects / count);
        for (info, slack) in REGISTRY.iter().zip(slack) {
            println!("{:24} {:6.2}", info.name, slack / count);
        }
    }
}
