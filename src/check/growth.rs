//! More is not less: a requirement met by one more line, a position one month longer.

use super::edit::{inserted, replaced};
use super::{Promise, Trial, change};
use crate::document::{Document, Role, Span};
use crate::explain::Explanation;
use crate::features::{JobQuery, Outcome};
use crate::model::Points;
use crate::profile::cv::{Position, PositionKind};
use crate::profile::dates::Month;
use crate::profile::education::EducationLevel;
use crate::profile::job::Demand;
use crate::profile::spoken::name_of;
use crate::score::{ParsedCv, Scorer};

/// What a requirement that is met by one more line may cost beside what it gains: the line may move
/// where a passage ends, and so how near the passage lies to the post.
///
/// The largest seen on the sample is 86.
pub(crate) const MOST_BY_MEETING: Points = Points(250);
/// Positions of one CV that are lengthened, at most.
const POSITIONS: usize = 6;
/// Months by which each is lengthened, one after the other.
const MONTHS: i32 = 24;

/// Makes each unmet requirement met by a line in the newest dated position.
pub(crate) fn requirements(
    scorer: &Scorer,
    job: &JobQuery,
    cv: &ParsedCv,
    trials: &mut Vec<Trial>,
) {
    let before = scorer.explain(job, cv);
    let unmet = before.reasons.iter().filter_map(|reason| {
        let part = &reason.contribution;
        (part.outcome == Outcome::NotFound).then_some(part.requirement?)
    });
    let mut unmet: Vec<u32> = unmet.collect();
    unmet.dedup();
    for index in unmet {
        let Some(line) = job
            .profile
            .requirements
            .get(index as usize)
            .and_then(|asked| meeting(&asked.demand))
        else {
            continue;
        };
        let Ok(richer) = scorer.profile_cv(in_position(cv, &line)) else {
            continue;
        };
        // A line that makes others read otherwise is no test of what it is worth.
        if held(&richer) != held(cv) {
            continue;
        }
        let after = scorer.explain(job, &richer);
        let lost = Points(before.score().0 - after.score().0);
        trials.push(Trial::bounded(
            Promise::RequirementNeverLess,
            lost.max(Points(0)),
            || format!("{line:?}: {}", change(&before, &after)),
        ));
    }
}

/// Months, kind and title of a position.
type Held<'a> = (Option<(Month, Month)>, PositionKind, Option<&'a str>);

/// What is read of the positions: how long, of which kind, and as what.
fn held(cv: &ParsedCv) -> Vec<Held<'_>> {
    let text = cv.document.text.as_str();
    let of = |position: &Position| {
        let title = position.title.map(|title| title.of(text));
        (position.months, position.kind, title)
    };
    cv.profile.positions.iter().map(of).collect()
}

/// A line of a CV that meets the demand.
pub(crate) fn meeting(demand: &Demand) -> Option<String> {
    Some(match demand {
        Demand::Skill {
            any_of, at_least, ..
        } => {
            let names: Vec<&str> = any_of
                .iter()
                .take((*at_least).max(1) as usize)
                .map(|wanted| wanted.label.as_str())
                .collect();
            format!("Worked daily with {}", names.join(", "))
        }
        Demand::Experience { .. } => return None,
        Demand::Education { level, fields, .. } => {
            let name = match level {
                EducationLevel::Secondary => "High school diploma",
                EducationLevel::Vocational => "Vocational training",
                EducationLevel::Bachelor => "Bachelor of Science",
                EducationLevel::Master => "Master of Science",
                EducationLevel::Doctorate => "PhD",
            };
            match fields.first() {
                Some(field) => format!("{name} in {field}"),
                None => name.to_owned(),
            }
        }
        Demand::Language { any_of, .. } => format!("{} C2", name_of(any_of.first()?)),
        // Its own words would be a copy.
        Demand::Text => return None,
    })
}

/// The CV with one more line among those of its newest dated position, or behind its text.
fn in_position(cv: &ParsedCv, line: &str) -> Document {
    let newest = cv
        .profile
        .positions
        .iter()
        .filter(|position| position.months.is_some())
        .max_by_key(|position| position.months);
    let lines = &cv.document.lines;
    let place = newest.map_or(lines.len(), |position| {
        let within: Vec<usize> = (0..lines.len())
            .filter(|&at| lines[at].span.overlaps(position.span))
            .collect();
        // Where one item or sentence ends, so that no heading is torn from its dates.
        let item = within
            .iter()
            .skip(1)
            .rfind(|&&at| lines[at].role == Role::ListItem);
        let sentence = within
            .iter()
            .rfind(|&&at| lines[at].span.of(&cv.document.text).ends_with('.'));
        match (item, sentence, within.last()) {
            (Some(&item), _, _) => item,
            (None, Some(&at), _) | (None, None, Some(&at)) => at + 1,
            (None, None, None) => lines.len(),
        }
    });
    inserted(
        &cv.document,
        place,
        &[(format!("- {line}"), Role::ListItem)],
    )
}

/// Lengthens each dated position month by month into the past.
pub(crate) fn months(scorer: &Scorer, job: &JobQuery, cv: &ParsedCv, trials: &mut Vec<Trial>) {
    let told = |cv: &ParsedCv| -> Vec<(PositionKind, Option<String>)> {
        let of = |(_, kind, title): (_, _, Option<&str>)| (kind, title.map(str::to_owned));
        held(cv).into_iter().map(of).collect()
    };
    let as_written = told(cv);
    for (at, position) in cv.profile.positions.iter().enumerate().take(POSITIONS) {
        let Some((first, last)) = position.months else {
            continue;
        };
        let read = |added: i32| -> Option<Explanation> {
            let document = redated(&cv.document, position, Month(first.0 - added), last)?;
            let cv = scorer.profile_cv(document).ok()?;
            // Dates that read otherwise when written anew are no test.
            let months = cv.profile.positions.get(at)?.months?;
            let same = months == (Month(first.0 - added), last) && told(&cv) == as_written;
            same.then(|| scorer.explain(job, &cv))
        };
        let Some(mut before) = read(0) else {
            continue;
        };
        for added in 1..=MONTHS {
            let Some(after) = read(added) else { break };
            let lost = Points(before.score().0 - after.score().0);
            trials.push(Trial {
                promise: Promise::MonthNeverLess,
                figure: lost.max(Points(0)),
                broken: (lost.0 > 0).then(|| {
                    let what = change(&before, &after);
                    format!("month {added} of position {}: {what}", at + 1)
                }),
            });
            before = after;
        }
    }
}

/// The CV with the dates of a position written as numbers.
fn redated(
    document: &Document,
    position: &Position,
    first: Month,
    last: Month,
) -> Option<Document> {
    let within = |line: &&crate::document::Line| {
        line.span.start <= position.dates.start && position.dates.end <= line.span.end
    };
    let written = |month: Month| format!("{:02}/{:04}", month.month(), month.year());
    document.lines.iter().find(within)?;
    let span = Span::new(position.dates.start as usize, position.dates.end as usize);
    Some(replaced(
        document,
        &[(span, format!("{} - {}", written(first), written(last)))],
    ))
}
