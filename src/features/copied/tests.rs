//! Runs of words and of lines that make a copy, on both sides of their lengths.

use super::*;
use crate::features::tests;
use crate::features::tests::{job, query};

/// Words that no list knows, each once.
const WORDS: [&str; 12] = [
    "gloamrye",
    "zorblang",
    "quibscript",
    "fennix",
    "tidework",
    "ropelay",
    "saltern",
    "wharfing",
    "plimmet",
    "drusken",
    "vexelry",
    "skarnet",
];

/// The copied places of `cv`, none of which is masked, as written.
pub(super) fn copied(job: &str, cv: &str) -> Vec<String> {
    let query = tests::query(tests::job("", job));
    let mut profile = tests::profile(&tests::document(cv));
    profile.tokens = tokenize(cv);
    let spans = find(&query, &profile, cv).spans;
    spans.iter().map(|span| span.of(cv).to_owned()).collect()
}

/// Lines of `cv`, from 0, none of whose words are masked, that hold nothing of its own.
pub(super) fn left_out(job: &str, cv: &str) -> Vec<usize> {
    let query = tests::query(tests::job("", job));
    let document = tests::document(cv);
    let mut profile = tests::profile(&document);
    profile.tokens = tokenize(cv);
    let lines = find(&query, &profile, cv).lines(&query, &profile, &document);
    let mut lines: Vec<usize> = lines.into_iter().flatten().collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Words that no list knows, each another one: `gloamba`, `gloambe`.
pub(super) fn invented(places: std::ops::Range<usize>) -> Vec<String> {
    let letter = |at: usize| char::from(b'b' + at as u8);
    places
        .map(|at| format!("gloam{}{}rye", letter(at / 20), letter(at % 20)))
        .collect()
}

#[test]
fn eight_telling_words_in_the_order_of_the_job_are_copied() {
    let job = WORDS.join(" ");
    let of = |from: usize, to: usize| WORDS[from..to].join(" ");
    for (cv, expected) in [
        (of(0, 7), None),
        (of(0, 8), Some(of(0, 8))),
        (of(4, 12), Some(of(4, 12))),
        (of(2, 11), Some(of(2, 11))),
        // Common words neither count nor part a run.
        (
            format!("{} and the {}", of(0, 4), of(4, 8)),
            Some(format!("{} and the {}", of(0, 4), of(4, 8))),
        ),
        (format!("{} and the {}", of(0, 4), of(4, 7)), None),
        // A word of one's own parts it.
        (format!("{} bread {}", of(0, 4), of(4, 8)), None),
        (format!("bread {} bread", of(0, 8)), Some(of(0, 8))),
        // In another order they are one's own words.
        (format!("{} {}", of(4, 8), of(0, 4)), None),
    ] {
        let expected: Vec<String> = expected.into_iter().collect();
        assert_eq!(copied(&job, &cv), expected, "{cv}");
    }
}

#[test]
fn three_whole_lines_with_five_telling_words_are_copied() {
    for (lines, is_copied) in [
        (
            &["gloamrye zorblang", "quibscript fennix", "tidework"][..],
            true,
        ),
        (&["gloamrye zorblang", "quibscript", "tidework"], false),
        (
            &["gloamrye zorblang quibscript", "fennix tidework ropelay"],
            false,
        ),
        (&["gloamrye", "zorblang", "quibscript", "fennix"], false),
        (
            &["gloamrye", "zorblang", "quibscript", "fennix", "tidework"],
            true,
        ),
    ] {
        let job = format!("Kneads bread\n{}\nBakes rolls", lines.join("\n"));
        let cv = format!("Swept floors\n{}\nSold cake", lines.join("\n"));
        let expected = if is_copied {
            vec![lines.join("\n")]
        } else {
            vec![]
        };
        assert_eq!(copied(&job, &cv), expected, "{lines:?}");
        // In another order, or each with a word more, they are one's own.
        let mut turned = lines.to_vec();
        turned.reverse();
        assert_eq!(copied(&job, &turned.join("\n")), [""; 0], "{lines:?}");
        let longer: Vec<String> = lines.iter().map(|line| format!("{line} bread")).collect();
        assert_eq!(copied(&job, &longer.join("\n")), [""; 0], "{lines:?}");
    }
}

#[test]
fn only_the_tokens_of_a_copy_are_marked() {
    let job = WORDS.join(" ");
    let cv = format!("bread {} bread", WORDS[..8].join(" "));
    let query = tests::query(tests::job("", &job));
    let mut profile = tests::profile(&tests::document(&cv));
    profile.tokens = tokenize(&cv);
    let copied = find(&query, &profile, &cv);
    let marked: Vec<usize> = (0..12).filter(|&token| copied.contains(token)).collect();
    assert_eq!(marked, (1..9).collect::<Vec<usize>>());
}

#[test]
fn lines_that_hold_nothing_of_ones_own_are_told_with_their_heading() {
    let words = |from: usize, to: usize| WORDS[from..to].join(" ");
    let job = format!("What you have\n{}\n{}\n", words(0, 8), words(8, 12));
    for (cv, expected) in [
        (format!("Bread\n{}\nCake", words(0, 8)), &[(1, 2)][..]),
        // With the heading that stands in the job as well, and without the common word behind.
        (
            format!("Bread\nWhat you have\n{}\nand\nCake", words(0, 8)),
            &[(1, 3)],
        ),
        // Something of one's own on the line.
        (format!("Bread\nCake {}", words(0, 8)), &[]),
        (
            format!("{}\nBread\n{}", words(0, 8), words(0, 8)),
            &[(0, 1), (2, 3)],
        ),
        (format!("{}\nand\n{}", words(0, 8), words(0, 8)), &[(0, 3)]),
        ("Bread".to_owned(), &[]),
    ] {
        let query = tests::query(tests::job("", &job));
        let document = tests::document(&cv);
        let mut profile = tests::profile(&document);
        profile.tokens = tokenize(&cv);
        let copied = find(&query, &profile, &cv);
        let lines = copied.lines(&query, &profile, &document).into_iter();
        let lines: Vec<(usize, usize)> = lines.map(|lines| (lines.start, lines.end)).collect();
        assert_eq!(lines, expected, "{cv}");
    }
}

#[test]
fn a_run_may_be_parted_by_six_masked_words_and_by_no_more() {
    let telling: Vec<TermKey> = (1..=20).collect();
    let parted = parted_runs(&telling);
    for (masked, is_known) in [(0, false), (1, true), (6, true), (7, false)] {
        for before in [1, 4, 7] {
            let (first, rest) = telling.split_at(before);
            let rest = &rest[masked..masked + COPIED_RUN - before];
            let run = first.iter().chain(rest).copied().reduce(pair_key).unwrap();
            assert_eq!(parted.contains(&run), is_known, "{masked} behind {before}");
        }
    }
}

#[test]
fn a_run_is_eight_words() {
    let telling: Vec<TermKey> = (1..=9).collect();
    assert_eq!(runs(&telling[..7]).len(), 0);
    assert_eq!(runs(&telling[..8]).len(), 1);
    assert_eq!(runs(&telling).len(), 2);
    assert!(query(job("", "one two three")).post.runs.is_empty());
    assert!(!query(job("", "one two three")).tells_copies());
    let lines = "gloamrye zorblang\nquibscript fennix\ntidework";
    assert!(query(job("", lines)).tells_copies());
}

#[test]
fn of_so_many_words_in_a_row_so_many_are_there() {
    for (there, span, least, expected) in [
        (&[1, 1][..], 3, 2, true),
        (&[1, 0], 3, 2, false),
        (&[1, 1, 1, 0], 3, 3, true),
        (&[0, 1, 1, 1], 3, 3, true),
        (&[1, 1, 0, 1, 1], 3, 3, false),
        (&[1, 1, 0, 1, 1], 4, 3, true),
        (&[1, 0, 0, 1, 1], 3, 2, true),
        (&[1, 0, 0, 0, 1], 4, 2, false),
    ] {
        let found = dense(there, span, least, &|key| key == 1);
        assert_eq!(found, expected, "{there:?}: {least} of {span}");
    }
}

#[test]
fn a_run_without_some_words_that_are_masked_nowhere_is_ones_own() {
    let words = |from: usize, to: usize| WORDS[from..to].join(" ");
    let head = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Turned";
    let parted = format!("{head} {} {}\n", words(0, 4), words(6, 10));
    assert_eq!(copied(&WORDS.join(" "), &parted), [""; 0]);
    let whole = format!("{head} {}\n", words(0, 8));
    assert_eq!(copied(&WORDS.join(" "), &whole), [words(0, 8)]);
}

/// Whether somebody with these words alone may hold a copy of the post.
fn may_be_copied(post: &str, there: &[String]) -> bool {
    let keys: Vec<TermKey> = there
        .iter()
        .flat_map(|word| tokenize(word))
        .map(|token| token.key)
        .collect();
    let signs = Signs::new(post, stop_words("en"), |token| token.key);
    signs.may_be_copied(&|key| keys.contains(&key))
}

#[test]
fn who_has_eight_telling_words_of_fourteen_may_hold_a_copy() {
    let of = |ranges: [std::ops::Range<usize>; 2]| ranges.map(invented).concat();
    for (there, expected) in [
        (of([0..8, 0..0]), true),
        (of([12..20, 0..0]), true),
        (of([0..7, 0..0]), false),
        // The last of them is the fourteenth, and the fifteenth.
        (of([0..4, 10..14]), true),
        (of([0..4, 11..15]), false),
    ] {
        let post = invented(0..20).join(" ");
        assert_eq!(may_be_copied(&post, &there), expected, "{there:?}");
    }
}

#[test]
fn who_has_fourteen_words_of_twenty_two_may_hold_a_copy_common_ones_among_them() {
    let post: Vec<String> = invented(0..11)
        .iter()
        .map(|word| format!("the {word}"))
        .collect();
    for (telling, expected) in [(2, false), (3, true)] {
        let mut there = invented(0..telling);
        there.push("the".to_owned());
        let found = may_be_copied(&post.join(" "), &there);
        assert_eq!(found, expected, "{telling}");
    }
}

#[test]
fn who_has_all_words_of_three_lines_may_hold_a_copy() {
    let five = invented(0..5);
    let post = format!(
        "{} {}\n{} {}\n{}",
        five[0], five[1], five[2], five[3], five[4]
    );
    assert!(may_be_copied(&post, &five));
    assert!(!may_be_copied(&post, &five[..4]));
    assert!(!may_be_copied(&five.join(" "), &five));
}
