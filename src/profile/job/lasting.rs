//! Which lengths of time are of work that somebody has done.

use std::ops::Range;

use super::cues::{EXPERIENCE, IMPORTANCE};
use super::items::{Item, is_general, is_joining, is_trailing};
use super::phrases::Words;
use super::requirement::Findings;
use super::years::YearsAsked;
use crate::text::stop_words;

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

    /// Whether the length opens the sentence, or leads to what it is of: `5 years on steel pipe`.
    pub(super) fn leads_on(&self, length: &YearsAsked, range: &Range<usize>) -> bool {
        /// Letters of a longest word that leads on in a language that is not known.
        const SHORT: usize = 3;
        let words = &self.words;
        let Range { start, end } = length.range;
        let leads = words.tokens.get(end).is_some_and(|next| {
            let written = next.of(words.text);
            let is_short = written.chars().count() <= SHORT;
            stop_words(&self.language).contains(&next.key)
                || is_short && written.chars().all(char::is_lowercase)
        });
        let is_within = end + 1 < range.end && words.gap_before(end).trim().is_empty();
        start == range.start || leads && is_within
    }

    /// Whether the sentence says hardly more than its lengths, so that they can be of nothing but
    /// work: `3+ years minimum`, and not `Licence held for 3 years`.
    pub(super) fn is_bare(&self, lengths: &[YearsAsked], range: &Range<usize>) -> bool {
        /// Words beside lengths, common words and words of importance.
        const OTHERS: usize = 1;
        let words = &self.words;
        let stop = stop_words(&self.language);
        let cues = words.find(&IMPORTANCE, range.clone());
        let is_told = |at: &usize| {
            lengths.iter().any(|length| length.range.contains(at))
                || cues.iter().any(|cue| cue.range.contains(at))
                || words
                    .tokens
                    .get(*at)
                    .is_some_and(|token| stop.contains(&token.key))
        };
        range.clone().filter(|at| !is_told(at)).count() <= OTHERS
    }

    /// The few words that a sentence of years has beside them: `redovisning` of `Minst 3 års
    /// erfarenhet av redovisning`; `None` where it says more than one thing.
    pub(super) fn thing_of_years(
        &self,
        lengths: &[YearsAsked],
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        /// Words of a longest thing.
        const LONGEST: usize = 4;
        let words = &self.words;
        let stop = stop_words(&self.language);
        let mut told = vec![false; range.len()];
        let mut tell = |told_here: &Range<usize>| {
            for at in told_here.clone().filter(|at| range.contains(at)) {
                told[at - range.start] = true;
            }
        };
        lengths.iter().for_each(|length| tell(&length.range));
        for cue in words.find(&IMPORTANCE, range.clone()) {
            tell(&cue.range);
        }
        for cue in words.find(&EXPERIENCE, range.clone()) {
            tell(&cue.range);
        }
        let is_little = |at: usize| {
            let word = words.word(at);
            let is_stop = words
                .tokens
                .get(at)
                .is_some_and(|token| stop.contains(&token.key));
            is_stop || is_general(word) || is_joining(word) || is_trailing(word)
        };
        let mut things: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for at in range.clone() {
            if told[at - range.start] || is_little(at) {
                // Little words stand within a thing, and not at its edges.
                open &= !told[at - range.start];
                continue;
            }
            match things.last_mut() {
                Some(last) if open && is_plain_gap(words, last.end..at + 1) => last.end = at + 1,
                _ => things.push(at..at + 1),
            }
            open = true;
        }
        let first = lengths.iter().map(|length| length.range.start).min()?;
        // `Kiln experience, 3 years`, and not `you show an experience of 3 years`.
        let is_of_it = |thing: &Range<usize>| {
            thing.start > first || told.get(thing.end - range.start) == Some(&true)
        };
        match things.as_slice() {
            [thing] if thing.len() <= LONGEST && is_of_it(thing) => Some(thing.clone()),
            _ => None,
        }
    }

    /// `18 years or older`, `4-year vesting`: an age, and a length that is part of a name.
    pub(super) fn is_other_time(&self, length: &YearsAsked) -> bool {
        let last = length.range.end.saturating_sub(1);
        is_age(length) || last > length.range.start && self.words.gap_before(last) == "-"
    }
}

/// Whether nothing but spaces and hyphens parts the words of `range` from what stands before it.
fn is_plain_gap(words: &Words, range: Range<usize>) -> bool {
    let parts = |sign: char| !sign.is_whitespace() && !matches!(sign, '-' | '\'' | '’' | '&' | '/');
    range
        .into_iter()
        .all(|at| !words.gap_before(at).contains(parts))
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
            ("6 months of rye", false),
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
        for (text, expected) in [
            ("rye", false),
            ("oats", true),
            ("oat5", false),
            // A joining word, a general one, and one of experience.
            ("using", false),
            ("relevant", false),
            ("practice", false),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let end = findings.words.tokens.len();
            assert_eq!(findings.is_specific(0, end), expected, "{text}");
        }
    }

    #[test]
    fn years_are_of_one_thing_of_four_words_at_most() {
        for (text, expected) in [
            (
                "At least 3 years of experience in glassblowing",
                Some("glassblowing"),
            ),
            ("Minst 3 års erfarenhet av redovisning", Some("redovisning")),
            (
                "3 years with kiln oven mill quay",
                Some("kiln oven mill quay"),
            ),
            ("3 years with kiln oven mill quay bells", None),
            ("Kiln experience, 3 years", Some("Kiln")),
            // What stands before is not of them, two things are none, and a general word neither.
            ("Kilns show an experience of 3 years", None),
            ("3 years with kilns, ovens", None),
            ("3 years with kiln experience oven", None),
            ("3 years with rye-kiln tending", Some("rye-kiln tending")),
            ("3 years with kilns of clay", Some("kilns of clay")),
            ("3 years of relevant experience", None),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let range = 0..findings.words.tokens.len();
            let lengths = years::find(&findings.words, range.clone());
            let thing = findings.thing_of_years(&lengths, &range);
            let thing = thing.map(|thing| findings.words.span_of(&thing).of(text));
            assert_eq!(thing, expected, "{text}");
        }
    }

    #[test]
    fn years_are_of_work_where_they_lead_on_or_stand_bare() {
        for (text, leads, is_bare, note) in [
            (
                "3 years behind the kiln quay",
                true,
                false,
                "they open the sentence",
            ),
            (
                "Kiln quay, 3 years on old mills",
                true,
                false,
                "a word leads on",
            ),
            ("Kiln quay licence for 3 years", false, false, "they end it"),
            (
                "Deliver the 3 year plan",
                false,
                false,
                "what follows leads nowhere",
            ),
            (
                "Kiln quay, 3 years oat mill",
                true,
                false,
                "a word of three letters may lead on",
            ),
            ("Kiln quay, 3 years oats mill", false, false, "of four"),
            ("Kiln quay, 3 years OAT mill", false, false, "in capitals"),
            ("Kiln quay, 3 years on", false, false, "nothing behind it"),
            (
                "Kiln quay, 3 years, on old mills",
                false,
                false,
                "a comma parts them",
            ),
            (
                "Kiln, 3 years required",
                false,
                true,
                "and a word of importance",
            ),
            ("Kiln for 3 years", false, true, "one word beside them"),
            ("Kiln quay for 3 years", false, false, "two"),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let range = 0..findings.words.tokens.len();
            let lengths = years::find(&findings.words, range.clone());
            let told = (
                findings.leads_on(&lengths[0], &range),
                findings.is_bare(&lengths, &range),
            );
            assert_eq!(told, (leads, is_bare), "{note}: {text}");
        }
    }
}
