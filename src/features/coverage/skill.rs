//! How far a skill that is asked is shown, by name and by neighbours.

use super::super::found::{line_weight, saturate};
use super::super::job_query::RequirementQuery;
use super::super::{Outcome, Pair};
use super::qualifications::years;
use super::{Answer, EVIDENCE};
use crate::document::Span;
use crate::judge::Showing;
use crate::judge::belief;
use crate::judge::kin::{self, Worth};
use crate::lexicon::{ConceptId, Lexicon, Relation};
use crate::profile::cv::{CvProfile, Stance, Strength};
use crate::profile::dates::interval::union_months;
use crate::profile::job::Wanted;

/// What naming a skill once earns, by where; more lines earn part of the rest.
fn named(strength: Strength) -> f64 {
    match strength {
        Strength::Listed => 0.15,
        Strength::Described => 0.4,
        Strength::Used => 0.5,
    }
}
/// What `basic` or `familiar with` earns of a full claim.
const BASIC: f64 = 0.5;
/// What work in the same trade earns where it does not show the skill itself: no tick, but nearer
/// than work in another.
const SAME_TRADE: f64 = 0.3;
/// What a skill without the years asked earns of one with them.
const WITHOUT_YEARS: f64 = 0.5;

/// The value of what lines of this weight in all show, the strongest of this strength.
pub(in crate::features) fn shown(strongest: Strength, lines: f64) -> f64 {
    named(strongest) + (1.0 - named(strongest)) * saturate(lines)
}

/// The value of what one line of this strength shows.
pub(super) fn shown_in(strength: Strength) -> f64 {
    shown(strength, line_weight(strength))
}

/// The value of a skill that one line of a dated position shows; `lacks_years` where years are
/// asked and cannot be counted.
pub(super) fn shown_once(lacks_years: bool) -> f64 {
    let value = shown_in(Strength::Used);
    if lacks_years {
        WITHOUT_YEARS * value
    } else {
        value
    }
}

/// One thing that would do, as found.
#[derive(Clone)]
pub(super) struct Candidate {
    value: f64,
    outcome: Outcome,
    /// Of the positions that show it, or something akin to it.
    months: u32,
    /// Of those that show the thing itself, or a part of it in work like the job's: who did a part of
    /// it elsewhere for years did not do it for years.
    own_months: u32,
    note: String,
    evidence: Vec<Span>,
}

impl Candidate {
    fn is_met(&self) -> bool {
        self.outcome == Outcome::Met
    }

    /// How much is claimed.
    fn standing(&self) -> u8 {
        match self.outcome {
            Outcome::Met => 2,
            Outcome::Partly => 1,
            Outcome::NotFound | Outcome::Contradicted => 0,
        }
    }

    /// Both together: told is what is met, or else what is worth more.
    fn or(self, other: Self) -> Self {
        let told_by = |one: &Self| (one.standing(), one.value, !one.note.is_empty());
        let is_other = told_by(&other) > told_by(&self);
        let (told, rest) = if is_other {
            (other, self)
        } else {
            (self, other)
        };
        Self {
            value: told.value.max(rest.value),
            months: told.months.max(rest.months),
            own_months: told.own_months.max(rest.own_months),
            evidence: [told.evidence, rest.evidence].concat(),
            ..told
        }
    }
}

/// Years that are asked of a skill, in months.
#[derive(Clone, Copy)]
struct YearsAsked {
    least: u32,
    /// Of the CV, in work like the job's.
    relevant: u32,
}

pub(super) fn skill(
    pair: Pair,
    query: &RequirementQuery,
    any_of: &[Wanted],
    at_least: u32,
    minimum_months: Option<u32>,
    relevant_months: u32,
) -> Answer {
    let least = minimum_months.filter(|least| *least > 0);
    let years_asked = least.map(|least| YearsAsked {
        least,
        relevant: relevant_months,
    });
    let mut options: Vec<Candidate> = any_of
        .iter()
        .zip(query.sought.clone())
        .map(|(wanted, sought)| best(wanted, &pair.shown[sought as usize], years_asked, pair))
        .collect();
    // A stable sort: of equals, the one the job names first.
    options.sort_by(|a, b| b.value.total_cmp(&a.value));
    let asked = (at_least.max(1) as usize).min(options.len().max(1));
    let counted = &options[..asked.min(options.len())];
    let mut value = counted.iter().map(|option| option.value).sum::<f64>() / asked as f64;
    // What is met is told first, whatever something akin is worth beside it.
    let mut told: Vec<&Candidate> = options.iter().collect();
    told.sort_by_key(|option| std::cmp::Reverse(option.standing()));
    let mut note = told
        .iter()
        .take(asked)
        .filter(|option| option.value > 0.0)
        .map(|option| option.note.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let mut lacks_years = false;
    if let (Some(least), true) = (least, value > 0.0) {
        let months = counted
            .iter()
            .map(|option| option.months)
            .max()
            .unwrap_or(0);
        let share = f64::from(months.min(least)) / f64::from(least);
        value *= WITHOUT_YEARS + (1.0 - WITHOUT_YEARS) * share;
        let own = told
            .iter()
            .map(|option| option.own_months)
            .max()
            .unwrap_or(0);
        lacks_years = own < least;
        note.push_str(&match own {
            0 => format!(", the {} asked not shown", years(least)),
            months => format!(", {} of {} asked", years(months), years(least)),
        });
    }
    let met = options.iter().filter(|option| option.is_met()).count();
    let denied = value == 0.0
        && options
            .iter()
            .any(|option| option.outcome == Outcome::Contradicted);
    Answer {
        value,
        outcome: if denied {
            Outcome::Contradicted
        } else if met >= asked && !lacks_years {
            Outcome::Met
        } else if options.iter().any(|option| option.standing() > 0) {
            Outcome::Partly
        } else {
            Outcome::NotFound
        },
        note: if denied {
            "the CV says otherwise".to_owned()
        } else if value == 0.0 {
            // What was weighed and not believed, if anything was.
            let mut doubted = options.iter().map(|option| &option.note);
            let doubted = doubted.find(|note| !note.is_empty());
            doubted.cloned().unwrap_or_else(|| in_part(pair, query))
        } else {
            note
        },
        // A neighbour of another alternative shows nothing beside one that is met.
        evidence: told
            .into_iter()
            .enumerate()
            .filter(|(place, option)| {
                matches!(option.outcome, Outcome::Met | Outcome::Contradicted)
                    || *place < asked && option.value > 0.0
            })
            .flat_map(|(_, option)| option.evidence.iter().copied())
            .take(EVIDENCE)
            .collect(),
    }
}

/// The best of what the CV shows of one thing: the thing itself, or the nearest to it.
fn best(
    wanted: &Wanted,
    shown: &[Showing],
    years_asked: Option<YearsAsked>,
    pair: Pair,
) -> Candidate {
    let own: Vec<&Showing> = shown
        .iter()
        .filter(|showing| showing.kinship.other().is_none())
        .collect();
    let mut found = candidate(wanted, &own, years_asked, pair);
    // Who says that they lack a skill is not taken at a neighbour's word.
    if found.outcome == Outcome::Contradicted {
        return found;
    }
    let mut others: Vec<ConceptId> = shown
        .iter()
        .filter_map(|showing| showing.kinship.other())
        .collect();
    others.sort_unstable();
    others.dedup();
    for other in others {
        let of_it: Vec<&Showing> = shown
            .iter()
            .filter(|showing| showing.kinship.other() == Some(other))
            .collect();
        found = found.or(candidate(wanted, &of_it, years_asked, pair));
    }
    found
}

/// What lines that name one thing come to.
fn candidate(
    wanted: &Wanted,
    shown: &[&Showing],
    years_asked: Option<YearsAsked>,
    pair: Pair,
) -> Candidate {
    let Pair { cv, lexicon, .. } = pair;
    let nothing = Candidate {
        value: 0.0,
        outcome: Outcome::NotFound,
        months: 0,
        own_months: 0,
        note: String::new(),
        evidence: Vec::new(),
    };
    let stance = shown.iter().map(|showing| showing.stance).max();
    let (Some(first), Some(stance)) = (shown.first(), stance) else {
        return nothing;
    };
    if stance == Stance::Denied && first.kinship.other().is_none() {
        return Candidate {
            outcome: Outcome::Contradicted,
            evidence: shown
                .iter()
                .map(|showing| showing.span)
                .take(EVIDENCE)
                .collect(),
            ..nothing
        };
    }
    let worth = match (wanted.concept, first.kinship.other()) {
        (Some(asked), Some(other)) => kin::worth(asked, other, years_asked.is_some(), lexicon),
        _ => Worth::Whole,
    };
    let claimed = shown.iter().copied();
    let claimed = claimed.filter(|showing| showing.stance >= Stance::Basic);
    let (mut claims, doubted): (Vec<&Showing>, Vec<&Showing>) =
        claimed.partition(|showing| showing.is_believed);
    if claims.is_empty() {
        let doubted = doubted.first().map(|showing| not_believed(showing, pair));
        return Candidate {
            note: doubted.unwrap_or_default(),
            ..nothing
        };
    }
    let named = claims.iter();
    let lines = pair
        .found
        .lines(named.map(|showing| (showing.passage, showing.strength)));
    let strongest = claims.iter().map(|showing| showing.strength).max();
    let strongest = strongest.unwrap_or(Strength::Listed);
    let full = self::shown(strongest, lines);
    let relation = first.kinship.relation();
    let is_basic = stance == Stance::Basic;
    let nearness = nearness(relation, worth);
    let counted = months(&claims, cv);
    let stated = years_asked.map(|_| stated(&claims, pair)).unwrap_or(0);
    let months = counted.max(stated);
    // Years of a part are years of the whole as far as the work was like the job's.
    let own_months = match (relation, years_asked) {
        (Relation::Same, _) => months,
        (Relation::Narrower, Some(asked)) if worth == Worth::Part => months.min(asked.relevant),
        _ => 0,
    };
    let are_like_it = years_asked.is_some_and(|asked| own_months >= asked.least) && !is_basic;
    let label = match (first.kinship.other(), wanted.concept) {
        (Some(concept), _) | (None, Some(concept)) => lexicon.label(concept),
        (None, None) => &wanted.label,
    };
    // Where years of a trade are asked, a part of it in other work is no part of them.
    let is_part = |other| matches!(wanted.concept, Some(asked) if kin::worth(asked, other, false, lexicon) == Worth::Part);
    let lacks_all = years_asked.is_some() && own_months == 0;
    let worth = match first.kinship.other() {
        Some(other) if lacks_all && is_part(other) => Worth::Nothing,
        _ => worth,
    };
    let mut note = match (worth, relation) {
        (Worth::Nothing, _) => format!("no more than {label}"),
        (_, Relation::Same) => label.to_owned(),
        (_, Relation::Narrower) => format!("narrower: {label}"),
        (_, Relation::Related(_)) => format!("related: {label}"),
        (_, Relation::Broader) => format!("broader: {label}"),
    };
    if stated > counted {
        note = format!("{note}, {} stated", years(stated));
    } else if months > 0 {
        note = format!("{note}, {}", years(months));
    }
    claims.sort_by_key(|showing| std::cmp::Reverse(showing.strength));
    Candidate {
        value: nearness * full * if is_basic { BASIC } else { 1.0 },
        outcome: match worth {
            Worth::Nothing => Outcome::NotFound,
            Worth::Part if are_like_it => Outcome::Met,
            Worth::Part => Outcome::Partly,
            Worth::Whole if is_basic => Outcome::Partly,
            Worth::Whole => Outcome::Met,
        },
        months,
        own_months,
        note,
        evidence: claims
            .iter()
            .map(|showing| showing.span)
            .take(EVIDENCE)
            .collect(),
    }
}

/// How much of what is asked something akin earns.
fn nearness(relation: Relation, worth: Worth) -> f64 {
    let near = f64::from(relation.nearness());
    match worth {
        Worth::Nothing => near.min(SAME_TRADE),
        Worth::Part | Worth::Whole => near,
    }
}

/// The most that one concept earns of another.
pub(in crate::features) fn most_near(
    asked: ConceptId,
    has: ConceptId,
    relation: Relation,
    lexicon: &Lexicon,
) -> f64 {
    nearness(relation, kin::worth(asked, has, false, lexicon))
}

/// What was weighed and not taken for what is asked: `not believed: "spring" (word to the right)`.
fn not_believed(showing: &Showing, pair: Pair) -> String {
    let written = showing.span.of(pair.text);
    match belief::doubt(&showing.signs) {
        Some(doubt) => format!("not believed: \"{written}\" ({doubt})"),
        None => format!("not believed: \"{written}\""),
    }
}

/// Words of what is asked that stand in the CV, where none of it is shown: `in part: data`.
fn in_part(pair: Pair, query: &RequirementQuery) -> String {
    let terms = query.phrases.iter().flatten();
    let held = terms.map(|&term| term as usize);
    let mut held = held.filter(|&term| !pair.found.terms[term].at.is_empty());
    held.next()
        .map(|term| format!("in part: {}", pair.job.terms[term].written))
        .unwrap_or_default()
}

/// Months of the positions whose lines claim it, none counted twice.
fn months(claims: &[&Showing], cv: &CvProfile) -> u32 {
    let held = claims.iter().filter_map(|showing| {
        let position = cv.passages.get(showing.passage as usize)?.position?;
        cv.positions.get(position as usize)?.months
    });
    union_months(&held.collect::<Vec<_>>())
}

/// The longest time in months that is stated beside one of them.
fn stated(claims: &[&Showing], pair: Pair) -> u32 {
    let of = claims.iter();
    let of = of.map(|showing| pair.cv.stated_months(pair.text, showing.span));
    of.max().unwrap_or(0)
}

#[cfg(test)]
mod outcome_tests;
#[cfg(test)]
mod tests;
