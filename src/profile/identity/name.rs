//! What a name looks like: in the head, after a title, before a verb.

use std::slice;
use std::sync::LazyLock;

use super::handle::plain_letters;
pub(super) use super::occurrences::Name;
use super::unspaced::{is_unspaced, is_unspaced_name};
use crate::document::Span;
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::profile::roles::{names_a_role, tokens_name_a_role};
use crate::text::{Shape, TermSet, Token, term_key, term_set, tokenize::lower, words_of};

/// Words of a longest name, particles and halves of double names counted.
pub(super) const LONGEST: usize = 7;
pub(super) fn others() -> &'static TermSet {
    static OTHER: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_NOT_A_NAME]));
    &OTHER
}

pub(super) fn particles() -> &'static TermSet {
    static PARTICLES: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_PARTICLE]));
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

pub(super) fn ordinary() -> &'static TermSet {
    static ORDINARY: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_ORDINARY_NAME]));
    &ORDINARY
}

fn titles() -> &'static TermSet {
    static ALL: LazyLock<TermSet> = LazyLock::new(|| {
        let own = key::IDENTITY_TITLE_OF_THE_OWNER.phrases();
        key::IDENTITY_PERSONAL_TITLE
            .phrases()
            .chain(own.filter(|title| title.chars().count() > 1))
            .flat_map(term_set)
            .collect()
    });
    &ALL
}

/// A word before a name: the title of a document or of somebody.
pub(super) fn stands_before(token: &Token) -> bool {
    static TITLES: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_TITLE]));
    before_name().contains(&token.key) && !particles().contains(&token.key)
        || titles().contains(&token.key)
        || TITLES.contains(&token.key)
}

/// `Page`, before its number.
pub(super) fn is_page_word(token: &Token) -> bool {
    static PAGE: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_PAGE]));
    PAGE.contains(&token.key)
}

fn before_name() -> &'static TermSet {
    static BEFORE: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_BEFORE_NAME]));
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
        let before = text.get(..token.span().start as usize);
        before.is_some_and(|before| before.ends_with(['-', '\u{2011}']))
    };
    let fits = tokens.iter().enumerate().all(|(at, token)| {
        let written = token.of(text);
        let capital = written.starts_with(is_capital) || at > 0 && hyphened(token);
        let particle = particles().contains(&token.key);
        long += usize::from(capital && written.chars().nth(1).is_some());
        token.shape() == Shape::Word
            && (capital || particle)
            && !others().contains(&token.key)
            && written
                .chars()
                .all(|c| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c))
            && !is_unspaced(written)
            && (ordinary().contains(&token.key)
                || !tokens_name_a_role(text, slice::from_ref(token)))
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
    token.shape() == Shape::Word
        && written.starts_with(char::is_uppercase)
        && written.chars().count() >= 3
        && written.chars().all(char::is_alphabetic)
        && !others().contains(&token.key)
        && !particles().contains(&token.key)
        && !tokens_name_a_role(text, slice::from_ref(token))
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
    let start = tokens.first()?.span().start as usize;
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
            .take_while(|token| token.span().end as usize <= end)
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
        && text[given[0].span().end as usize..given[1].span().start as usize] == *" "
        && in_addresses(text, &given[..1], contacts)
        && rest.first().is_some_and(|next| {
            names_a_role(
                text,
                Span {
                    start: next.span().start,
                    end: line.end,
                },
            )
        })
    {
        return Some(given);
    }
    None
}

/// The name that a sentence begins with: `Anna Nowak is a nurse`.
pub(super) fn before_copula<'a>(
    text: &str,
    tokens: &'a [Token],
    lexicon: &Lexicon,
) -> Option<&'a [Token]> {
    static COPULAS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_COPULA]));
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
            && text[tokens[at - 1].span().end as usize..tokens[at].span().start as usize] == *" "
    })?;
    let opening = &tokens[..end];
    // One word only where the text begins with it.
    let single = opening.len() == 1
        && text[..opening[0].span().start as usize].trim().is_empty()
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
            token.span().len() >= 3
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
