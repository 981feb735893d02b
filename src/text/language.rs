//! The language of a text, as ISO 639-1 code.

use whatlang::{Detector, Lang};

use super::stop_words::stop_words;
use super::tokenize::Token;

/// Tokens looked at: enough to be sure, and the same cost for a CV of any length.
const SAMPLE: usize = 400;
/// Share of English stop words above which plain ASCII text is taken as English at once.
const PLAINLY_ENGLISH: f64 = 0.16;

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
    let english = stop_words("en");
    let common = sample
        .iter()
        .filter(|token| english.contains(&token.key))
        .count();
    let ascii = sample.iter().all(|token| token.of(text).is_ascii());
    if ascii && common as f64 >= PLAINLY_ENGLISH * sample.len() as f64 {
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
        .map_or("en", |(_, code)| code)
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
                "ru",
                "Разработка и поддержка внутренних сервисов, проведение код-ревью",
            ),
        ] {
            assert_eq!(detect(text, &tokenize(text)), code, "{text}");
        }
        assert_eq!(detect("", &[]), "en");
    }
}
