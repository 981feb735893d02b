//! The name that is known, and everywhere it comes back.

use std::sync::LazyLock;

use super::handle::plain_letters;
use super::merge;
use super::name::{is_capital, ordinary, others, particles};
use super::unspaced::{is_unspaced, surname_addressed};
use crate::document::{Span, budget};
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::profile::roles::names_a_role;
use crate::text::{
    Shape, TermFilter, TermKey, TermSet, Token, Tokens, any_byte, may_hold_unspaced, term_key,
    tokenize::lower, words_of,
};

/// Of Latin and Cyrillic, with the letters that soften an ending.
const VOWELS: [char; 15] = [
    'a', 'e', 'i', 'o', 'u', 'y', 'а', 'е', 'и', 'о', 'у', 'ы', 'ь', 'й', 'я',
];

/// Letters of a shortest stem that stands for its inflected forms.
const SHORTEST_STEM: usize = 4;

/// Words of a name that are kept: each word of the text is compared with all of them.
const MOST_PARTS: usize = 64;

/// Bytes of the longest ending.
const LONGEST_ENDING: usize = 6;

/// Whether some letters are of Polish, Czech or Russian: the bytes that begin them.
fn is_inflected(text: &str) -> bool {
    any_byte(text.as_bytes(), |byte| {
        matches!(byte, 0xc4 | 0xc5 | 0xd0 | 0xd1)
    })
}

/// `s`, behind an apostrophe; a capital is an initial.
fn is_possessive(text: &str, token: Token) -> bool {
    let written = token.of(text);
    key::IDENTITY_POSSESSIVE
        .phrases()
        .any(|known| known == written)
}

struct Part {
    key: TermKey,
    /// Small letters.
    word: String,
    /// The same without accents.
    plain: String,
    /// Lower-case letters without the last vowel; empty where the name is not inflected.
    stem: String,
    initial: TermKey,
    /// Never masked alone: also an ordinary word, a particle or an initial.
    ordinary: bool,
}

/// The words of the name.
pub(super) struct Name<'a> {
    lexicon: &'a Lexicon,
    parts: Vec<Part>,
    /// Keys of the parts.
    keys: TermFilter,
    inflected: bool,
    looked: bool,
    /// Some word has letters with accents.
    accented: bool,
    /// Words of masked parts of the head, each part's by themselves.
    together: Vec<Vec<TermKey>>,
    /// Where it is written first; absent where only an address tells it.
    pub(super) written: Option<Span>,
}

impl<'a> Name<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            parts: Vec::new(),
            keys: TermFilter::default(),
            inflected: false,
            looked: false,
            accented: false,
            together: Vec::new(),
            written: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The words as an address has them.
    pub(super) fn plain_words(&self) -> Vec<String> {
        let words = self.parts.iter().map(|part| part.plain.clone());
        words.filter(|word| !word.is_empty()).collect()
    }

    /// Adds the words of a name.
    pub(super) fn extend(&mut self, text: &str, tokens: &[Token]) {
        let whole = tokens.iter().map(|token| token.span()).reduce(Span::join);
        self.written = self.written.or(whole);
        for token in tokens {
            if token.shape() == Shape::Word {
                let also_a_role = names_a_role(text, token.span());
                self.add(token.of(text), token.key, also_a_role);
            }
        }
        self.look_at(text);
    }

    /// Whether the text inflects names; it is looked through once.
    fn look_at(&mut self, text: &str) {
        if !self.looked {
            self.inflected = is_inflected(text);
            self.looked = true;
        }
    }

    /// Adds words that do not stand in the text as such.
    pub(super) fn extend_words(&mut self, place: Span, words: &[String]) {
        self.written = self.written.or(Some(place));
        for word in words {
            let small = lower(word);
            let role = names_a_role(word, Span::new(0, word.len()));
            self.add(word, term_key(&small), role);
        }
    }

    /// Adds words that are masked where two of them stand together.
    pub(super) fn extend_together(&mut self, tokens: &[Token]) {
        if tokens.len() > 1 {
            self.together
                .push(tokens.iter().map(|token| token.key).collect());
        }
    }

    /// Keys of all words of the name and of what may be one.
    pub(super) fn all_keys(&self) -> Vec<TermKey> {
        let parts = self.parts.iter().map(|part| part.key);
        parts
            .chain(self.together.iter().flatten().copied())
            .collect()
    }

    fn add(&mut self, written: &str, key: TermKey, also_a_role: bool) {
        let word = lower(written);
        let letters = word.chars().count();
        let stem: String = match word.chars().last() {
            Some(last) if VOWELS.contains(&last) => word.chars().take(letters - 1).collect(),
            _ => word.clone(),
        };
        let stem = if stem.chars().count() >= SHORTEST_STEM {
            stem
        } else {
            String::new()
        };
        let ordinary = also_a_role
            || letters <= 2
            || particles().contains(&key)
            || ordinary().contains(&key)
            || self.lexicon.lookup(&word).is_some();
        let plain = plain_letters(&word);
        self.accented |= !word.is_ascii();
        let initial = word
            .chars()
            .next()
            .map_or(key, |first| term_key(first.encode_utf8(&mut [0; 4])));
        if self.parts.len() >= MOST_PARTS || self.parts.iter().any(|part| part.key == key) {
            return;
        }
        self.keys.insert(key);
        self.parts.push(Part {
            key,
            plain,
            word,
            stem,
            initial,
            ordinary,
        });
    }

    /// Reads the name from `given.family@` or `linkedin.com/in/given-family`.
    pub(super) fn extend_from_addresses(&mut self, text: &str, contacts: &[Span]) {
        for span in contacts.iter().take(4) {
            let written = span.of(text);
            let local = match written.split_once('@') {
                Some((local, _)) => local.rsplit(':').next().unwrap_or(local),
                None => match written.split_once("/in/") {
                    Some((_, slug)) => slug.trim_end_matches('/'),
                    None => continue,
                },
            };
            let parts: Vec<&str> = local
                .split(['.', '_', '-'])
                .map(|part| part.trim_matches(|c: char| c.is_ascii_digit()))
                .filter(|part| part.len() >= 3 && part.chars().all(char::is_alphabetic))
                .collect();
            if parts.len() < 2 {
                continue;
            }
            for part in parts {
                let key = term_key(&lower(part));
                if !others().contains(&key) {
                    self.add(part, key, names_a_role(part, Span::new(0, part.len())));
                }
            }
            self.look_at(text);
            return;
        }
    }

    fn part(&self, text: &str, token: Token) -> Option<&Part> {
        budget::spend(1 + self.parts.len() / 4);
        if self.keys.may_hold(token.key)
            && let Some(part) = self.parts.iter().find(|part| part.key == token.key)
        {
            return Some(part);
        }
        let written = token.of(text);
        // `Müller` and `Muller`, `Yıldız` and `YILDIZ`, `Groß` and `GROSS`.
        if (self.accented || !written.is_ascii()) && written.len() >= SHORTEST_STEM {
            let plain = plain_letters(written);
            let same = |part: &&Part| part.plain.len() >= SHORTEST_STEM && part.plain == plain;
            if let Some(part) = self.parts.iter().find(same) {
                return Some(part);
            }
        }
        if !self.inflected {
            return None;
        }
        let first = written.chars().next()?.to_lowercase().next()?;
        self.parts.iter().find(|part| {
            // Nothing is spelt out before the first letter and the length fit.
            part.stem.starts_with(first)
                && written.len() >= part.stem.len()
                && written.len() <= part.stem.len() + LONGEST_ENDING
                && lower(written)
                    .strip_prefix(part.stem.as_str())
                    .is_some_and(|ending| {
                        ending.is_empty()
                            || key::IDENTITY_CASE_ENDING
                                .phrases()
                                .any(|known| known == ending)
                    })
        })
    }

    /// The name wherever it comes back: the whole in any order, its rarer words alone.
    pub(super) fn occurrences(&mut self, text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
        static TITLES: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_TITLE]));
        static FIRMS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_FIRM]));
        static VERBS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_VERB]));
        static OWN_TITLES: LazyLock<TermSet> =
            LazyLock::new(|| words_of(&[key::IDENTITY_TITLE_OF_THE_OWNER]));
        if self.parts.is_empty() {
            return;
        }
        self.find_ordinary(text, tokens, spans);
        self.find_unspaced(text, tokens, spans);
        let view = Tokens::new(text, tokens);
        let gap = |at: usize| view.gap(at);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let small = text
                .as_bytes()
                .get(token.span().start as usize)
                .is_some_and(|b| !b.is_ascii_uppercase() && b.is_ascii());
            if small || !token.of(text).starts_with(is_capital) {
                at += 1;
                continue;
            }
            let Some(part) = self.part(text, *token) else {
                at += 1;
                continue;
            };
            let first = at;
            let mut rare = usize::from(!part.ordinary);
            let mut end = at + 1;
            while let Some(next) = tokens
                .get(end)
                .filter(|_| matches!(gap(end), " " | "-" | "'" | "’" | ". " | ", " | "\u{2011}"))
            {
                // `Anna's` with an initial S.
                if matches!(gap(end), "'" | "’") && is_possessive(text, *next) {
                    break;
                }
                let Some(part) = self.part(text, *next) else {
                    break;
                };
                let repeated = tokens[first..end].iter().any(|token| token.key == next.key);
                if repeated || gap(end) == ", " && end - first > 1 {
                    break;
                }
                rare += usize::from(!part.ordinary);
                end += 1;
            }
            // `M. A.` of a name is a degree elsewhere.
            if tokens[first..end]
                .iter()
                .all(|token| token.span().len() < 2)
            {
                at = end;
                continue;
            }
            let mut start = first;
            let before = first.checked_sub(1).and_then(|before| tokens.get(before));
            // `J. Kowalska`
            let initial = before.filter(|before| {
                matches!(gap(first), " " | ". " | ".")
                    && before.span().len() <= 2
                    && before.of(text).starts_with(char::is_uppercase)
                    && self.parts.iter().any(|part| part.initial == before.key)
            });
            let addressed = before.is_some_and(|before| {
                TITLES.contains(&before.key) && matches!(gap(first), " " | ". ")
                    || FIRMS.contains(&before.key) && gap(first) == " "
            });
            let own_title = before.is_some_and(|before| {
                OWN_TITLES.contains(&before.key) && matches!(gap(first), " " | ". " | ".")
            });
            if initial.is_none() {
                end = self.with_initials(text, tokens, first, end);
            }
            let after = tokens.get(end);
            let subject = after.is_some_and(|after| {
                gap(end) == " "
                    && VERBS.contains(&after.key)
                    && after.of(text).starts_with(char::is_lowercase)
                    || matches!(gap(end), "'" | "’") && is_possessive(text, *after)
            });
            if initial.is_some() && (rare > 0 || gap(first) == ". ") {
                start -= 1;
            }
            // `van der Merwe` without the given name
            while let Some(before) = start.checked_sub(1).and_then(|before| tokens.get(before))
                && rare > 0
                && matches!(gap(start), " " | "-")
                && particles().contains(&before.key)
                && self.parts.iter().any(|part| part.key == before.key)
            {
                start -= 1;
            }
            let alone = end - first == 1 && start == first;
            let masked = (rare > 0 || !alone || addressed || own_title || subject)
                && (!alone || addressed || own_title || !self.within_skill(text, tokens, first));
            // `Sig.ra` is two words.
            while masked
                && own_title
                && let Some(before) = start.checked_sub(1).and_then(|before| tokens.get(before))
                && OWN_TITLES.contains(&before.key)
                && (start == first || gap(start) == ".")
            {
                start -= 1;
            }
            if masked && let (Some(first), Some(last)) = (tokens.get(start), tokens.get(end - 1)) {
                spans.push(first.span().join(last.span()));
            }
            at = end;
        }
    }

    /// Words of one masked part of the head wherever two of them stand side by side, one of them
    /// no word of a trade or of the text.
    pub(super) fn together(&self, text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
        if self.together.is_empty() {
            return;
        }
        let filter: TermFilter = self.together.iter().flatten().copied().collect();
        let small: TermSet = tokens
            .iter()
            .filter(|token| filter.may_hold(token.key))
            .filter(|token| token.of(text).starts_with(char::is_lowercase))
            .map(|token| token.key)
            .collect();
        let rare = |token: &Token| {
            !self.lexicon.knows_word(token.key)
                && !others().contains(&token.key)
                && !small.contains(&token.key)
        };
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let first = at;
            at += 1;
            if !filter.may_hold(token.key) || !token.of(text).starts_with(is_capital) {
                continue;
            }
            let Some(group) = self
                .together
                .iter()
                .find(|group| group.contains(&token.key))
            else {
                continue;
            };
            while let (Some(before), Some(next)) = (tokens.get(at - 1), tokens.get(at)) {
                let gap = &text[before.span().end as usize..next.span().start as usize];
                let again = tokens[first..at].iter().any(|token| token.key == next.key);
                if !matches!(gap, " " | "-" | "'" | "’" | ", ")
                    || matches!(gap, "'" | "’") && is_possessive(text, *next)
                    || !group.contains(&next.key)
                    || again
                {
                    break;
                }
                at += 1;
            }
            let run = &tokens[first..at];
            if run.len() > 1 && run.iter().any(rare) {
                spans.push(run[0].span().join(run[run.len() - 1].span()));
            }
        }
    }

    /// `Nowak, A.` and `Nowak AB` in a list of publications.
    fn with_initials(&self, text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
        let mut end = end;
        for _ in 0..2 {
            let (Some(before), Some(next)) = (tokens.get(end - 1), tokens.get(end)) else {
                break;
            };
            let gap = &text[before.span().end as usize..next.span().start as usize];
            let written = next.of(text);
            let closed = text[next.span().end as usize..]
                .chars()
                .next()
                .is_none_or(|c| matches!(c, '.' | ',' | ')' | ';' | '\n'));
            let is_initial = matches!(gap, ", " | " " | ". " | "." | ".-")
                && closed
                && written.chars().count() == 1
                && written.starts_with(char::is_uppercase)
                && self.parts.iter().any(|part| part.initial == next.key);
            let again = tokens[first..end].iter().any(|token| token.key == next.key);
            if !is_initial || again {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the word at `at` is part of a skill of several words: `Power BI`.
    fn within_skill(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        const REACH: usize = 3;
        let start = at.saturating_sub(REACH);
        let around = &tokens[start..(at + REACH + 1).min(tokens.len())];
        self.lexicon.find(text, around).iter().any(|hit| {
            let first = start + hit.first_token as usize;
            hit.token_count > 1 && (first..first + hit.token_count as usize).contains(&at)
        })
    }

    /// Words of the name that the text also writes small are ordinary ones.
    fn find_ordinary(&mut self, text: &str, tokens: &[Token], masked: &[Span]) {
        let masked = merge(masked.to_vec());
        let is_masked = |span: Span| {
            let after = masked.partition_point(|masked| masked.end <= span.start);
            masked
                .get(after)
                .is_some_and(|masked| masked.overlaps(span))
        };
        for token in tokens {
            if !self.keys.may_hold(token.key) || !token.of(text).starts_with(char::is_lowercase) {
                continue;
            }
            if let Some(part) = self.parts.iter_mut().find(|part| part.key == token.key) {
                // An address writes a name small.
                part.ordinary |= !is_masked(token.span());
            }
        }
    }

    /// The name within a run of a script without spaces.
    fn find_unspaced(&self, text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
        if !may_hold_unspaced(text) {
            return;
        }
        for token in tokens {
            let written = token.of(text);
            if !is_unspaced(written) {
                continue;
            }
            let small = lower(written);
            let holds = self.parts.iter().any(|part| {
                let letters = part.word.chars().count();
                letters >= 2 && !part.ordinary && small.contains(&part.word)
                    || letters >= 2 && is_unspaced(&part.word) && small.contains(&part.word)
                    || surname_addressed(&small, &part.word)
            });
            if holds {
                spans.push(token.span());
            }
        }
    }
}
