//! Languages with levels as they are written, and adjectives that claim nothing.

use super::SpokenLevel::{A1, A2, B1, B2, C1, C2, Native};
use super::*;
use crate::text::tokenize;
use hashbrown::HashMap;

fn read(text: &str) -> Vec<(&'static str, Option<SpokenLevel>)> {
    find(text, &tokenize(text))
        .into_iter()
        .map(|mention| (mention.code, mention.level))
        .collect()
}

#[test]
fn each_language_has_its_own_level() {
    for (text, expected) in [
        (
            "Languages: English (C1), German (B2), French",
            vec![("en", Some(C1)), ("de", Some(B2)), ("fr", None)],
        ),
        (
            "Languages Known      :  Sindhi, Hindi & Bengali",
            vec![("sd", None), ("hi", None), ("bn", None)],
        ),
        ("LANGUAGES KNOWN\tURDU", vec![("ur", None)]),
        ("Langues parlées : bambara", vec![("bm", None)]),
        // A whole item among skills.
        (
            "Skills\n• Stock counts\n• English\n• Spanish, forklift",
            vec![("en", None), ("es", None)],
        ),
        ("Skills\n• French pastry", vec![]),
        ("Stock counts\n• English", vec![]),
        (
            "English C1/C2, Spanish A2",
            vec![("en", Some(C1)), ("es", Some(A2))],
        ),
        (
            "fluent German and English",
            vec![("de", Some(C1)), ("en", Some(C1))],
        ),
        ("Englisch B2", vec![("en", Some(B2))]),
        (
            "Polish - native, English - fluent, Russian - basic",
            vec![("pl", Some(Native)), ("en", Some(C1)), ("ru", Some(A2))],
        ),
        (
            "Native Polish, fluent English, basic German",
            vec![("pl", Some(Native)), ("en", Some(C1)), ("de", Some(A2))],
        ),
        (
            "Fluent in English, German and French",
            vec![("en", Some(C1)), ("de", Some(C1)), ("fr", Some(C1))],
        ),
        (
            "Deutsch (Muttersprache), Englisch verhandlungssicher",
            vec![("de", Some(Native)), ("en", Some(C1))],
        ),
        (
            "Sehr gute Deutschkenntnisse in Wort und Schrift",
            vec![("de", Some(C1))],
        ),
        (
            "Anglais : courant, Espagnol : notions",
            vec![("en", Some(C1)), ("es", Some(A2))],
        ),
        (
            "Langues : français (langue maternelle), anglais bilingue",
            vec![("fr", Some(Native)), ("en", Some(C2))],
        ),
        (
            "Inglés avanzado y francés básico",
            vec![("en", Some(C1)), ("fr", Some(A2))],
        ),
        (
            "Italiano: madrelingua; Inglese: buono",
            vec![("it", Some(Native)), ("en", Some(B2))],
        ),
        (
            "język angielski - biegły, język niemiecki - komunikatywny",
            vec![("en", Some(C1)), ("de", Some(B1))],
        ),
        (
            "angielski B2, polski ojczysty",
            vec![("en", Some(B2)), ("pl", Some(Native))],
        ),
        (
            "Русский — родной, английский — свободно",
            vec![("ru", Some(Native)), ("en", Some(C1))],
        ),
        (
            "Знание английского языка не ниже B1",
            vec![("en", Some(B1))],
        ),
        (
            "Nederlands: moedertaal, Engels: vloeiend",
            vec![("nl", Some(Native)), ("en", Some(C1))],
        ),
        ("Inglês fluente", vec![("en", Some(C1))]),
        ("Limba engleză - nivel avansat", vec![("en", Some(C1))]),
        ("Mother tongue: Hungarian", vec![("hu", Some(Native))]),
        (
            "Spanish: professional working proficiency",
            vec![("es", Some(C1))],
        ),
        (
            "English and German: fluent",
            vec![("en", Some(C1)), ("de", Some(C1))],
        ),
        (
            "Hindi (native or bilingual proficiency)",
            vec![("hi", Some(Native))],
        ),
        (
            "Languages\nSwedish\nArabic (beginner)",
            vec![("sv", None), ("ar", Some(A1))],
        ),
        ("English: reading C1, speaking B2", vec![("en", Some(B2))]),
        ("upper-intermediate English", vec![("en", Some(B2))]),
        (
            "excellent written and spoken English",
            vec![("en", Some(C1))],
        ),
        ("Very good command of English", vec![("en", Some(C1))]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn posts_ask_with_and_without_level() {
    for (text, expected) in [
        ("English is a plus", vec![("en", None)]),
        (
            "You speak English and Polish",
            vec![("en", None), ("pl", None)],
        ),
        ("Knowledge of Turkish required", vec![("tr", None)]),
        ("German language skills", vec![("de", None)]),
        (
            "Spanish or Portuguese preferred",
            vec![("es", None), ("pt", None)],
        ),
        ("Minimum B2 level of German", vec![("de", Some(B2))]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn adjectives_and_subjects_are_no_claims() {
    for text in [
        "French cuisine",
        "Head chef, modern French and Italian cuisine",
        "Expanded into the Spanish market",
        "German engineering company",
        "English teacher",
        "Taught basic English to adults",
        "polish the floor to a good finish",
        "strong Spanish market",
        "Worked with a Japanese supplier",
        "BA English Literature",
        "good German customers",
        "deutsche Firma",
        "nail polish",
        "Danish pastry",
        "led the Dutch subsidiary",
        "basic Thai cooking",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn the_span_holds_language_and_level() {
    let text = "I am fluent in English.";
    let found = find(text, &tokenize(text));
    assert_eq!(
        found.first().map(|mention| mention.span.of(text)),
        Some("fluent in English")
    );
}

#[test]
fn no_name_stands_for_two_languages() {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for (code, names) in crate::languages::LANGUAGE_NAMES {
        for name in names.phrases() {
            assert_eq!(*seen.entry(name).or_insert(code), *code, "{name}");
        }
    }
    assert!(crate::languages::LANGUAGE_NAMES.len() >= 40);
}

#[test]
fn languages_are_shown_by_name() {
    assert_eq!(with_level(&name_of("en"), Some(C1)), "English C1");
    assert_eq!(with_level(&name_of("tr"), Some(Native)), "Turkish native");
    assert_eq!(with_level(&name_of("xx"), None), "xx");
}

#[test]
fn tests_and_codes_name_their_language() {
    for (text, expected, note) in [
        (
            "Certificates: IELTS 7.5",
            vec![("en", Some(C1))],
            "a score behind the test",
        ),
        ("IELTS 6", vec![("en", Some(B2))], "a lower one"),
        (
            "TOEFL iBT 105",
            vec![("en", None)],
            "a score that says no level",
        ),
        ("JLPT N2", vec![("ja", Some(B2))], "a level of its own"),
        (
            "Goethe-Zertifikat B2",
            vec![("de", Some(B2))],
            "words between that link",
        ),
        ("Goethe, Faust", vec![], "the poet"),
        ("DELF B1", vec![("fr", Some(B1))], "a level"),
        (
            "Languages: EN (C1), DE (B2)",
            vec![("en", Some(C1)), ("de", Some(B2))],
            "codes",
        ),
        ("Languages: EN, DE", vec![], "codes without levels"),
        (
            "Kneaded bread, DE (B2)",
            vec![],
            "in no line about languages",
        ),
        ("Languages: de (B2)", vec![], "not in capitals"),
    ] {
        assert_eq!(read(text), expected, "{note}: {text}");
    }
}
