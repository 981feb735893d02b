//! What the sentences ask, put together: ladders of degrees, repetitions, numbers.

use super::requirement::Asked;
use super::{Demand, Importance, Requirement, Wanted};
use crate::document::Span;
use crate::profile::education::EducationLevel;

/// Degrees that each come with their own years (`a bachelor and 5 years`, on the next line
/// `a master and 3`) are one ladder: only its lowest rung must be met.
pub(super) fn lowest_rung(asked: &mut Vec<Asked>) {
    let must = |one: &Asked| one.importance == Importance::Must;
    let level = |one: &Asked| match one.demand {
        Demand::Education { level, .. } => Some(level),
        _ => None,
    };
    let months = |one: &Asked| match one.demand {
        Demand::Experience { minimum_months, .. } => Some(minimum_months),
        _ => None,
    };
    let rungs: Vec<(Span, EducationLevel, u32)> = asked
        .iter()
        .filter(|one| must(one))
        .filter_map(|one| {
            let level = level(one)?;
            let with = asked
                .iter()
                .find(|with| must(with) && with.span == one.span && months(with).is_some())?;
            Some((one.span, level, months(with)?))
        })
        .collect();
    let Some(&(lowest, _, _)) = rungs
        .iter()
        .min_by_key(|(_, level, months)| (*level, *months))
    else {
        return;
    };
    if rungs.len() > 1 {
        asked.retain(|one| {
            one.span == lowest || !rungs.iter().any(|(span, _, _)| *span == one.span)
        });
    }
}

/// Numbers what is asked in the order of the post; what is asked twice counts once.
pub(super) fn numbered(text: &str, mut asked: Vec<Asked>) -> Vec<Requirement> {
    asked.sort_by_key(|one| one.span.start);
    let mut kept: Vec<Asked> = Vec::new();
    for one in asked {
        match kept
            .iter_mut()
            .find(|before| is_same(&before.demand, &one.demand))
        {
            Some(before) if one.demand != Demand::Text => {
                before.importance = before.importance.min(one.importance);
                before.demand = stricter(before.demand.clone(), one.demand);
            }
            _ => kept.push(one),
        }
    }
    kept.into_iter()
        .enumerate()
        .map(|(index, one)| Requirement {
            id: format!("r{}", index + 1),
            importance: one.importance,
            demand: one.demand,
            quote: one.span.of(text).to_owned(),
            span: Some(one.span),
        })
        .collect()
}

/// Whether two demands ask for the same thing, perhaps for another length of time.
fn is_same(one: &Demand, other: &Demand) -> bool {
    match (one, other) {
        (
            Demand::Skill {
                any_of, at_least, ..
            },
            Demand::Skill {
                any_of: others,
                at_least: other_least,
                ..
            },
        ) => {
            let found = |wanted: &Wanted| {
                others.iter().any(|other| match wanted.concept {
                    Some(_) => wanted.concept == other.concept,
                    None => wanted.label.to_lowercase() == other.label.to_lowercase(),
                })
            };
            any_of.len() == others.len() && at_least == other_least && any_of.iter().all(found)
        }
        (Demand::Language { any_of, .. }, Demand::Language { any_of: other, .. }) => {
            any_of == other
        }
        (one, other) => one == other && *one != Demand::Text,
    }
}

fn stricter(one: Demand, other: Demand) -> Demand {
    match (one, other) {
        (
            Demand::Skill {
                any_of,
                at_least,
                minimum_months,
            },
            Demand::Skill {
                minimum_months: other,
                ..
            },
        ) => Demand::Skill {
            any_of,
            at_least,
            minimum_months: minimum_months.max(other),
        },
        (Demand::Language { any_of, level }, Demand::Language { level: other, .. }) => {
            Demand::Language {
                any_of,
                level: level.max(other),
            }
        }
        (one, _) => one,
    }
}
