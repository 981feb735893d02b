//! The language of a text, as ISO 639-1 code.

use whatlang::{Detector, Lang};

use super::stop_words::english_and_foreign;
use super::tokenize::Token;

/// Tokens looked at: enough to be sure, and the same cost for a CV of any length.
const SAMPLE: usize = 400;
/// Share of English stop words from which text of ASCII letters is taken as English at once.
const PLAINLY_ENGLISH: f64 = 0.16;
/// Of so many tokens one may hold other letters: a bullet or a name.
const TOKENS_PER_WIDE: usize = 20;
/// English has at least so many stop words for one of any other language: Italian, Dutch and
/// Spanish share some with English.
const ENGLISH_PER_FOREIGN: usize = 4;

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
    (Lang::Tam, "ta"),
];

/// Detects the language from the first tokens; `en` where nothing can be told.
///
/// Only the tokens given are read, so that masked names cannot change the answer.
pub fn detect(text: &str, tokens: &[Token]) -> &'static str {
    let sample = &tokens[..tokens.len().min(SAMPLE)];
    let (common, foreign) = english_and_foreign(sample.iter().map(|token| token.key));
    let wide = sample
        .iter()
        .filter(|token| !token.of(text).is_ascii())
        .count();
    if common as f64 >= PLAINLY_ENGLISH * sample.len() as f64
        && wide * TOKENS_PER_WIDE <= sample.len()
        && foreign * ENGLISH_PER_FOREIGN <= common
    {
        return "en";
    }
    let mut prose = String::with_capacity(SAMPLE * 8);
    for token in sample {
        prose.push_str(token.of(text));
        prose.push(' ');
    }
    let known = DETECTED.iter().map(|(language, _)| *language).collect();
    Detector::with_allowlist(known)
        .detect_lang(&prose)
        .and_then(|found| DETECTED.iter().find(|(language, _)| *language == found))
        .map(|(_, code)| match *code {
            // Short Russian is taken for Bulgarian, which is hardly ever without `ъ`.
            "bg" if !prose.contains(['ъ', 'Ъ']) => "ru",
            code => code,
        })
        .unwrap_or("en")
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
            assert_eq!(detect(text, &tokenize(text)), code, "{text}");
        }
        assert_eq!(detect("", &[]), "en");
    }
}
