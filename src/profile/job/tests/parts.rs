//! Parts of the reading, each alone: remarks, joined places, bare lists, words alone.

use super::*;
use crate::profile::job::reading::units::split;

fn skill(label: &str, minimum_months: Option<u32>) -> Demand {
    Demand::Skill {
        any_of: vec![Wanted {
            label: label.to_owned(),
            concept: None,
        }],
        at_least: 1,
        minimum_months,
    }
}

#[test]
fn words_behind_a_semicolon_that_ask_for_nothing_known_are_a_remark() {
    let remark = [Demand::Text];
    for (text, before, here, expected) in [
        (
            "Zorb; we use it",
            &[skill("Zorb", None)][..],
            &remark[..],
            true,
        ),
        ("Zorb ; we use it", &[skill("Zorb", None)], &remark, true),
        ("Zorb, we use it", &[skill("Zorb", None)], &remark, false),
        ("Zorb;\nwe use it", &[skill("Zorb", None)], &remark, false),
        // Behind words alone, or where something is named, or more than one thing is said.
        ("Zorb; we use it", &[Demand::Text], &remark, false),
        ("Zorb; we use it", &[], &remark, false),
        (
            "Zorb; we use it",
            &[skill("Zorb", None)],
            &[skill("it", None)],
            false,
        ),
        (
            "Zorb; we use it",
            &[skill("Zorb", None)],
            &[Demand::Text, Demand::Text],
            false,
        ),
    ] {
        let at = |demands: &[Demand], word: &str| -> Vec<Asked> {
            let start = text.find(word).unwrap();
            let demands = demands.iter().cloned();
            demands
                .map(|demand| Asked {
                    importance: Importance::Must,
                    demand,
                    span: Span::new(start, start + word.len()),
                })
                .collect()
        };
        let found = is_remark(text, &at(before, "Zorb"), &at(here, "we use it"));
        assert_eq!(found, expected, "{text}: {before:?}, {here:?}");
    }
}

#[test]
fn places_with_signs_alone_between_them_are_one() {
    let spans = |all: &[(usize, usize)]| -> Vec<Span> {
        let all = all.iter();
        all.map(|(start, end)| Span::new(*start, *end)).collect()
    };
    for (text, places, expected) in [
        (
            "rye, oats - malt",
            &[(0, 3), (5, 9), (12, 16)][..],
            &[(0, 16)][..],
        ),
        ("rye of oats", &[(0, 3), (7, 11)], &[(0, 3), (7, 11)]),
        ("rye 2 oats", &[(0, 3), (6, 10)], &[(0, 3), (6, 10)]),
        ("rye of oats", &[(0, 6), (4, 11)], &[(0, 11)]),
        ("rye of oats", &[(0, 11), (4, 6)], &[(0, 11)]),
        ("rye", &[], &[]),
    ] {
        assert_eq!(joined(text, spans(places)), spans(expected), "{text}");
    }
}

#[test]
fn a_bare_list_has_three_short_items_without_signs_and_lengths() {
    let six = "quabb fennx zorbl drusk plimm vexel";
    let seven = "quabb fennx zorbl drusk plimm vexel skarn";
    let heading = Use::SetAside(SetAsideReason::Heading);
    for (items, used, expected) in [
        (&["Rye", "Oats", "Malt"][..], Use::Duty, true),
        (&["Rye", "Oats"], Use::Duty, false),
        (&[six, "Oats", "Malt"], Use::Duty, true),
        (&[seven, "Oats", "Malt"], Use::Duty, false),
        (&["Rye, bran", "Oats", "Malt"], Use::Duty, false),
        (&["Rye: bran", "Oats", "Malt"], Use::Duty, false),
        (&["3 years", "Oats", "Malt"], Use::Duty, false),
        // A title may be one of its items; what is set aside is none.
        (&["Rye", "Oats", "Malt"], Use::Title, true),
        (&["Rye", "Oats", "Malt"], heading, false),
        (&["Rye", "Oats", "Malt"], Use::WishesBelow, false),
    ] {
        let is_list = |text: &str| {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let units = split(&document, &findings.words);
            let units: Vec<(Unit, Use)> = units.into_iter().map(|unit| (unit, used)).collect();
            assert_eq!(units.len(), items.len(), "{text}");
            is_list_of_phrases(&findings, &units)
        };
        let text = format!("- {}", items.join("\n- "));
        assert_eq!(is_list(&text), expected, "{text}: {used:?}");
        // Without bullets it is no list.
        assert!(!is_list(&items.join("\n\n")), "{items:?}");
    }
}

#[test]
fn a_post_asks_for_words_alone_where_nothing_is_known_by_itself() {
    let kafka = Demand::Skill {
        any_of: vec![Wanted {
            label: "Kafka".to_owned(),
            concept: Lexicon::builtin().named("Kafka"),
        }],
        at_least: 1,
        minimum_months: None,
    };
    let experience = Demand::Experience {
        minimum_months: 12,
        maximum_months: None,
    };
    for (demands, expected) in [
        (vec![], true),
        (vec![Demand::Text, skill("Zorb", None)], true),
        (vec![Demand::Text, skill("Zorb", Some(12))], false),
        (vec![Demand::Text, kafka], false),
        (vec![experience, Demand::Text], false),
    ] {
        let mut profile = read_text("Baker\n");
        let requirements = demands.iter().map(|demand| Requirement {
            id: "r1".to_owned(),
            importance: Importance::Must,
            demand: demand.clone(),
            quote: String::new(),
            span: None,
            weight: 1.0,
        });
        profile.requirements = requirements.collect();
        assert_eq!(profile.asks_for_words_alone(), expected, "{demands:?}");
    }
    assert!(is_plain_weight(&plain_weight()) && !is_plain_weight(&2.0));
}

#[test]
fn a_job_file_with_a_text_holds_its_post_and_quotes_are_found_in_it() {
    use crate::profile::job::lint::{holds_post, lint_file, place_in_file};
    let written = "quote = \"Rockstar baker\"";
    for (format, text, expected) in [
        (Format::JobToml, "Rye", true),
        (Format::JobToml, " ", false),
        (Format::PlainText, "Rye", false),
    ] {
        let file = plain::from_text(written, format).unwrap();
        let mut job = read_text("Baker");
        job.text = text.to_owned();
        assert_eq!(holds_post(&job, &file), expected, "{format:?}: {text}");
    }
    // What is found stands in the post first, and in the file then.
    let file = plain::from_text(written, Format::JobToml).unwrap();
    let mut found = lint_file(&read_text("Rockstar baker"), &file).unwrap();
    assert_eq!(found[0].quote, "Rockstar");
    assert_eq!(found[0].span, Some(Span::new(0, 8)));
    place_in_file(&mut found, &file);
    assert_eq!(found[0].span, Some(Span::new(9, 17)));
}
