//! Other written forms of an alias: plurals, British and American spelling,
//! letters without their accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Word beginnings that differ, British first; in order of their first letter,
/// which both share.
///
/// A needless form (`metrechanic`) costs a place in a table and matches nothing.
const STEMS: &[(&str, &str)] = &[
    ("aluminium", "aluminum"),
    ("anaem", "anem"),
    ("anaesth", "anesth"),
    ("analogue", "analog"),
    ("analyse", "analyze"),
    ("analysing", "analyzing"),
    ("armour", "armor"),
    ("artefact", "artifact"),
    ("behaviour", "behavior"),
    ("caesar", "cesar"),
    ("calibre", "caliber"),
    ("cancell", "cancel"),
    ("catalogue", "catalog"),
    ("cataloguing", "cataloging"),
    ("centre", "center"),
    ("channell", "channel"),
    ("cheque", "check"),
    ("colour", "color"),
    ("counsell", "counsel"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("diarrhoea", "diarrhea"),
    ("draught", "draft"),
    ("encyclopaed", "encycloped"),
    ("endeavour", "endeavor"),
    ("enrolment", "enrollment"),
    ("favour", "favor"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("foetal", "fetal"),
    ("fulfilment", "fulfillment"),
    ("gramme", "gram"),
    ("grey", "gray"),
    ("gynaec", "gynec"),
    ("haemat", "hemat"),
    ("haemo", "hemo"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("instalment", "installment"),
    ("jeweller", "jeweler"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("labell", "label"),
    ("labour", "labor"),
    ("leukaem", "leukem"),
    ("levell", "level"),
    ("licence", "license"),
    ("licencing", "licensing"),
    ("manoeuvr", "maneuver"),
    ("metre", "meter"),
    ("modell", "model"),
    ("mould", "mold"),
    ("neighbour", "neighbor"),
    ("orthopaed", "orthoped"),
    ("paediatr", "pediatr"),
    ("panell", "panel"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("signall", "signal"),
    ("sulph", "sulf"),
    ("theatre", "theater"),
    ("travell", "travel"),
    ("tunnell", "tunnel"),
    ("tyre", "tire"),
    ("vapour", "vapor"),
];

/// American beginnings of too many other words: only the word itself is respelt.
const WHOLE_WORDS: &[&str] = &[
    "check", "draft", "gram", "program", "dialog", "catalog", "analog", "tire", "practice",
];

/// American beginnings that gain a letter only before `-ing`, `-ed` or `-er`.
const DOUBLED: &[&str] = &[
    "cancel", "channel", "counsel", "label", "level", "model", "panel", "signal", "travel",
    "tunnel",
];

/// Endings that differ, British first.
const ENDINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("isations", "izations"),
    ("isational", "izational"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ise", "ize"),
    ("lyse", "lyze"),
    ("lysing", "lyzing"),
];

/// Words of six letters or more that end in `-ise` in every spelling.
const ALWAYS_S: &[&str] = &[
    "rise", "wise", "cise", "pise", "tise", "vise", "mise", "dise", "chise", "noise", "raise",
    "praise", "rising", "vising", "tising", "cising", "vised", "tised", "visers", "viser",
];

/// Calls `take` with each other spelling of `alias` (not with `alias` itself).
pub(super) fn variants(alias: &str, mut take: impl FnMut(&str)) {
    if !alias.is_ascii() {
        let plain = without_accents(alias);
        if plain != alias {
            take(&plain);
        }
    }
    for to_british in [true, false] {
        if let Some(respelt) = respell(alias, to_british) {
            take(&respelt);
        }
    }
}

/// The plural of an alias whose last word is a plain English word.
pub(super) fn plural(alias: &str) -> Option<String> {
    let start = alias
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| at + 1);
    // A sign of more than one byte before the last word is no reason to cut inside it.
    let last = alias.get(start..).filter(|word| word.len() >= 3)?;
    if !alias.is_char_boundary(start) || alias[..start].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let lower = last.to_ascii_lowercase();
    let ends = |ending: &str| lower.ends_with(ending);
    let all_capitals = last.bytes().all(|b| b.is_ascii_uppercase());
    if all_capitals {
        return (!ends("s")).then(|| format!("{alias}s"));
    }
    if ends("ing") || ends("ics") || ends("ed") || (ends("s") && !ends("ss")) {
        return None;
    }
    let before_y = lower
        .as_bytes()
        .iter()
        .rev()
        .nth(1)
        .copied()
        .unwrap_or(b'a');
    if ends("ss") || ends("x") || ends("ch") || ends("sh") {
        Some(format!("{alias}es"))
    } else if ends("y") && !matches!(before_y, b'a' | b'e' | b'i' | b'o' | b'u') {
        Some(format!("{}ies", alias.get(..alias.len() - 1)?))
    } else {
        Some(format!("{alias}s"))
    }
}

fn without_accents(alias: &str) -> String {
    let mut plain = String::with_capacity(alias.len());
    for c in alias.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'đ' => plain.push('d'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            other => plain.push(other),
        }
    }
    plain.nfc().collect()
}

/// `alias` with every word in the other spelling; `None` where none differs.
fn respell(alias: &str, to_british: bool) -> Option<String> {
    let mut respelt: Option<String> = None;
    let mut copied = 0;
    let mut start = None;
    let ends = alias.char_indices().map(Some).chain([None]);
    for place in ends {
        let (at, letter) = match place {
            Some((at, c)) => (at, c.is_ascii_alphabetic()),
            None => (alias.len(), false),
        };
        match (start, letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                let word = alias.get(from..at).unwrap_or_default();
                if let Some(other) = respell_word(word, to_british) {
                    let text = respelt.get_or_insert_default();
                    text.push_str(alias.get(copied..from).unwrap_or_default());
                    text.push_str(&other);
                    copied = at;
                }
            }
            _ => {}
        }
    }
    if let Some(text) = &mut respelt {
        text.push_str(alias.get(copied..).unwrap_or_default());
    }
    respelt
}

fn respell_word(word: &str, to_british: bool) -> Option<String> {
    if word.len() < 4 {
        return None;
    }
    let initial = word.as_bytes().first()?.to_ascii_lowercase();
    let before = STEMS.partition_point(|(stem, _)| stem.as_bytes().first() < Some(&initial));
    for &(british, american) in STEMS.iter().skip(before) {
        let (from, to) = if to_british {
            (american, british)
        } else {
            (british, american)
        };
        if from.as_bytes().first() != Some(&initial) {
            break;
        }
        let Some(head) = word.get(..from.len()) else {
            continue;
        };
        if !head.eq_ignore_ascii_case(from) {
            continue;
        }
        let rest = word.get(from.len()..).unwrap_or_default();
        let whole = rest.is_empty() || rest.eq_ignore_ascii_case("s");
        if WHOLE_WORDS.contains(&american) && !whole {
            continue;
        }
        if to_british {
            let doubles = ["ing", "ed", "er", "ers", "or", "ors"]
                .iter()
                .any(|ending| rest.eq_ignore_ascii_case(ending));
            if DOUBLED.contains(&from) && !doubles {
                continue;
            }
            // Already British: `jeweler` is not the start of `jewellery`.
            if british.starts_with(american) && word.len() >= british.len() {
                let same = word
                    .get(..british.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(british));
                if same {
                    continue;
                }
            }
        }
        return Some(format!("{to}{rest}"));
    }
    if word.len() < 6 {
        return None;
    }
    for &(british, american) in ENDINGS {
        let (from, to) = if to_british {
            (american, british)
        } else {
            (british, american)
        };
        let stem = word.len() - from.len().min(word.len());
        if !word
            .get(stem..)
            .is_some_and(|end| end.eq_ignore_ascii_case(from))
        {
            continue;
        }
        let lower = word.to_ascii_lowercase();
        if !to_british && ALWAYS_S.iter().any(|always| lower.ends_with(always)) {
            return None;
        }
        return Some(format!("{}{to}", word.get(..stem)?));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others(alias: &str) -> Vec<String> {
        let mut found = Vec::new();
        variants(alias, |form| found.push(form.to_owned()));
        found
    }

    #[test]
    fn british_and_american_spelling() {
        for (alias, expected) in [
            ("search engine optimization", "search engine optimisation"),
            ("data visualisation", "data visualization"),
            ("organizational behavior", "organisational behaviour"),
            ("colour grading", "color grading"),
            ("data center", "data centre"),
            ("financial modeling", "financial modelling"),
            ("financial modelling", "financial modeling"),
            ("pediatric nursing", "paediatric nursing"),
            ("program management", "programme management"),
            ("crème brûlée", "creme brulee"),
        ] {
            assert_eq!(others(alias), [expected], "{alias}");
        }
    }

    #[test]
    fn words_that_are_written_one_way_stay() {
        for alias in [
            "programming",
            "programmer",
            "exercise",
            "merchandise planning",
            "checklist",
            "modeller",
            "level design",
            "supervised learning",
            "python",
        ] {
            let wrong: Vec<String> = others(alias)
                .into_iter()
                .filter(|form| form != "modeler")
                .collect();
            assert_eq!(wrong, [""; 0], "{alias}");
        }
    }

    #[test]
    fn stems_stand_in_order_of_their_first_letter() {
        assert!(STEMS.is_sorted_by_key(|(british, _)| british.as_bytes()[0]));
        assert!(
            STEMS
                .iter()
                .all(|(b, a)| b.as_bytes()[0] == a.as_bytes()[0])
        );
    }

    #[test]
    fn plurals() {
        for (alias, expected) in [
            ("unit test", Some("unit tests")),
            ("API", Some("APIs")),
            ("message bus", None),
            ("business process", Some("business processes")),
            ("inventory", Some("inventories")),
            ("survey", Some("surveys")),
            ("testing", None),
            ("analytics", None),
            ("AWS", None),
            ("C++", None),
            ("R", None),
            ("café", None),
            ("ISO 9001", None),
        ] {
            assert_eq!(plural(alias).as_deref(), expected, "{alias}");
        }
    }
}
