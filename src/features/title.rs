//! The job's title: against the CV's titles by character n-grams, and its words anywhere.

use std::sync::LazyLock;

use super::background::Background;
use super::found::{heaviest_over_lightest, saturate};
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
use crate::languages::key;
use crate::profile::cv::{CvProfile, SectionKind};
use crate::profile::roles::names_a_role;
use crate::text::{
    TermSet, Token, Tokens, pair_key, stop_words, tokenize, tokenize::lower, words_of,
};

/// Characters of an n-gram.
const GRAM: usize = 4;
/// Lines at the head of a CV that may hold a title.
const HEAD_LINES: usize = 6;
/// Longest line, in tokens, that may be a title.
const LONGEST_TITLE: usize = 12;

/// The job's title, cut into weighted pieces: n-gram and weight.
#[derive(Debug, Clone, Default)]
pub(super) struct TitleQuery {
    grams: Vec<(u64, f64)>,
}

impl TitleQuery {
    pub(super) fn new(title: &str, language: &str, background: &Background) -> Self {
        let mut query = Self::default();
        for token in tokenize(title) {
            if is_level(token)
                || stop_words(language).contains(&token.key) && token.span().len() < 4
            {
                continue;
            }
            let weight = background.word(language, token.of(title)).sqrt();
            let mut grams = Vec::new();
            push_grams(token.of(title), &mut grams);
            let share = weight / grams.len() as f64;
            query
                .grams
                .extend(grams.into_iter().map(|gram| (gram, share)));
        }
        query
    }

    pub(super) fn is_empty(&self) -> bool {
        self.grams.is_empty()
    }

    /// Share of the job's title that `tokens` hold.
    pub(super) fn compare(&self, text: &str, tokens: &[Token]) -> f64 {
        let mut grams = Vec::with_capacity(8 * tokens.len());
        for &token in tokens {
            push_grams(token.of(text), &mut grams);
        }
        let whole: f64 = self.grams.iter().map(|(_, weight)| weight).sum();
        let held = self.grams.iter().filter(|(gram, _)| grams.contains(gram));
        let found: f64 = held.map(|(_, weight)| weight).sum();
        if whole > 0.0 { found / whole } else { 0.0 }
    }
}

/// Whether a word says how senior somebody is, or is one that every title shares; seniority has a
/// feature of its own.
pub(super) fn is_level(token: Token) -> bool {
    static KEYS: LazyLock<TermSet> =
        LazyLock::new(|| words_of(&[key::SENIORITY_LEFT_OUT_OF_TITLES]));
    KEYS.contains(&token.key)
}

/// Character n-grams of one word with its borders; a short word is one gram.
fn push_grams(word: &str, grams: &mut Vec<u64>) {
    // The last characters of the padded word, the newest in the lowest place.
    let mut last = [0; GRAM];
    let mut count = 0;
    let mut push = |c: char| {
        last.rotate_left(1);
        last[GRAM - 1] = u64::from(c);
        count += 1;
        if count >= GRAM {
            grams.push(gram_key(last));
        }
    };
    push(' ');
    if word.is_ascii() {
        word.bytes()
            .for_each(|byte| push(byte.to_ascii_lowercase().into()));
    } else {
        lower(word).chars().for_each(&mut push);
    }
    push(' ');
    if count < GRAM {
        grams.push(gram_key(last));
    }
}

fn gram_key(characters: [u64; GRAM]) -> u64 {
    characters.into_iter().fold(0, pair_key)
}

/// The places of a CV that hold a title, in order: those of its positions, and lines at
/// its head that name an occupation (`Machine learning` alone is a skill, no title).
fn titles(cv: &CvProfile, text: &str) -> Vec<Span> {
    let head = cv
        .passages
        .iter()
        .take(HEAD_LINES)
        .filter(|passage| matches!(passage.section, SectionKind::Head | SectionKind::Summary))
        .filter(|passage| (passage.end_token - passage.first_token) as usize <= LONGEST_TITLE)
        .map(|passage| passage.span)
        .filter(|span| names_a_role(text, *span));
    let positions = cv.positions.iter().chain(&cv.details);
    head.chain(positions.filter_map(|position| position.title))
        .collect()
}

/// The profile's tokens within `span`.
fn tokens_of<'c>(cv: &'c CvProfile, text: &str, span: Span) -> &'c [Token] {
    &cv.tokens[Tokens::new(text, &cv.tokens).within(span)]
}

/// Measures [`Feature::TitleSimilarity`].
pub(super) fn similarity(pair: Pair) -> Part {
    let Pair { job, cv, text, .. } = pair;
    let compared = titles(cv, text)
        .into_iter()
        .map(|span| (span, job.title.compare(text, tokens_of(cv, text, span))));
    // Of equals, the first in the CV.
    let best = compared
        .rev()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, value)| *value > 0.0);
    let value = best.map_or(0.0, |(_, value)| value);
    Part {
        feature: Feature::TitleSimilarity,
        requirement: None,
        share: 1.0,
        value,
        outcome: Outcome::of_value(value),
        note: String::new(),
        evidence: best.map(|(span, _)| span).into_iter().collect(),
    }
}

/// Measures [`Feature::TitleWords`].
pub(super) fn words(pair: Pair) -> Part {
    let Pair { job, found, .. } = pair;
    let whole: f64 = job.title_terms.iter().map(|(_, weight)| weight).sum();
    let mut value = 0.0;
    let mut note = Vec::new();
    let mut evidence = Vec::new();
    for &(term, weight) in &job.title_terms {
        let places = &found.terms[term as usize];
        value += weight / whole * saturate(places.lines);
        if let Some((_, first)) = places.at.first() {
            note.push(job.terms[term as usize].written.as_str());
            evidence.push(*first);
        }
    }
    Part {
        feature: Feature::TitleWords,
        requirement: None,
        share: 1.0,
        value,
        outcome: Outcome::of_value(value),
        note: note.join(", "),
        evidence,
    }
}

/// What the words earn at most, if the lines that hold them were of dated positions.
pub(super) fn words_if_dated(value: f64) -> f64 {
    (value * heaviest_over_lightest()).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::tests::{self, assert_near};
    use crate::profile::cv::{Passage, Strength};

    #[test]
    fn a_word_is_cut_into_pieces_of_four_with_its_borders() {
        for (word, pieces) in [
            ("", 1),
            ("a", 1),
            ("ab", 1),
            ("abc", 2),
            ("abcd", 3),
            ("été", 2),
        ] {
            let mut grams = Vec::new();
            push_grams(word, &mut grams);
            assert_eq!(grams.len(), pieces, "{word:?}");
        }
        let grams = |word| {
            let mut grams = Vec::new();
            push_grams(word, &mut grams);
            grams
        };
        assert_eq!(grams("BAKER"), grams("baker"));
        assert_eq!(grams("ÉTÉ"), grams("été"));
    }

    #[test]
    fn a_title_is_compared_by_the_weight_of_its_pieces() {
        let compared = |job: &str, held: &str| {
            let query = TitleQuery::new(job, "en", &Background::default());
            query.compare(held, &tokenize(held))
        };
        // `baker` has five pieces and weighs the root of 3.5, `cook` four and the root of 3.
        let (baker, cook) = (f64::sqrt(3.5), f64::sqrt(3.0));
        for (job, held, share) in [
            ("Baker", "Baker", 1.0),
            ("Baker", "Night BAKER (rye)", 1.0),
            ("Baker", "Bakery", 3.0 / 4.0),
            ("Baker", "Miller", 0.0),
            ("Baker Cook", "Baker", baker / (baker + cook)),
            ("Senior Baker", "Baker", 1.0),
            (
                "Baker of the quay",
                "Baker",
                baker / (baker + cook_like("quay")),
            ),
            ("Senior", "Senior", 0.0),
        ] {
            assert_near(compared(job, held), share, &format!("{job}: {held}"));
        }
    }

    /// The weight of a word of that length, where no table is.
    fn cook_like(word: &str) -> f64 {
        (1.0 + 0.5 * word.len() as f64).sqrt()
    }

    /// A CV whose lines all stand in `section`.
    fn lines(text: &str, section: SectionKind) -> CvProfile {
        let document = tests::document(text);
        let mut cv = tests::profile(&document);
        cv.tokens = tokenize(text);
        cv.positions.clear();
        cv.details.clear();
        let place = |span: Span| {
            cv.tokens
                .partition_point(|token| token.span().start < span.start)
        };
        let lines = document.lines.iter().map(|line| Passage {
            span: line.span,
            section,
            position: None,
            strength: Strength::Described,
            first_token: place(line.span) as u32,
            end_token: place(Span::new(line.span.end as usize, text.len())) as u32,
        });
        cv.passages = lines.collect();
        cv
    }

    #[test]
    fn a_title_is_sought_in_the_first_six_lines_of_at_most_twelve_words() {
        let nth = |line: usize| "Rye bread\n".repeat(line - 1) + "Accountant";
        let long = |words: usize| "Accountant".to_owned() + &" rye".repeat(words - 1);
        let head = SectionKind::Head;
        for (text, section, is_title) in [
            (nth(1), head, true),
            (nth(6), head, true),
            (nth(7), head, false),
            (nth(1), SectionKind::Summary, true),
            (nth(1), SectionKind::Skills, false),
            (long(12), head, true),
            (long(13), head, false),
            ("Machine learning".to_owned(), head, false),
        ] {
            let found = titles(&lines(&text, section), &text);
            assert_eq!(!found.is_empty(), is_title, "{text:?} in {section:?}");
        }
    }

    #[test]
    fn tokens_of_a_place_lie_within_it() {
        let text = "one two three four";
        let cv = lines(text, SectionKind::Head);
        for (start, end, expected) in [
            (0, 18, "one two three four"),
            (4, 13, "two three"),
            (5, 13, "three"),
            (4, 12, "two"),
            (5, 6, ""),
        ] {
            let found = tokens_of(&cv, text, Span::new(start, end)).iter();
            let found: Vec<&str> = found.map(|token| token.of(text)).collect();
            assert_eq!(found.join(" "), expected, "{start}..{end}");
        }
    }

    #[test]
    fn the_nearest_title_counts_and_of_equals_the_first() {
        let text = "Experience\nBakery, Brill Ltd, 2015 - 2016\nBaker, Moss Ltd, 2017 - 2018\n\
                    Baker, Holt Ltd, 2018 - 2019\n";
        let document = tests::document(text);
        let mut cv = tests::profile(&document);
        let at = |title: &str| {
            let start = text.find(title).unwrap();
            Span::new(start, start + title.find(',').unwrap())
        };
        let titles = [at("Bakery, Brill"), at("Baker, Moss"), at("Baker, Holt")];
        assert_eq!(cv.positions.len(), 3);
        for (position, title) in cv.positions.iter_mut().zip(titles) {
            position.title = Some(title);
        }
        let similarity =
            |job: &str| tests::part(tests::job(job, ""), &cv, text, Feature::TitleSimilarity);
        let baker = similarity("Baker");
        assert_near(baker.value, 1.0, "Baker");
        assert_eq!(
            (baker.evidence, baker.outcome),
            (vec![titles[1]], Outcome::Met)
        );
        let other = similarity("Diver");
        assert_eq!((other.value, other.outcome), (0.0, Outcome::NotFound));
        assert!(other.evidence.is_empty());
    }

    #[test]
    fn words_of_the_title_count_anywhere_by_weight_and_lines() {
        let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote zorblang\n";
        let document = tests::document(text);
        let cv = tests::profile(&document);
        // Eight letters weigh 5, four 3.
        let asked = tests::job("Senior Zorblang Quay", "");
        let part = tests::part(asked, &cv, text, Feature::TitleWords);
        assert_near(part.value, 5.0 / 8.0 * saturate(1.0), "title words");
        assert_eq!(
            (part.note.as_str(), part.outcome),
            ("Zorblang", Outcome::Partly)
        );
        assert_near(words_if_dated(0.27), 0.6, "0.27 / 0.45");
        assert_near(words_if_dated(0.46), 1.0, "at most 1");
    }

    #[test]
    fn common_words_of_three_letters_are_no_part_of_a_title() {
        for (title, is_empty) in [("the", true), ("with", false), ("rye", false)] {
            let query = TitleQuery::new(title, "en", &Background::default());
            assert_eq!(query.grams.is_empty(), is_empty, "{title}");
        }
    }

    #[test]
    fn the_title_of_a_part_of_a_position_counts_as_well() {
        let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n";
        let mut cv = tests::profile(&tests::document(text));
        let start = text.find("Baker").unwrap();
        let title = Some(Span::new(start, start + 5));
        let mut part = cv.positions[0];
        part.title = title;
        cv.positions[0].title = None;
        for (details, value) in [(vec![], 0.0), (vec![part], 1.0)] {
            cv.details = details;
            let found = tests::part(tests::job("Baker", ""), &cv, text, Feature::TitleSimilarity);
            assert_near(found.value, value, "a part");
            let expected: Vec<Span> = title.filter(|_| value > 0.0).into_iter().collect();
            assert_eq!(found.evidence, expected);
        }
    }
}
