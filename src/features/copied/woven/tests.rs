//! Copies with something woven in, on both sides of each bound.

use super::super::tests::{copied, invented, left_out};

#[test]
fn a_copy_is_told_whatever_is_woven_in() {
    let sentence = "who keeps the gloamrye warm and turns the zorblang over when the quibscript is \
                    dry and the fennix is cold before the tidework begins at dawn";
    let job = format!("Kneads bread\n{sentence}\nBakes rolls");
    let words = |change: &dyn Fn(usize, &str) -> String| {
        let all = sentence.split_whitespace().enumerate();
        let all: Vec<String> = all.map(|(at, word)| change(at, word)).collect();
        all.join(" ")
    };
    for (cv, is_copied) in [
        (words(&|_, word| format!("{word} zq")), true),
        (
            words(&|at, word| {
                if at % 3 == 2 {
                    format!("{word}q")
                } else {
                    word.to_owned()
                }
            }),
            true,
        ),
        // Every second word is left.
        (
            words(&|at, word| {
                if at % 2 == 1 {
                    format!("{word}q")
                } else {
                    word.to_owned()
                }
            }),
            false,
        ),
        // The skills in the same order, without what is said of them.
        (
            "gloamrye, zorblang, quibscript, fennix, tidework".to_owned(),
            false,
        ),
    ] {
        assert_eq!(!copied(&job, &cv).is_empty(), is_copied, "{cv}");
    }
}

/// Words of the post at these places, with a word of one's own between each two.
fn woven(places: &[usize]) -> String {
    between(places, " bread ")
}

fn between(places: &[usize], between: &str) -> String {
    let words = places.iter().flat_map(|at| invented(*at..at + 1));
    words.collect::<Vec<_>>().join(between)
}

/// A post of so many words, all on one line.
fn post(words: usize) -> String {
    invented(0..words).join(" ")
}

#[test]
fn fourteen_words_within_twenty_two_are_a_copy() {
    let from_to = |from: usize, to: usize| (from..to).collect::<Vec<_>>();
    let steps = |of_two: usize| {
        let doubled = (0..of_two).map(|at| 2 * at);
        let rest = (of_two..14).map(|at| of_two + at);
        doubled.chain(rest).collect::<Vec<_>>()
    };
    for (places, is_copied, note) in [
        (from_to(0, 13), false, "one word less"),
        (from_to(0, 14), true, "fourteen"),
        (from_to(0, 20), true, "more"),
        (steps(8), true, "the last is the twenty-second"),
        (steps(9), false, "the twenty-third"),
        (
            [from_to(0, 7), from_to(10, 17)].concat(),
            true,
            "four words on",
        ),
        (
            [from_to(0, 7), from_to(11, 18)].concat(),
            false,
            "five words on",
        ),
        (
            [from_to(7, 14), from_to(0, 7)].concat(),
            false,
            "in another order",
        ),
    ] {
        let cv = woven(&places);
        let expected: Vec<&str> = is_copied.then_some(&cv[..]).into_iter().collect();
        assert_eq!(copied(&post(60), &cv), expected, "{note}: {places:?}");
    }
}

#[test]
fn twenty_three_words_of_ones_own_may_be_woven_in_at_once() {
    let halves = [
        between(&[0, 1, 2, 3, 4, 5, 6], " "),
        between(&[7, 8, 9, 10, 11, 12, 13], " "),
    ];
    for (own, is_copied) in [(23, true), (24, false)] {
        let cv = halves.join(&format!(" {} ", ["bread"; 24][..own].join(" ")));
        assert_eq!(!copied(&post(60), &cv).is_empty(), is_copied, "{own}");
    }
}

#[test]
fn a_copy_begins_at_the_first_three_places_of_a_word() {
    let cv = format!("harrowby bread {}", woven(&(0..13).collect::<Vec<_>>()));
    for (before, is_copied) in [(2, true), (3, false)] {
        let far: Vec<String> = (0..before)
            .map(|at| {
                format!(
                    "harrowby {}",
                    invented(20 + 10 * at..30 + 10 * at).join(" ")
                )
            })
            .collect();
        let post = format!("{} harrowby {}", far.join(" "), post(13));
        assert_eq!(!copied(&post, &cv).is_empty(), is_copied, "{before}");
    }
}

#[test]
fn eight_beginnings_are_followed_at_once() {
    for (others, is_copied) in [(7, true), (8, false)] {
        // Far from each other, and in no order.
        let far: Vec<usize> = (0..others).map(|at| 100 - 10 * at).collect();
        let cv = format!(
            "{} {} {}",
            woven(&[0]),
            between(&far, " "),
            woven(&(1..14).collect::<Vec<_>>())
        );
        assert_eq!(!copied(&post(120), &cv).is_empty(), is_copied, "{others}");
    }
}

#[test]
fn two_words_beside_what_stands_there_word_for_word_are_ones_own() {
    let exact = |count: usize| between(&(0..count).collect::<Vec<_>>(), " ");
    let with = |count: usize| {
        let rest = woven(&(count..14).collect::<Vec<_>>());
        format!("{} bread {rest}", exact(count))
    };
    assert_eq!(copied(&post(60), &with(12)), [exact(12)]);
    assert_eq!(copied(&post(60), &with(11)), [with(11)]);
}

#[test]
fn a_line_with_less_than_three_words_of_a_copy_keeps_its_own() {
    let words = |from: usize, to: usize| woven(&(from..to).collect::<Vec<_>>());
    let cv = format!("{}\n{}", words(0, 11), words(11, 14));
    assert_eq!(copied(&post(60), &cv), [words(0, 11), words(11, 14)]);
    let cv = format!("{}\n{}", words(0, 12), words(12, 14));
    let alone = invented(12..14);
    assert_eq!(
        copied(&post(60), &cv),
        [&words(0, 12)[..], &alone[0], &alone[1]]
    );
    // What is woven in at the edge between two lines is a part of it, and not what is outside.
    let cv = format!("mill {} cake\ntown {} quay", words(0, 7), words(7, 14));
    assert_eq!(
        copied(&post(60), &cv),
        [
            format!("{} cake", words(0, 7)),
            format!("town {}", words(7, 14))
        ]
    );
}

#[test]
fn four_lines_beside_a_woven_copy_may_be_of_the_post() {
    let copy = woven(&(45..59).collect::<Vec<_>>());
    let of = |at: usize| invented(at..at + 1).remove(0);
    let (before, behind) = (of(44), of(59));
    for (line, own, is_before, is_left_out, note) in [
        (format!("{behind} zq"), 3, false, true, "the fourth line"),
        (format!("{behind} zq"), 4, false, false, "the fifth"),
        (format!("{before} zq"), 3, true, true, "the fourth above"),
        (format!("{before} zq"), 4, true, false, "the fifth above"),
        (format!("{behind} zq"), 0, true, false, "not above it"),
        (format!("{before} zq"), 0, false, false, "not behind it"),
        (format!("{} zq", of(98)), 0, false, true, "forty words on"),
        (format!("{} zq", of(99)), 0, false, false, "and one more"),
        (format!("{} zq", of(5)), 0, true, true, "forty words before"),
        (format!("{} zq", of(4)), 0, true, false, "and one more"),
        (format!("{behind} zq vx"), 0, false, false, "one in three"),
        (format!("{behind} zq zq"), 0, false, true, "each word once"),
        (
            format!("{behind} {} zq vx", of(60)),
            0,
            false,
            true,
            "two in four",
        ),
    ] {
        let own = vec!["Sold cake in town".to_owned(); own];
        let (cv, copied, at) = match is_before {
            true => {
                let copied = own.len() + 1;
                (
                    [&[line][..], &own, std::slice::from_ref(&copy)].concat(),
                    copied,
                    0,
                )
            }
            false => {
                let at = own.len() + 1;
                ([std::slice::from_ref(&copy), &own, &[line]].concat(), 0, at)
            }
        };
        let mut expected = vec![copied];
        expected.extend(is_left_out.then_some(at));
        expected.sort_unstable();
        let cv = cv.join("\n");
        assert_eq!(left_out(&post(120), &cv), expected, "{note}: {cv}");
    }
}

#[test]
fn a_copy_word_for_word_takes_no_line_beside_it() {
    let behind = format!("{} zq", invented(14..15)[0]);
    let line = |exact: usize| {
        let exact_words = between(&(0..exact).collect::<Vec<_>>(), " ");
        match exact {
            14 => exact_words,
            _ => format!(
                "{exact_words} bread {}",
                woven(&(exact..14).collect::<Vec<_>>())
            ),
        }
    };
    // Nine of nineteen words, ten of eighteen, and all of them.
    for (exact, expected) in [(9, vec![0, 1]), (10, vec![0]), (14, vec![0])] {
        let cv = format!("{}\n{behind}", line(exact));
        assert_eq!(left_out(&post(60), &cv), expected, "{exact}: {cv}");
    }
}

#[test]
fn half_of_a_line_word_for_word_takes_no_line_beside_it() {
    let exact = between(&(0..10).collect::<Vec<_>>(), " ");
    let rest = woven(&(10..14).collect::<Vec<_>>());
    let behind = format!("{} zq", invented(14..15)[0]);
    // Ten words of twenty, and of twenty-one.
    for (own, expected) in [(3, vec![0]), (4, vec![0, 1])] {
        let own = ["bread"; 4][..own].join(" ");
        let cv = format!("{exact} {own} {rest}\n{behind}");
        assert_eq!(left_out(&post(60), &cv), expected, "{cv}");
    }
}

#[test]
fn a_copy_begins_with_a_telling_word() {
    let post = format!("the {}", post(60));
    for (telling, is_copied) in [(13, false), (14, true)] {
        let own = woven(&(0..telling).collect::<Vec<_>>());
        let expected: Vec<&str> = is_copied.then_some(&own[..]).into_iter().collect();
        let cv = format!("the bread {own}");
        assert_eq!(copied(&post, &cv), expected, "{cv}");
    }
}
