//! The name of a CV's owner, found by a rule that shares nothing with the one that masks it.

use super::{HEAD_LINES, RARE, chunks, is_address, words_of};
use crate::check::people::{Person, ascii};
use crate::document::{Document, Span};
use crate::features::Background;
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::profile::cv::sections;
use crate::profile::roles::names_a_role;
use crate::text::tokenize;

/// A name as its CV writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Words in the order of the head.
    pub(super) parts: Vec<Part>,
    /// Line of the head; absent where the name was given and stands in none.
    pub(super) line: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) lower: String,
    pub(super) ascii: String,
    /// Also a word of the text or of the lexicon, or an initial: the name only beside another part.
    pub(super) is_word: bool,
}

impl Name {
    /// The name that the user gave for this CV.
    pub(crate) fn given(written: &str, document: &Document, lexicon: &Lexicon) -> Option<Self> {
        let words: Vec<&str> = written
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .collect();
        let small = written.to_lowercase();
        let line = document.lines.iter().take(HEAD_LINES * 3).position(|line| {
            let line = line.span.of(&document.text).to_lowercase();
            line.contains(&small) || words.iter().all(|word| line.contains(&word.to_lowercase()))
        });
        (!words.is_empty()).then(|| Self::new(&words, line, document, lexicon))
    }

    /// The name at the head: two to four capitalised words on a line of their own or before a
    /// separator, which an e-mail address or a link repeats, or which are rare and stand first.
    pub(crate) fn at_head(
        document: &Document,
        lexicon: &Lexicon,
        background: &Background,
    ) -> Option<Self> {
        let text = &document.text;
        let addresses: Vec<String> = chunks(text)
            .filter(|chunk| is_address(chunk.of(text)))
            .map(|chunk| ascii(chunk.of(text)))
            .collect();
        document
            .lines
            .iter()
            .take(HEAD_LINES)
            .enumerate()
            .find_map(|(at, line)| {
                let words = name_words(line.span.of(text))?;
                let heading = sections::of_heading(&tokenize(&words.join(" "))).is_some();
                let long: Vec<String> = words
                    .iter()
                    .map(|word| ascii(word))
                    .filter(|plain| plain.len() >= 3)
                    .collect();
                let repeats =
                    |address: &String| long.iter().filter(|plain| address.contains(*plain)).count();
                let repeated = addresses.iter().map(repeats).max().unwrap_or(0);
                let confirmed = repeated > 0;
                // `ruby.baker@`: a trade in the name is no trade.
                let whole = repeated >= 2 && repeated == long.len();
                let name = Self::new(&words, Some(at), document, lexicon);
                let joined = words.join(" ");
                let alone = at == 0
                    && name
                        .parts
                        .iter()
                        .all(|part| !part.is_word || part.lower.len() <= 2)
                    && words.iter().all(|word| background.word("en", word) >= RARE);
                let role = names_a_role(&joined, Span::new(0, joined.len()));
                (!heading && (whole || !role && (confirmed || alone))).then_some(name)
            })
    }

    fn new(words: &[&str], line: Option<usize>, document: &Document, lexicon: &Lexicon) -> Self {
        let parts = words.iter().map(|word| {
            let word = word.trim_end_matches('.');
            let small = word.to_lowercase();
            let in_text = || {
                let text = &document.text;
                let prose = chunks(text).filter(|chunk| !is_address(chunk.of(text)));
                prose
                    .map(|chunk| chunk.of(text))
                    .any(|chunk| words_of(chunk).any(|span| span.of(chunk) == small))
            };
            Part {
                ascii: ascii(word),
                is_word: small.chars().count() <= 2
                    || lexicon.lookup(&small).is_some()
                    || in_text(),
                lower: small,
            }
        });
        Self {
            parts: parts.collect(),
            line,
        }
    }

    /// What stands for part `at` in the name of `person`.
    pub(super) fn new_part(&self, at: usize, person: &Person) -> String {
        let last = self.parts.len() - 1;
        if at == 0 {
            person.given.clone()
        } else if at == last {
            person.family.clone()
        } else if self.parts[at].lower.chars().count() == 1 {
            person.middle.chars().take(1).collect()
        } else {
            person.middle.clone()
        }
    }

    pub(super) fn find(&self, word: &str) -> Option<usize> {
        let small = word.to_lowercase();
        self.parts.iter().position(|part| part.lower == small)
    }
}

/// The words of a line that may be a name.
fn name_words(line: &str) -> Option<Vec<&str>> {
    let end = line
        .find(['|', '·', '•', '\t', '(', ':', ';', '—'])
        .into_iter()
        .chain(
            [line.find(" - "), line.find(" – "), line.find("   ")]
                .into_iter()
                .flatten(),
        )
        .filter(|&at| !line[..at].trim().is_empty())
        .min()
        .unwrap_or(line.len());
    let is_title = |word: &str| {
        let small = word
            .trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase();
        key::CHECK_TITLE.phrases().any(|title| title == small)
    };
    let words: Vec<&str> = line[..end]
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty() && !is_title(word))
        .collect();
    // A template's placeholder is nobody's name.
    let small = line[..end].to_lowercase();
    if key::CHECK_PLACEHOLDER
        .phrases()
        .any(|phrase| small.contains(phrase))
    {
        return None;
    }
    let fits = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
    };
    let long = words
        .iter()
        .filter(|word| word.chars().count() >= 3)
        .count();
    ((2..=4).contains(&words.len()) && long >= 1 && words.iter().all(fits)).then_some(words)
}
