//! Other written forms of an alias: plurals, British and American spelling,
//! letters without their accents.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How British and American spelling differ, as `data/words/spelling_en.tsv` states it.
#[derive(Debug, Default)]
struct Spelling {
    /// Word beginnings that differ, British first; in order of their first letter,
    /// which both share.
    stems: Vec<(&'static str, &'static str)>,
    /// The two letters that open each stem, a row of bits for each first letter.
    openings: [u32; 26],
    /// American beginnings of too many other words: only the word itself is respelt.
    whole: Vec<&'static str>,
    /// American beginnings that gain a letter only before one of `doubles`.
    doubled: Vec<&'static str>,
    doubles: Vec<&'static str>,
    /// Endings that differ, British first.
    endings: Vec<(&'static str, &'static str)>,
    /// Words of six letters or more that end so are written with `s` in every spelling.
    always_s: Vec<&'static str>,
}

static SPELLING: LazyLock<Spelling> =
    LazyLock::new(|| Spelling::read(include_str!("../../data/words/spelling_en.tsv")));

impl Spelling {
    /// A line says what its words are; what no line can be is left out.
    fn read(table: &'static str) -> Self {
        let mut spelling = Self::default();
        for line in table.lines() {
            let mut columns = line.split('\t');
            let (what, word) = (columns.next(), columns.next().unwrap_or_default());
            let pair = (word, columns.next().unwrap_or_default());
            match what {
                Some("stem") => spelling.stems.push(pair),
                Some("whole") => spelling.whole.push(word),
                Some("doubled") => spelling.doubled.push(word),
                Some("doubles") => spelling.doubles.push(word),
                Some("ending") => spelling.endings.push(pair),
                Some("always_s") => spelling.always_s.push(word),
                _ => {}
            }
        }
        for (british, american) in &spelling.stems {
            for stem in [british, american] {
                if let Some((row, bit)) = opening(stem) {
                    spelling.openings[row] |= bit;
                }
            }
        }
        spelling
    }
}

/// The row of a word's first letter in [`Spelling::openings`], and the bit of its second.
fn opening(word: &str) -> Option<(usize, u32)> {
    let letter = |at: usize| {
        let letter = word.as_bytes().get(at)?.to_ascii_lowercase();
        letter.is_ascii_lowercase().then(|| letter - b'a')
    };
    Some((usize::from(letter(0)?), 1 << letter(1)?))
}

/// The plural of a plain English word of three letters or more.
///
/// Nothing for words that take none (`testing`, `analytics`) or are one already.
pub(super) fn plural(word: &str) -> Option<String> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let ends = |ending: &str| {
        word.get(word.len().saturating_sub(ending.len())..)
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return (!ends("s")).then(|| format!("{word}s"));
    }
    if ends("ing") || ends("ics") || ends("ed") || (ends("s") && !ends("ss")) {
        return None;
    }
    let after_vowel = ["ay", "ey", "iy", "oy", "uy"].iter().any(|end| ends(end));
    if ends("ss") || ends("x") || ends("ch") || ends("sh") {
        Some(format!("{word}es"))
    } else if ends("y") && !after_vowel {
        Some(format!("{}ies", word.get(..word.len() - 1)?))
    } else {
        Some(format!("{word}s"))
    }
}

/// `word` without accents and ligatures; nothing where it has none.
pub(super) fn without_accents(word: &str) -> Option<String> {
    // Beyond the Latin letters a mark makes another letter, not an accent (`й`).
    let latin = |c: char| matches!(c as u32, 0..=0x36f | 0x1e00..=0x1eff);
    if word.is_ascii() || !word.chars().all(latin) {
        return None;
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
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
    let plain: String = plain.nfc().collect();
    (plain != word).then_some(plain)
}

/// `word` in British (or else American) spelling; nothing where that is how it stands.
pub(super) fn respell(word: &str, to_british: bool) -> Option<String> {
    if word.len() < 4 {
        return None;
    }
    if let Some(other) = respell_stem(word, to_british) {
        return Some(other);
    }
    // The endings all hold one of these at their head; most words hold neither.
    let tail = word.as_bytes().get(word.len().saturating_sub(8)..)?;
    let sign = if to_british { b'z' } else { b's' };
    if word.len() < 6 || !tail.iter().any(|byte| byte.eq_ignore_ascii_case(&sign)) {
        return None;
    }
    for &(british, american) in &SPELLING.endings {
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
        if !to_british
            && SPELLING
                .always_s
                .iter()
                .any(|always| lower.ends_with(always))
        {
            return None;
        }
        return Some(format!("{}{to}", word.get(..stem)?));
    }
    None
}

fn respell_stem(word: &str, to_british: bool) -> Option<String> {
    // Settles most words at once: this runs for every word of every alias.
    let initial = word.as_bytes().first()?.to_ascii_lowercase();
    let (row, bit) = opening(word)?;
    let spelling = &*SPELLING;
    if spelling.openings[row] & bit == 0 {
        return None;
    }
    let stems = &spelling.stems;
    let before = stems.partition_point(|(stem, _)| stem.as_bytes().first() < Some(&initial));
    for &(british, american) in stems.iter().skip(before) {
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
        if spelling.whole.contains(&american) && !whole {
            continue;
        }
        if to_british {
            let doubles = spelling
                .doubles
                .iter()
                .any(|ending| rest.eq_ignore_ascii_case(ending));
            if spelling.doubled.contains(&from) && !doubles {
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
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spelling() {
        for (american, british) in [
            ("optimization", "optimisation"),
            ("visualizations", "visualisations"),
            ("organizational", "organisational"),
            ("behavioral", "behavioural"),
            ("color", "colour"),
            ("center", "centre"),
            ("modeling", "modelling"),
            ("pediatric", "paediatric"),
            ("program", "programme"),
            ("programs", "programmes"),
            ("jewelry", "jewellery"),
            ("optimizing", "optimising"),
        ] {
            assert_eq!(respell(american, true).as_deref(), Some(british));
            assert_eq!(respell(british, false).as_deref(), Some(american));
        }
    }

    #[test]
    fn words_that_are_written_one_way_stay() {
        for word in [
            "programming",
            "programmer",
            "exercise",
            "merchandise",
            "checklist",
            "level",
            "supervised",
            "python",
            "enterprise",
            "données",
        ] {
            assert_eq!(respell(word, true), None, "{word}");
            assert_eq!(respell(word, false), None, "{word}");
        }
    }

    #[test]
    fn stems_stand_in_order_of_their_first_letter() {
        let stems = &SPELLING.stems;
        assert!(stems.is_sorted_by_key(|(british, _)| british.as_bytes()[0]));
        assert!(
            stems
                .iter()
                .all(|(b, a)| b.as_bytes()[0] == a.as_bytes()[0])
        );
    }

    #[test]
    fn every_line_of_the_table_is_taken() {
        let table = include_str!("../../data/words/spelling_en.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#')).count();
        let spelling = &*SPELLING;
        let pairs = spelling.stems.len() + spelling.endings.len();
        let words = [
            &spelling.whole,
            &spelling.doubled,
            &spelling.doubles,
            &spelling.always_s,
        ];
        assert_eq!(pairs + words.map(Vec::len).iter().sum::<usize>(), lines);
        let whole = |(one, other): &(&str, &str)| !one.is_empty() && !other.is_empty();
        assert!(spelling.stems.iter().chain(&spelling.endings).all(whole));
    }

    #[test]
    fn accents_fall() {
        assert_eq!(without_accents("brûlée").as_deref(), Some("brulee"));
        assert_eq!(without_accents("Łódź").as_deref(), Some("Lodz"));
        assert_eq!(without_accents("Straße").as_deref(), Some("Strasse"));
        assert_eq!(without_accents("plain"), None);
        assert_eq!(without_accents("синий"), None);
    }

    #[test]
    fn plurals() {
        for (word, expected) in [
            ("test", Some("tests")),
            ("API", Some("APIs")),
            ("bus", None),
            ("process", Some("processes")),
            ("inventory", Some("inventories")),
            ("survey", Some("surveys")),
            ("testing", None),
            ("analytics", None),
            ("AWS", None),
            ("C++", None),
            ("R", None),
            ("café", None),
            ("9001", None),
        ] {
            assert_eq!(plural(word).as_deref(), expected, "{word}");
        }
    }
}
