//! What a pasted post leaves, on both sides of each bound.

use super::super::tests::{invented, left_out as lines_left_out};

const POST: [&str; 7] = [
    "Baker of rye",
    "Gloam lane",
    "Kneads gloamrye zorblang quibscript fennix tidework ropelay saltern wharfing plimmet drusken",
    "Perks",
    "Turns vexelry skarnet plumwick oastmere brindle cobwater dunfield elmgate farrow grimsel",
    "Hours",
    "Warms harrowby iscoyd jarrowend kelmscot lowick marlow netherby oxhill pendock quorn",
];

/// The lines of a CV that are taken for copied from the post.
fn left_out(cv: &[String]) -> Vec<usize> {
    lines_left_out(&POST.join("\n"), &cv.join("\n"))
}

#[test]
fn a_post_with_a_word_woven_into_each_line_leaves_nothing() {
    for woven in ["", " x7", " zq"] {
        let mut cv = vec!["Sold cake in town".to_owned()];
        cv.extend(POST.iter().map(|line| format!("{line}{woven}")));
        assert_eq!(left_out(&cv), (1..8).collect::<Vec<_>>(), "{woven}");
        // The last line of a CV is its own, however short.
        cv[0] = "Sailing".to_owned();
        assert_eq!(left_out(&cv), (1..8).collect::<Vec<_>>(), "{woven}");
    }
}

#[test]
fn answers_between_the_lines_of_a_post_are_ones_own() {
    let mut cv = vec!["Sold cake in town".to_owned()];
    for line in POST {
        cv.extend([
            line.to_owned(),
            "Done for years in Bristol harbour".to_owned(),
        ]);
    }
    let left_out = left_out(&cv);
    assert!(left_out.iter().all(|line| line % 2 == 1), "{left_out:?}");
    assert!(left_out.len() >= 5, "{left_out:?}");
}

#[test]
fn one_copied_sentence_takes_no_line_beside_it() {
    let cv = ["Sold cake", "Perks", POST[2], "Hours", "Baked rolls"];
    let cv: Vec<String> = cv.map(str::to_owned).to_vec();
    assert_eq!(left_out(&cv), [2]);
}

/// A line of ten words of the post from this place on.
fn ten(from: usize) -> String {
    invented(from..from + 10).join(" ")
}

/// Lines of a post of so many words: four of ten words, and the words behind them in lines of ten.
fn post(words: usize) -> String {
    let all = invented(0..words);
    let lines: Vec<String> = all.chunks(10).map(|line| line.join(" ")).collect();
    lines.join("\n")
}

/// Something of one's own.
const OWN: &str = "Sold cake in town";

#[test]
fn forty_copied_words_within_eight_lines_are_a_pasted_post() {
    let short = &invented(60..61)[0];
    let woven_in = format!("{short} zq");
    let nine = invented(30..39).join(" ");
    let own = |count: usize| vec![OWN.to_owned(); count];
    let lines = |parts: &[&[String]]| parts.concat().join("\n");
    let four = [ten(0), ten(10), ten(20), ten(30)];
    let (first, rest) = four.split_at(1);
    let (one_half, other_half) = four.split_at(2);
    let woven_in = &[woven_in][..];
    // As many words of one's own as copied ones, with the two woven into.
    let long = |count: usize| {
        let words = ["sold", "cake", "town", "mill"].into_iter().cycle();
        words.take(count).collect::<Vec<_>>().join(" ")
    };
    let mostly = |own: usize| {
        let of_post = invented(30..38).join(" ");
        let own = ["sold", "cake", "town", "mill", "quay"][..own].join(" ");
        format!("{of_post} {own}")
    };
    for (what, cv, expected) in [
        (
            "forty words",
            lines(&[first, woven_in, rest]),
            vec![0, 1, 2, 3, 4],
        ),
        (
            "thirty-nine",
            lines(&[first, woven_in, &four[1..3], &[nine]]),
            vec![0, 2, 3, 4],
        ),
        (
            "eight lines on",
            lines(&[one_half, &own(6), woven_in, other_half]),
            vec![0, 1, 8, 9, 10],
        ),
        (
            "nine lines on",
            lines(&[one_half, &own(7), woven_in, other_half]),
            vec![0, 1, 10, 11],
        ),
        (
            "half of all words",
            lines(&[first, &[long(38)], woven_in, rest]),
            vec![0, 2, 3, 4, 5],
        ),
        (
            "less than half",
            lines(&[first, &[long(39)], woven_in, rest]),
            vec![0, 3, 4, 5],
        ),
        // A line of which two words in three are copied counts with all its words.
        (
            "eight words of twelve",
            lines(&[first, woven_in, &four[1..3], &[mostly(4)]]),
            vec![0, 1, 2, 3, 4],
        ),
        (
            "eight words of thirteen",
            lines(&[first, woven_in, &four[1..3], &[mostly(5)]]),
            vec![0, 2, 3],
        ),
    ] {
        assert_eq!(lines_left_out(&post(200), &cv), expected, "{what}: {cv}");
    }
}

#[test]
fn a_line_within_a_pasted_post_is_of_it_but_for_one_word_or_half_of_them() {
    let [one, two] = &invented(60..62)[..] else {
        unreachable!("two words were asked for")
    };
    for (line, is_left_out) in [
        (format!("{one} zq"), true),
        ("zq".to_owned(), true),
        ("zq vx".to_owned(), false),
        (format!("{one} zq vx"), false),
        (format!("{one} {two} zq vx"), true),
        // Each word counts once.
        (format!("{one} {one} zq vx"), false),
    ] {
        let cv = [ten(0), line, ten(10), ten(20), ten(30)].join("\n");
        let mut expected = vec![0, 1, 2, 3, 4];
        expected.retain(|at| *at != 1 || is_left_out);
        assert_eq!(lines_left_out(&post(200), &cv), expected, "{cv}");
    }
}

/// Whether `line` behind four lines of a post of so many words is left out, or before them.
fn is_beside(post: &str, line: &str, is_before: bool, from: usize) -> bool {
    let four = [ten(from), ten(from + 10), ten(from + 20), ten(from + 30)].join("\n");
    let (cv, at) = match is_before {
        true => (format!("{OWN}\n{line}\n{four}\n{OWN}"), 1),
        false => (format!("{OWN}\n{four}\n{line}\n{OWN}"), 5),
    };
    let left_out = lines_left_out(post, &cv);
    let copied: Vec<usize> = left_out.iter().copied().filter(|one| *one != at).collect();
    let expected = if is_before { 2..6 } else { 1..5 };
    assert_eq!(copied, expected.collect::<Vec<_>>(), "{cv}");
    left_out.contains(&at)
}

#[test]
fn lines_beside_a_pasted_post_are_of_it_where_it_is_a_third_of_the_post() {
    let line = invented(45..47).join(" ");
    for (words, expected) in [(120, true), (121, false)] {
        assert_eq!(
            is_beside(&post(words), &line, false, 0),
            expected,
            "{words}"
        );
    }
}

#[test]
fn words_beside_a_pasted_post_stand_within_forty_and_its_line() {
    let of = |places: &[usize]| {
        let words = places.iter().flat_map(|at| invented(*at..at + 1));
        words.collect::<Vec<_>>().join(" ")
    };
    // The last line begins at 30, and is ten words long; the first ends at 69.
    for (is_before, from, places, expected) in [
        (false, 0, [45, 80], true),
        (false, 0, [45, 81], false),
        (false, 0, [80, 80], true),
        (false, 0, [81, 81], false),
        (true, 60, [55, 19], true),
        (true, 60, [55, 18], false),
        (true, 60, [19, 19], true),
        (true, 60, [18, 18], false),
        // On the other side of it.
        (true, 60, [100, 101], false),
        (false, 60, [58, 59], false),
    ] {
        let what = format!("{places:?} {is_before}");
        let found = is_beside(&post(120), &of(&places), is_before, from);
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn two_words_in_three_beside_a_pasted_post_are_of_it() {
    let words = invented(45..49);
    let of = |count: usize| words[..count].join(" ");
    for (line, expected) in [
        (format!("{} zq", of(1)), false),
        (format!("{} zq", of(2)), true),
        (format!("{} zq vx", of(3)), false),
        (format!("{} zq vx", of(4)), true),
    ] {
        assert_eq!(is_beside(&post(120), &line, false, 0), expected, "{line}");
    }
}

#[test]
fn what_stands_on_three_lines_of_a_pasted_post_is_woven_in() {
    let beside = format!("{} zq", invented(45..46)[0]);
    for (woven, expected) in [(2, false), (3, true)] {
        let mut cv: Vec<String> = [ten(0), ten(10), ten(20), ten(30)].to_vec();
        cv[..woven].iter_mut().for_each(|line| line.push_str(" zq"));
        cv.extend([beside.clone(), OWN.to_owned()]);
        let left_out = lines_left_out(&post(120), &cv.join("\n"));
        assert_eq!(left_out.contains(&4), expected, "{woven}");
    }
}

#[test]
fn twelve_lines_beside_a_pasted_post_may_be_of_it() {
    let four = |from: usize| (0..4).map(move |line| ten(from + 10 * line));
    // A word a line, in no order: else it were a copy itself.
    let thirteen =
        |last: usize| (0..13).map(move |at| invented(last - 3 * at..last - 3 * at + 1).remove(0));
    let behind = thirteen(80);
    let cv: Vec<String> = four(0).chain(behind).collect();
    let expected: Vec<usize> = (0..16).collect();
    assert_eq!(lines_left_out(&post(120), &cv.join("\n")), expected);
    let above = thirteen(55);
    let cv: Vec<String> = above.chain(four(60)).collect();
    let expected: Vec<usize> = (1..17).collect();
    assert_eq!(lines_left_out(&post(120), &cv.join("\n")), expected);
}

#[test]
fn a_line_of_signs_above_a_pasted_post_is_of_it_where_the_post_has_one() {
    let beside = invented(45..47).join(" ");
    let four = [ten(60), ten(70), ten(80), ten(90)].join("\n");
    let cv = format!("{OWN}\n{beside}\n&&&\n{four}\n{OWN}");
    let with_signs = format!("{}\n&&&", post(120));
    for (post, first) in [(post(120), 3), (with_signs, 1)] {
        let expected: Vec<usize> = (first..7).collect();
        assert_eq!(lines_left_out(&post, &cv), expected, "{first}");
    }
}

#[test]
fn a_line_of_common_words_is_of_what_is_pasted_above_it() {
    for (is_before, from, expected) in [(true, 60, false), (false, 0, true)] {
        let found = is_beside(&post(120), "and the", is_before, from);
        assert_eq!(found, expected, "{is_before}");
    }
}
