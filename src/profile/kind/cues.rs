//! Phrases that tell what sort of paper a text is, in many languages: the section `kinds` of
//! `data/languages`.
//!
//! Short words mean other things elsewhere (`on` is French for `we`), so that besides English
//! only the language counts of which most phrases are found.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::document::Document;
use crate::languages::{Key, LANGUAGES, Prepared, key};
use crate::text::tokenize::lower;
use crate::text::{PhraseTable, TermKey, TermMap, Token, Tokens, any_byte, pair_key, term_key};

/// What a phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Looks for somebody.
    Seeks,
    /// Says how to apply.
    Applies,
    /// Offers pay, leave, benefits.
    Offers,
    /// Hours, contract, place of work.
    Conditions,
    /// Asks for something, or says how much it is wanted.
    Asks,
    /// Addresses a reader.
    Reader,
    /// Speaks for a firm.
    Firm,
    /// Speaks of oneself.
    Myself,
    /// Headings and labels of CVs.
    Resume,
    /// Opens and closes letters.
    Letter,
    /// Pages of the web: signing in, cookies, errors.
    Web,
    /// Prices, orders, invoices.
    Trade,
    /// Policies, contracts, laws.
    Rules,
    /// Certificates and references.
    Proof,
    /// Manuals, reports, minutes, articles.
    Paper,
    /// Tells what somebody did, and until when.
    Did,
}

pub(crate) const CUES: usize = 16;

/// What each is called, and its phrases.
const NAMES: [(&str, Cue, Key); CUES] = [
    ("seeks", Cue::Seeks, key::KINDS_SEEKS),
    ("applies", Cue::Applies, key::KINDS_APPLIES),
    ("offers", Cue::Offers, key::KINDS_OFFERS),
    ("conditions", Cue::Conditions, key::KINDS_CONDITIONS),
    ("asks", Cue::Asks, key::KINDS_ASKS),
    ("reader", Cue::Reader, key::KINDS_READER),
    ("firm", Cue::Firm, key::KINDS_FIRM),
    ("self", Cue::Myself, key::KINDS_MYSELF),
    ("resume", Cue::Resume, key::KINDS_RESUME),
    ("letter", Cue::Letter, key::KINDS_LETTER),
    ("web", Cue::Web, key::KINDS_WEB),
    ("trade", Cue::Trade, key::KINDS_TRADE),
    ("rules", Cue::Rules, key::KINDS_RULES),
    ("proof", Cue::Proof, key::KINDS_PROOF),
    ("paper", Cue::Paper, key::KINDS_PAPER),
    ("did", Cue::Did, key::KINDS_DID),
];

/// Of two languages of which as many phrases are found, the first one here counts; those that are
/// not here come last.
const ORDER: &str = "en de fr es it pt nl pl ro ru uk cs sk hu sv da no fi tr el bg hr sr sl lt \
                     lv et ar he fa hi vi id th zh ja ko";

/// Languages whose phrases of a cue count for each of them: too few are known of each alone. The
/// weights of the model are fitted to it.
fn together(cue: Cue) -> &'static [&'static str] {
    match cue {
        Cue::Seeks => &["hr sr sl", "lt lv et"],
        Cue::Applies | Cue::Offers | Cue::Asks => &[
            "cs sk",
            "sv da no fi",
            "el bg hr sr sl lt lv et",
            "ar he hi fa",
            "vi id th",
            "zh ja ko",
        ],
        Cue::Conditions => &[
            "uk cs sk hu sv da no fi",
            "tr el bg hr sr sl lt lv et ar he hi fa",
            "vi id th zh ja ko",
        ],
        Cue::Reader | Cue::Firm | Cue::Myself => &[
            "ru uk",
            "cs sk hu",
            "sv da no fi",
            "tr el bg hr sr sl lt lv et",
            "ar he hi fa",
            "vi id th zh ja ko",
        ],
        Cue::Resume | Cue::Did => &[
            "ru uk",
            "cs sk",
            "sv da no fi",
            "tr el bg hr sr sl lt lv et",
            "ar he hi fa",
            "vi id th",
            "zh ja ko",
        ],
        Cue::Letter => &[
            "ru uk",
            "cs sk hu sv da no fi tr el bg sr hr sl ar he vi id zh ja ko",
        ],
        Cue::Web | Cue::Trade | Cue::Rules | Cue::Proof | Cue::Paper => &[
            "es it pt",
            "nl pl ro ru uk cs sk hu sv da no fi tr el bg hr sr",
            "zh ja ko ar he vi id th",
        ],
    }
}

/// The codes of all languages, each at the place of its bit.
fn numbered() -> Vec<&'static str> {
    let mut codes: Vec<&str> = ORDER.split(' ').collect();
    for language in LANGUAGES {
        if !codes.contains(&language.code) {
            codes.push(language.code);
        }
    }
    codes
}

/// A whole phrase as one key.
fn whole(phrase: &Prepared) -> TermKey {
    let keys = phrase.keys.iter().copied();
    keys.reduce(pair_key)
        .unwrap_or_else(|| term_key(phrase.phrase))
}

/// The phrases of one cue and the bits of the languages for which they count, each once, in the
/// order of the languages.
fn phrases(cue: Cue, key: Key, languages: &[&str]) -> Vec<(u64, Prepared)> {
    let bit = |code: &str| {
        let index = languages.iter().position(|known| *known == code);
        index.map_or(0, |index| 1 << index)
    };
    let all: Vec<Prepared> = key.prepared().collect();
    let mut found: Vec<(u64, Prepared)> = Vec::new();
    let mut seen: HashSet<(u64, TermKey)> = HashSet::new();
    for of_language in all.chunk_by(|one, other| one.language == other.language) {
        let Some(code) = of_language.first().map(|first| first.language.code) else {
            continue;
        };
        let mut groups = together(cue).iter();
        let group = groups.find(|group| group.split(' ').any(|member| member == code));
        let codes = group.copied().unwrap_or(code).split(' ');
        let bits = codes.fold(0, |bits, code| bits | bit(code));
        let new = of_language
            .iter()
            .map(|prepared| (bits, *prepared))
            .filter(|(bits, prepared)| seen.insert((*bits, whole(prepared))));
        found.extend(new);
    }
    found.sort_by_key(|(bits, _)| bits.trailing_zeros());
    found
}

/// The name of each cue, in the order of [`Counts`].
pub(crate) fn names() -> [&'static str; CUES] {
    NAMES.map(|(name, ..)| name)
}

/// What one phrase does in some languages.
#[derive(Debug, Clone, Copy)]
struct Use {
    cue: Cue,
    /// One bit a language.
    languages: u64,
}

struct Phrases {
    /// Each with a number to tell it from others, and what it does in which languages.
    spaced: PhraseTable<(u64, Vec<Use>)>,
    /// Beginnings of words, in lower case; by their first letter.
    open: Vec<(String, Use)>,
    /// In scripts whose words run into each other or take prefixes.
    joined: Vec<(String, Use)>,
    english: u64,
    languages: u32,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::new);

impl Phrases {
    fn new() -> Self {
        let languages = numbered();
        let mut spaced: Vec<(Prepared, Vec<Use>)> = Vec::new();
        let mut places: TermMap<usize> = TermMap::default();
        let (mut open, mut joined) = (Vec::new(), Vec::new());
        for (_, cue, key) in NAMES {
            for (bits, prepared) in phrases(cue, key, &languages) {
                let phrase = prepared.phrase;
                let used = Use {
                    cue,
                    languages: bits,
                };
                if phrase.chars().next().is_some_and(is_joined) {
                    joined.push((lower(phrase), used));
                } else if let Some(beginning) = phrase.strip_suffix('*') {
                    open.push((lower(beginning), used));
                } else {
                    let place = *places.entry(whole(&prepared)).or_insert(spaced.len());
                    match spaced.get_mut(place) {
                        Some((_, uses)) => uses.push(used),
                        None => spaced.push((prepared, vec![used])),
                    }
                }
            }
        }
        let numbered = spaced.into_iter().zip(0..);
        open.sort_by(|(one, _), (other, _)| one.cmp(other));
        let english = languages.iter().position(|code| *code == "en");
        Self {
            spaced: PhraseTable::of_prepared(
                numbered.map(|((phrase, uses), number)| (phrase, (number, uses))),
            ),
            open,
            joined,
            english: english.map_or(0, |index| 1 << index),
            languages: languages.len() as u32,
        }
    }
}

/// Hebrew, Arabic, Devanagari, Thai, Chinese, Japanese, Korean.
fn is_joined(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{6ff}' | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether the first byte of any letter is one of [`is_joined`]'s.
fn may_hold_joined(text: &str) -> bool {
    any_byte(
        text.as_bytes(),
        |byte| matches!(byte, 0xd6..=0xdb | 0xe0 | 0xe3..=0xed),
    )
}

/// What was found of each cue.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Counts {
    /// Phrases found.
    pub all: [u32; CUES],
    /// Different phrases found.
    pub distinct: [u32; CUES],
    /// Size of the text in words; two letters stand for one where words run into each other.
    pub words: u32,
}

/// Counts the phrases among `tokens`, those of the document that are not masked.
pub(crate) fn count(document: &Document, tokens: &[Token]) -> Counts {
    let table = &*PHRASES;
    let text = document.text.as_str();
    // What was found, and a number of the phrase to tell it from others.
    let mut found: Vec<(&[Use], u64)> = Vec::new();
    let view = Tokens::new(text, tokens);
    for (_, (number, uses)) in table.spaced.find(view, 0..tokens.len()) {
        found.push((uses, *number));
    }
    let mut joined_letters = 0;
    if may_hold_joined(text) {
        joined_letters = text.chars().filter(|&letter| is_joined(letter)).count();
        for (index, (phrase, used)) in table.joined.iter().enumerate() {
            let times = text.matches(phrase.as_str()).count();
            let number = (1 << 40) + index as u64;
            found.extend((0..times).map(|_| (std::slice::from_ref(used), number)));
        }
    }
    let language = table.language(&found);
    if language != table.english {
        for token in tokens {
            let word = token.of(text);
            if let Some((index, used)) = table.opened(word) {
                found.push((std::slice::from_ref(used), (1 << 32) + index as u64));
            }
        }
    }
    let mut counts = Counts {
        words: (tokens.len() + joined_letters / 2) as u32,
        ..Counts::default()
    };
    let mut seen: Vec<(usize, u64)> = Vec::new();
    let is_foreign = language != table.english;
    for (uses, number) in found {
        let counted = uses.iter().find(|used| used.languages & language != 0);
        // English words stand in texts of all languages, but not the short ones.
        let english = uses.iter().find(|used| {
            used.languages & table.english != 0
                && !(is_foreign && matches!(used.cue, Cue::Reader | Cue::Firm | Cue::Myself))
        });
        if let Some(used) = counted.or(english) {
            counts.all[used.cue as usize] += 1;
            seen.push((used.cue as usize, number));
        }
    }
    seen.sort_unstable();
    seen.dedup();
    for (cue, _) in seen {
        counts.distinct[cue] += 1;
    }
    counts
}

impl Phrases {
    /// The bit of the language of which most phrases were found, English if none.
    fn language(&self, found: &[(&[Use], u64)]) -> u64 {
        let mut votes = [0u32; 64];
        for (uses, _) in found {
            let languages = uses.iter().fold(0, |all, used| all | used.languages);
            for (index, votes) in votes.iter_mut().enumerate().take(self.languages as usize) {
                *votes += u32::from(languages >> index & 1 == 1);
            }
        }
        let english = self.english.trailing_zeros() as usize;
        let most = (0..self.languages as usize)
            .max_by_key(|&index| (votes[index], index == english, std::cmp::Reverse(index)));
        most.map_or(self.english, |index| 1 << index)
    }

    /// The open phrase that the word begins with.
    fn opened(&self, word: &str) -> Option<(usize, &Use)> {
        let word = lower(word);
        // The last beginning that is not behind the word in order, or one it begins with itself.
        let mut index = self.open.partition_point(|(open, _)| *open <= word);
        while let Some(before) = index.checked_sub(1) {
            let (open, used) = self.open.get(before)?;
            if word.starts_with(open.as_str()) {
                return Some((before, used));
            }
            if open.chars().next() != word.chars().next() {
                return None;
            }
            index = before;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::text::tokenize;

    fn counts(text: &str) -> Counts {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        count(&document, &tokenize(&document.text))
    }

    #[test]
    fn every_language_is_read() {
        let languages = numbered();
        assert!(languages.len() <= 64);
        for (name, cue, key) in NAMES {
            let mut seen = Vec::new();
            for code in together(cue).iter().flat_map(|group| group.split(' ')) {
                assert!(languages.contains(&code), "{code}");
                assert!(!seen.contains(&code), "{name} {code} stands twice");
                seen.push(code);
            }
            assert!(key.of("en").next().is_some(), "{name}");
            assert!(
                key.phrases().all(|phrase| !phrase.trim().is_empty()),
                "{name}"
            );
        }
    }

    #[test]
    fn phrases_are_counted_in_the_language_of_the_text() {
        let of = |counts: &Counts, cue: Cue| counts.all[cue as usize];
        let english =
            counts("We are looking for a nurse. Apply now, on shifts; our ward and your team.");
        assert_eq!(of(&english, Cue::Seeks), 1);
        assert_eq!(of(&english, Cue::Applies), 1);
        assert_eq!((of(&english, Cue::Firm), of(&english, Cue::Reader)), (1, 1));
        let french = counts("Nous recherchons une infirmière. Envoyez votre CV, on recrute.");
        assert_eq!((of(&french, Cue::Seeks), of(&french, Cue::Applies)), (2, 1));
        let chinese = counts("招聘前端工程师，任职要求：两年以上");
        assert!(of(&chinese, Cue::Seeks) == 1 && of(&chinese, Cue::Asks) > 0);
        assert!(chinese.words >= 8, "{}", chinese.words);
        let polish = counts("Szukamy magazyniera. Mile widziane uprawnienia, kandydatka z Łodzi.");
        assert_eq!(of(&polish, Cue::Seeks), 1);
        assert_eq!(of(&polish, Cue::Applies), 1);
    }
}
