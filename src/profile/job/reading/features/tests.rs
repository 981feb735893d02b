//! What the chain is told of a line. Its weights are of these numbers: another number reads posts
//! worse, and nothing else says so.

use super::*;
use crate::document::{Format, plain};
use crate::lexicon::Lexicon;
use crate::profile::job::SetAsideReason;

#[test]
fn few_are_counted_and_many_lie_in_steps() {
    for (count, step) in [
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 3),
        (5, 4),
        (8, 4),
        (9, 5),
        (16, 5),
        (17, 6),
        (1000, 6),
    ] {
        assert_eq!(steps_of_few(count), step, "{count}");
    }
}

#[test]
fn each_part_has_its_number() {
    use SetAsideReason::{AboutCompany, Benefits};
    for (part, number) in [
        (None, 0),
        (Some(Part::Open), 1),
        (Some(Part::Must), 2),
        (Some(Part::Nice), 3),
        (Some(Part::Duties), 4),
        (Some(Part::Label), 5),
        (Some(Part::SetAside(AboutCompany)), 6 + AboutCompany as u32),
        (Some(Part::SetAside(Benefits)), 6 + Benefits as u32),
    ] {
        assert_eq!(part_number(part), number, "{part:?}");
    }
    assert_eq!(bits(&[true, false, true, true]), 0b1101);
    assert_eq!(bits(&[]), 0);
}

#[test]
fn lines_end_and_begin_in_kinds_of_letters() {
    for (letter, kind) in [
        ('.', 1),
        ('。', 1),
        (':', 2),
        ('：', 2),
        ('?', 3),
        ('？', 3),
        ('!', 4),
        ('！', 4),
        (',', 5),
        (';', 6),
        (')', 7),
        ('a', 8),
        ('7', 8),
        ('-', 9),
    ] {
        assert_eq!(end(letter), kind, "{letter}");
    }
    for (letter, kind) in [
        ('A', 1),
        ('a', 2),
        ('7', 3),
        ('>', 4),
        ('(', 5),
        ('©', 6),
        ('語', 7),
        ('-', 8),
    ] {
        assert_eq!(first(letter), kind, "{letter}");
    }
    for (text, kinds) in [
        ("rye bread", 0),
        ("40 k€", 1 | 16),
        ("half in %", 2),
        ("me@rye", 4),
        ("http://rye", 8 | 64),
        ("www.rye", 8),
        ("9 loaves", 16),
        ("rye | wheat", 32),
        ("rye\twheat", 32),
        ("flour: rye", 64),
    ] {
        assert_eq!(signs(text), kinds, "{text}");
    }
}

/// The number that the unit at `at` of the post has for `what`, if it has one.
fn number(post: &str, at: usize, what: u32) -> Option<u32> {
    let document = plain::from_text(post, Format::PlainText).unwrap();
    let features = super::super::described(&document, Lexicon::builtin()).features;
    let mut numbers = (0..1 << 13).chain([1 << 20]);
    numbers.find(|seen| features[at].contains(&feature(what, *seen)))
}

const POST: &str = "Baker of rye\n\n\
    Requirements:\n\
    - Kafka\n\
    - You have 3 years of practice and a BSc\n\n\
    We offer bread to all who work here, by day and by night, in the mill and at the quay.\n\
    Nice to have\n\
    - icing no\n";

#[test]
fn a_line_is_told_by_what_it_is_and_what_stands_around_it() {
    use what::*;
    for (at, what, expected, note) in [
        (0, HEADING, 0b010, "all of its row"),
        (1, HEADING, 2 << 3 | 0b010, "of musts"),
        (2, HEADING, 0b110, "an item"),
        (0, SIZE, 3 << 1 | 1, "three words"),
        (4, SIZE, 8 << 1 | 1, "nineteen"),
        (1, END, 2, "a colon"),
        (0, FIRST_LETTER, 1, "a capital"),
        (6, FIRST_LETTER, 2, "none"),
        (3, SPEECH, 1, "asks"),
        (0, FROM_START, 0, "the first"),
        (3, FROM_START, 3, "the fourth"),
        (0, FROM_END, 4, "six behind it"),
        (6, FROM_END, 0, "the last"),
        (2, ASKED, 0, "nothing"),
        (3, ASKED, 0b011, "years and a degree"),
        (2, SKILLS, 1 << 2 | 3, "one word, which is all"),
        (4, SKILLS, 0, "none"),
        (
            0,
            DOCUMENT,
            0b0111,
            "headings, items, more than three units",
        ),
        (3, START_OF_DOCUMENT, 0b0111 << 4 | 3, "the fourth"),
        (0, ROLE, 0b1111, "a role, short, above, like a heading"),
        (2, ROLE, 0b0110, "an item"),
        (3, ROLE, 0, "long, and below"),
        (0, ABOVE, 7, "nothing above"),
        (1, ABOVE, 2 << 3, "itself"),
        (3, ABOVE, 2 << 3 | 2, "two lines on"),
        (5, ABOVE, 3 << 3, "another"),
        (
            3,
            ABOVE_AND_SPEECH,
            2 << 6 | 1 << 4 | 0b011 << 1 | 1,
            "an item that asks",
        ),
        (2, LAYOUT_AND_ABOVE, 2 << 4 | 0b0110, "an item of musts"),
        (0, BEFORE, 1 << 20, "nothing"),
        (6, AFTER, 1 << 20, "nothing"),
        (1, BEFORE, 0b1100 << 6, "three words, all of the row"),
        (
            4,
            BEFORE,
            0b0110 << 6 | 1 << 4 | 1 << 2 | 1,
            "an item that asks, of nine words",
        ),
        (
            5,
            BEFORE,
            0b1100 << 6 | 2,
            "nineteen words behind an empty line",
        ),
        (
            0,
            STANDS_OVER,
            0b1001,
            "over what stands below an empty line",
        ),
        (1, STANDS_OVER, 0b1011, "over an item"),
        (0, DENIED, 0, "nothing"),
    ] {
        assert_eq!(
            number(POST, at, what),
            Some(expected),
            "{at}: {what} {note}"
        );
    }
}

#[test]
fn lengths_of_lines_and_posts_are_told_on_both_sides_of_each_bound() {
    use what::*;
    let words = |count: usize| ["Rye"; 61][..count].join(" ");
    let over = |count: usize| format!("{}\n\nFlour", words(count));
    for (post, at, what, expected, note) in [
        (over(3), 1, BEFORE, 0b1100 << 6, "three words"),
        (over(4), 1, BEFORE, 0b1100 << 6 | 1, "four"),
        (over(9), 1, BEFORE, 0b1100 << 6 | 1, "nine"),
        (over(10), 1, BEFORE, 0b1100 << 6 | 2, "ten"),
        (over(20), 1, BEFORE, 0b1100 << 6 | 2, "twenty"),
        (over(21), 1, BEFORE, 0b1100 << 6 | 3, "more"),
        (over(6), 0, ROLE, 0b1110, "short"),
        (over(7), 0, ROLE, 0b1100, "not short"),
        (over(9), 0, ROLE, 0b1100, "like a heading"),
        (over(10), 0, ROLE, 0b0100, "too long for one"),
        (
            format!("Baker {}", words(11)),
            0,
            ROLE,
            0b0101,
            "a role in twelve words",
        ),
        (
            format!("Baker {}", words(12)),
            0,
            ROLE,
            0b0100,
            "in thirteen",
        ),
        (["Rye"; 3].join("\n\n"), 2, DOCUMENT, 0, "three units"),
        (["Rye"; 4].join("\n\n"), 2, DOCUMENT, 0b0100, "four"),
        (["Rye"; 8].join("\n\n"), 2, DOCUMENT, 0b0100, "eight"),
        (["Rye"; 9].join("\n\n"), 2, DOCUMENT, 0b1100, "nine"),
        (["Rye"; 4].join("\n\n"), 2, ROLE, 0b1110, "the third"),
        (["Rye"; 4].join("\n\n"), 3, ROLE, 0b1010, "the fourth"),
        (
            "- Kafka rye rye rye".to_owned(),
            0,
            SKILLS,
            1 << 2 | 1,
            "a quarter",
        ),
        (
            "- Kafka rye rye rye rye".to_owned(),
            0,
            SKILLS,
            1 << 2,
            "less",
        ),
        ("- Kafka rye".to_owned(), 0, SKILLS, 1 << 2 | 2, "half"),
    ] {
        assert_eq!(
            number(&post, at, what),
            Some(expected),
            "{note}: {what} {post}"
        );
    }
}

#[test]
fn each_of_five_signs_alone_makes_a_short_line_stand_over_the_next() {
    use what::*;
    for (post, expected) in [
        // A mark, a word of headings, an item below it, a sign at its end, an empty line.
        ("We bake.\n# Rye quay\nOats", 0b1001),
        ("We bake.\nRequirements\nOats", 0b1001),
        ("We bake.\nRye quay\n- Oats", 0b1011),
        ("We bake.\nRye quay:\nOats", 0b1001),
        ("We bake.\nRye quay?\nOats", 0b1001),
        ("We bake.\n\nRye quay\nOats", 0b1001),
        ("We bake.\nRye quay\nOats", 0b0001),
        // An item does not, nor what ends as sentences do unless it is marked.
        ("We bake.\n- Rye quay\n- Oats", 0b0110),
        ("We bake.\n\nRye quay.\nOats", 0),
        ("We bake.\n\n# Rye quay.\nOats", 0b1001),
    ] {
        assert_eq!(number(post, 1, STANDS_OVER), Some(expected), "{post}");
    }
    for (at, expected, note) in [
        (0, 0b1100, "over what comes"),
        (1, 0b1100, "behind an empty line"),
        (2, 0b1010, "the first item below it"),
        (3, 0b1011, "the second"),
        (4, 0b1101, "behind items"),
        (5, 0b1000, "another heading"),
    ] {
        assert_eq!(number(POST, at, MOVED_ON), Some(expected), "{at}: {note}");
    }
    // The second word of an item denies, its last one, both or neither.
    for (item, expected) in [
        ("rye no oats bread", 2),
        ("rye oats no", 3),
        ("rye no", 4),
        ("rye oats no bread", 1),
        ("rye oats", 0),
    ] {
        let post = format!("We bake.\n- {item}");
        assert_eq!(number(&post, 1, DENIED), Some(expected), "{item}");
    }
}

#[test]
fn words_are_told_by_their_place_and_their_first_letters() {
    let of = |post: &str, at: usize| {
        let document = plain::from_text(post, Format::PlainText).unwrap();
        super::super::described(&document, Lexicon::builtin()).features[at].clone()
    };
    let key = |word: &str| {
        let key = term_key(word);
        (key ^ key >> 32) as u32
    };
    let two = |first: &str, second: &str| key(first).rotate_left(7) ^ key(second);
    let all = of("Gloamrye zorblang fennix", 0);
    for (what, seen, is_told) in [
        (what::WORD, key("gloamrye"), true),
        (what::WORD, key("fennix"), true),
        (what::FIRST_WORD, key("gloamrye"), true),
        (what::FIRST_WORD, key("zorblang"), false),
        (what::LAST_WORD, key("fennix"), true),
        (what::LAST_WORD, key("zorblang"), false),
        (what::TWO_WORDS, two("gloamrye", "zorblang"), true),
        (what::TWO_WORDS, two("zorblang", "fennix"), true),
        (what::TWO_WORDS, two("gloamrye", "fennix"), false),
        (what::FIRST_TWO, two("gloamrye", "zorblang"), true),
        (what::FIRST_TWO, two("zorblang", "fennix"), false),
        (what::BEGINNING, key("gloam"), true),
        (what::BEGINNING, key("zorbl"), true),
        (what::BEGINNING, key("gloamr"), false),
        (what::BEGINNING_OF_FIRST, key("gloam"), true),
        (what::BEGINNING_OF_FIRST, key("zorbl"), false),
    ] {
        assert_eq!(all.contains(&feature(what, seen)), is_told, "{what} {seen}");
    }
    // Of five letters nothing is left behind the beginning.
    let short = of("Farro wheats", 0);
    assert!(!short.contains(&feature(what::BEGINNING, key("farro"))));
    assert!(short.contains(&feature(what::BEGINNING, key("wheat"))));
    // Sixty words of a line are told.
    let long = |before: usize| of(&format!("{}fennix", "rye ".repeat(before)), 0);
    assert!(long(59).contains(&feature(what::WORD, key("fennix"))));
    assert!(!long(60).contains(&feature(what::WORD, key("fennix"))));
    // Three words of the line before, and those of the heading above.
    let behind = of("Gloamrye zorblang fennix plimmet\n\nSaltern", 1);
    assert!(behind.contains(&feature(what::WORD_BEFORE, key("fennix"))));
    assert!(!behind.contains(&feature(what::WORD_BEFORE, key("plimmet"))));
    let post = "Gloamrye zorblang:\n- fennix\n- saltern";
    assert!(of(post, 0).contains(&feature(what::WORD_OF_HEADING, key("gloamrye"))));
    assert!(of(post, 2).contains(&feature(what::WORD_ABOVE, key("gloamrye"))));
    assert!(!of(post, 0).contains(&feature(what::WORD_ABOVE, key("gloamrye"))));
}
