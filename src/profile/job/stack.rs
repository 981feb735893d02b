//! Lists of the tools in use (`Our stack: Go, Redis`): they describe the work, and ask only where
//! nothing else does.

use std::sync::LazyLock;

use super::cues::{IMPORTANCE, SPEECH};
use super::phrases::{Listed, Words, listed, phrase_table};
use super::reading::units::Unit;
use super::requirement::Findings;
use super::uses::Use;
use super::{Importance, SetAsideReason, years};
use crate::document::Span;
use crate::languages::key;
use crate::text::PhraseTable;

static STACK: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_HEADINGS_STACK, ())]));

static FILLERS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_HEADING_FILLER]));

/// Makes what only lists the tools in use a description, where skills are asked for elsewhere.
pub(super) fn describe(findings: &Findings, units: &mut [(Unit, Use)]) {
    let words = &findings.words;
    let mut lists = Vec::new();
    let mut under = false;
    let mut asked_elsewhere = false;
    for (at, (unit, used)) in units.iter().enumerate() {
        match used {
            Use::SetAside(SetAsideReason::Heading) | Use::WishesBelow => {
                under = announced(words, unit.span) == Some(Announced::Below);
            }
            Use::Asks(importance) => {
                let here = under || announced(words, unit.span) == Some(Announced::Beside);
                if here && !is_weighed(words, unit.content) {
                    lists.push(at);
                } else if *importance == Importance::Must
                    && findings.hits_in(unit.content).next().is_some()
                {
                    asked_elsewhere = true;
                }
            }
            _ => {}
        }
    }
    if asked_elsewhere {
        for at in lists {
            units[at].1 = Use::Duty;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// `Tech stack` on a line of its own.
    Below,
    /// `Tech stack: Go`
    Beside,
}

/// Whether the words open a list of tools.
fn announced(words: &Words, span: Span) -> Option<Announced> {
    let range = words.within(span);
    let is_filler = |at: &usize| FILLERS.contains(words.word(*at));
    let first = range
        .clone()
        .find(|at| words.at(&STACK, *at, range.end).is_some() || !is_filler(at))?;
    let end = words.at(&STACK, first, range.end)?.range.end;
    if end == range.end {
        Some(Announced::Below)
    } else if words.gap_before(end).trim_start().starts_with(':') {
        Some(Announced::Beside)
    } else {
        None
    }
}

/// Whether the words say how much it is wanted, or for how long: `Stack: 3 years of Go`.
fn is_weighed(words: &Words, span: Span) -> bool {
    let range = words.within(span);
    words.first(&IMPORTANCE, range.clone()).is_some()
        || words.first(&SPEECH, range.clone()).is_some()
        || !years::find(words, range).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::reading::units::split;
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;

    #[test]
    fn a_list_of_tools_is_announced_above_it_or_by_a_colon() {
        for (text, expected) in [
            ("Our tech stack", Some(Announced::Below)),
            ("The tools we use", Some(Announced::Below)),
            ("Tech stack: Zorblang", Some(Announced::Beside)),
            ("Your tech stack : Zorblang", Some(Announced::Beside)),
            ("Tech stack - Zorblang", None),
            ("Tech stack of rye", None),
            ("Rye stack", None),
            ("The rye", None),
        ] {
            let words = Words::new(text);
            let found = announced(&words, Span::new(0, text.len()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_list_of_tools_describes_the_work_where_a_skill_is_a_must_elsewhere() {
        let (must, nice) = (Importance::Must, Importance::Nice);
        for (list, other, importance, is_described) in [
            ("Our tech stack\n- Kafka", "Docker", must, true),
            ("Rye quay\n- Kafka", "Docker", must, false),
            ("Our tech stack\n- Kafka required", "Docker", must, false),
            ("Our tech stack\n- Kafka", "Docker", nice, false),
            ("Our tech stack\n- Kafka", "Gloamrye", must, false),
        ] {
            let post = format!("{list}\n\nRye mill\n- {other}");
            let document = plain::from_text(&post, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let units = split(&document, &findings.words);
            assert_eq!(units.len(), 4, "{post}");
            let heading = Use::SetAside(SetAsideReason::Heading);
            let uses = [heading, Use::Asks(must), heading, Use::Asks(importance)];
            let mut units: Vec<(Unit, Use)> = units.into_iter().zip(uses).collect();
            describe(&findings, &mut units);
            let found: Vec<Use> = units.iter().map(|(_, used)| *used).collect();
            let listed = if is_described { Use::Duty } else { uses[1] };
            assert_eq!(found, [heading, listed, heading, uses[3]], "{post}");
        }
    }

    #[test]
    fn what_says_how_much_or_how_long_is_weighed() {
        for (text, expected) in [
            ("Zorblang", false),
            ("Zorblang required", true),
            ("Familiar with Zorblang", true),
            ("Zorblang, 3 years", true),
        ] {
            let words = Words::new(text);
            let found = is_weighed(&words, Span::new(0, text.len()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
