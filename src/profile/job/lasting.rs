//! Which lengths of time are of work that somebody has done.

use std::ops::Range;

use super::cues::EXPERIENCE;
use super::items::{Item, is_general, is_joining};
use super::requirement::Findings;
use super::years::YearsAsked;

impl Findings<'_> {
    /// Whether the word may say of what the years are.
    pub(super) fn is_specific(&self, at: usize, end: usize) -> bool {
        let words = &self.words;
        let word = words.word(at);
        word.chars().count() > 3
            && word.chars().all(char::is_alphabetic)
            && !is_general(word)
            && !is_joining(word)
            && words.at(&EXPERIENCE, at, end).is_none()
    }

    /// `3 months from 1 June`: less than a year, without a word that they are of practice, is how
    /// long the work lasts.
    pub(super) fn is_term(
        &self,
        length: &YearsAsked,
        items: &[Item],
        range: &Range<usize>,
    ) -> bool {
        /// Words between a length and what says that it is of practice.
        const NEAR: usize = 3;
        let words = &self.words;
        let Range { start, end } = length.range;
        let near = start.saturating_sub(NEAR + 1).max(range.start)..(end + NEAR).min(range.end);
        length.minimum_months < 12
            && length.maximum_months.is_none()
            && !is_joining(words.word(end))
            && words.first(&EXPERIENCE, near).is_none()
            && (words.gap_before(start).contains(',')
                || !items.iter().any(|item| item.range.end == start))
    }

    /// `18 years or older`, `4-year vesting`: an age, and a length that is part of a name.
    pub(super) fn is_other_time(&self, length: &YearsAsked) -> bool {
        let last = length.range.end.saturating_sub(1);
        is_age(length) || last > length.range.start && self.words.gap_before(last) == "-"
    }
}

/// Whether so many years are an age of majority.
pub(super) fn is_age(length: &YearsAsked) -> bool {
    /// In years.
    const AGES: [u32; 3] = [16, 18, 21];
    AGES.map(|age| age * 12).contains(&length.minimum_months) && length.maximum_months.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::job::years;

    /// Whether the one length of `text` is how long the work lasts, and whether it is another time.
    fn read(text: &str) -> (bool, bool) {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let findings = Findings::of(&document, Lexicon::builtin());
        let range = 0..findings.words.tokens.len();
        let lengths = years::find(&findings.words, range.clone());
        assert_eq!(lengths.len(), 1, "{text}");
        (
            findings.is_term(&lengths[0], &[], &range),
            findings.is_other_time(&lengths[0]),
        )
    }

    #[test]
    fn less_than_a_year_without_a_word_of_practice_is_how_long_the_work_lasts() {
        for (text, expected) in [
            ("6 months from June", true),
            ("11 months from June", true),
            ("12 months from June", false),
            ("6-9 months from June", false),
            // Of practice, the third word behind, and the fourth.
            ("6 months kiln quay experience", false),
            ("6 months kiln quay mill experience", true),
            // And before, with three words between, or four.
            ("experience kiln quay mill 6 months", false),
            ("experience kiln quay mill oven 6 months", true),
        ] {
            assert_eq!(read(text).0, expected, "{text}");
        }
    }

    #[test]
    fn sixteen_eighteen_and_twenty_one_years_are_ages() {
        for (text, expected) in [
            ("15 years", false),
            ("16 years", true),
            ("17 years", false),
            ("18 years", true),
            ("20 years", false),
            ("21 years", true),
            ("18-21 years", false),
            ("4-year vesting", true),
            ("4 year vesting", false),
        ] {
            assert_eq!(read(text).1, expected, "{text}");
        }
    }

    #[test]
    fn a_word_of_four_letters_may_say_of_what_the_years_are() {
        for (text, expected) in [("rye", false), ("oats", true), ("oat5", false)] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let end = findings.words.tokens.len();
            assert_eq!(findings.is_specific(0, end), expected, "{text}");
        }
    }
}
