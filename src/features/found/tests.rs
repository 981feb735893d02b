//! What is said again, and how much lines count.

use super::*;
use crate::features::tests::{self, assert_near};

#[test]
fn saturation_rises_from_zero_to_one() {
    assert_eq!(saturate(0.0), 0.0);
    assert_eq!(saturate(ENOUGH_LINES), 1.0);
    assert_eq!(saturate(100.0), 1.0);
    assert!(saturate(2.0) > saturate(1.0) && saturate(2.0) < 2.0 * saturate(1.0));
}

#[test]
fn eight_lines_are_enough_and_three_are_half_of_many() {
    for (lines, value) in [
        (0.45, 0.45 / 3.45 * 1.375),
        (1.0, 0.25 * 1.375),
        (3.0, 0.5 * 1.375),
        (7.0, 0.7 * 1.375),
        (8.0, 1.0),
        (9.0, 1.0),
    ] {
        assert_near(saturate(lines), value, &format!("{lines} lines"));
    }
}

#[test]
fn a_line_counts_by_its_strength() {
    for (strength, weight) in [
        (Strength::Listed, 0.45),
        (Strength::Described, 0.8),
        (Strength::Used, 1.0),
    ] {
        assert_near(line_weight(strength), weight, &format!("{strength:?}"));
    }
    assert_near(
        heaviest_over_lightest(),
        1.0 / 0.45,
        "heaviest over lightest",
    );
}

#[test]
fn a_term_counts_once_a_stretch_and_apart_where_it_is_used() {
    let mut places = Places::default();
    let span = |start| Span::new(start, start + 1);
    let mut add = |passage, stretch, start, weight, used| {
        let line = Line {
            passage,
            stretch,
            weight,
            used,
        };
        places.add(line, span(start));
    };
    add(2, 9, 0, 0.45, false);
    add(2, 9, 4, 0.45, false);
    add(3, 0, 8, 1.0, true);
    // Once more in the position, and more strongly in the section.
    add(4, 0, 12, 1.0, true);
    add(5, 9, 16, 0.8, false);
    add(6, 9, 20, 0.45, false);
    add(7, 9, 24, 0.8, false);
    assert_near(places.lines, 1.8, "lines");
    assert_near(places.used, 1.0, "used");
    let at: Vec<u32> = places.at.iter().map(|(passage, _)| *passage).collect();
    assert_eq!(at, [2, 3, 4, 5, 6, 7]);
}

/// Stretches of the lines of a CV, and whether each is said again.
fn read(asked: &str, text: &str) -> (Vec<u32>, Vec<bool>) {
    let query = tests::query(tests::job("", asked));
    let cv = tests::profile(&tests::document(text));
    let copied = super::super::copied::find(&query, &cv, text);
    let found = Found::new(&query, &cv, text, &copied);
    (found.stretches.clone(), found.again.clone())
}

#[test]
fn positions_that_say_the_same_are_one_stretch() {
    let asked = "gloamrye zorblang quibscript fennix tidework";
    let first = "baked plimmet with drusken and sold skarnet, gloamrye";
    for (second, is_one) in [
        ("sold skarnet with drusken, baked plimmet; zorblang", true),
        // Of twice six and three words, six and three are the same: .6 of ten, and less.
        ("sold skarnet with drusken at wharf, quay, mole", true),
        ("sold skarnet at wharf, quay, mole, pier, zorblang", false),
        // What is asked makes no two the same.
        ("gloamrye zorblang quibscript fennix tidework", false),
    ] {
        let text = format!(
            "Experience\nBaker, Brill Ltd, 2015 - 2018\n- {first}\n\nBaker, Brill Ltd, 2011 - 2014\n- {second}\n"
        );
        let (stretches, _) = read(asked, &text);
        let mut kinds = stretches.clone();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(stretches.len(), 5, "{text}");
        assert_eq!(kinds.len(), if is_one { 2 } else { 3 }, "{second}");
    }
}

#[test]
fn a_line_is_said_again_whatever_is_woven_in() {
    let asked = "gloamrye zorblang quibscript fennix";
    for (line, is_again) in [
        ("gloamrye zorblang quibscript oats", true),
        (
            "oats quibscript plimmet zorblang drusken gloamrye wharf",
            true,
        ),
        // A term that is new, and a line of other words.
        ("gloamrye zorblang quibscript fennix", false),
        ("plimmet drusken wharf", false),
    ] {
        let text = format!(
            "Experience\nBaker, Brill Ltd, 2015 - 2018\n- gloamrye zorblang quibscript rye\n- {line}\n"
        );
        let (_, again) = read(asked, &text);
        assert_eq!(again, [false, false, false, is_again], "{line}");
    }
}

#[test]
fn a_line_says_again_four_terms_in_five_or_three_words_in_five() {
    let asked = "gloamrye zorblang quibscript fennix tidework";
    for (first, second, is_again) in [
        (
            "gloamrye zorblang quibscript fennix",
            "gloamrye zorblang quibscript fennix tidework",
            true,
        ),
        (
            "gloamrye zorblang quibscript",
            "gloamrye zorblang quibscript fennix",
            false,
        ),
        // With less than three terms all words are asked.
        ("gloamrye zorblang oats", "oats zorblang gloamrye", true),
        (
            "gloamrye oats wharf quay mole",
            "gloamrye oats wharf plimmet drusken",
            true,
        ),
        (
            "gloamrye oats wharf quay",
            "gloamrye oats wharf quay plimmet drusken skarnet",
            false,
        ),
        // Less than three words say too little.
        ("gloamrye oats wharf", "wharf oats gloamrye", true),
        ("gloamrye oats", "oats gloamrye", false),
        // Nor does a line of common words say anything again.
        ("gloamrye oats wharf", "and with the", false),
    ] {
        let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {first}\n- {second}\n");
        let (_, again) = read(asked, &text);
        assert_eq!(again, [false, false, false, is_again], "{first}: {second}");
    }
}

#[test]
fn the_last_sixteen_lines_with_a_word_are_looked_at() {
    let said = "oats wharf quay mole rye";
    for (between, is_again) in [(15, true), (16, false)] {
        let mut text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {said}\n");
        // Of each of three words, so many lines that say nothing else twice.
        let mut other = 0;
        for word in ["oats", "wharf", "quay"] {
            for _ in 0..between {
                text.push_str(&format!("- {word}"));
                for _ in 0..5 {
                    let letter = |at: usize| char::from(b'b' + at as u8);
                    text.push_str(&format!(
                        " gloam{}{}",
                        letter(other / 20),
                        letter(other % 20)
                    ));
                    other += 1;
                }
                text.push('\n');
            }
        }
        text.push_str("- rye mole quay wharf oats\n");
        let (_, again) = read("gloamrye", &text);
        assert_eq!(again.last(), Some(&is_again), "{between}");
    }
}

#[test]
fn from_five_words_on_three_in_five_are_the_same() {
    for (one, other, expected) in [
        (0..4, 0..4, false),
        (0..4, 0..9, false),
        (0..5, 0..5, true),
        (0..5, 2..9, true),
        (0..5, 3..9, false),
        (0..10, 4..14, true),
        (0..10, 5..15, false),
    ] {
        let (one, other): (Vec<u64>, Vec<u64>) = (one.collect(), other.collect());
        assert_eq!(are_same(&one, &other), expected, "{one:?} {other:?}");
        assert_eq!(are_same(&other, &one), expected, "{other:?} {one:?}");
    }
}

#[test]
fn positions_of_five_words_are_compared() {
    for (words, is_one) in [
        ("plimmet drusken skarnet", true),
        ("plimmet drusken", false),
    ] {
        // Both have two words in their heads.
        let text = format!(
            "Experience\nBaker, Brill, 2015 - 2018\n- {words}\n\nBaker, Brill, 2011 - 2014\n- {words}\n"
        );
        let (stretches, _) = read("gloamrye", &text);
        assert_eq!(
            stretches[1] == stretches[3],
            is_one,
            "{words}: {stretches:?}"
        );
    }
}

#[test]
fn what_a_line_denies_earns_nothing_in_that_line() {
    let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kafka gloamrye\n- No experience with Kafka, gloamrye\n- Kafka\n";
    let query = tests::query(tests::job("", "Kafka gloamrye"));
    let cv = tests::profile(&tests::document(text));
    let copied = super::super::copied::find(&query, &cv, text);
    let found = Found::new(&query, &cv, text, &copied);
    let tokens = cv.tokens.iter().zip(&found.by_token);
    let kafka = tokens.filter(|(token, _)| token.of(text) == "Kafka");
    let earns: Vec<bool> = kafka.map(|(_, term)| *term != WITHOUT_WORTH).collect();
    assert_eq!(earns, [true, false, true]);
}

#[test]
fn who_knows_the_basics_claims_it() {
    let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote Kafka\n";
    let query = tests::query(tests::job("", "Kafka"));
    for (stance, claims) in [
        (Stance::Claimed, true),
        (Stance::Basic, true),
        (Stance::Denied, false),
    ] {
        let mut cv = tests::profile(&tests::document(text));
        cv.skills[0].mentions[0].stance = stance;
        let copied = super::super::copied::find(&query, &cv, text);
        let found = Found::new(&query, &cv, text, &copied);
        assert_eq!(
            found.claims(&cv.skills[0]).count() == 1,
            claims,
            "{stance:?}"
        );
        let mut tokens = cv.tokens.iter().zip(&found.by_token);
        let term = tokens
            .find(|(token, _)| token.of(text) == "Kafka")
            .unwrap()
            .1;
        assert_eq!(*term != WITHOUT_WORTH, claims, "{stance:?}");
    }
}

#[test]
fn a_place_is_copied_where_any_part_of_it_is() {
    let run = "gloamrye zorblang quibscript fennix tidework ropelay saltern wharfing";
    let text =
        format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- Turned plimmet {run} drusken\n");
    let query = tests::query(tests::job("", run));
    let cv = tests::profile(&tests::document(&text));
    let copied = super::super::copied::find(&query, &cv, &text);
    let found = Found::new(&query, &cv, &text, &copied);
    let start = text.find(run).unwrap();
    let end = start + run.len();
    assert!(found.copies_any());
    for (from, to, is_copied) in [
        (start - 8, start, false),
        (start - 8, start + 1, true),
        (start, start + 1, true),
        (end - 1, end, true),
        (end - 1, end + 3, true),
        (end, end + 3, false),
    ] {
        let what = format!("{from}..{to} of {start}..{end}");
        assert_eq!(found.is_copied(Span::new(from, to)), is_copied, "{what}");
    }
}
