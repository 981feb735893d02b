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
