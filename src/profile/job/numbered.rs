//! What the sentences ask, put together: ladders of degrees, repetitions, numbers.

use std::collections::{HashMap, HashSet};

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
    // The first length that each sentence asks for.
    let mut lengths: HashMap<Span, u32> = HashMap::new();
    for one in asked.iter().filter(|one| must(one)) {
        if let Some(months) = months(one) {
            lengths.entry(one.span).or_insert(months);
        }
    }
    let rungs: Vec<(Span, EducationLevel, u32)> = asked
        .iter()
        .filter(|one| must(one))
        .filter_map(|one| Some((one.span, level(one)?, *lengths.get(&one.span)?)))
        .collect();
    let Some(&(lowest, _, _)) = rungs
        .iter()
        .min_by_key(|(_, level, months)| (*level, *months))
    else {
        return;
    };
    if rungs.len() > 1 {
        let rungs: HashSet<Span> = rungs.iter().map(|(span, _, _)| *span).collect();
        asked.retain(|one| one.span == lowest || !rungs.contains(&one.span));
    }
}

/// Numbers what is asked in the order of the post; what is asked twice counts once.
pub(super) fn numbered(text: &str, mut asked: Vec<Asked>) -> Vec<Requirement> {
    asked.sort_by_key(|one| one.span.start);
    let mut kept: Vec<Asked> = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for one in asked {
        let Some(thing) = thing(&one.demand) else {
            kept.push(one);
            continue;
        };
        let at = *first.entry(thing).or_insert(kept.len());
        match kept.get_mut(at) {
            Some(before) => {
                before.importance = before.importance.min(one.importance);
                before.demand = stricter(before.demand.clone(), one.demand);
            }
            None => kept.push(one),
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
            weight: 1.0,
        })
        .collect()
}

/// The thing that is asked for, whatever the length of time; `None` for words alone, which
/// are never the same.
fn thing(demand: &Demand) -> Option<String> {
    let name = |wanted: &Wanted| match wanted.concept {
        Some(concept) => format!("{concept:?}"),
        None => format!("\"{}\"", wanted.label.to_lowercase()),
    };
    Some(match demand {
        Demand::Skill {
            any_of, at_least, ..
        } => {
            let mut names: Vec<String> = any_of.iter().map(name).collect();
            names.sort_unstable();
            format!("{at_least} of {}", names.join(", "))
        }
        Demand::Language { any_of, .. } => format!("language {any_of:?}"),
        Demand::Text => return None,
        other => format!("{other:?}"),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(importance: Importance, level: EducationLevel, months: u32, at: usize) -> Vec<Asked> {
        let education = Demand::Education {
            level,
            fields: Vec::new(),
            or_equivalent: false,
        };
        let experience = Demand::Experience {
            minimum_months: months,
            maximum_months: None,
        };
        let span = Span::new(at, at + 10);
        let of = |demand| Asked {
            importance,
            demand,
            span,
        };
        vec![of(education), of(experience)]
    }

    #[test]
    fn of_one_degree_with_two_lengths_the_shorter_is_the_lowest_rung() {
        use EducationLevel::{Bachelor, Doctorate};
        use Importance::{Must, Nice};
        let long = rung(Must, Bachelor, 96, 0);
        let short = rung(Must, Bachelor, 24, 20);
        let mut asked = [long.clone(), short.clone()].concat();
        lowest_rung(&mut asked);
        assert_eq!(asked, short);
        let mut asked = [short.clone(), long].concat();
        lowest_rung(&mut asked);
        assert_eq!(asked, short);
        // What is wished for is no rung, and one rung alone is no ladder.
        let ladder = [rung(Must, Doctorate, 24, 0), rung(Nice, Bachelor, 96, 20)].concat();
        let mut asked = ladder.clone();
        lowest_rung(&mut asked);
        assert_eq!(asked, ladder);
    }
}
