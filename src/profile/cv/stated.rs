//! Lengths of time that a CV states of what it names: `Python (5 years)`, `3 years of welding`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::passages::Passage;
use super::sections::SectionKind;
use crate::document::{Span, budget};
use crate::languages::key;
use crate::profile::dates::{Found, Mention, Month, interval};
use crate::text::{PhraseTable, Token, Tokens, stop_words};

/// A length of time in a line that is not the time of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedLength {
    /// Index into the profile's passages.
    pub passage: u32,
    /// Where it is written.
    pub span: Span,
    pub months: u32,
}

/// Words of a longest link between a name and its length: `5 years of practical experience with`.
const LONGEST_LINK: usize = 5;

/// Every length in the lines of a CV, and every range among its skills, in order of the text.
pub(super) fn find(mentions: &[Found], passages: &[Passage], as_of: Month) -> Vec<StatedLength> {
    let mut passages = (0..).zip(passages).peekable();
    let stated = mentions.iter().filter_map(|found| {
        while passages
            .next_if(|(_, passage)| passage.span.end <= found.span.start)
            .is_some()
        {}
        let (at, passage) = passages.peek()?;
        let is_within =
            passage.span.start <= found.span.start && found.span.end <= passage.span.end;
        let months = match found.mention {
            Mention::Duration { months } => Some(months),
            Mention::Range { .. } if passage.section == SectionKind::Skills => {
                let (first, last) = interval::resolve(found.mention, as_of)?;
                u32::try_from(last.0 - first.0 + 1).ok()
            }
            _ => None,
        };
        Some(StatedLength {
            passage: *at,
            span: found.span,
            months: months.filter(|_| is_within)?,
        })
    });
    stated.collect()
}

/// The longest of `lengths`, which are in order, that is stated of what stands at `named` in the
/// passage: beside it, with nothing but words that link them between.
pub(super) fn months_of(
    named: Span,
    passage: u32,
    (text, tokens): (&str, &[Token]),
    language: &str,
    lengths: &[StatedLength],
) -> u32 {
    let first = lengths.partition_point(|length| length.passage < passage);
    let own = lengths[first..].iter();
    let own = own.take_while(|length| length.passage == passage);
    own.filter(|length| {
        budget::spend(LONGEST_LINK);
        let (between, signs): (_, &[char]) = if named.end <= length.span.start {
            (named.end..length.span.start, &[',', ';', '•', '\n', '.'])
        } else if length.span.end <= named.start {
            let apart = &[',', ';', '•', '\n', '.', ':', '|', '(', ')', '/', '–', '—'];
            (length.span.end..named.start, apart)
        } else {
            return false;
        };
        let between = Span {
            start: between.start,
            end: between.end,
        };
        let within = Tokens::new(text, tokens).within(between);
        let words = &tokens[within];
        words.len() <= LONGEST_LINK
            && !between.of(text).contains(signs)
            && is_link(text, words, language)
    })
    .map(|length| length.months)
    .max()
    .unwrap_or(0)
}

/// Whether all the words lead from one thing to what is said of it: `of experience with`.
fn is_link(text: &str, words: &[Token], language: &str) -> bool {
    static LINKS: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| PhraseTable::of_keys(&[(key::JUDGE_FILLER, ())]));
    let common = stop_words(language);
    let linked: Vec<_> = LINKS
        .find(Tokens::new(text, words), 0..words.len())
        .map(|(at, ())| at)
        .collect();
    let links = |at: usize| linked.iter().any(|range| range.contains(&at));
    let mut words = words.iter().enumerate();
    words.all(|(at, word)| links(at) || common.contains(&word.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::cv::read;

    /// Months that the CV states of the first `name` in it.
    fn months(line: &str, name: &str) -> u32 {
        let text = format!(
            "Robin Vale\nrobin.vale@example.com\n\nSKILLS\n{line}\n\nEXPERIENCE\nTeam member, \
             Brindle Group, Mar 2018 - Jun 2020\n- Kept records of the depot and its callers.\n"
        );
        let document = plain::from_text(&text, Format::PlainText).unwrap();
        let profile = read(&document, Lexicon::builtin(), Month::new(2026, 6));
        let start = text.find(name).unwrap();
        let named = Span::new(start, start + name.len());
        profile.stated_months(&document.text, named)
    }

    #[test]
    fn a_length_is_of_the_name_beside_it() {
        for (line, name, expected, note) in [
            ("Python (5 years)", "Python", 60, "in brackets"),
            ("Python: 5+ years", "Python", 60, "behind a colon"),
            ("Python - 14 months", "Python", 14, "behind a dash"),
            ("5 years of Python", "Python", 60, "before it"),
            (
                "5 years of harbour experience with Python",
                "Python",
                0,
                "a word that links nothing",
            ),
            (
                "5 years of good experience with Python",
                "Python",
                60,
                "words that link",
            ),
            ("5 years Python, 2 years Java", "Java", 24, "each its own"),
            ("5 years Python, 2 years Java", "Python", 60, "each its own"),
            ("Python 5 years, Java", "Java", 0, "behind a comma"),
            ("Python, Java 5 years", "Python", 0, "before a comma"),
            ("Python 2019-2024", "Python", 72, "a range among skills"),
            ("Python", "Python", 0, "none"),
            ("Python (5 years)", "Team", 0, "another line"),
            (
                "5 years in sales with Python",
                "Python",
                0,
                "years of something else",
            ),
            (
                "5 years of this and that with Python",
                "Python",
                60,
                "five words that link",
            ),
            (
                "5 years of this and that with the Python",
                "Python",
                0,
                "six are too many",
            ),
            (
                "2 years Python (5 years)",
                "Python",
                60,
                "of two the longer",
            ),
            (
                "5 years Python (2 years)",
                "Python",
                60,
                "of two the longer",
            ),
            ("5 years: Python", "Python", 0, "before a colon"),
        ] {
            assert_eq!(months(line, name), expected, "{note}: {line}");
        }
    }
}
