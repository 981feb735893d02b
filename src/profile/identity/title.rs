//! The title of an occupation within a piece of the head.

use std::slice;
use std::sync::LazyLock;

use super::name;
use super::seen::Reader;
use super::unspaced::is_unspaced;
use crate::document::Span;
use crate::languages::key;
use crate::lexicon::{self, Lexicon};
use crate::profile::roles::tokens_name_a_role;
use crate::profile::seniority;
use crate::text::{Shape, TermSet, Token, words_of};

/// The words of a title: those that name the occupation, and what is known around them. A name
/// beside them is none of it: `Ottilie Brandt Forklift Driver`.
///
/// Where nothing before may be the name (`unnamed`), neither is a first word that may be one.
pub(super) fn core(text: &str, words: &[Token], unnamed: bool, reader: &Reader) -> Option<Span> {
    if let Some(unspaced) = of_unspaced(text, words) {
        return Some(unspaced);
    }
    if !tokens_name_a_role(text, words) {
        return None;
    }
    // Letters tell names from other words only where some are capitals and some are not.
    let cased = words.iter().any(|word| capital(text, *word));
    let written_as_a_name = |at: usize| !cased || capital(text, words[at]);
    let may_be_a_name = |at: usize| {
        written_as_a_name(at) && (is_name_too(&words[at]) || !is_known(text, words[at], reader))
    };
    // `Baker` is a trade behind a word of trades, `Pastry Baker`, and a name behind another.
    let is_role = |at: usize| {
        let behind = |before: usize| {
            !may_be_a_name(before) && !is_a_product(text, words[before], reader.lexicon)
        };
        tokens_name_a_role(text, slice::from_ref(&words[at]))
            && (!is_name_too(&words[at]) || at.checked_sub(1).is_some_and(behind))
    };
    let first = (0..words.len()).find(|&at| is_role(at))?;
    let last = (first..words.len()).rev().find(|&at| is_role(at))?;
    let mut start = first;
    while let Some(before) = start.checked_sub(1) {
        let word = words[before];
        if !is_known(text, word, reader) && !is_name_too(&word) {
            break;
        }
        // `Julia Smith Data Scientist`: two words that are names.
        let beside = before.checked_sub(1).is_some_and(may_be_a_name);
        if is_name_too(&word) && written_as_a_name(before) && beside {
            break;
        }
        start = before;
    }
    // `Ruby Web Developer` where the name is looked for.
    let alone = |at: usize| {
        let word = words[at];
        !is_common(text, word, reader)
            && (is_name_too(&word) || !tokens_name_a_role(text, &[word]))
            && seniority::of_title(text, &[word]).is_none()
            && word.shape() == Shape::Word
    };
    if unnamed && start == 0 && first > 0 && alone(0) && written_as_a_name(0) {
        start = 1;
    }
    let mut end = last + 1;
    while let Some(word) = words.get(end) {
        // `at Brindle Logistics`, `of the night shift`, `(Java)`
        if small(text, *word) && cased || opens_a_bracket(text, *word) {
            end = words.len();
            break;
        }
        // `Web Developer Ruby Marshgrove`
        let goes_on = end + 1 < words.len() && may_be_a_name(end + 1);
        if !is_known(text, *word, reader) || alone(end) && (unnamed || goes_on) {
            break;
        }
        end += 1;
    }
    Some(words[start].span().join(words[end - 1].span()))
}

/// The name of a tool or a language: `Jasper`, `Django`.
fn is_a_product(text: &str, word: Token, lexicon: &Lexicon) -> bool {
    let concept = lexicon.lookup(word.of(text));
    let kind = concept.and_then(|concept| lexicon.kind(concept));
    matches!(kind, Some(lexicon::Kind::Language | lexicon::Kind::Tool))
}

/// `物流主管`, `データエンジニア`
fn of_unspaced(text: &str, words: &[Token]) -> Option<Span> {
    let (first, last) = (words.first()?, words.last()?);
    let holds = |token: &Token| {
        let written = token.of(text);
        is_unspaced(written)
            && key::IDENTITY_UNSPACED_TITLE
                .phrases()
                .any(|title| written.contains(title))
    };
    words
        .iter()
        .any(holds)
        .then(|| first.span().join(last.span()))
}

fn opens_a_bracket(text: &str, word: Token) -> bool {
    text[..word.span().start as usize].ends_with(['(', '['])
}

fn capital(text: &str, word: Token) -> bool {
    word.of(text).starts_with(char::is_uppercase)
}

fn small(text: &str, word: Token) -> bool {
    word.of(text).starts_with(char::is_lowercase)
}

/// Whether the word is a name as well as another word.
fn is_name_too(word: &Token) -> bool {
    name::ordinary().contains(&word.key)
}

/// A word of many trades, in no CV a name: `management`, `sales`.
pub(super) fn is_common(text: &str, word: Token, reader: &Reader) -> bool {
    /// A word that aliases hold in fewer places may be a name that a product bears.
    const LEAST_USES: u32 = 6;
    let lexicon = reader.lexicon;
    word.shape() == Shape::Word
        && !is_name_too(&word)
        && (name::is_no_name(&word) || lexicon.uses_of_word(word.key) >= LEAST_USES)
        && !is_a_product(text, word, lexicon)
}

/// Whether the words are of many trades and nothing else: `Inventory Management and Reporting`.
pub(super) fn is_of_trades(text: &str, words: &[Token], reader: &Reader) -> bool {
    static AND: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_AND]));
    let joins = |word: &Token| {
        let small = word.of(text);
        small.starts_with(char::is_lowercase) && small.chars().count() <= 3
            || AND.contains(&word.key)
    };
    let common = words.iter().filter(|word| is_common(text, **word, reader));
    let joining = words
        .iter()
        .filter(|word| joins(word) && !is_common(text, **word, reader));
    let count = common.count();
    count > 1 && count + joining.count() == words.len()
}

/// A word of titles, skills, trades, or one that the CV writes small.
pub(super) fn is_known(text: &str, word: Token, reader: &Reader) -> bool {
    if word.shape() == Shape::Number || name::is_no_name(&word) {
        return true;
    }
    reader.lexicon.knows_word(word.key)
        || tokens_name_a_role(text, &[word])
        || seniority::of_title(text, &[word]).is_some()
        || reader.tokens.iter().any(|other| {
            other.key == word.key && small(text, *other) && other.span() != word.span()
        })
}
