//! Months, recency and seniority of positions like the job.

use std::sync::Arc;

use super::coverage::years;
use super::job_query::JobQuery;
use super::potential::Fact;
use super::remembered::Remembered;
use super::title::is_level;
use super::{Feature, Outcome, Pair, Part};
use crate::document::{Span, budget};
use crate::judge::relevance::{Weights, Work};
use crate::profile::cv::CvProfile;
use crate::profile::dates::Month;
use crate::profile::job::Demand;
use crate::profile::seniority::Seniority;
use crate::text::Token;

/// Months beyond which more earns nothing, unless the job asks for more: longer careers were
/// not hired more often, and they go with age.
const ENOUGH_MONTHS: u32 = 72;
/// Years after which a position's recency has halved.
const HALF_RECENT: f64 = 4.0;
/// Positions shown as evidence.
const EVIDENCE: usize = 3;

/// How like the work of the job that of each position is, in [0, 1].
fn likeness(pair: Pair, remembered: &Remembered) -> Arc<Vec<f64>> {
    match pair.found.copies_any() {
        // What is copied is another part of the CV for each post.
        true => Arc::new(likeness_anew(pair)),
        false => remembered.likeness(pair.job, || likeness_anew(pair)),
    }
}

/// The same without what was remembered.
fn likeness_anew(pair: Pair) -> Vec<f64> {
    let Pair {
        job,
        cv,
        found,
        text,
        ..
    } = pair;
    let mut titles: Vec<Vec<&Token>> = vec![Vec::new(); cv.positions.len()];
    let mut told = titles.clone();
    let mut dates: Vec<Span> = cv.positions.iter().map(|position| position.dates).collect();
    dates.sort_unstable();
    let is_dated = |token: &&Token| {
        let behind = dates.partition_point(|dates| dates.end <= token.span().start);
        let nearest = dates.get(behind);
        nearest.is_some_and(|dates| dates.contains(token.span()))
    };
    for passage in &cv.passages {
        let Some(place) = passage.position else {
            continue;
        };
        let position = &cv.positions[place as usize];
        let own = (passage.first_token as usize..).zip(passage.tokens(&cv.tokens));
        let own = own
            .filter(|(at, _)| !found.is_copied_at(*at))
            .map(|(_, token)| token);
        // Without a title the first line is taken, which may hold one that was not told apart.
        let title = position
            .title
            .unwrap_or_else(|| first_line(position.span, text));
        // When and where say nothing of the work.
        let (head, done): (Vec<&Token>, Vec<&Token>) = own
            .filter(|token| !is_dated(token))
            .partition(|token| title.contains(token.span()));
        titles[place as usize].extend(head.into_iter().filter(|token| !is_level(**token)));
        let is_employer = |token: &&Token| {
            position
                .employer
                .is_some_and(|employer| employer.contains(token.span()))
        };
        told[place as usize].extend(done.into_iter().filter(|token| !is_employer(token)));
    }
    let weights = Weights::builtin();
    let both = titles.iter().zip(&told);
    both.map(|(title, told)| {
        let held = Work::of_position(cv.language, (text, title), (text, told), &job.work);
        weights.relevance(&job.work, &held)
    })
    .collect()
}

fn first_line(span: Span, text: &str) -> Span {
    let length = span.of(text).find('\n').unwrap_or(span.of(text).len());
    Span {
        end: span.start + length as u32,
        ..span
    }
}

/// Months that fill the features about years: those asked when they are more than usual.
fn enough_months(job: &JobQuery) -> f64 {
    let asked = job
        .profile
        .requirements
        .iter()
        .find_map(|requirement| match requirement.demand {
            Demand::Experience { minimum_months, .. } => {
                Some(minimum_months).filter(|months| *months > 0)
            }
            Demand::Skill { .. }
            | Demand::Education { .. }
            | Demand::Language { .. }
            | Demand::Text => None,
        });
    f64::from(asked.unwrap_or(0).max(ENOUGH_MONTHS))
}

/// The most that years in relevant positions, and in all, can earn by so many months.
pub(super) fn years_of(job: &JobQuery, months: u32) -> f64 {
    (f64::from(months) / enough_months(job)).min(1.0)
}

/// A position's likeness, its first and its last month, and the place that shows it.
type Dated = (f64, Month, Month, Span);

/// The dated positions of a CV, with how like the job each is.
pub(super) struct Career<'a> {
    job: &'a JobQuery,
    cv: &'a CvProfile,
    dated: Vec<Dated>,
    /// Sum of [`relevant_months`].
    relevant: f64,
}

impl<'a> Career<'a> {
    pub(super) fn new(pair: Pair<'a>, remembered: &Remembered) -> Self {
        let Pair { job, cv, .. } = pair;
        let dated: Vec<Dated> = cv
            .positions
            .iter()
            .zip(likeness(pair, remembered).iter())
            .filter_map(|(position, &alike)| {
                let (start, end) = position.months?;
                Some((alike, start, end, position.title.unwrap_or(position.dates)))
            })
            .collect();
        Self {
            job,
            cv,
            relevant: relevant_months(&dated),
            dated,
        }
    }

    /// Months in positions like the job, rounded down.
    pub(super) fn relevant_months(&self) -> u32 {
        self.relevant as u32
    }

    /// Measures [`Feature::RelevantYears`].
    pub(super) fn relevant_years(&self) -> Part {
        let mut alike = self.dated.clone();
        alike.retain(|(alike, ..)| *alike > 0.0);
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.3.cmp(&b.3)));
        let evidence = alike.iter().map(|(.., span)| *span).take(EVIDENCE);
        part(
            Feature::RelevantYears,
            (self.relevant / enough_months(self.job)).min(1.0),
            years(self.relevant_months()),
            evidence.collect(),
        )
    }

    /// Measures [`Feature::TotalYears`].
    pub(super) fn total_years(&self) -> Part {
        let positions = self.cv.positions.iter();
        let evidence = positions.map(|position| position.dates).take(EVIDENCE);
        part(
            Feature::TotalYears,
            (f64::from(self.cv.total_months) / enough_months(self.job)).min(1.0),
            years(self.cv.total_months),
            evidence.collect(),
        )
    }

    /// Measures [`Feature::Recency`].
    pub(super) fn recency(&self) -> Part {
        let recent = self
            .dated
            .iter()
            .map(|(alike, _, end, span)| {
                let years = f64::from((self.cv.as_of.0 - end.0).max(0)) / 12.0;
                (alike / (1.0 + years / HALF_RECENT), *end, *span)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.2.cmp(&a.2)));
        match recent.filter(|(value, ..)| *value > 0.0) {
            Some((value, end, span)) => part(
                Feature::Recency,
                value,
                format!("to {:04}-{:02}", end.year(), end.month()),
                vec![span],
            ),
            None => part(Feature::Recency, 0.0, String::new(), Vec::new()),
        }
    }

    /// Measures [`Feature::Seniority`]; `None` where the job states none.
    pub(super) fn seniority(&self) -> Option<Part> {
        let cv = self.cv;
        let asked = self.job.profile.seniority?;
        let has = cv.seniority.unwrap_or(if cv.positions.is_empty() {
            Seniority::Trainee
        } else {
            Seniority::Middle
        });
        let steps = (asked as i32 - has as i32).max(0);
        let evidence = (cv.positions.iter().chain(&cv.details))
            .filter(|position| position.seniority == Some(has))
            .filter_map(|position| position.title)
            .take(1);
        Some(part(
            Feature::Seniority,
            (1.0 - f64::from(steps) / 3.0).max(0.0),
            has.name().to_owned(),
            evidence.collect(),
        ))
    }
}

/// What the features about years earn with `months` more in positions like the job.
pub(super) fn years_with(job: &JobQuery, value: f64, months: u32) -> f64 {
    (value + f64::from(months) / enough_months(job)).min(1.0)
}

/// What seniority earns, if a position at the level asked were among `facts`.
pub(super) fn seniority_with(value: f64, facts: &[Fact]) -> f64 {
    if facts.contains(&Fact::Seniority) {
        1.0
    } else {
        value
    }
}

/// Sum over months of the likeness of the nearest position held in it.
fn relevant_months(dated: &[Dated]) -> f64 {
    let mut borders: Vec<i32> = dated
        .iter()
        .flat_map(|(_, start, end, _)| [start.0, end.0 + 1])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    borders
        .windows(2)
        .map(|pair| {
            budget::spend(dated.len());
            let alike = dated
                .iter()
                .filter(|(_, start, end, _)| start.0 <= pair[0] && pair[0] <= end.0)
                .map(|(alike, ..)| *alike)
                .fold(0.0, f64::max);
            alike * f64::from(pair[1] - pair[0])
        })
        .sum()
}

fn part(feature: Feature, value: f64, note: String, evidence: Vec<Span>) -> Part {
    Part {
        feature,
        requirement: None,
        share: 1.0,
        value,
        outcome: Outcome::of_value(value),
        note: if value > 0.0 { note } else { String::new() },
        evidence,
    }
}

#[cfg(test)]
mod tests;
