//! The promises, tried on somebody's own files: each with how often it was tried, how often it
//! broke, and the largest figure seen beside its published bound.
//!
//! The pieces stand alone, so that this project's own tests use the same ones.

pub mod attacks;
pub mod blind;
pub(crate) mod edit;
pub mod forgery;
pub(crate) mod growth;
pub(crate) mod hidden;
pub mod people;
mod report;
pub(crate) mod swap;
pub(crate) mod truth;
mod untried;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::csv_rows::CsvRows;
use crate::document::source::Source;
use crate::explain::Explanation;
use crate::features::JobQuery;
use crate::model::Points;
use crate::score::{ParsedCv, PdfReader, Scorer};

pub use report::{check_json, check_text};

/// Examples of a broken promise that are kept.
const EXAMPLES: usize = 5;

/// What is tried.
#[derive(Clone, Default)]
pub struct Options<'a> {
    /// Invented people who take the place of each CV's owner.
    pub swaps: usize,
    /// Names by CV id, where the user knows them; others are looked for at the head of the CV.
    pub names: BTreeMap<String, String>,
    /// Reads a PDF with nothing read before it, whatever [`Scorer::pdf`] keeps; without it,
    /// [`Scorer::pdf`] reads alone too.
    pub alone: Option<PdfReader<'a>>,
}

/// Names by CV from a CSV with the columns `cv_id` and `name`.
///
/// # Errors
/// The first line that cannot be used, and why.
pub fn names_from_csv(text: &str) -> Result<BTreeMap<String, String>, (u64, String)> {
    let rows = CsvRows::new(text)?;
    let column = |wanted: &str| {
        let place = rows.header.iter().position(|name| name == wanted);
        place.ok_or_else(|| {
            let header = rows.header.iter().collect::<Vec<_>>().join(",");
            let problem =
                format!("the header is `{header}`, without `{wanted}`; expected `cv_id,name`");
            (1, problem)
        })
    };
    let (cv_id, name) = (column("cv_id")?, column("name")?);
    let named = |row: csv::StringRecord| {
        let cell = |place: usize| row.get(place).unwrap_or_default().to_owned();
        (cell(cv_id), cell(name))
    };
    rows.map(|row| row.map(|(_, row)| named(row))).collect()
}

/// Invented people a CV unless more are asked for: one woman or man of each region.
pub const SWAPS: usize = 12;

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    BlindInPlace,
    BlindIntroduced,
    BlindFileName,
    AloneOrTogether,
    PartsSum,
    QuotesTrue,
    RequirementNeverLess,
    MonthNeverLess,
    ListedSkills,
    StuffedSkills,
    PastedJob,
    RepeatedBlock,
    WovenBlock,
    RepeatedCv,
    HiddenText,
}

impl Promise {
    pub const ALL: [Promise; 15] = [
        Self::BlindInPlace,
        Self::BlindIntroduced,
        Self::BlindFileName,
        Self::AloneOrTogether,
        Self::PartsSum,
        Self::QuotesTrue,
        Self::RequirementNeverLess,
        Self::MonthNeverLess,
        Self::ListedSkills,
        Self::StuffedSkills,
        Self::PastedJob,
        Self::RepeatedBlock,
        Self::WovenBlock,
        Self::RepeatedCv,
        Self::HiddenText,
    ];

    /// The promise in words.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::BlindInPlace => {
                "blind: name, e-mail, links, phone, pronouns, honorifics, address, birth and nationality changed in place"
            }
            Self::BlindIntroduced => {
                "blind: another head, personal details and running text about somebody"
            }
            Self::BlindFileName => "blind: another file name",
            Self::AloneOrTogether => "alone, together, in another order, on other threads",
            Self::PartsSum => "the printed parts sum to the printed score",
            Self::QuotesTrue => "quotes stand where they say and name nobody",
            Self::RequirementNeverLess => "loss by an unmet requirement met in a position",
            Self::MonthNeverLess => "one more month in a position never costs",
            Self::ListedSkills => "gain of a bare list of all skills asked for",
            Self::StuffedSkills => "gain of that list twenty times over once",
            Self::PastedJob => "gain of the pasted job post",
            Self::RepeatedBlock => "gain of a position's text ten times over once",
            Self::WovenBlock => {
                "gain of a position's text ten times over once, other words in each line"
            }
            Self::RepeatedCv => "gain of the whole CV twice over once",
            Self::HiddenText => "gain of text nobody sees",
        }
    }

    /// The largest gain or loss that is promised; absent where nothing may change at all.
    pub fn bound(self) -> Option<Points> {
        match self {
            Self::RequirementNeverLess => Some(growth::MOST_BY_MEETING),
            Self::ListedSkills => Some(attacks::MOST_BY_LIST),
            Self::StuffedSkills => Some(attacks::MOST_BY_STUFFING),
            Self::PastedJob => Some(attacks::MOST_BY_PASTING),
            Self::RepeatedBlock => Some(attacks::MOST_BY_REPEATING),
            Self::WovenBlock => Some(attacks::MOST_BY_WEAVING),
            Self::RepeatedCv => Some(attacks::MOST_BY_REPEATING),
            Self::HiddenText => Some(hidden::MOST_BY_HIDING),
            _ => None,
        }
    }
}

/// One try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trial {
    pub promise: Promise,
    /// Points gained (attacks) or lost (growth, blindness).
    pub figure: Points,
    /// What broke, in words; absent where the promise held.
    pub broken: Option<String>,
}

impl Trial {
    /// A try that may not change the score by more than the promise's bound.
    fn bounded(promise: Promise, gain: Points, what: impl FnOnce() -> String) -> Self {
        let over = promise.bound().is_some_and(|bound| gain > bound);
        Self {
            promise,
            figure: gain,
            broken: over.then(what),
        }
    }
}

/// An example of a broken promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    pub cv_id: String,
    pub what: String,
}

/// CVs on which a promise was not tried, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotTried {
    pub because: &'static str,
    pub cvs: usize,
}

/// The answer to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// Tried, and never broken.
    Holds,
    Broken,
    NotTried,
}

/// One promise over all CVs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub promise: Promise,
    pub tried: usize,
    pub failed: usize,
    /// The largest figure seen.
    pub largest: Points,
    /// The first few, by CV.
    pub examples: Vec<Broken>,
    /// CVs on which it was not tried, most first.
    pub not_tried: Vec<NotTried>,
}

impl Finding {
    pub(crate) fn answer(&self) -> Answer {
        match (self.failed, self.tried) {
            (0, 0) => Answer::NotTried,
            (0, _) => Answer::Holds,
            _ => Answer::Broken,
        }
    }

    /// CVs on which it was not tried.
    pub(crate) fn cvs_not_tried(&self) -> usize {
        self.not_tried.iter().map(|reason| reason.cvs).sum()
    }

    fn add_not_tried(&mut self, because: &'static str) {
        match self
            .not_tried
            .iter_mut()
            .find(|known| known.because == because)
        {
            Some(known) => known.cvs += 1,
            None => self.not_tried.push(NotTried { because, cvs: 1 }),
        }
    }
}

/// What came of one CV.
struct Tried {
    has_name: bool,
    trials: Vec<Trial>,
    untried: Vec<(Promise, &'static str)>,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// In the order of [`Promise::ALL`].
    pub findings: Vec<Finding>,
    pub cvs: usize,
    /// CVs without a score, on which nothing could be tried.
    pub unread: usize,
    /// CVs in which a name was found or for which one was given.
    pub named: usize,
}

impl Report {
    /// CVs that were read and in which no name was found.
    pub(crate) fn nameless(&self) -> usize {
        self.cvs - self.unread - self.named
    }

    /// Whether nothing broke.
    pub fn holds(&self) -> bool {
        self.findings.iter().all(|finding| finding.failed == 0)
    }
}

/// Both scores, and the part that moved most.
fn change(before: &Explanation, after: &Explanation) -> String {
    let parts = before.reasons.iter().zip(&after.reasons);
    let moved = parts
        .max_by_key(|(one, other)| (one.contribution.points.0 - other.contribution.points.0).abs());
    let part = moved.map_or_else(String::new, |(one, other)| {
        format!(
            ", most in {}: {} ({}) became {} ({})",
            one.contribution.feature.name(),
            one.contribution.points,
            one.contribution.note,
            other.contribution.points,
            other.contribution.note
        )
    });
    format!("{} became {}{part}", before.score(), after.score())
}

/// Tries every promise on `sources`; `done` is called once for each.
pub fn run(
    scorer: &Scorer,
    job: &JobQuery,
    sources: &[Source],
    options: &Options<'_>,
    done: &(dyn Fn() + Sync),
) -> Report {
    let tried: Vec<Option<Tried>> = sources
        .par_iter()
        .map(|source| {
            let tried = scorer
                .read_cv(source)
                .ok()
                .map(|cv| one(scorer, job, source, &cv, options));
            done();
            tried
        })
        .collect();
    let alone = options.alone.unwrap_or(scorer.pdf);
    let together = truth::together(scorer, job, sources, alone);
    let mut findings: Vec<Finding> = Promise::ALL
        .iter()
        .map(|&promise| Finding {
            promise,
            tried: 0,
            failed: 0,
            largest: Points(0),
            examples: Vec::new(),
            not_tried: Vec::new(),
        })
        .collect();
    let one_by_one = sources.iter().zip(&tried).flat_map(|(source, tried)| {
        let trials = tried.iter().flat_map(|tried| &tried.trials);
        trials.map(move |trial| (source.id.as_str(), trial))
    });
    let all = one_by_one.chain(together.iter().map(|(id, trial)| (id.as_str(), trial)));
    for (cv_id, trial) in all {
        let Some(finding) = findings
            .iter_mut()
            .find(|finding| finding.promise == trial.promise)
        else {
            continue;
        };
        finding.tried += 1;
        finding.largest = finding.largest.max(trial.figure);
        if let Some(what) = &trial.broken {
            finding.failed += 1;
            if finding.examples.len() < EXAMPLES {
                finding.examples.push(Broken {
                    cv_id: cv_id.to_owned(),
                    what: what.clone(),
                });
            }
        }
    }
    for finding in &mut findings {
        for cv in &tried {
            let because = match cv {
                // ParsedCv alone it has no score; together it is a row like any other.
                None if finding.promise != Promise::AloneOrTogether => Some("not read"),
                None => None,
                Some(cv) => {
                    let mut untried = cv.untried.iter();
                    let of = untried.find(|(promise, _)| *promise == finding.promise);
                    of.map(|(_, because)| *because)
                }
            };
            if let Some(because) = because {
                finding.add_not_tried(because);
            }
        }
        finding
            .not_tried
            .sort_by_key(|reason| (std::cmp::Reverse(reason.cvs), reason.because));
    }
    Report {
        findings,
        cvs: sources.len(),
        unread: tried.iter().filter(|tried| tried.is_none()).count(),
        named: tried.iter().flatten().filter(|cv| cv.has_name).count(),
    }
}

/// Every promise that one CV alone can keep or break.
fn one(
    scorer: &Scorer,
    job: &JobQuery,
    source: &Source,
    cv: &ParsedCv,
    options: &Options<'_>,
) -> Tried {
    let name = match options.names.get(&source.id) {
        Some(given) => swap::Name::given(given, &cv.document, scorer.lexicon),
        None => swap::Name::at_head(&cv.document, scorer.lexicon, scorer.background),
    };
    let mut trials = Vec::new();
    blind::swaps(scorer, job, cv, name.as_ref(), options.swaps, &mut trials);
    blind::file_names(scorer, source, cv, options.swaps.min(3), &mut trials);
    truth::alone(scorer, job, source, cv, &mut trials);
    growth::requirements(scorer, job, cv, &mut trials);
    growth::months(scorer, job, cv, &mut trials);
    attacks::all(scorer, job, cv, &mut trials);
    hidden::all(scorer, job, cv, &mut trials);
    let known = untried::Known {
        job,
        cv,
        has_name: name.is_some(),
        swaps: options.swaps,
        has_file_name: source.file_ending().is_some(),
    };
    Tried {
        has_name: name.is_some(),
        untried: untried::reasons(&known, &trials),
        trials,
    }
}
