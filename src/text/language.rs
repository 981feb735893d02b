//! The language of a text, as ISO 639-1 code.

use whatlang::{Detector, Lang, Script, detect as detect_any};

use super::stop_words::english_and_foreign;
use super::terms::TermSet;
use super::tokenize::{Shape, Token, pair_key};
use crate::bytes::any_byte;
use crate::span::Span;

/// Words looked at: enough to be sure, and the same cost for a CV of any length.
const SAMPLE: usize = 400;
/// Lines of a usual sample.
const LINES: usize = 56;
/// Share of English stop words from which text of ASCII letters is taken as English at once.
const PLAINLY_ENGLISH: f64 = 0.16;
/// Of so many tokens one may hold other letters: a bullet or a name.
const TOKENS_PER_WIDE: usize = 20;
/// English has at least so many stop words for one of any other language: Italian, Dutch and
/// Spanish share some with English.
const ENGLISH_PER_FOREIGN: usize = 4;

/// Different words from which a language that no file covers is told from those written with the
/// same letters.
const SURE_WORDS: usize = 40;
/// The code of a language that is not read, ISO 639-2 `und`.
const UNREAD: &str = "und";

/// Languages that a file covers.
const DETECTED: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Ukr, "uk"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Hun, "hu"),
    (Lang::Tur, "tr"),
    (Lang::Ell, "el"),
    (Lang::Ara, "ar"),
    (Lang::Hrv, "hr"),
    (Lang::Slk, "sk"),
    (Lang::Bul, "bg"),
    (Lang::Lit, "lt"),
    (Lang::Slv, "sl"),
    (Lang::Srp, "sr"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Cat, "ca"),
    (Lang::Ind, "id"),
    (Lang::Vie, "vi"),
    (Lang::Heb, "he"),
    (Lang::Pes, "fa"),
    (Lang::Hin, "hi"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Tha, "th"),
];

/// What was told of a text's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Detected {
    /// ISO 639-1; `en` where nothing can be told.
    pub code: &'static str,
    /// The language in English, where it surely is one that no file of words covers: its headings
    /// and dates are not known.
    pub unread: Option<&'static str>,
}

/// Detects the language from the first words.
///
/// Only the tokens given are read, so that masked names cannot change the answer. Numbers are of
/// no language.
pub(crate) fn detect<'a>(text: &str, tokens: impl IntoIterator<Item = &'a Token>) -> Detected {
    let sample = sample(text, tokens);
    let known = |code| Detected { code, unread: None };
    let (common, foreign) = english_and_foreign(sample.iter().map(|token| token.key));
    let is_wide = |span: Span| !span.of(text).is_ascii();
    let whole = sample.iter().map(|token| token.span()).reduce(Span::join);
    // Most texts hold no other letter at all.
    let wide = if whole.is_some_and(is_wide) {
        sample.iter().filter(|token| is_wide(token.span())).count()
    } else {
        0
    };
    if common as f64 >= PLAINLY_ENGLISH * sample.len() as f64
        && wide * TOKENS_PER_WIDE <= sample.len()
        && foreign * ENGLISH_PER_FOREIGN <= common
    {
        return known("en");
    }
    let mut prose = String::with_capacity(SAMPLE * 8);
    for token in &sample {
        prose.push_str(token.of(text));
        prose.push(' ');
    }
    if let Some(unread) = unread(&prose, sample.len()) {
        return Detected {
            code: UNREAD,
            unread: Some(unread),
        };
    }
    let covered = DETECTED.iter().map(|(language, _)| *language).collect();
    let code = Detector::with_allowlist(covered)
        .detect_lang(&prose)
        .and_then(|found| DETECTED.iter().find(|(language, _)| *language == found))
        .map(|(_, code)| match *code {
            // Short Russian is taken for Bulgarian, which is hardly ever without `ъ`.
            "bg" if !prose.contains(['ъ', 'Ъ']) => "ru",
            code => code,
        })
        .unwrap_or("en");
    known(code)
}

/// The language of `prose`, where it surely is none that a file covers.
fn unread(prose: &str, words: usize) -> Option<&'static str> {
    let found = detect_any(prose)?;
    let is_covered = || DETECTED.iter().any(|(known, _)| *known == found.lang());
    // Letters of their own tell a language in a few words; among those written alike many are
    // needed.
    let is_sure = match found.script() {
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari => {
            words >= SURE_WORDS && found.is_reliable()
        }
        _ => words >= 1,
    };
    (is_sure && !is_covered()).then(|| found.lang().eng_name())
}

/// The first words: each once a line, and of equal lines one, so that saying a list twenty times
/// over changes nothing.
fn sample<'a>(text: &str, tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Token> {
    let mut sample: Vec<Token> = Vec::with_capacity(SAMPLE);
    let mut lines = TermSet::with_capacity_and_hasher(LINES, Default::default());
    // Words of the line: it may be all of the sample.
    let mut words = TermSet::with_capacity_and_hasher(SAMPLE, Default::default());
    // Where the line begins in the sample.
    let mut start = 0;
    let mut last: Option<Token> = None;
    let mut end = |sample: &mut Vec<Token>, start: usize| {
        let line = sample[start..].iter().map(|token| token.key);
        if !lines.insert(line.reduce(pair_key).unwrap_or_default()) {
            sample.truncate(start);
        }
        sample.len()
    };
    for &token in tokens {
        let before = last
            .replace(token)
            .map_or(token.span().end, |last| last.span().end);
        let gap = text
            .as_bytes()
            .get(before as usize..token.span().start as usize);
        if gap.is_some_and(|gap| any_byte(gap, |byte| byte == b'\n')) {
            start = end(&mut sample, start);
            words.clear();
        }
        if sample.len() == SAMPLE {
            break;
        }
        if token.shape() == Shape::Word && words.insert(token.key) {
            sample.push(token);
        }
    }
    end(&mut sample, start);
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn prose_of_several_languages() {
        for (code, text) in [
            (
                "en",
                "Led a team of five engineers and was responsible for the billing service",
            ),
            (
                "de",
                "Verantwortlich für die monatliche Abrechnung und die Schulung neuer Kollegen",
            ),
            (
                "fr",
                "Responsable de la gestion des stocks et de la relation avec les fournisseurs",
            ),
            (
                "pl",
                "Odpowiedzialny za obsługę klientów oraz przygotowanie raportów miesięcznych",
            ),
            (
                "it",
                "Responsabile della gestione di una squadra e di un magazzino in un gruppo a Torino, \
                 con cura del budget e dei rapporti con i fornitori",
            ),
            (
                "ru",
                "Разработка и поддержка внутренних сервисов, проведение код-ревью",
            ),
        ] {
            let detected = detect(text, &tokenize(text));
            assert_eq!((detected.code, detected.unread), (code, None), "{text}");
        }
        let nothing = detect("", &[]);
        assert_eq!((nothing.code, nothing.unread), ("en", None));
    }

    #[test]
    fn a_language_without_a_file_is_named() {
        for (text, name) in [
            ("அனுபவம் கணக்காளர் கல்வி", Some("Tamil")),
            ("გამოცდილება ბუღალტერია განათლება", Some("Georgian")),
            ("Rekeningkundige met ervaring", None),
        ] {
            let detected = detect(text, &tokenize(text));
            assert_eq!(detected.unread, name, "{text}");
        }
        let tagalog = "Ako po ay isang kawani na may limang taon na karanasan sa paghahanda ng mga \
            buwanang ulat at sa pamamahala ng maliit na pangkat. Nagtapos ako ng pag-aaral sa \
            pamantasan at kasalukuyang nagtatrabaho sa isang kompanya na nagbebenta ng mga produktong \
            galing sa bukid. Kasama sa aking mga tungkulin ang pagbabayad ng sahod, buwis, at ang \
            paggawa ng badyet para sa lahat ng kagawaran.";
        let tokens = tokenize(tagalog);
        assert_eq!(detect(tagalog, &tokens).unread, Some("Tagalog"));
        let few: Vec<Token> = tokens.into_iter().take(20).collect();
        assert_eq!(detect(tagalog, &few).unread, None);
    }

    #[test]
    fn every_language_with_a_file_is_detected() {
        for language in crate::languages::LANGUAGES {
            let is_one = language.code != "mul";
            let known = DETECTED.iter().any(|(_, code)| *code == language.code);
            assert_eq!(known, is_one, "{}", language.code);
        }
    }

    #[test]
    fn a_repeated_list_changes_nothing() {
        let cv = "Buchhalter bei Brill, Abschlüsse und Löhne\n";
        let list = "customer service, warehouse management, planning of the week";
        let words = |text: &str| -> Vec<String> {
            let sample = sample(text, &tokenize(text));
            sample
                .iter()
                .map(|token| token.of(text).to_owned())
                .collect()
        };
        let once = words(&format!("{cv}{list}"));
        assert_eq!(words(&format!("{cv}{}", [list; 20].join("\n"))), once);
        assert_eq!(words(&format!("{cv}{}", [list; 20].join(", "))), once);
    }
}
