//! How near passages lie to a post, and where they end, worked out by hand.

use super::*;
use crate::features::tests::{self, assert_near};

fn near(asked: &str, held: &str) -> Part {
    let document = tests::document(held);
    let cv = tests::profile(&document);
    tests::part(tests::job("", asked), &cv, held, Feature::PassageSimilarity)
}

#[test]
fn the_cosine_of_one_passage_is_a_quarter_of_the_mean() {
    let held = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- kneading gloamrye zorblang quernlet\n";
    let document = tests::document(held);
    let cv = tests::profile(&document);
    let read = cv.passages.iter().flat_map(|line| line.tokens(&cv.tokens));
    let common = stop_words("en");
    let read = read.filter(|token| !common.contains(&token.key));
    let words: Vec<&str> = read.map(|token| token.of(held)).collect();
    // In a language without a table words weigh by their length, up to 6 letters.
    let rarity = |word: &str| 1.0 + 0.5 * word.len().min(6) as f64;
    let of_words = |word: &&str| word.chars().all(char::is_alphabetic);
    let squares = words
        .iter()
        .filter(|word| of_words(word))
        .map(|word| rarity(word).powi(2));
    let norm = f64::sqrt(squares.sum::<f64>());
    // Two terms of the post, equally rare.
    let cosine = 2.0 * 4.0 / f64::sqrt(2.0) / norm;
    let part = near("gloamrye kneading", held);
    assert_near(part.value, cosine / 4.0 / 0.35, "value");
    assert_eq!(part.evidence.len(), 1);
    let nothing = near("quay", held);
    assert_eq!((nothing.value, nothing.evidence.len()), (0.0, 0));
}

#[test]
fn a_word_counts_by_the_logarithm_of_its_lines_and_the_same_said_again_nothing() {
    let job = tests::query(tests::job("", "gloamrye"));
    let passage = |lines: &[u32], others: std::ops::Range<u64>| {
        let mut said: Vec<_> = others.map(|key| (key, 0, 3.0)).collect();
        said.extend(lines.iter().map(|line| (1 << 40, *line, 4.0)));
        let read = PassageInReading {
            lines: 0,
            line: Some((0.0, Span::new(0, 1))),
            said,
            terms: lines.iter().map(|line| (0, *line, 4.0)).collect(),
        };
        read.passage(&job).unwrap()
    };
    // One term alone in the job: its cosine is its share of the passage's norm.
    let cosine = |weight: f64| weight / f64::sqrt(weight * weight + 27.0);
    for (lines, often) in [
        (&[0][..], 1.0),
        (&[0; 20], 1.0),
        (&[0, 3, 3, 5], 1.0 + f64::ln(3.0)),
    ] {
        let near = passage(lines, 0..3).cosine;
        assert!((near - cosine(4.0 * often)).abs() < 1e-4, "{lines:?}");
    }
    // Ten words: eight in the other are the same, seven are not.
    let ten = passage(&[0], 0..9);
    assert!(ten.is_in(&passage(&[0], 2..40)));
    assert!(!ten.is_in(&passage(&[0], 3..40)));
}

#[test]
fn the_post_weighs_its_words_by_how_often_it_says_them() {
    let job = tests::query(tests::job("", "gloamrye, zorblang and gloamrye"));
    let twice = 1.0 + f64::ln(2.0);
    let norm = f64::sqrt(twice * twice + 1.0);
    let weights = &job.said.weights;
    assert!((weights[0] - twice / norm).abs() < 1e-4, "{weights:?}");
    assert!((weights[1] - 1.0 / norm).abs() < 1e-4, "{weights:?}");
}

#[test]
fn passages_end_after_150_words_and_from_50_on_where_the_section_does() {
    let count = |text: &str| {
        let document = tests::document(text);
        let cv = tests::profile(&document);
        let query = tests::query(tests::job("", "gloamrye"));
        let copied = crate::features::copied::find(&query, &cv, text);
        let found = Found::new(&query, &cv, text, &copied);
        passages(&query, &cv, &found, text).len()
    };
    let lines = |lines: usize| {
        (0..lines).fold("Skills\n".to_owned(), |text, line| {
            text + &format!("rye{line} oat{line} bun{line} tart{line} pie{line}\n")
        })
    };
    let one = count(&lines(9));
    assert_eq!(count(&lines(40)), one + 1);
    let with_education = |rows: usize| lines(rows) + "\nEducation\nMiller's school, 2010 - 2012\n";
    assert_eq!(count(&with_education(5)), one);
    assert_eq!(count(&with_education(12)), one + 1);
}

/// How many words each passage of a CV holds.
fn words_of_blocks(text: &str) -> Vec<usize> {
    let cv = tests::profile(&tests::document(text));
    let of = |lines: Range<usize>| {
        let lines = cv.passages[lines].iter();
        lines.map(|line| line.tokens(&cv.tokens).len()).sum()
    };
    blocks(&cv, text).into_iter().map(of).collect()
}

/// Lines of one word each, all different.
fn different(count: usize) -> String {
    let letter = |at: usize| char::from(b'b' + at as u8);
    let words = (0..count).map(|at| format!("gloam{}{}rye\n", letter(at / 20), letter(at % 20)));
    words.collect()
}

#[test]
fn a_passage_has_150_different_words_and_a_paragraph_of_50_is_one() {
    let of_one = |count: usize| words_of_blocks(&format!("Skills\n{}", different(count)));
    let blocks = of_one(320);
    assert_eq!(blocks[..2], [150, 150]);
    let parted = |count: usize| {
        let text = format!("Skills\n{}\nrye\n", different(count));
        words_of_blocks(&text)
    };
    // With what stands above them.
    let above: usize = of_one(1)[0] - 1;
    assert_eq!(parted(50 - above), [50, 1]);
    assert_eq!(parted(49 - above), [50]);
}

#[test]
fn the_line_that_adds_most_is_shown() {
    for lines in [
        ["gloamrye kneaded", "zorblang gloamrye"],
        ["zorblang gloamrye", "gloamrye kneaded"],
    ] {
        let text = format!(
            "Experience\nBaker, Brill Ltd, 2015 - 2018\n- {}\n",
            lines.join("\n- ")
        );
        let part = near("gloamrye zorblang", &text);
        let shown = part.evidence[0].of(&text);
        assert!(shown.contains("zorblang"), "{shown}");
    }
}

#[test]
fn five_words_of_the_nearest_passage_are_shown() {
    let words = "gloamrye zorblang quibscript fennix tidework ropelay";
    let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {words}\n");
    let note = near(words, &text).note;
    assert_eq!(note.split(", ").count(), 5, "{note}");
}

#[test]
fn a_word_said_twice_counts_by_a_logarithm_more_and_one_not_said_nothing() {
    // 1 + ln 2, to 1/4096.
    for (count, weight) in [(0, 0.0), (1, 1.0), (2, 1.693_115_234_375)] {
        assert_eq!(often(count), weight, "{count}");
    }
}

#[test]
fn of_lines_that_add_as_much_the_first_is_shown_and_of_words_the_one_that_adds_most() {
    for (asked, lines, shown, note) in [
        (
            "gloamrye zorblang",
            ["gloamrye kneaded", "zorblang milled"],
            "gloamrye",
            "gloamrye, zorblang",
        ),
        (
            "gloamrye zorblang",
            ["zorblang milled", "gloamrye kneaded"],
            "zorblang",
            "gloamrye, zorblang",
        ),
        (
            "gloamrye, zorblang and zorblang",
            ["gloamrye kneaded", "zorblang milled"],
            "zorblang",
            "zorblang, gloamrye",
        ),
    ] {
        let lines = lines.join("\n- ");
        let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {lines}\n");
        let part = near(asked, &text);
        assert!(
            part.evidence[0].of(&text).contains(shown),
            "{asked}: {lines}"
        );
        assert_eq!(part.note, note, "{asked}: {lines}");
    }
}

#[test]
fn what_a_line_says_again_makes_its_passage_longer_and_no_nearer() {
    let held = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- gloamrye zorblang quibscript rye\n\
                - quibscript zorblang gloamrye oats\n";
    let cv = tests::profile(&tests::document(held));
    let terms = ["gloamrye", "zorblang", "quibscript"];
    let common = stop_words("en");
    let read = cv.passages.iter().flat_map(|line| line.tokens(&cv.tokens));
    let read = read.filter(|token| !common.contains(&token.key));
    let others = read
        .map(|token| token.of(held))
        .filter(|word| word.chars().all(char::is_alphabetic) && !terms.contains(word));
    // Words weigh by their length, up to 6 letters; the three stand on two lines each.
    let rarity = |word: &str| 1.0 + 0.5 * word.len().min(6) as f64;
    let squares: f64 = others.map(|word| rarity(word).powi(2)).sum();
    let squares = squares + 3.0 * (1.693_115_234_375f64 * 4.0).powi(2);
    // Each of the three weighs 4 once, and a root of three in the post.
    let cosine = 3.0 * 4.0 / f64::sqrt(3.0) / f64::sqrt(squares);
    let part = near("gloamrye zorblang quibscript", held);
    assert_near(part.value, cosine / 4.0 / 0.35, "said again");
}

#[test]
fn the_four_nearest_passages_count_and_nothing_is_nearer_than_all() {
    // Five passages, each a good fifth of the post, in another order than there.
    let words = different(450) + &different(170).replace("gloam", "zorb");
    let asked: Vec<&str> = words.lines().collect();
    let held: Vec<&str> = asked.iter().rev().copied().collect();
    let part = near(&asked.join(" "), &format!("Skills\n{}\n", held.join("\n")));
    assert_eq!((part.value, part.evidence.len()), (1.0, 4));
}
