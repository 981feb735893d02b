//! Words too common to say anything, for each language.
//!
//! They are dropped from TF-IDF only, never from skill matching: `R`, `C`, `IT`
//! stand in some lists.

use std::sync::{LazyLock, OnceLock};

use super::terms::{TermFilter, TermMap, TermSet};
use super::tokenize::TermKey;
use super::words::tokens_of;
use crate::languages::{STOP_WORDS, key};

/// A language's stop words as term keys.
pub(crate) type StopWords = TermSet;

/// The stop words of `language` (ISO 639-1); of an unknown language only the trade's own.
pub(crate) fn stop_words(language: &str) -> &'static StopWords {
    static LISTS: [OnceLock<StopWords>; LANGUAGES.len()] =
        [const { OnceLock::new() }; LANGUAGES.len()];
    let index = LANGUAGES.iter().position(|known| *known == language);
    let index = index.unwrap_or(ENGLISH);
    LISTS[index].get_or_init(|| {
        let mut list = of_the_trade().clone();
        list.extend(listed(LANGUAGES[index]));
        list
    })
}

/// How many of `words` are English stop words, and how many those of the other language
/// that has most of them; words that are common in English too count as English only.
pub(crate) fn english_and_foreign(words: impl Iterator<Item = TermKey>) -> (usize, usize) {
    // One bit a language, in the order of the list; English words have its bit alone.
    static KNOWN: LazyLock<TermMap<u32>> = LazyLock::new(|| {
        let most = LANGUAGES.iter().map(|language| listed(language).count());
        let mut known = TermMap::with_capacity_and_hasher(most.sum(), Default::default());
        for (bit, language) in LANGUAGES.iter().enumerate() {
            for word in listed(language) {
                *known.entry(word).or_insert(0) |= 1 << bit;
            }
        }
        let english = 1 << ENGLISH;
        for languages in known.values_mut() {
            if *languages & english != 0 {
                *languages = english;
            }
        }
        known.extend(of_the_trade().iter().map(|&word| (word, english)));
        known
    });
    // Eight kilobytes that settle for most words that they are in no list.
    static FILTER: LazyLock<TermFilter<1024>> = LazyLock::new(|| KNOWN.keys().copied().collect());
    let (known, filter) = (&*KNOWN, &*FILTER);
    let mut counts = [0; LANGUAGES.len()];
    for word in words.filter(|&word| filter.may_hold(word)) {
        let mut languages = known.get(&word).copied().unwrap_or(0);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let english = std::mem::take(&mut counts[ENGLISH]);
    (english, counts.into_iter().max().unwrap_or(0))
}

/// The place of the one language whose list alone holds a word, by that word.
fn of_one_language() -> &'static TermMap<usize> {
    static OWN: LazyLock<TermMap<usize>> = LazyLock::new(|| {
        let mut lists: TermMap<Option<usize>> = TermMap::default();
        for (place, language) in LANGUAGES.iter().enumerate() {
            for word in listed(language) {
                lists
                    .entry(word)
                    .and_modify(|one| *one = None)
                    .or_insert(Some(place));
            }
        }
        let own = lists
            .into_iter()
            .filter_map(|(word, one)| Some((word, one?)));
        own.filter(|(word, _)| !of_the_trade().contains(word))
            .collect()
    });
    &OWN
}

/// How many different words of `words` are stop words of `language` and of no other; absent for a
/// language without a list.
pub(crate) fn own_words(language: &str, words: impl Iterator<Item = TermKey>) -> Option<usize> {
    let place = LANGUAGES.iter().position(|known| *known == language)?;
    let own = words.filter(|word| of_one_language().get(word) == Some(&place));
    Some(own.collect::<TermSet>().len())
}

/// The languages of which at least so many different words of their own are among `words`.
pub(crate) fn languages_of(
    words: impl Iterator<Item = TermKey>,
    least: usize,
) -> impl Iterator<Item = &'static str> {
    let mut counts = [0; LANGUAGES.len()];
    let mut seen = TermSet::default();
    for word in words {
        if let Some(&place) = of_one_language().get(&word)
            && seen.insert(word)
        {
            counts[place] += 1;
        }
    }
    let counted = LANGUAGES.iter().zip(counts);
    counted.filter_map(move |(language, own)| (own >= least).then_some(*language))
}

/// Place of English in [`LANGUAGES`].
const ENGLISH: usize = 5;

const LANGUAGES: &[&str] = &[
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ro",
    "ru", "sv", "tr", "uk",
];

fn of_the_trade() -> &'static TermSet {
    static OF_THE_TRADE: LazyLock<TermSet> =
        LazyLock::new(|| tokens_of(&[key::STOP_WORDS_OF_THE_TRADE]));
    &OF_THE_TRADE
}

/// The words of a language's list, made keys by the build.
fn listed(language: &str) -> impl Iterator<Item = TermKey> {
    let list = STOP_WORDS.iter().find(|(code, _)| *code == language);
    list.into_iter().flat_map(|(_, keys)| keys.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{term_key, tokenize};

    #[test]
    fn a_word_of_english_counts_for_no_other_language() {
        assert_eq!(LANGUAGES[ENGLISH], "en");
        // `die` and `was` are words of German too.
        let keys = |words: &str| words.split(' ').map(term_key).collect::<Vec<_>>();
        let counted = |words: &str| english_and_foreign(keys(words).into_iter());
        assert_eq!(counted("the was in"), (3, 0));
        assert_eq!(counted("und nicht the zzz"), (1, 2));
    }

    #[test]
    fn two_sentences_have_words_of_their_language_alone() {
        for (language, text) in [
            (
                "en",
                "I was responsible for the shop and its staff, who were with us from the start. They did what they could.",
            ),
            (
                "de",
                "Ich war verantwortlich für das Lager und habe nicht nur die Waren, sondern auch den Versand mit dem Team geplant.",
            ),
            (
                "ru",
                "Отвечал за все заказы, чтобы клиенты были довольны, и вместе с командой делал так, как они хотели. Я тоже учил их.",
            ),
            (
                "da",
                "Jeg havde ansvaret for butikken, og vi var altid der, når kunderne kom. Det blev til noget efter mange år hos dem.",
            ),
            (
                "no",
                "Jeg hadde ansvaret for butikken, og vi var alltid der når kundene kom. Det ble noe etter mange år hos dem, også nå.",
            ),
            (
                "es",
                "Fui responsable de la tienda y del personal, pero también hacía los pedidos cuando ellos no estaban, desde el año 2010.",
            ),
        ] {
            let count = |of: &str| own_words(of, tokenize(text).into_iter().map(|token| token.key));
            let most = LANGUAGES.iter().max_by_key(|of| count(of));
            assert_eq!(most, Some(&language), "{text}");
            println!(
                "{language} {:?}",
                LANGUAGES
                    .iter()
                    .map(|of| (*of, count(of).unwrap_or(0)))
                    .filter(|x| x.1 > 0)
                    .collect::<Vec<_>>()
            );
        }
        assert_eq!(own_words("xx", [].into_iter()), None);
    }

    #[test]
    fn every_language_has_its_own_words() {
        for (language, word) in [
            ("en", "the"),
            ("de", "und"),
            ("fr", "avec"),
            ("es", "para"),
            ("pl", "oraz"),
            ("ru", "или"),
            ("it", "della"),
            ("nl", "het"),
            ("pt", "para"),
            ("ro", "pentru"),
        ] {
            assert!(
                stop_words(language).contains(&term_key(word)),
                "{language}: {word}"
            );
        }
    }
}
