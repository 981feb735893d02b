//! A title line without what is no part of the title.

use std::sync::LazyLock;

use super::cues::{AND, OR};
use super::phrases::{Listed, Words, listed, phrase_table};
use super::place::{clean_place, is_place};
use super::title::{AFTER_TITLE, BEFORE_TITLE};
use crate::document::Span;
use crate::languages::{Key, key};
use crate::lexicon::Lexicon;
use crate::profile::roles::names_a_role;
use crate::text::PhraseTable;

/// Pieces of a title line that are no title: gender marks, contract, praise, mode.
pub(super) static NOT_TITLE: LazyLock<Listed> =
    LazyLock::new(|| listed(&[key::POST_TITLE_NOT_TITLE]));

/// Words between a title and its company, with white space about them.
static AT_COMPANY: LazyLock<Vec<String>> = LazyLock::new(|| apart(key::POST_TITLE_AT_COMPANY));

/// Words between a title and its place, with white space about them.
static IN_PLACE: LazyLock<Vec<String>> = LazyLock::new(|| apart(key::POST_TITLE_IN_PLACE));

/// How a piece begins that is a number and its label.
static NUMBER_LABELS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = key::POST_TITLE_NUMBER_LABEL_WORD.phrases();
    let words = words.map(|word| format!("{word} "));
    let labels = key::POST_TITLE_NUMBER_LABEL.phrases().map(str::to_owned);
    labels.chain(words).collect()
});

/// The words of a key, each once, with white space about them.
pub(super) fn apart(key: Key) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in key.phrases() {
        let word = format!(" {word} ");
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// Says that somebody is sought.
static WANTED: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_TITLE_WANTED, ())]));

/// The title as a person would say it, and the place its tail named.
pub(super) fn clean(written: &str, lexicon: &Lexicon) -> (String, Option<String>) {
    let mut place = None;
    let kept = without_brackets(written, lexicon, &mut place);
    // Then the tail, piece by piece.
    let mut pieces: Vec<(&str, String)> = Vec::new();
    let mut start = 0;
    let mut sign = "";
    let ends = separators(&kept).into_iter().chain([(kept.len(), "")]);
    for (at, found) in ends {
        let piece = without_marks(as_sought(bare(&kept[start..at])));
        if !piece.is_empty() && !drops(&piece) {
            pieces.push((sign, piece));
        }
        sign = found;
        start = at + found.len();
    }
    // `Quillmark | Backend Engineer | Remote`
    let first = pieces.iter().position(|(_, piece)| names_role(piece));
    let mut title = String::new();
    for (sign, piece) in pieces.drain(first.unwrap_or(0)..) {
        if title.is_empty() {
            title.push_str(&piece);
        } else if is_place(&piece) {
            place = place.or(Some(clean_place(&piece)));
        } else if is_of_a_title(&piece, lexicon) {
            title.push_str(if sign.trim() == "," { ", " } else { sign });
            title.push_str(&piece);
        }
    }
    for marker in &*AT_COMPANY {
        if let Some(at) = title.find(marker.as_str()) {
            let company = title[at + marker.len()..]
                .chars()
                .next()
                .is_some_and(|first| first.is_uppercase() || matches!(first, '«' | '„' | '"'));
            if company {
                title.truncate(at);
            }
        }
    }
    for marker in &*IN_PLACE {
        if let Some(at) = title.rfind(marker.as_str()) {
            let named = title[at + marker.len()..].to_owned();
            let first = named.split_whitespace().next().unwrap_or_default();
            if is_place(&named) {
                place = place.or(Some(clean_place(&named)));
                title.truncate(at);
            } else if NOT_TITLE.contains(first.to_lowercase().as_str()) {
                // `in Teilzeit oder Vollzeit`
                title.truncate(at);
            }
        }
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (
        title
            .trim_matches(|c: char| {
                matches!(c, '-' | '–' | '—' | '|' | ',' | ':' | ';' | '*' | '/' | '•')
                    || c.is_whitespace()
            })
            .to_owned(),
        place,
    )
}

/// Most of what stands in brackets is no part of the title.
fn without_brackets(written: &str, lexicon: &Lexicon, place: &mut Option<String>) -> String {
    let mut kept = String::new();
    let mut rest = written;
    while let Some(open) = rest.find(['(', '[', '{']) {
        let Some(length) = rest[open..].find([')', ']', '}']) else {
            break;
        };
        let inside = &rest[open + 1..open + length];
        kept.push_str(&rest[..open]);
        if is_place(inside) {
            *place = place.take().or(Some(clean_place(inside)));
        } else if !drops(inside)
            && is_of_a_title(inside, lexicon)
            && !are_initials(inside, &rest[..open])
        {
            kept.push_str(&rest[open..=open + length]);
        }
        rest = &rest[open + length + 1..];
    }
    kept.push_str(rest);
    kept
}

/// Whether `short` is made of the first letters of the words before it: `Registered Nurse (RN)`.
fn are_initials(short: &str, before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let count = short.chars().count();
    let last = words
        .len()
        .checked_sub(count)
        .and_then(|at| words.get(at..));
    last.is_some_and(|last| {
        let first = last.iter().filter_map(|word| word.chars().next());
        count > 1 && first.eq(short.chars())
    })
}

/// Whether a further piece belongs to the title: it names an occupation, a trade or a thing that
/// is known, and no firm, place or shift.
fn is_of_a_title(piece: &str, lexicon: &Lexicon) -> bool {
    let words = Words::new(piece);
    // `Rust or Go`: each alone might be any word.
    let is_named = |at: usize| {
        lexicon.lookup(words.word(at)).is_some()
            || words.joins_anywhere(&OR, at)
            || words.joins_anywhere(&AND, at)
    };
    names_role(piece)
        || !lexicon.find(piece, &words.tokens).is_empty()
        || !words.tokens.is_empty() && (0..words.tokens.len()).all(is_named)
}

fn names_role(piece: &str) -> bool {
    names_a_role(piece, Span::new(0, piece.len()))
}

/// Without signs and pictures at either end.
fn bare(piece: &str) -> &str {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, ')' | ']' | '+' | '#' | '.' | '&');
    piece
        .trim_start_matches(|c: char| is_sign(c) && !matches!(c, '(' | '.'))
        .trim_end_matches(is_sign)
}

/// The words between those that say that somebody is sought: `Need a React developer`, `React
/// developer needed to fix our shop`.
fn as_sought(piece: &str) -> &str {
    let words = Words::new(piece);
    let range = 0..words.tokens.len();
    let mut start = 0;
    while let Some(found) = words.at(&WANTED, start, range.end) {
        start = found.range.end;
    }
    while start > 0
        && (BEFORE_TITLE.contains(words.word(start))
            || words.word(start).bytes().all(|byte| byte.is_ascii_digit()))
        && start + 1 < range.end
    {
        start += 1;
    }
    let mut end = words
        .first(&WANTED, start + 1..range.end)
        .map_or(range.end, |found| found.range.start);
    if start > 0
        && let Some(at) = (start + 1..end).find(|at| AFTER_TITLE.contains(words.word(*at)))
    {
        end = at;
    }
    if (start, end) == (0, range.end) || start >= end {
        return piece;
    }
    words.span_of(&(start..end)).of(piece)
}

fn separators(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for sign in [
        " - ", " – ", " — ", " | ", " // ", " · ", " • ", ", ", "; ", "|",
    ] {
        for (at, _) in text.match_indices(sign) {
            let inside = found.iter().any(|&(start, other): &(usize, &str)| {
                at < start + other.len() && start < at + sign.len()
            });
            if !inside {
                found.push((at, sign));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The piece without a gender mark or an employment word at its end (`Koch m/w/d`).
fn without_marks(piece: &str) -> String {
    let mut words: Vec<&str> = piece.split_whitespace().collect();
    while let Some(last) = words.last() {
        let lower = last.to_lowercase();
        let lower = lower.trim_matches(|c: char| matches!(c, '*' | ',' | '!' | '.'));
        let marks = lower.contains('/') && NOT_TITLE.contains(lower);
        let number = lower.starts_with('#')
            || (lower.len() >= 5
                && lower.bytes().any(|b| b.is_ascii_digit())
                && lower.bytes().filter(u8::is_ascii_digit).count() * 2 >= lower.len());
        if words.len() > 1 && (marks || number) {
            words.pop();
        } else {
            break;
        }
    }
    let joined = words.join(" ");
    let kept = joined.trim_end_matches(['!', '.', '*']).to_owned();
    let endings = key::POST_TITLE_GENDER_ENDING.phrases();
    endings.fold(kept, |kept, ending| kept.replace(ending, ""))
}

/// Whether a piece of the title line is no part of the title.
fn drops(piece: &str) -> bool {
    let lower = piece.trim().to_lowercase();
    let plain = lower.replace([' ', '.'], "").replace(['|', ','], "/");
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let digits = lower.chars().filter(char::is_ascii_digit).count();
    let money = lower.contains(['$', '€', '£', '₽', '%'])
        || lower.contains(" eur")
        || lower.contains(" usd")
        || lower.ends_with('k') && digits > 0;
    let number = digits >= 4 && digits >= letters;
    let labelled = NUMBER_LABELS
        .iter()
        .any(|label| lower.starts_with(label.as_str()) && digits > 0);
    NOT_TITLE.contains(lower.as_str())
        || NOT_TITLE.contains(plain.as_str())
        || (money && digits > 0)
        || number
        || labelled
        || praises(&lower)
}

fn praises(piece: &str) -> bool {
    let mut openings = key::POST_TITLE_PRAISE_OPENING.phrases();
    openings.any(|word| {
        piece
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
    }) || key::POST_TITLE_PRAISE
        .phrases()
        .any(|phrase| piece.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_pay_are_no_title() {
        for (piece, is_dropped) in [
            // Four digits and no fewer than letters are a number.
            ("2024", true),
            ("123", false),
            ("2024 oats", true),
            ("2024 bread", false),
            // Money, and a number with its label.
            ("90k", true),
            ("k", false),
            ("€5", true),
            ("50 EUR", true),
            ("id 7", true),
            ("id", false),
            ("€", false),
            ("5%", true),
            ("50 usd", true),
            ("rye 7", false),
        ] {
            assert_eq!(drops(piece), is_dropped, "{piece}");
        }
    }

    #[test]
    fn titles_lose_what_is_no_title() {
        let cases = [
            ("Backend Developer (m/w/d)", "Backend Developer", None),
            ("Ingénieur données H/F", "Ingénieur données", None),
            ("Senior Nurse - Berlin", "Senior Nurse", Some("Berlin")),
            ("Senior Nurse – Night Shift", "Senior Nurse", None),
            (
                "Quillmark | Backend Engineer | Remote",
                "Backend Engineer",
                None,
            ),
            ("🚛🚛 CLASS 1 DRIVERS WANTED 🚛🚛", "CLASS 1 DRIVERS", None),
            (
                "Registered Nurse (RN) - FT Nights",
                "Registered Nurse",
                None,
            ),
            ("Need 2 plumbers for the yard", "plumbers", None),
            (
                "Shop developer needed to fix our theme",
                "Shop developer",
                None,
            ),
            ("Koch gesucht", "Koch", None),
            (
                "Backend Engineer (Rust or Go)",
                "Backend Engineer (Rust or Go)",
                None,
            ),
            ("Backend Engineer (Spring 2026)", "Backend Engineer", None),
            ("Recherche comptable - Quimper", "comptable", None),
            ("Data Engineer | Remote | $120k", "Data Engineer", None),
            ("Accountant, Payroll", "Accountant, Payroll", None),
            ("Welder (Hamburg)", "Welder", Some("Hamburg")),
            (
                "Software Engineer (Python)",
                "Software Engineer (Python)",
                None,
            ),
            ("Sales Manager at Bluebird", "Sales Manager", None),
            ("Cook in Paris", "Cook", Some("Paris")),
            ("Tester REQ-20931", "Tester", None),
            ("Data Analyst, Austin, TX", "Data Analyst", Some("Austin")),
            // A number behind the title: five signs, half of them digits.
            ("Baker 12345", "Baker", None),
            ("Baker 1234", "Baker 1234", None),
            ("Baker ab123", "Baker", None),
            ("Baker abc12", "Baker abc12", None),
            ("Baker #1", "Baker", None),
            ("Sales Manager at night", "Sales Manager at night", None),
            ("Cook in gloam", "Cook in gloam", None),
            ("Koch in Teilzeit oder Vollzeit", "Koch", None),
            ("Sales Manager at \"Bluebird\"", "Sales Manager", None),
        ];
        for (written, title, place) in cases {
            let (cleaned, found) = clean(written, Lexicon::builtin());
            assert_eq!(
                (cleaned.as_str(), found.as_deref()),
                (title, place),
                "{written}"
            );
        }
    }

    #[test]
    fn two_first_letters_stand_for_the_words_before_them() {
        for (short, before, expected) in [
            ("RN", "Registered Nurse", true),
            ("N", "Registered Nurse", false),
            ("RN", "Nurse", false),
            ("RN", "Senior Registered Nurse", true),
            ("NR", "Registered Nurse", false),
        ] {
            assert_eq!(are_initials(short, before), expected, "{short}: {before}");
        }
    }

    #[test]
    fn words_about_a_search_are_no_title() {
        for (piece, expected) in [
            ("Need 2 plumbers", "plumbers"),
            ("Need 2", "2"),
            ("Need a 2", "2"),
            ("plumbers", "plumbers"),
            ("plumbers needed", "plumbers"),
            ("Need", "Need"),
            ("2 plumbers", "2 plumbers"),
            ("Need the 2 new plumbers", "plumbers"),
            // What it is for ends the title of somebody who is needed.
            ("Need plumbers for the yard", "plumbers"),
            ("plumbers for the yard", "plumbers for the yard"),
            ("plumbers for the yard needed", "plumbers for the yard"),
        ] {
            assert_eq!(as_sought(piece), expected, "{piece}");
        }
    }

    #[test]
    fn signs_that_part_a_title_are_found_once() {
        for (text, expected) in [
            ("a - b", &[(1, " - ")][..]),
            ("a -  - b", &[(1, " - "), (4, " - ")]),
            ("a | b", &[(1, " | ")]),
            ("a|b", &[(1, "|")]),
            ("a |  - b", &[(1, " | "), (4, " - ")]),
            ("a, b; c", &[(1, ", "), (4, "; ")]),
            ("a,b", &[]),
        ] {
            assert_eq!(separators(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_alone_is_left() {
        for (piece, expected) in [
            ("12345", "12345"),
            ("Baker 12345", "Baker"),
            ("Baker 12 34567", "Baker 12"),
            ("Baker abc12", "Baker abc12"),
            ("Baker #1", "Baker"),
            // Marks have a stroke and are known.
            ("Baker remote", "Baker remote"),
            ("Baker rye/oats", "Baker rye/oats"),
            ("Baker m/w/d*", "Baker"),
        ] {
            assert_eq!(without_marks(piece), expected, "{piece}");
        }
    }

    #[test]
    fn signs_and_pictures_at_either_end_are_no_part_of_a_piece() {
        for (piece, expected) in [
            ("🚛 Baker 🚛", "Baker"),
            ("- Baker -", "Baker"),
            ("(Rye) Baker", "(Rye) Baker"),
            ("Baker (Rye)", "Baker (Rye)"),
            ("Baker (", "Baker"),
            (".NET Baker", ".NET Baker"),
            ("Baker C++", "Baker C++"),
        ] {
            assert_eq!(bare(piece), expected, "{piece}");
        }
        assert_eq!(without_marks("Koch m/w/d"), "Koch");
        assert_eq!(without_marks("m/w/d"), "m/w/d");
    }

    #[test]
    fn an_occupation_or_a_known_thing_is_of_a_title_and_praise_is_not() {
        for (piece, expected) in [
            ("Baker", true),
            ("Python", true),
            ("Rust or Go", true),
            ("Zorblang", false),
            ("", false),
        ] {
            let found = is_of_a_title(piece, Lexicon::builtin());
            assert_eq!(found, expected, "{piece}");
        }
        for (piece, expected) in [
            ("leading rye mills", true),
            ("leadings of rye", false),
            ("leading", false),
            ("a great place", true),
            ("rye", false),
        ] {
            assert_eq!(praises(piece), expected, "{piece}");
        }
    }
}
