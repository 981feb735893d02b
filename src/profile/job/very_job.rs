//! Demands that ask for nothing but the very job, or the facts beside its name.

use super::phrases::Words;
use super::reading::units::Unit;
use super::requirement::Asked;
use super::{Demand, Wanted};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::roles::names_a_role;
use crate::text::{TermKey, tokenize};

/// Whether all that would do are occupations.
pub(super) fn names_roles(demand: &Demand) -> bool {
    let Demand::Skill { any_of, .. } = demand else {
        return false;
    };
    let mut labels = any_of.iter().map(|wanted| wanted.label.as_str());
    labels.all(label_is_role)
}

/// Whether a demand asks for nothing but the very job.
pub(super) fn asks_for_the_title(demand: &Demand, title: &str, lexicon: &Lexicon) -> bool {
    only_names(demand, title, |wanted| is_role(wanted, lexicon))
}

/// Where a sentence that asks begins with the job itself: its title, and the facts up to a colon
/// (`Night Porter, Whitby, £13/h: first aid`).
pub(super) fn named_in(words: &Words, unit: &Unit, title: Span) -> Option<Span> {
    if !unit.span.contains(title) {
        return None;
    }
    let range = words.within(unit.span);
    let behind = words.within(title).end;
    let is_beside = words.within(title).start <= range.start + 1;
    let colon = (behind..range.end).find(|&at| words.gap_before(at).trim_end().ends_with(':'));
    match colon.filter(|_| is_beside) {
        Some(colon) => Some(words.span_of(&(range.start..colon))),
        None => Some(title),
    }
}

/// Whether the demand only says again what names the job: unknown names and occupations there.
pub(super) fn is_named_in(asked: &Asked, named: Span, words: &Words, lexicon: &Lexicon) -> bool {
    only_names(&asked.demand, named.of(words.text), |wanted| {
        wanted.concept.is_none() || is_role(wanted, lexicon)
    })
}

/// Whether all that would do stands in `named`, is `meant` and no years of it are asked.
fn only_names(demand: &Demand, named: &str, meant: impl Fn(&Wanted) -> bool) -> bool {
    let Demand::Skill {
        any_of,
        minimum_months: None,
        ..
    } = demand
    else {
        return false;
    };
    let keys =
        |text: &str| -> Vec<TermKey> { tokenize(text).iter().map(|token| token.key).collect() };
    let named = keys(named);
    any_of.iter().all(|wanted| {
        let label = keys(&wanted.label);
        let is_there = !label.is_empty() && named.windows(label.len()).any(|some| some == label);
        is_there && meant(wanted)
    })
}

/// Whether both the name and the concept are an occupation: `React developer` asks for React.
fn is_role(wanted: &Wanted, lexicon: &Lexicon) -> bool {
    let concept = wanted.concept.map(|concept| lexicon.label(concept));
    label_is_role(&wanted.label) && concept.is_none_or(label_is_role)
}

fn label_is_role(label: &str) -> bool {
    names_a_role(label, Span::new(0, label.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::job::Importance;

    /// A demand for any of these, without a concept.
    fn skill(labels: &[&str], minimum_months: Option<u32>) -> Demand {
        let any_of = labels.iter().map(|label| Wanted {
            label: (*label).to_owned(),
            concept: None,
        });
        Demand::Skill {
            any_of: any_of.collect(),
            at_least: 1,
            minimum_months,
        }
    }

    #[test]
    fn the_title_is_not_asked_unless_it_is_for_years_or_beside_something_else() {
        for (labels, months, is_the_title) in [
            (&["Porter"][..], None, true),
            (&["night porter"], None, true),
            (&["Porter", "Night Porter"], None, true),
            (&["Porter"], Some(12), false),
            (&["Porter", "Zorblang"], None, false),
            // In the title, and no occupation; an occupation, and not in the title.
            (&["Night"], None, false),
            (&["Baker"], None, false),
            (&["Porter Night"], None, false),
            (&["-"], None, false),
        ] {
            let found =
                asks_for_the_title(&skill(labels, months), "Night Porter", Lexicon::builtin());
            assert_eq!(found, is_the_title, "{labels:?}");
        }
        let lexicon = Lexicon::builtin();
        assert!(!asks_for_the_title(&Demand::Text, "Porter", lexicon));
    }

    #[test]
    fn occupations_are_told_from_what_they_use() {
        for (labels, expected) in [
            (&["Porter"][..], true),
            (&["Porter", "Baker"], true),
            (&["Porter", "Zorblang"], false),
            (&["Zorblang"], false),
        ] {
            assert_eq!(names_roles(&skill(labels, None)), expected, "{labels:?}");
        }
        assert!(!names_roles(&Demand::Text));
    }

    #[test]
    fn unknown_names_and_occupations_beside_the_title_only_say_it_again() {
        let text = "Zorblang Porter, Kafka, Whitby: first aid";
        let words = Words::new(text);
        let lexicon = Lexicon::builtin();
        let named = Span::new(0, text.find(':').unwrap());
        let kafka = lexicon.named("Kafka");
        assert!(kafka.is_some());
        for (label, concept, minimum_months, expected) in [
            ("Zorblang", None, None, true),
            ("Porter", None, None, true),
            ("Whitby", None, None, true),
            // A thing that is known, years of it, and what stands behind the colon.
            ("Kafka", kafka, None, false),
            ("Porter", kafka, None, false),
            ("Zorblang", None, Some(12), false),
            ("first aid", None, None, false),
        ] {
            let asked = Asked {
                importance: Importance::Must,
                demand: Demand::Skill {
                    any_of: vec![Wanted {
                        label: label.to_owned(),
                        concept,
                    }],
                    at_least: 1,
                    minimum_months,
                },
                span: named,
            };
            let found = is_named_in(&asked, named, &words, lexicon);
            assert_eq!(found, expected, "{label}: {minimum_months:?}");
        }
    }

    #[test]
    fn facts_up_to_a_colon_go_with_a_title_at_the_head() {
        let title = "Night Porter";
        for (text, expected) in [
            (
                "Night Porter, Whitby: first aid",
                Some("Night Porter, Whitby"),
            ),
            (
                "Sought Night Porter, Whitby: first aid",
                Some("Sought Night Porter, Whitby"),
            ),
            ("Still sought Night Porter, Whitby: first aid", Some(title)),
            ("Night Porter, Whitby, first aid", Some(title)),
        ] {
            let words = Words::new(text);
            let span = Span::new(0, text.len());
            let unit = Unit {
                span,
                content: span,
                heading: None,
                lead: None,
                mark: false,
                bullet: false,
                whole: true,
                after_blank: true,
                navigation: false,
            };
            let start = text.find(title).unwrap();
            let place = Span::new(start, start + title.len());
            let found = named_in(&words, &unit, place);
            assert_eq!(found.map(|span| span.of(text)), expected, "{text}");
            // A title of another line is not in this one.
            let beyond = Span::new(start, text.len() + 1);
            assert_eq!(named_in(&words, &unit, beyond), None, "{text}");
        }
    }
}
