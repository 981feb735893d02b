//! Jobs and CVs: reads, profiles, measures and ranks, on all cores.
//!
//! Each CV is scored by itself; neither the others nor the order nor the number
//! of threads can change a score.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use rayon::prelude::*;

use crate::document::source::Source;
use crate::document::{Document, Format, Status, Unreadable};
use crate::document::{budget, forged, isolate, limits, mail};
use crate::duplicates::{self, Trace};
use crate::explain::{Explanation, Paper, explain, note_kinds};
use crate::features::remembered::Remembered;
use crate::features::{Background, JobQuery, PairFeatures, measure, measure_without};
use crate::flag::{Flag, FlagKind};
use crate::lexicon::Lexicon;
use crate::model::{Points, Ranker};
use crate::profile::cv::{self, CvProfile};
use crate::profile::dates::Month;
use crate::profile::job::{self, JobProfile, job_file};
use crate::profile::kind::{self, Judgement, Kind};
use crate::rank::{Match, Ranking};
use lean::Best;

pub use held::HeldCv;
pub use lean::Lean;
pub(crate) use weighed::{Weighed, ranked};

mod held;
pub(crate) mod kept;
mod lean;
mod mailed;
mod weighed;

/// Fewer words than this are no CV.
const LEAST_WORDS: usize = 12;

/// Reads the bytes of a PDF; the program reads PDFs in a worker process.
pub type PdfReader<'a> = &'a (dyn Fn(&[u8]) -> Result<Document, Unreadable> + Sync);

/// What every score of a call shares.
#[derive(Clone, Copy)]
pub struct Scorer<'a> {
    pub lexicon: &'a Lexicon,
    pub background: &'a Background,
    pub ranker: &'a Ranker,
    /// The month that open ends resolve to.
    pub as_of: Month,
    pub pdf: PdfReader<'a>,
}

/// A CV that was read and profiled.
pub struct ParsedCv {
    pub document: Document,
    pub profile: CvProfile,
    /// Whether it is a CV at all.
    pub judged: Judgement,
    remembered: Remembered,
}

impl ParsedCv {
    /// Of a document, and what it claims.
    pub fn new(document: Document, profile: CvProfile) -> Self {
        Self {
            judged: kind::judge(&document, &profile),
            document,
            profile,
            remembered: Remembered::default(),
        }
    }

    /// What an explanation quotes.
    pub fn paper(&self) -> Paper<'_> {
        Paper {
            document: &self.document,
            profile: &self.profile,
        }
    }
}

/// Why a job post could not be used.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    File(#[from] job_file::JobFileError),
    #[error("the job post holds no text that describes the work; check the file")]
    Empty,
}

impl Scorer<'static> {
    /// The built-in lexicon, frequencies and model; every file is read in this process
    /// ([`isolate`] says what a damaged PDF may do to it).
    pub fn builtin(as_of: Month) -> Self {
        Self {
            lexicon: Lexicon::builtin(),
            background: Background::builtin(),
            ranker: Ranker::builtin(),
            as_of,
            pdf: &isolate::read,
        }
    }
}

impl Scorer<'_> {
    /// Reads the job post or the corrected job file in `source`.
    pub fn read_job(&self, source: &Source) -> Result<JobProfile, JobError> {
        self.profile_job(&self.read_document(source)?)
    }

    /// Reads the text of a CV or a job post.
    pub fn read_document(&self, source: &Source) -> Result<Document, Unreadable> {
        budget::within(|| source.read_with(&|bytes| (self.pdf)(bytes)))?
    }

    /// What the job post or the job file in `document` asks for.
    pub fn profile_job(&self, document: &Document) -> Result<JobProfile, JobError> {
        if document.format == Format::JobToml {
            let profile = job_file::from_toml(&document.text, self.lexicon)?;
            return Ok(bounded(profile)?);
        }
        let mut profile = budget::within(|| job::read(document, self.lexicon))?;
        if profile.described.iter().all(|span| span.is_empty()) && profile.requirements.is_empty() {
            return Err(JobError::Empty);
        }
        let judged = budget::within(|| {
            kind::judge(document, &cv::read(document, self.lexicon, self.as_of))
        })?;
        if judged.is_plainly_a_cv() {
            profile.reads_like_a_cv = Some(judged.why(Kind::Cv));
        }
        Ok(bounded(profile)?)
    }

    pub fn query(&self, job: JobProfile) -> JobQuery {
        JobQuery::new(job, self.lexicon, self.background)
    }

    /// Reads and profiles one CV.
    pub fn read_cv(&self, source: &Source) -> Result<ParsedCv, Unreadable> {
        if !source.is_kept() {
            return self.profile_cv(self.read_cv_document(source)?);
        }
        // A message stands in no pool; what it carried does.
        let document = self.read_document(source)?;
        match source.kept_profile(&self.profile_version()) {
            Some(kept) => kept::read(&kept, document),
            None => self.profile_cv(document),
        }
    }

    /// What a profile depends on beside its document: two of the same version are the same.
    pub(crate) fn profile_version(&self) -> String {
        let origin = self.lexicon.origin();
        format!("{} {} {origin}", env!("CVRANK_PROFILES"), self.as_of.0)
    }

    /// Profiles a CV whose text was read.
    ///
    /// # Errors
    /// [`Status::Empty`] with fewer words than a CV has; [`Status::OverLimit`] where the text
    /// causes more work than [`budget::STEPS`].
    pub fn profile_cv(&self, document: Document) -> Result<ParsedCv, Unreadable> {
        mail::refuse(&document)?;
        let profile = budget::within(|| cv::read(&document, self.lexicon, self.as_of))?;
        if profile.tokens.len() < LEAST_WORDS {
            return Err(Unreadable {
                status: Status::Empty,
                reason: format!(
                    "{} words besides name and contact, too few for a CV; if it is a scan, run text recognition first",
                    profile.tokens.len()
                ),
            });
        }
        if kind::is_page_of_the_web(&document, &profile) {
            return Err(Unreadable {
                status: Status::Unsupported,
                reason:
                    "the file is a page of the web, such as one to sign in or to tell an error, \
                         and no CV; download the CV again, signed in"
                        .to_owned(),
            });
        }
        Ok(ParsedCv::new(document, profile))
    }

    /// Scores one CV that was read.
    ///
    /// Hidden text and letters of another alphabet are not scored; a flag says what they would
    /// have gained.
    pub fn explain(&self, job: &JobQuery, cv: &ParsedCv) -> Explanation {
        let mut explained = self.explain_visible(job, cv);
        note_kinds(&mut explained, job, &cv.profile, &cv.judged);
        let gain = |document: Document| {
            let read = self.profile_cv(document).ok()?;
            Some(Points(
                self.explain_visible(job, &read).score().0 - explained.score().0,
            ))
        };
        let hidden = forged::shown(&cv.document).and_then(|(document, _)| gain(document));
        let doubtful = cv.document.with_doubtful().and_then(gain);
        let forged = forged::latinised(&cv.document)
            .and_then(|(document, words)| Some((gain(document)?, words)));
        if let Some(gain) = hidden {
            explained.note_gain(FlagKind::HiddenText, gain);
        }
        if let Some(gain) = doubtful {
            explained.note_gain(FlagKind::DoubtfulText, gain);
        }
        if let Some((gain, mut words)) = forged.filter(|(gain, _)| gain.0 > 0) {
            // Words of the person's name are none of the flag's business.
            let text = &cv.document.text;
            words.retain(|word| {
                let mut matched = cv.profile.tokens.iter();
                matched.any(|token| token.of(text).contains(word.as_str()))
            });
            explained.flags.push(Flag::OtherAlphabet { words, gain });
        }
        explained
    }

    fn explain_visible(&self, job: &JobQuery, cv: &ParsedCv) -> Explanation {
        let pair = self.measure(job, cv);
        explain(job, cv.paper(), &pair, self.ranker)
    }

    /// Measures one pair; lines copied from the job are left out before the CV is read.
    pub fn measure(&self, job: &JobQuery, cv: &ParsedCv) -> PairFeatures {
        let text = &cv.document.text;
        let remembered = &cv.remembered;
        let copied = remembered.copied(job, &cv.profile, text);
        let lines = copied.lines(job, &cv.profile, &cv.document);
        if lines.is_empty() {
            return measure_without(&copied, remembered, job, &cv.profile, text, self.lexicon);
        }
        let own = cv::read_without(&cv.document, &lines, self.lexicon, self.as_of);
        PairFeatures {
            copied: copied.spans.clone(),
            ..measure(job, &own, text, self.lexicon)
        }
    }

    /// Scores one source; whatever is wrong with it becomes its status and reason.
    pub fn score(&self, job: &JobQuery, source: &Source) -> Match {
        let read = caught(|| self.read_cv(source));
        self.score_read(job, source, &read)
    }

    fn score_read(
        &self,
        job: &JobQuery,
        source: &Source,
        read: &Result<ParsedCv, Unreadable>,
    ) -> Match {
        let scored = match read {
            Ok(cv) => caught(|| budget::within(|| self.explain(job, cv))),
            Err(unreadable) => Err(unreadable.clone()),
        };
        let (status, reason, explanation) = match scored {
            Ok(explanation) => (Status::Scored, String::new(), Some(explanation)),
            Err(unreadable) => (unreadable.status, unreadable.reason, None),
        };
        Match {
            cv_id: source.id.clone(),
            source: source.path.clone(),
            rank: None,
            status,
            reason,
            explanation,
            duplicates: Vec::new(),
        }
    }

    /// Scores `sources` for one job and hands each over as soon as it and those before it are
    /// scored, in their order, until `each` breaks off. None has a rank, or knows of the others.
    pub fn stream(
        &self,
        job: &JobQuery,
        sources: &[Source],
        each: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) {
        let next = AtomicUsize::new(0);
        let (sender, scored) = mpsc::channel();
        rayon::in_place_scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                let (sender, next) = (sender.clone(), &next);
                // One after the other and not in halves, so that the first are soon known.
                scope.spawn(move |_| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(source) = sources.get(index) else {
                            return;
                        };
                        if sender
                            .send((index, self.score(job, &source.held())))
                            .is_err()
                        {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut turn = 0;
            for (index, known) in scored {
                waiting.insert(index, known);
                while let Some(known) = waiting.remove(&turn) {
                    turn += 1;
                    if each(known).is_break() {
                        // Whoever is at work finishes its file and finds nobody who listens.
                        return;
                    }
                }
            }
        });
    }

    /// Scores one source and keeps of it what is asked.
    pub(crate) fn weigh<T>(
        &self,
        job: &JobQuery,
        source: &Source,
        keep: &dyn Fn(&Source, Option<&ParsedCv>) -> T,
    ) -> Weighed<T> {
        let held = source.held();
        let read = caught(|| self.read_cv(&held));
        let known = self.score_read(job, &held, &read);
        Weighed {
            known,
            kept: kept_of(&held, read.as_ref().ok(), keep),
            trace: trace(&held, read.as_ref().ok()),
        }
    }

    /// Ranks `sources` for one job; `done` is called once for each.
    pub fn rank(&self, job: &JobQuery, sources: &[Source], done: &(dyn Fn() + Sync)) -> Ranking {
        let (mut rankings, _) = self.rank_jobs(slice::from_ref(job), sources, None, &|_, _| done());
        rankings.pop().unwrap_or_default()
    }

    /// Ranks `sources` for each of `jobs`, in their order, reading every source once.
    ///
    /// With `lean` only the first explanations are kept. `keep` is called once for each source, with
    /// its bytes held in memory and with what was read of it, if anything; what it returns is given
    /// back in the order of `sources`.
    pub fn rank_jobs<T: Send>(
        &self,
        jobs: &[JobQuery],
        sources: &[Source],
        lean: Option<Lean>,
        keep: &(dyn Fn(&Source, Option<&ParsedCv>) -> T + Sync),
    ) -> (Vec<Ranking>, Vec<T>) {
        self.rank_jobs_until(jobs, sources, lean, keep, &|| false)
            .unwrap_or_default()
    }

    /// [`Scorer::rank_jobs`], given up before the next source where `is_stopped`.
    pub fn rank_jobs_until<J: Borrow<JobQuery> + Sync, T: Send>(
        &self,
        jobs: &[J],
        sources: &[Source],
        lean: Option<Lean>,
        keep: &(dyn Fn(&Source, Option<&ParsedCv>) -> T + Sync),
        is_stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<(Vec<Ranking>, Vec<T>)> {
        let are_several = sources.len() > 1;
        let best: Vec<Best> = jobs
            .iter()
            .map(|_| Best::new(lean.map_or(usize::MAX, |lean| lean.top)))
            .collect();
        let shorten = |job: &J, known: &mut Match| {
            if let (Some(lean), Some(explained)) = (lean, &mut known.explanation) {
                (lean.let_go)(job.borrow(), explained);
            }
        };
        let scored: Vec<(Vec<Match>, T, Option<Arc<Trace>>)> = sources
            .par_iter()
            .map(|source| {
                if is_stopped() {
                    return None;
                }
                let held = source.held();
                let read = caught(|| self.read_cv(&held));
                let score = |(job, best): (&J, &Best)| {
                    let mut known = self.score_read(job.borrow(), &held, &read);
                    let stays = |score| lean.is_none() || best.may_stay(score);
                    if !known.score().is_none_or(stays) {
                        shorten(job, &mut known);
                    }
                    known
                };
                let matches = jobs.iter().zip(&best).map(score).collect();
                let kept = kept_of(&held, read.as_ref().ok(), keep);
                let trace = are_several
                    .then(|| trace(&held, read.as_ref().ok()))
                    .flatten();
                Some((matches, kept, trace))
            })
            .collect::<Option<_>>()?;
        let mut by_job: Vec<Vec<Match>> = jobs.iter().map(|_| Vec::new()).collect();
        let mut kept = Vec::with_capacity(scored.len());
        let mut traces = Vec::with_capacity(scored.len());
        for (matches, kept_of_one, trace) in scored {
            for (of_job, known) in by_job.iter_mut().zip(matches) {
                of_job.push(known);
            }
            kept.push(kept_of_one);
            traces.push(trace);
        }
        let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        let found = duplicates::find(&ids, &traces);
        for of_job in &mut by_job {
            for (known, found) in of_job.iter_mut().zip(&found) {
                known.duplicates.clone_from(found);
            }
        }
        let mut rankings: Vec<Ranking> = by_job.into_iter().map(Ranking::new).collect();
        if let Some(lean) = lean {
            for (job, ranking) in jobs.iter().zip(&mut rankings) {
                lean.cut(job.borrow(), ranking);
            }
        }
        Some((rankings, kept))
    }
}

/// The post, unless it asks for more than [`limits::REQUIREMENTS`].
fn bounded(job: JobProfile) -> Result<JobProfile, Unreadable> {
    let asked = job.requirements.len();
    if asked > limits::REQUIREMENTS {
        return Err(limits::over(
            &format!("the job post asks for {asked} things"),
            limits::REQUIREMENTS,
        ));
    }
    Ok(job)
}

/// What is kept of a source; of one that takes too much work, as if it had not been read.
fn kept_of<T>(
    held: &Source,
    read: Option<&ParsedCv>,
    keep: &dyn Fn(&Source, Option<&ParsedCv>) -> T,
) -> T {
    let kept = caught(|| budget::within(|| keep(held, read)));
    kept.unwrap_or_else(|_| keep(held, None))
}

fn trace(source: &Source, read: Option<&ParsedCv>) -> Option<Arc<Trace>> {
    let (file, _) = source.content()?;
    let read = read.map(|read| (read.document.text.as_str(), &read.profile));
    Some(Arc::new(Trace::new(file, read)))
}

/// A panic while working on one file becomes that file's status.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Unreadable {
            status: Status::Failed,
            reason: "a fault of ours while reading this file; please report it".to_owned(),
        })
    })
}

#[cfg(test)]
mod ranking_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::tests::document;

    pub(super) fn scorer() -> Scorer<'static> {
        Scorer {
            lexicon: Lexicon::builtin(),
            background: Background::builtin(),
            ranker: Ranker::builtin(),
            as_of: Month::new(2020, 1),
            pdf: &|_| unreachable!("no PDF is read"),
        }
    }

    #[test]
    fn twelve_words_are_a_cv() {
        let words = "baked rye bread and sold it with cake at the old mill";
        let words: Vec<&str> = words.split(' ').collect();
        for (count, is_read) in [(10, false), (11, true)] {
            // The heading is a word as well.
            let text = format!("Experience\n- {}\n", words[..count].join(" "));
            let read = scorer().profile_cv(document(&text));
            let refused = read
                .err()
                .map(|unreadable| (unreadable.status, unreadable.reason));
            let expected = (!is_read).then(|| {
                let reason = "11 words besides name and contact, too few for a CV; if it is a \
                              scan, run text recognition first";
                (Status::Empty, reason.to_owned())
            });
            assert_eq!(refused, expected, "{text}");
        }
    }

    #[test]
    fn a_job_file_is_read_as_one_and_a_post_as_a_post() {
        let text = "title = \"Baker\"\ndescribed = \"We bake rye bread.\"\n";
        let plain = document(text);
        let file = Document {
            format: Format::JobToml,
            ..plain.clone()
        };
        assert_eq!(scorer().profile_job(&file).unwrap().title, "Baker");
        let post = scorer().profile_job(&plain).unwrap();
        assert_ne!(post.title, "Baker");
        let nothing = scorer().profile_job(&document("•"));
        assert!(matches!(nothing, Err(JobError::Empty)));
    }

    #[test]
    fn a_post_may_ask_for_so_many_things_and_for_no_more() {
        let asking = |count: usize| {
            let mut job = crate::features::tests::job("", "");
            for _ in 0..count {
                let importance = job::Importance::Must;
                job = crate::features::tests::asking(job, importance, job::Demand::Text);
            }
            bounded(job)
        };
        assert!(asking(limits::REQUIREMENTS).is_ok());
        let refused = asking(limits::REQUIREMENTS + 1).unwrap_err();
        assert_eq!(refused.status, Status::OverLimit);
    }

    #[test]
    fn a_fault_becomes_the_status_of_its_file() {
        let fault: Result<(), Unreadable> = caught(|| panic!("a fault"));
        assert_eq!(fault.unwrap_err().status, Status::Failed);
        assert_eq!(caught(|| Ok(7)), Ok(7));
    }

    #[test]
    fn who_breaks_off_is_handed_no_more() {
        let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded rye and sold it at the old mill\n";
        let sources: Vec<Source> = (0..3)
            .map(|at| Source::text(format!("c{at}"), String::new(), text))
            .collect();
        let job = scorer().query(crate::features::tests::job("Baker", "Kneads rye."));
        for (most, expected) in [(1, 1), (2, 2), (9, 3)] {
            let mut count = 0;
            scorer().stream(&job, &sources, &mut |_| {
                count += 1;
                match count < most {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                }
            });
            assert_eq!(count, expected, "{most}");
        }
    }
}
