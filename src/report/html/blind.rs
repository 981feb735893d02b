//! Whether an id or a file's stem may say who the person is.

use unicode_normalization::UnicodeNormalization;

use super::facts::Facts;

/// Shorter words of the identity count only where a whole word of the id equals them.
const LEAST_WITHIN: usize = 4;

/// Words of ids that name nobody, sorted.
const NEUTRAL: &[&str] = &[
    "applicant",
    "application",
    "bewerber",
    "bewerbung",
    "c",
    "candidate",
    "candidature",
    "copy",
    "curriculum",
    "cv",
    "cvs",
    "doc",
    "document",
    "docx",
    "draft",
    "empty",
    "europass",
    "file",
    "final",
    "id",
    "job",
    "kandidat",
    "latest",
    "lebenslauf",
    "legacy",
    "new",
    "nr",
    "number",
    "old",
    "page",
    "pdf",
    "person",
    "pool",
    "profile",
    "resume",
    "resumes",
    "row",
    "sample",
    "scan",
    "stdin",
    "test",
    "txt",
    "v",
    "version",
    "vitae",
    "zyciorys",
];

/// Whether `id` may be shown: it shares no word with the identity that the CV states.
///
/// Where that cannot be told, since the CV was not read, states no name, or writes it in
/// another script, only an id of numbers and neutral words may.
pub(super) fn may_show(id: &str, facts: Option<&Facts>) -> bool {
    let words = words(id);
    let is_neutral = words.iter().all(|word| {
        NEUTRAL.binary_search(&word.as_str()).is_ok() || !word.contains(char::is_alphabetic)
    });
    if is_neutral {
        return true;
    }
    let Some(facts) = facts.filter(|facts| is_latin(&facts.contact.name)) else {
        return false;
    };
    let whole: String = words.concat();
    !facts.identity().flat_map(self::words).any(|known| {
        known.contains(char::is_alphabetic)
            && (words.contains(&known)
                || known.chars().count() >= LEAST_WITHIN && whole.contains(&known))
    })
}

fn is_latin(name: &str) -> bool {
    let mut letters = name
        .nfd()
        .filter(|letter| letter.is_alphabetic())
        .peekable();
    letters.peek().is_some() && letters.all(|letter| letter < '\u{250}')
}

/// Lower-case words without accents, cut at signs, digits and inner capitals; a word with an
/// umlaut in both of its spellings.
fn words(written: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in written.split(|sign: char| !sign.is_alphanumeric() && !is_accent(sign)) {
        let mut part = String::new();
        let mut before = None;
        for letter in run.chars() {
            let cut = match before {
                Some(before) if is_accent(letter) || is_accent(before) => false,
                Some(before) => {
                    before.is_lowercase() && letter.is_uppercase()
                        || before.is_alphabetic() != letter.is_alphabetic()
                }
                None => false,
            };
            if cut {
                push(&mut words, &part);
                part.clear();
            }
            part.push(letter);
            before = Some(letter);
        }
        push(&mut words, &part);
        push(&mut words, run);
    }
    words
}

fn is_accent(sign: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&sign)
}

fn push(words: &mut Vec<String>, part: &str) {
    if part.is_empty() {
        return;
    }
    let lower = part.nfc().collect::<String>().to_lowercase();
    let spelt: String = lower
        .chars()
        .map(|letter| match letter {
            'ä' => "ae".to_owned(),
            'ö' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            other => other.to_string(),
        })
        .collect();
    for spelling in [fold(&lower), fold(&spelt)] {
        if !words.contains(&spelling) {
            words.push(spelling);
        }
    }
}

fn fold(lower: &str) -> String {
    let mut folded = String::new();
    for letter in lower.nfd().filter(|letter| !is_accent(*letter)) {
        match letter {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::cv;
    use crate::profile::dates::Month;

    fn facts(name: &str) -> Facts {
        let text = format!(
            "{name}\nNurse\nanna.n@example.com\n\nExperience\nNurse, Ward 7, 2019 - 2022\n"
        );
        let document = plain::read(text.as_bytes(), Format::PlainText).expect("plain text reads");
        let profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        Facts::of(&document, &profile, Lexicon::builtin())
    }

    #[test]
    fn the_neutral_words_are_sorted() {
        assert!(NEUTRAL.is_sorted());
    }

    #[test]
    fn an_id_with_a_name_is_not_shown() {
        let table = [
            ("Anna Nowak", "anna_nowak_cv", false),
            ("Anna Nowak", "CV-NowakA", false),
            ("Anna Nowak", "annanowak2026", false),
            ("Anna Nowak", "nurses/ward_7", true),
            ("Anna Nowak", "c-0001", true),
            ("Anna Nowak", "engineer 17", true),
            ("Li Wei", "wei_cv", false),
            ("Li Wei", "weird_nurse", true),
            ("Grażyna Żółkiewska", "zolkiewska", false),
            ("Jürgen Müller", "mueller-cv", false),
            ("Jürgen Müller", "CV_Mu\u{308}ller", false),
            ("Анна Новак", "novak_cv", false),
            ("Анна Новак", "cv 7", true),
        ];
        for (name, id, shown) in table {
            assert_eq!(may_show(id, Some(&facts(name))), shown, "{name}: {id}");
        }
    }

    #[test]
    fn without_a_name_to_compare_only_neutral_ids_are_shown() {
        for (id, shown) in [
            ("scan", true),
            ("candidate_007", true),
            ("pool-12", true),
            ("Jan Kowalski", false),
            ("engineer_17", false),
        ] {
            assert_eq!(may_show(id, None), shown, "{id}");
        }
    }
}
