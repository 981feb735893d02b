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
mod tests {
    use super::*;
    use crate::features::tests::{self, BAKER, assert_near};
    use crate::profile::job::{Importance, JobProfile};

    #[test]
    fn overlapping_positions_count_each_month_once_by_the_nearest() {
        let span = Span::new(0, 1);
        let month = |year, month| Month::new(year, month);
        let dated = [
            (1.0, month(2020, 1), month(2020, 12), span),
            (0.5, month(2020, 7), month(2021, 6), span),
        ];
        assert_eq!(relevant_months(&dated), 12.0 + 0.5 * 6.0);
        assert_eq!(relevant_months(&[]), 0.0);
        // One behind the other, and with a month between.
        for (start, expected) in [
            (month(2021, 1), 0.5 * 12.0 + 12.0),
            (month(2021, 2), 0.5 * 12.0 + 11.0),
        ] {
            let dated = [
                (0.5, month(2020, 1), month(2020, 12), span),
                (1.0, start, month(2021, 12), span),
            ];
            assert_eq!(relevant_months(&dated), expected);
        }
    }

    /// [`BAKER`] with other months, as a CV for the job of a baker.
    fn baker(months: Option<(Month, Month)>, total: u32) -> CvProfile {
        let mut cv = tests::profile(&tests::document(BAKER));
        assert_eq!(cv.positions.len(), 1);
        cv.positions[0].months = months;
        cv.total_months = total;
        cv
    }

    fn asking_months(months: Option<u32>) -> JobProfile {
        let job = tests::job("Baker", "");
        match months {
            None => job,
            Some(minimum_months) => tests::asking(
                job,
                Importance::Must,
                Demand::Experience {
                    minimum_months,
                    maximum_months: None,
                },
            ),
        }
    }

    #[test]
    fn six_years_are_enough_unless_more_are_asked() {
        for (asked, months, value, note) in [
            (None, 1, 1.0 / 72.0, "1 months"),
            (None, 36, 0.5, "3 years"),
            (None, 71, 71.0 / 72.0, "5.9 years"),
            (None, 72, 1.0, "6 years"),
            (None, 73, 1.0, "6.1 years"),
            (Some(71), 71, 71.0 / 72.0, "5.9 years"),
            (Some(73), 73, 1.0, "6.1 years"),
            (Some(73), 72, 72.0 / 73.0, "6 years"),
            (Some(96), 48, 0.5, "4 years"),
        ] {
            let first = Month::new(2010, 1);
            let cv = baker(Some((first, Month(first.0 + months - 1))), months as u32);
            for feature in [Feature::RelevantYears, Feature::TotalYears] {
                let what = format!("{feature:?}: {months} of {asked:?}");
                let part = tests::part(asking_months(asked), &cv, BAKER, feature);
                assert_near(part.value, value, &what);
                assert_eq!(part.note, note, "{what}");
                assert_eq!(part.outcome, Outcome::of_value(value), "{what}");
                assert_eq!(part.evidence.len(), 1, "{what}");
            }
        }
    }

    #[test]
    fn no_months_say_nothing() {
        let cv = baker(None, 0);
        for feature in [
            Feature::RelevantYears,
            Feature::TotalYears,
            Feature::Recency,
        ] {
            let part = tests::part(tests::job("Baker", ""), &cv, BAKER, feature);
            let said = (part.value, part.outcome, part.note.as_str());
            assert_eq!(said, (0.0, Outcome::NotFound, ""), "{feature:?}");
        }
    }

    #[test]
    fn recency_halves_in_four_years() {
        for (end, value, outcome, note) in [
            (Month::new(2021, 3), 1.0, Outcome::Met, "to 2021-03"),
            (Month::new(2020, 1), 1.0, Outcome::Met, "to 2020-01"),
            (Month::new(2018, 1), 2.0 / 3.0, Outcome::Met, "to 2018-01"),
            (Month::new(2016, 1), 0.5, Outcome::Met, "to 2016-01"),
            (
                Month::new(2015, 12),
                48.0 / 97.0,
                Outcome::Partly,
                "to 2015-12",
            ),
            (Month::new(2008, 1), 0.25, Outcome::Partly, "to 2008-01"),
        ] {
            let cv = baker(Some((Month::new(2005, 1), end)), 1);
            let job = tests::job("Baker", "");
            let part = tests::part(job, &cv, BAKER, Feature::Recency);
            assert_near(part.value, value, note);
            assert_eq!((part.outcome, part.note.as_str()), (outcome, note));
        }
    }

    #[test]
    fn a_level_below_the_one_asked_takes_a_third_each() {
        use Seniority::{Head, Junior, Lead, Middle, Senior, Trainee};
        for (asked, has, is_placed, value, note) in [
            (Senior, Some(Head), true, 1.0, "head"),
            (Senior, Some(Senior), true, 1.0, "senior"),
            (Senior, Some(Middle), true, 2.0 / 3.0, "middle"),
            (Senior, Some(Junior), true, 1.0 / 3.0, "junior"),
            (Senior, Some(Trainee), true, 0.0, ""),
            (Head, Some(Trainee), true, 0.0, ""),
            (Lead, None, true, 1.0 / 3.0, "middle"),
            (Middle, None, true, 1.0, "middle"),
            (Middle, None, false, 1.0 / 3.0, "trainee"),
            (Trainee, None, false, 1.0, "trainee"),
        ] {
            let mut cv = baker(None, 0);
            cv.seniority = has;
            if !is_placed {
                cv.positions.clear();
                cv.passages
                    .iter_mut()
                    .for_each(|passage| passage.position = None);
            }
            let job = JobProfile {
                seniority: Some(asked),
                ..tests::job("Baker", "")
            };
            let part = tests::part(job, &cv, BAKER, Feature::Seniority);
            let what = format!("{asked:?}: {has:?}");
            assert_near(part.value, value, &what);
            assert_eq!(part.note, note, "{what}");
        }
    }

    #[test]
    fn without_a_title_the_work_is_told_by_what_is_described() {
        let relevant = |described: &str| {
            let cv = baker(Some((Month::new(2015, 1), Month::new(2018, 12))), 48);
            let job = tests::job("", described);
            let part = tests::part(job, &cv, BAKER, Feature::RelevantYears);
            part.value
        };
        let bread = relevant("You bake bread and rolls by hand in our bakery every night.");
        let law = relevant("You draft contracts and advise our clients before the courts.");
        assert!(bread > law, "{bread} {law}");
        assert_eq!(law, 0.0);
    }

    #[test]
    fn three_positions_are_shown_those_like_the_job_first() {
        let text = "Experience\nDiver, Brill Ltd, 2012 - 2012\nBaker, Moss Ltd, 2013 - 2013\n\
                    Baker, Holt Ltd, 2014 - 2014\nBaker, Fern Ltd, 2015 - 2015\n\
                    Baker, Reed Ltd, 2016 - 2016\n";
        let cv = tests::profile(&tests::document(text));
        assert_eq!(cv.positions.len(), 5);
        let shown = |feature| {
            let part = tests::part(tests::job("Baker", ""), &cv, text, feature);
            let starts = part.evidence.iter().map(|span| span.start as usize);
            starts.collect::<Vec<usize>>()
        };
        let of = |line: &str| text.find(line).unwrap();
        let bakers = [of("Baker, Moss"), of("Baker, Holt"), of("Baker, Fern")];
        assert_eq!(shown(Feature::RelevantYears), bakers);
        let dates = [of("2012 - "), of("2013 - "), of("2014 - ")];
        assert_eq!(shown(Feature::TotalYears), dates);
    }

    #[test]
    fn months_to_come_are_added_and_a_level_to_come_is_all() {
        let job = tests::query(asking_months(None));
        for (value, months, expected) in [(0.0, 36, 0.5), (0.25, 18, 0.5), (0.9, 36, 1.0)] {
            assert_near(years_with(&job, value, months), expected, "years");
        }
        assert_eq!(seniority_with(0.25, &[Fact::Months(12)]), 0.25);
        assert_eq!(
            seniority_with(0.25, &[Fact::Months(12), Fact::Seniority]),
            1.0
        );
    }

    #[test]
    fn years_of_none_are_not_asked_and_more_than_all_earn_no_more() {
        let twice = tests::asking(
            asking_months(Some(0)),
            Importance::Must,
            Demand::Experience {
                minimum_months: 96,
                maximum_months: None,
            },
        );
        for (job, months, value) in [
            (asking_months(None), 36, 0.5),
            (asking_months(None), 72, 1.0),
            (asking_months(None), 73, 1.0),
            (twice, 48, 0.5),
        ] {
            assert_near(years_of(&tests::query(job), months), value, "years");
        }
    }

    #[test]
    fn work_unlike_the_job_is_not_recent_work() {
        let cv = baker(None, 60);
        let query = tests::query(asking_months(None));
        let month = Month::new(2019, 12);
        let mut career = Career {
            job: &query,
            cv: &cv,
            dated: vec![
                (
                    1.0,
                    Month::new(2010, 1),
                    Month::new(2010, 12),
                    Span::new(2, 3),
                ),
                (1.0, month, month, Span::new(0, 1)),
            ],
            relevant: 1.0,
        };
        let part = career.recency();
        assert_eq!(part.note, "to 2019-12");
        assert_eq!(career.relevant_years().evidence.len(), 2);
        career.dated[0].0 = 0.0;
        assert_eq!(career.relevant_years().evidence.len(), 1);
        career.dated[1].0 = 0.0;
        let part = career.recency();
        assert_eq!((part.note.as_str(), part.evidence.len()), ("", 0));
    }
}
