//! The first of a pool, without scoring all: who cannot be among them is passed over.
//!
//! Each CV has a ceiling that no score of its passes ([`crate::features::ceiling`]). CVs are scored
//! in the order of their ceilings until the next lies below the last that is shown, with all that
//! could change what is said of those that are shown: the same come out as by scoring all.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::choose::Candidate;
use super::{Choice, Pool, PoolError};
use crate::document::source::Source;
use crate::duplicates::sketch;
use crate::features::{COUNT, JobQuery};
use crate::model::Points;
use crate::rank::Ranking;
use crate::score::{ParsedCv, Scorer, Weighed, ranked};
use crate::stability::{CUT_STEP, Rivalry};
use crate::text::sketch::Sketch;

/// CVs that are scored before the last that is shown is looked at again.
const ROUND: usize = 64;

/// The first CVs of a pool for one job.
pub struct First<T> {
    /// Those that were scored, the first as they are among all.
    pub ranking: Ranking,
    /// Of each that was scored.
    pub sources: Vec<Source>,
    /// In the order of `sources`.
    pub kept: Vec<T>,
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
        done.weigh(copiers);
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
        done.weigh(rivals);
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
        let (_, profile) = self.read(reading)?;
        sketch(&profile)
    }
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
    fn weigh(&mut self, candidates: Vec<Candidate>) {
        let weighed: Vec<Weighed<T>> = candidates
            .par_iter()
            .map(|candidate| self.scorer.weigh(self.job, &candidate.source, self.keep))
            .collect();
        for (weighed, candidate) in weighed.into_iter().zip(candidates) {
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
