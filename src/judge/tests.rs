//! What a line says for and against what is asked, by name, and what a title is worth.

use super::*;
use crate::document::{Format, plain};
use crate::profile::cv;
use crate::profile::dates::Month;
use crate::text::{Token, tokenize};

/// What `line` of a dated position shows of `label`.
pub(super) fn shown(label: &str, line: &str) -> Vec<Showing> {
    let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {line}\n");
    let lexicon = Lexicon::builtin();
    let asked = Wanted {
        label: label.to_owned(),
        concept: lexicon.lookup(label),
    };
    let document = plain::from_text(&text, Format::PlainText).unwrap();
    let cv = cv::read(&document, lexicon, Month::new(2020, 1));
    let search = Search::new([&asked].into_iter(), "en", lexicon);
    search.find(&cv, &text, lexicon, &|_| false).remove(0)
}

/// The signs of the first that is shown; `None` where nothing is.
fn signs(label: &str, line: &str) -> Option<Vec<&'static str>> {
    let shown = shown(label, line);
    let named = belief::SIGNS.iter().zip(shown.first()?.signs);
    Some(
        named
            .filter(|(_, is_seen)| *is_seen)
            .map(|(name, _)| *name)
            .collect(),
    )
}

#[test]
fn each_sign_of_a_line_is_seen_and_no_other() {
    for (label, line, expected) in [
        (
            "kneading",
            "Bread, kneading, rolls",
            Some(&["one word", "item of a list"][..]),
        ),
        (
            "kneading",
            "Did slow kneading daily",
            Some(&["one word", "word to the left", "word to the right"]),
        ),
        // At the beginning of a line a capital says nothing.
        ("kneading", "Slow kneading", Some(&["one word"])),
        (
            "kneading",
            "Did Slow kneading Daily",
            Some(&["one word", "capital to the left", "capital to the right"]),
        ),
        (
            "kneading",
            "Did slow Kneading daily",
            Some(&[
                "one word",
                "capital within a sentence",
                "word to the left",
                "word to the right",
            ]),
        ),
        ("rye kneading", "Rye kneading", Some(&["item of a list"])),
        (
            "rye dough kneading",
            "Rye dough kneading",
            Some(&["three words or more", "item of a list"]),
        ),
        (
            "rye kneading",
            "Kneading of rye",
            Some(&[
                "other form",
                "apart",
                "three words or more",
                "item of a list",
            ]),
        ),
        // A name in capitals, of two letters to five.
        (
            "ZQ",
            "Bread, ZQ",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "acronym",
                "everyday word",
            ]),
        ),
        (
            "ZQXWV",
            "Bread, ZQXWV",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "acronym",
            ]),
        ),
        (
            "ZQXWVT",
            "Bread, ZQXWVT",
            Some(&["one word", "item of a list", "capital within a sentence"]),
        ),
        (
            "Q",
            "Bread, Q",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "everyday word",
            ]),
        ),
        (
            "ZQ9",
            "Bread, ZQ9",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "acronym",
                "unusual spelling",
            ]),
        ),
        // Its letters, spelt out before or behind it.
        (
            "ZQX",
            "Bread, ZQX (zinc quality xenon)",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "acronym",
                "other words for the letters",
            ]),
        ),
        (
            "ZQX",
            "Bread: zinc quality xenon (ZQX)",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "acronym",
                "other words for the letters",
            ]),
        ),
        (
            "ZQX",
            "Bread, ZQX (zinc quality)",
            Some(&[
                "one word",
                "item of a list",
                "capital within a sentence",
                "acronym",
            ]),
        ),
        // A name that is written small, and another form of one.
        (
            "Zorblang",
            "Bread, zorblang",
            Some(&[
                "one word",
                "item of a list",
                "small where a capital is usual",
            ]),
        ),
        (
            "Kneading rye",
            "Bread, kneading rye",
            Some(&["item of a list", "small where a capital is usual"]),
        ),
        (
            "Kneading rye",
            "Bread, kneaded rye",
            Some(&["other form", "item of a list"]),
        ),
        ("kneading", "Slept", None),
    ] {
        let expected = expected.map(<[&str]>::to_vec);
        assert_eq!(signs(label, line), expected, "{label}: {line}");
    }
}

#[test]
fn a_title_within_a_title_is_worth_half_at_least() {
    let of = |title: &str, text: &str, job: Option<&relevance::Work>| {
        let (titles, texts) = (tokenize(title), tokenize(text));
        let title_words: Vec<&Token> = titles.iter().collect();
        let text_words: Vec<&Token> = texts.iter().collect();
        let (title, text) = ((title, &title_words[..]), (text, &text_words[..]));
        match job {
            None => relevance::Work::of_job("en", title, text),
            Some(job) => relevance::Work::of_position("en", title, text, job),
        }
    };
    let bread = "kneads dough, bakes rye bread and rolls, sells cake";
    // What the texts say of each other counts for nothing between two of English, for half between
    // two languages, and for all in another.
    let mut weights = relevance::Weights::builtin().clone();
    for (scale, none, full) in [
        (&mut weights.english, 1_000_000_000, 2_000_000_000),
        (&mut weights.across, -1_000_000_000, 1_000_000_000),
        (&mut weights.other, -2_000_000_000, -1_000_000_000),
    ] {
        (scale.none, scale.full) = (none, full);
    }
    let job = of(
        "Welder",
        "welds steel pipes and frames, reads drawings",
        None,
    );
    for (title, expected) in [
        ("Welder", 1.0),
        ("Bakery Bread Welder", 0.5),
        ("Bread Baker", 0.0),
    ] {
        let position = of(title, bread, Some(&job));
        assert_eq!(weights.relevance(&job, &position), expected, "{title}");
    }
    for (asked, held, expected) in [("en", "en", 0.0), ("en", "de", 0.5), ("de", "de", 1.0)] {
        let of = |language: &str, title: &str, job: Option<&relevance::Work>| {
            let tokens = tokenize(title);
            let words: Vec<&Token> = tokens.iter().collect();
            let (title, text) = ((title, &words[..]), ("", &[][..]));
            match job {
                None => relevance::Work::of_job(language, title, text),
                Some(job) => relevance::Work::of_position(language, title, text, job),
            }
        };
        let job = of(asked, "Welder", None);
        let found = weights.relevance(&job, &of(held, "Baker", Some(&job)));
        assert!((found - expected).abs() < 1e-3, "{asked} {held}: {found}");
    }
    // Two that have no title do not have the same.
    let untitled = of("", "", None);
    let other = of("", "", Some(&untitled));
    assert_eq!(weights.relevance(&untitled, &other), 0.0);
    // One word tells nothing of the work: the title does.
    let near = |text: &str| {
        let signs = relevance::signs(&job, &of("Welder", text, Some(&job)));
        (signs[0], signs[1])
    };
    assert_eq!(near("bread"), near(""));
    assert_ne!(near("bread rolls"), near(""));
}

#[test]
fn the_signs_of_a_position_are_weighed_and_added() {
    let scale = relevance::Scale {
        weights: vec![1, 20, 300, 4_000, 50_000],
        none: 0,
        full: 1_000,
    };
    // 1, half of 20 and a quarter of 4000; 50000 less 300.
    for (signs, sum) in [
        ([0.0; 5], 0.0),
        ([1.0, 0.5, 0.0, 0.25, 0.0], 1_011.0),
        ([0.0, 0.0, -1.0, 0.0, 1.0], 49_700.0),
    ] {
        assert_eq!(scale.sum(&signs), sum, "{signs:?}");
    }
}

#[test]
fn a_kinship_is_a_relation_and_names_the_other() {
    let other = Lexicon::builtin().lookup("Accounting").unwrap();
    for kinship in [Kinship::Exact, Kinship::Inflection, Kinship::Alias] {
        assert_eq!(kinship.relation(), Relation::Same);
        assert_eq!(kinship.nearness(), 1.0);
        assert_eq!(kinship.other(), None);
    }
    let akin = Kinship::Akin(other, Relation::Broader);
    assert_eq!(akin.relation(), Relation::Broader);
    assert_eq!(akin.other(), Some(other));
}

#[test]
fn a_name_is_that_asked_another_of_the_same_thing_or_a_form_of_one() {
    for (label, line, kinship) in [
        ("Accounting", "Learnt accounting", Kinship::Exact),
        ("Kneading rye", "Kneading rye by hand", Kinship::Exact),
        ("Kneading rye", "Kneaded rye by hand", Kinship::Inflection),
        ("Accounting", "Accountancy for shops", Kinship::Alias),
    ] {
        let own = shown(label, line).into_iter();
        let mut own = own.filter(|showing| showing.kinship.other().is_none());
        assert_eq!(
            own.next().map(|one| one.kinship),
            Some(kinship),
            "{label}: {line}"
        );
        assert_eq!(own.next().map(|one| one.span), None, "{label}: {line}");
    }
}
