//! Skills that stand only where the work is described.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::phrases::{Words, phrase_table};
use super::reading::units::Unit;
use super::requirement::{Asked, Findings};
use super::uses::Use;
use super::very_job::names_roles;
use super::{Demand, Importance};
use crate::document::Span;
use crate::languages::key;
use crate::lexicon::{ConceptId, Kind};
use crate::text::PhraseTable;

/// Skills named where the work is described are nice to have, unless asked already.
pub(super) fn add_from_duties(findings: &Findings, units: &[(Unit, Use)], asked: &mut Vec<Asked>) {
    let concepts = |demand: &Demand| -> Vec<ConceptId> {
        match demand {
            Demand::Skill { any_of, .. } => any_of.iter().filter_map(|one| one.concept).collect(),
            _ => Vec::new(),
        }
    };
    let mut known: HashSet<ConceptId> =
        asked.iter().flat_map(|one| concepts(&one.demand)).collect();
    for (unit, _) in units.iter().filter(|(_, used)| *used == Use::Duty) {
        let others = trades_of_others(findings, unit.content);
        for demand in findings.skills(unit.content) {
            let named = concepts(&demand);
            // `Partner with product managers`: other people's work.
            if names_roles(&demand) || named.iter().any(|concept| others.contains(concept)) {
                continue;
            }
            if !named.iter().all(|concept| known.contains(concept)) {
                known.extend(named);
                asked.push(Asked {
                    importance: Importance::Nice,
                    demand,
                    span: unit.content,
                });
            }
        }
    }
}

/// What is named of people with whom one works: `coordinate with purchasing and audit`. Tools stay,
/// since one who works with others by a tool uses it.
fn trades_of_others(findings: &Findings, span: Span) -> HashSet<ConceptId> {
    static OTHERS: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::POST_CUES_OTHER_PEOPLE, ())]));
    let words = &findings.words;
    let range = words.within(span);
    let mut trades = HashSet::new();
    for cue in words.find(&OTHERS, range.clone()) {
        let start = cue.range.end;
        let end = end_of_clause(words, start, range.end);
        if start >= end {
            continue;
        }
        let people = words.span_of(&(start..end));
        trades.extend(
            findings
                .hits_in(people)
                .map(|hit| hit.concept)
                .filter(|&concept| {
                    matches!(
                        findings.lexicon.kind(concept),
                        Some(Kind::Skill | Kind::Domain | Kind::Soft | Kind::Group)
                    )
                }),
        );
    }
    trades
}

/// Where the naming of people ends: `to` ship something, some words on at the latest.
fn end_of_clause(words: &Words, start: usize, end: usize) -> usize {
    /// Words that name the people.
    const LONGEST: usize = 12;
    static ENDS: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::POST_CUES_OTHER_PEOPLE_END, ())]));
    let end = end.min(start + LONGEST);
    (start + 1..end)
        .find(|&at| {
            let gap = words.gap_before(at);
            gap.contains(['.', ';', ':', '(', ')', '!', '?']) || words.at(&ENDS, at, end).is_some()
        })
        .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::super::reading::units::split;
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;

    #[test]
    fn of_what_duties_name_only_what_is_not_asked_already_is_nice() {
        for (text, used, expected) in [
            ("Docker and Java", Use::Duty, &["Java", "Docker"][..]),
            ("Java", Use::Duty, &["Java"]),
            ("Docker and Docker", Use::Duty, &["Java", "Docker"]),
            ("Docker", Use::Asks(Importance::Must), &["Java"]),
        ] {
            let post = format!("Java\n\n{text}");
            let document = plain::from_text(&post, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let span = Span::new(0, 4);
            let mut asked: Vec<Asked> = findings
                .skills(span)
                .into_iter()
                .map(|demand| Asked {
                    importance: Importance::Must,
                    demand,
                    span,
                })
                .collect();
            let units = split(&document, &findings.words);
            let units: Vec<(Unit, Use)> = units[1..].iter().map(|unit| (*unit, used)).collect();
            add_from_duties(&findings, &units, &mut asked);
            let labels: Vec<&str> = asked
                .iter()
                .map(|one| match &one.demand {
                    Demand::Skill { any_of, .. } => any_of[0].label.as_str(),
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(labels, expected, "{text}");
            let is_nice = |one: &Asked| one.importance == Importance::Nice;
            assert!(asked[1..].iter().all(is_nice), "{text}");
        }
    }

    #[test]
    fn people_are_named_in_twelve_words_at_most() {
        let eleven = ["rye"; 11].join(" ");
        for (text, end) in [
            (eleven.clone(), 11),
            (format!("{eleven} rye"), 12),
            (format!("{eleven} rye rye rye"), 12),
            (format!("{eleven}. rye rye"), 11),
            (format!("rye (wheat) {eleven}"), 1),
            ("rye, wheat".to_owned(), 2),
            // A sign ends it, or a word that says what for, but for the first.
            ("rye. wheat".to_owned(), 1),
            ("rye; wheat".to_owned(), 1),
            ("rye: wheat".to_owned(), 1),
            ("rye) wheat".to_owned(), 1),
            ("rye! wheat".to_owned(), 1),
            ("rye? wheat".to_owned(), 1),
            ("rye for wheat".to_owned(), 1),
            ("for wheat".to_owned(), 2),
        ] {
            let words = Words::new(&text);
            let found = end_of_clause(&words, 0, words.tokens.len());
            assert_eq!(found, end, "{text}");
        }
    }
}
