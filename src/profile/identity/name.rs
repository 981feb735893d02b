//! The person's name: where it is written first, and everywhere it comes back.

use std::sync::LazyLock;

use super::handle::plain_letters;
use super::unspaced::{is_unspaced, is_unspaced_name, surname_addressed};
use super::{keys, words};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::roles::names_a_role;
use crate::text::{Shape, TermFilter, TermKey, TermSet, Token, term_key, tokenize::lower};

/// Words of a longest name, particles and halves of double names counted.
pub(super) const LONGEST: usize = 7;
/// Letters of a shortest stem that stands for its inflected forms.
const SHORTEST_STEM: usize = 4;

/// Endings of Polish, Czech and Russian cases.
const ENDINGS: &[&str] = &[
    "a", "ą", "ę", "e", "i", "y", "o", "u", "owi", "em", "iem", "ie", "ej", "ego", "emu", "iego",
    "iemu", "iej", "im", "ym", "ów", "ová", "ové", "ou", "а", "у", "ом", "е", "ой", "ы", "и", "ю",
    "я", "ем", "ым", "ого", "ому", "ей", "ь", "й", "",
];

/// Bytes of the longest ending.
const LONGEST_ENDING: usize = 6;

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
    inflected: bool,
    /// Some word has letters with accents.
    accented: bool,
    /// Where it is written first; absent where only an address tells it.
    pub(super) written: Option<Span>,
}

fn others() -> &'static TermSet {
    static OTHER: LazyLock<TermSet> = LazyLock::new(|| {
        words::NOT_A_NAME
            .iter()
            .map(|word| term_key(word))
            .collect()
    });
    &OTHER
}

fn particles() -> &'static TermSet {
    static PARTICLES: LazyLock<TermSet> = LazyLock::new(|| keys(words::PARTICLES));
    &PARTICLES
}

/// `von`, `bin`: small words of names.
pub(super) fn is_particle(word: &str) -> bool {
    !word.is_empty() && particles().contains(&term_key(&lower(word)))
}

/// A word of titles, places and firms, never of a name.
pub(super) fn is_no_name(token: &Token) -> bool {
    others().contains(&token.key)
}

fn ordinary() -> &'static TermSet {
    static ORDINARY: LazyLock<TermSet> = LazyLock::new(|| keys(words::ORDINARY));
    &ORDINARY
}

fn titles() -> &'static TermSet {
    static ALL: LazyLock<TermSet> = LazyLock::new(|| {
        let own = words::TITLES_OF_THE_OWNER.split_whitespace();
        words::PERSONAL_TITLES
            .split_whitespace()
            .chain(own.filter(|title| title.chars().count() > 1))
            .map(term_key)
            .collect()
    });
    &ALL
}

fn before_name() -> &'static TermSet {
    static BEFORE: LazyLock<TermSet> = LazyLock::new(|| keys(words::BEFORE_NAME));
    &BEFORE
}

/// A letter as names begin with one: a capital, or of a script without capitals.
pub(super) fn is_capital(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Words of a longest name in a script without capitals.
const LONGEST_UNCASED: usize = 5;

/// Whether the token is written in a script without capitals.
pub(super) fn is_uncased(text: &str, token: &Token) -> bool {
    token
        .of(text)
        .chars()
        .all(|c| !c.is_uppercase() && !c.is_lowercase())
}

/// Two to seven capitalised words, particles between them, and nothing else; in a script
/// without spaces one word.
pub(super) fn is_name(text: &str, tokens: &[Token]) -> bool {
    let mut long = 0;
    if tokens.len() <= 2 && is_unspaced_name(text, tokens) {
        return true;
    }
    // `Ji-woo`: what follows a hyphen may be small.
    let hyphened = |token: &Token| {
        let before = text.get(..token.span.start as usize);
        before.is_some_and(|before| before.ends_with(['-', '\u{2011}']))
    };
    let fits = tokens.iter().enumerate().all(|(at, token)| {
        let written = token.of(text);
        let capital = written.starts_with(is_capital) || at > 0 && hyphened(token);
        let particle = particles().contains(&token.key);
        long += usize::from(capital && written.chars().nth(1).is_some());
        token.shape == Shape::Word
            && (capital || particle)
            && !others().contains(&token.key)
            && written
                .chars()
                .all(|c| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c))
            && !is_unspaced(written)
            && (ordinary().contains(&token.key) || !names_a_role(text, token.span))
    });
    let longest = if tokens.iter().any(|token| is_uncased(text, token)) {
        LONGEST_UNCASED
    } else {
        LONGEST
    };
    fits && long >= 1 && (2..=longest).contains(&tokens.len())
}

/// A capitalised word that may be all of somebody's name.
pub(super) fn is_single_name(text: &str, token: &Token, lexicon: &Lexicon) -> bool {
    let written = token.of(text);
    token.shape == Shape::Word
        && written.starts_with(char::is_uppercase)
        && written.chars().count() >= 3
        && written.chars().all(char::is_alphabetic)
        && !others().contains(&token.key)
        && !particles().contains(&token.key)
        && !names_a_role(text, token.span)
        && lexicon.lookup(written).is_none()
}

/// The name after `CV of`, `Lebenslauf` and the like on one line.
pub(super) fn names_in_title<'a>(
    text: &str,
    tokens: &'a [Token],
    lexicon: &Lexicon,
) -> Option<&'a [Token]> {
    let skip = tokens
        .iter()
        .take_while(|token| before_name().contains(&token.key))
        .count();
    let rest = tokens.get(skip..).filter(|_| skip > 0)?;
    // `Curriculum Vitae Anna` at least: one word before is a word of many sentences.
    let single = skip > 1 && matches!(rest, [one] if is_single_name(text, one, lexicon));
    (single || is_name(text, rest)).then_some(rest)
}

/// The name on a line of the head: whole, before a separator, or after `CV of`.
pub(super) fn in_head<'a>(
    text: &str,
    line: Span,
    tokens: &'a [Token],
    first: bool,
    contacts: &[Span],
    lexicon: &Lexicon,
) -> Option<&'a [Token]> {
    let skip = tokens
        .iter()
        .take_while(|token| before_name().contains(&token.key) || titles().contains(&token.key))
        .count();
    let tokens = tokens.get(skip..)?;
    let start = tokens.first()?.span.start as usize;
    let written = text.get(start..line.end as usize)?;
    let stop = |signs: &[char]| {
        written
            .find(signs)
            .into_iter()
            .chain(written.find(" - "))
            .chain(written.find(" – "))
            .chain(written.find("   "))
            .min()
            .map_or(line.end as usize, |at| start + at)
    };
    let until = |end: usize| {
        let count = tokens
            .iter()
            .take_while(|token| token.span.end as usize <= end)
            .count();
        // `Jan Nowak Resume`
        let title = |token: &&Token| {
            before_name().contains(&token.key) && !particles().contains(&token.key)
        };
        let titles = tokens[..count].iter().rev().take_while(title).count();
        &tokens[..count - titles]
    };
    let signs = ['|', ';', '(', '\t', '•', '·', '—'];
    // Letters tell nothing of a name further down where all of them are alike.
    if !first && tokens.iter().any(|token| is_uncased(text, token)) {
        return None;
    }
    // `Surname, Given`: on the first line, or where the e-mail address says so.
    let whole = until(stop(&signs));
    if is_name(text, whole) && (whole.len() <= LONGEST) {
        let comma = written
            .find(',')
            .is_some_and(|at| start + at < stop(&signs));
        if !comma || first || in_addresses(text, whole, contacts) {
            return Some(whole);
        }
    }
    let before_comma = until(stop(&['|', ';', '(', '\t', '•', '·', '—', ',']));
    if is_name(text, before_comma) {
        return Some(before_comma);
    }
    // A single word: where an address tells it.
    if let [single] = before_comma
        && begins_an_address(text, single, contacts)
        && is_single_name(text, single, lexicon)
    {
        return Some(before_comma);
    }
    // `Anna Nowak is a nurse`
    if let Some(opening) = before_copula(text, tokens, lexicon) {
        return Some(opening);
    }
    // `Anna Nowak Registered Nurse`: only where the e-mail address tells the name.
    let lead = (2..=tokens.len().min(LONGEST)).rev().find(|&count| {
        is_name(text, &tokens[..count]) && in_addresses(text, &tokens[count - 1..count], contacts)
    });
    if let Some(lead) = lead {
        return Some(&tokens[..lead]);
    }
    // Where it tells the first word alone, a name of two and an occupation.
    let (given, rest) = tokens.split_at(tokens.len().min(2));
    if first
        && is_name(text, given)
        && text[given[0].span.end as usize..given[1].span.start as usize] == *" "
        && in_addresses(text, &given[..1], contacts)
        && rest.first().is_some_and(|next| {
            names_a_role(text, Span { start: next.span.start, end: line.end })
        })
    {
        return Some(given);
    }
    None
}

/// Whether the line is one word that may be a name, and an address follows: enough to mask it,
/// too little to know it for the name.
pub(super) fn may_be_single(
    text: &str,
    line: Span,
    tokens: &[Token],
    contacts: &[Span],
    lexicon: &Lexicon,
) -> bool {
    /// Bytes between the word and the first address after it, at most.
    const NEAR: u32 = 160;
    let near = |span: &Span| span.start >= line.end && span.start - line.end < NEAR;
    matches!(tokens, [single] if contacts.iter().any(near) && is_single_name(text, single, lexicon))
}

/// The name that a sentence begins with: `Anna Nowak is a nurse`.
pub(super) fn before_copula<'a>(
    text: &str,
    tokens: &'a [Token],
    lexicon: &Lexicon,
) -> Option<&'a [Token]> {
    static COPULAS: LazyLock<TermSet> = LazyLock::new(|| keys(words::COPULAS));
    let cased = |at: usize| {
        let written = tokens[at].of(text);
        written.starts_with(char::is_uppercase) && !is_unspaced(written)
    };
    let end = (1..tokens.len().min(LONGEST + 1)).find(|&at| {
        let copula = COPULAS.contains(&tokens[at].key)
            && tokens[at].of(text).starts_with(char::is_lowercase);
        // `Anna Nowak منسق`: the sentence goes on in another script.
        let another_script = at > 1 && cased(at - 1) && is_uncased(text, &tokens[at]);
        (copula || another_script)
            && text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize] == *" "
    })?;
    let opening = &tokens[..end];
    // One word only where the text begins with it.
    let single = opening.len() == 1
        && text[..opening[0].span.start as usize].trim().is_empty()
        && is_single_name(text, &opening[0], lexicon);
    (single || is_name(text, opening)).then_some(opening)
}

/// Whether an e-mail address or link holds one of the words.
pub(super) fn in_addresses(text: &str, tokens: &[Token], contacts: &[Span]) -> bool {
    contacts.iter().take(4).any(|span| {
        let address = span.of(text).to_lowercase();
        tokens.iter().any(|token| {
            let word = lower(token.of(text));
            let plain = plain_letters(&word);
            token.span.len() >= 3
                && (address.contains(&word) || plain.len() >= 3 && address.contains(&plain))
        })
    })
}

/// Whether a part of an e-mail address or link begins with the word: `anna` in `anna.k@`, but
/// not in `joanna@`.
fn begins_an_address(text: &str, token: &Token, contacts: &[Span]) -> bool {
    let plain = plain_letters(token.of(text));
    plain.len() >= 3
        && contacts.iter().take(4).any(|span| {
            let address = span.of(text).to_lowercase();
            let mut parts = address.split(|c: char| !c.is_alphabetic());
            parts.any(|part| plain_letters(part).starts_with(&plain))
        })
}

impl<'a> Name<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            parts: Vec::new(),
            inflected: false,
            accented: false,
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
        let whole = tokens.iter().map(|token| token.span).reduce(Span::join);
        self.written = self.written.or(whole);
        for token in tokens {
            if token.shape == Shape::Word {
                let also_a_role = names_a_role(text, token.span);
                self.add(token.of(text), token.key, also_a_role);
            }
        }
        self.inflected = text
            .bytes()
            .any(|byte| matches!(byte, 0xc4 | 0xc5 | 0xd0 | 0xd1));
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

    fn add(&mut self, written: &str, key: TermKey, also_a_role: bool) {
        let word = lower(written);
        let letters = word.chars().count();
        let stem: String = match word.chars().last() {
            Some(last) if "aeiouyаеиоуыьйя".contains(last) => {
                word.chars().take(letters - 1).collect()
            }
            _ => word.clone(),
        };
        let stem = if stem.chars().count() >= SHORTEST_STEM {
            stem
        } else {
            String::new()
        };
        let ordinary =
            also_a_role
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
        if self.parts.iter().any(|part| part.key == key) {
            return;
        }
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
            self.inflected = text
                .bytes()
                .any(|byte| matches!(byte, 0xc4 | 0xc5 | 0xd0 | 0xd1));
            return;
        }
    }

    fn part(&self, text: &str, token: Token) -> Option<&Part> {
        if let Some(part) = self.parts.iter().find(|part| part.key == token.key) {
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
                    .is_some_and(|ending| ENDINGS.contains(&ending))
        })
    }

    /// The name wherever it comes back: the whole in any order, its rarer words alone.
    pub(super) fn occurrences(&mut self, text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
        self.find_ordinary(text, tokens, spans);
        self.find_unspaced(text, tokens, spans);
        static TITLES: LazyLock<TermSet> = LazyLock::new(|| keys(words::TITLES));
        static FIRMS: LazyLock<TermSet> = LazyLock::new(|| keys(words::FIRMS));
        static VERBS: LazyLock<TermSet> = LazyLock::new(|| keys(words::VERBS));
        static OWN_TITLES: LazyLock<TermSet> = LazyLock::new(|| keys(words::TITLES_OF_THE_OWNER));
        if self.parts.is_empty() {
            return;
        }
        let gap = |at: usize| match (
            at.checked_sub(1).and_then(|before| tokens.get(before)),
            tokens.get(at),
        ) {
            (Some(before), Some(token)) => {
                &text[before.span.end as usize..token.span.start as usize]
            }
            _ => "\n",
        };
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let small = text
                .as_bytes()
                .get(token.span.start as usize)
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
                if matches!(gap(end), "'" | "’") && next.of(text) == "s" {
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
            let mut start = first;
            let before = first.checked_sub(1).and_then(|before| tokens.get(before));
            // `J. Kowalska`
            let initial = before.filter(|before| {
                matches!(gap(first), " " | ". " | ".")
                    && before.span.len() <= 2
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
                    || matches!(gap(end), "'" | "’") && after.of(text) == "s"
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
                && !(alone && !addressed && !own_title && self.within_skill(text, tokens, first));
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
                spans.push(first.span.join(last.span));
            }
            at = end;
        }
    }

    /// `Nowak, A.` and `Nowak AB` in a list of publications.
    fn with_initials(&self, text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
        let mut end = end;
        for _ in 0..2 {
            let (Some(before), Some(next)) = (tokens.get(end - 1), tokens.get(end)) else {
                break;
            };
            let gap = &text[before.span.end as usize..next.span.start as usize];
            let written = next.of(text);
            let closed = text[next.span.end as usize..]
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
        let known: TermFilter = self.parts.iter().map(|part| part.key).collect();
        for token in tokens {
            if !known.may_hold(token.key) || !token.of(text).starts_with(char::is_lowercase) {
                continue;
            }
            if let Some(part) = self.parts.iter_mut().find(|part| part.key == token.key) {
                // An address writes a name small.
                part.ordinary |= !masked.iter().any(|span| span.overlaps(token.span));
            }
        }
    }

    /// The name within a run of a script without spaces.
    fn find_unspaced(&self, text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
        if !text.bytes().any(|byte| (0xe3..=0xed).contains(&byte)) {
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
                spans.push(token.span);
            }
        }
    }
}
