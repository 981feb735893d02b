//! CVs that are held in memory as they were read, to be ranked again and again.

use std::sync::Arc;

use rayon::prelude::*;

use super::lean::Best;
use super::{Lean, ParsedCv, Scorer, Weighed, caught, ranked, trace};
use crate::document::Unreadable;
use crate::document::source::Source;
use crate::duplicates::Trace;
use crate::features::JobQuery;
use crate::features::remembered::Remembered;
use crate::rank::{Match, Ranking};

/// CVs that are read before what stays of them is packed.
const CHUNK: usize = 128;

/// A CV between two rankings.
pub struct HeldCv {
    source: Source,
    /// Absent where it is read anew each time.
    read: Option<Result<ParsedCv, Unreadable>>,
    trace: Option<Arc<Trace>>,
}

impl HeldCv {
    /// Where it was read.
    pub fn source(&self) -> &Source {
        &self.source
    }

    fn packed(&self) -> Self {
        let packed = |read: &ParsedCv| ParsedCv {
            document: read.document.clone(),
            profile: read.profile.clone(),
            judged: read.judged.clone(),
            remembered: Remembered::default(),
        };
        let read = self.read.as_ref();
        Self {
            source: self.source.clone(),
            read: read.map(|read| read.as_ref().map(packed).map_err(Clone::clone)),
            trace: self.trace.clone(),
        }
    }
}

impl Scorer<'_> {
    /// Reads CVs to be ranked again and again. What was read stays in memory, some 35 KB a CV, of the
    /// first `stay`; the others are read anew each time, which suits CVs of a pool.
    pub fn hold(&self, sources: &[&Source], stay: usize) -> Vec<HeldCv> {
        let mut held = Vec::with_capacity(sources.len());
        for (chunk, first) in sources.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
            let read: Vec<HeldCv> = chunk
                .par_iter()
                .enumerate()
                .map(|(number, source)| self.hold_one(source, first + number < stay))
                .collect();
            // What reading leaves lies among what it needed for a moment. Written once more, one
            // behind the other, it takes half of the room.
            held.extend(read.iter().map(HeldCv::packed));
        }
        held
    }

    fn hold_one(&self, source: &Source, stays: bool) -> HeldCv {
        let held = source.held();
        let read = caught(|| self.read_cv(&held));
        HeldCv {
            trace: trace(&held, read.as_ref().ok()),
            read: stays.then_some(read),
            source: source.clone(),
        }
    }

    /// What was read of a CV, or why there is nothing.
    pub fn with_held<T>(
        &self,
        cv: &HeldCv,
        with: impl FnOnce(&Result<ParsedCv, Unreadable>) -> T,
    ) -> T {
        match &cv.read {
            Some(read) => with(read),
            None => with(&caught(|| self.read_cv(&cv.source))),
        }
    }

    /// Scores one CV, as [`Scorer::score`] does.
    pub fn score_held(&self, job: &JobQuery, cv: &HeldCv) -> Match {
        self.with_held(cv, |read| self.score_read(job, &cv.source, read))
    }

    /// Ranks CVs for one job, as [`Scorer::rank`] does. Only the first explanations are kept.
    pub fn rank_held<T: AsRef<HeldCv> + Sync>(
        &self,
        job: &JobQuery,
        cvs: &[T],
        lean: Lean,
    ) -> Ranking {
        let best = Best::new(lean.top);
        let weighed: Vec<Weighed<()>> = cvs
            .par_iter()
            .map(|cv| {
                let cv = cv.as_ref();
                let mut known = self.score_held(job, cv);
                let is_out = known.score().is_some_and(|score| !best.may_stay(score));
                if let Some(explained) = known.explanation.as_mut().filter(|_| is_out) {
                    (lean.let_go)(job, explained);
                }
                Weighed {
                    known,
                    kept: (),
                    trace: cv.trace.clone(),
                }
            })
            .collect();
        let mut ranking = ranked(weighed).0;
        lean.cut(job, &mut ranking);
        ranking
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::explain::Explanation;
    use crate::features::tests::{job, query};
    use crate::profile::dates::Month;

    #[test]
    fn the_first_so_many_stay_in_memory() {
        let scorer = Scorer::builtin(Month::new(2020, 1));
        let text =
            "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded rye bread by hand and sold it\n";
        let sources: Vec<Source> = (0..3)
            .map(|at| Source::text(at.to_string(), at.to_string(), text))
            .collect();
        let sources: Vec<&Source> = sources.iter().collect();
        for (stay, expected) in [
            (0, [false, false, false]),
            (2, [true, true, false]),
            (3, [true, true, true]),
        ] {
            let held = scorer.hold(&sources, stay);
            let stays: Vec<bool> = held.iter().map(|cv| cv.read.is_some()).collect();
            assert_eq!(stays, expected, "{stay}");
        }
    }

    #[test]
    fn cvs_that_stay_and_those_that_are_read_anew_are_ranked_alike() {
        let scorer = Scorer::builtin(Month::new(2020, 1));
        let job = query(job("Baker", "Kneads gloamrye"));
        let sources: Vec<Source> = ["Kneaded gloamrye", "Kneaded rye", "Swept rye"]
            .into_iter()
            .zip(["a", "b", "c"])
            .map(|(does, id)| {
                let text = format!(
                    "Experience\nBaker, Brill Ltd, 2015 - 2018\n- {does} by hand and sold it in the town\n"
                );
                Source::text(id.to_owned(), String::new(), text)
            })
            .collect();
        let expected: Vec<(String, Option<u32>)> = scorer
            .rank(&job, &sources, &|| ())
            .matches
            .into_iter()
            .map(|known| (known.cv_id, known.rank))
            .collect();
        let sources: Vec<&Source> = sources.iter().collect();
        let let_go = |_: &JobQuery, explained: &mut Explanation| explained.let_go_of_reasons(None);
        for (stay, top) in [(0, 1), (3, 1), (3, 3)] {
            let held = scorer.hold(&sources, stay);
            let held: Vec<Arc<HeldCv>> = held.into_iter().map(Arc::new).collect();
            let lean = Lean {
                top,
                let_go: &let_go,
            };
            let ranking = scorer.rank_held(&job, &held, lean);
            let matches = ranking.matches.iter();
            let ranks: Vec<(String, Option<u32>)> = matches
                .map(|known| (known.cv_id.clone(), known.rank))
                .collect();
            assert_eq!(ranks, expected, "{stay}");
            let kept = ranking.matches.iter();
            let kept: Vec<bool> = kept
                .map(|known| !known.explanation.as_ref().unwrap().reasons.is_empty())
                .collect();
            let first: Vec<bool> = (0..3).map(|place| place < top).collect();
            assert_eq!(kept, first, "{stay}, {top}");
        }
    }
}
