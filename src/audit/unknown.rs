//! Answers that name no category: `unknown`, `not stated`, `I do not wish to answer`.
//!
//! An answer is one when nothing of it is left: a whole answer of the files of languages, or
//! words of unwillingness and of telling, and what may stand beside them. So `Non-binary / prefer
//! not to say` stays the category that it is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::languages::{Key, key};

/// Longer answers, in bytes, are sentences, and stand as they are.
const LONGEST: usize = 200;

const UNKNOWN: u8 = 1;
const UNWILLING: u8 = 2;
const TELLING: u8 = 4;
const BESIDE: u8 = 8;

/// Phrases without their spaces, and what each may be.
struct Pieces {
    kinds: BTreeMap<String, u8>,
    /// Whole answers of single letters (`n/a`), with the spaces.
    letters: Vec<String>,
    longest: usize,
}

static PIECES: LazyLock<Pieces> = LazyLock::new(|| {
    let mut pieces = Pieces {
        kinds: BTreeMap::new(),
        letters: Vec::new(),
        longest: 0,
    };
    let listed: [(Key, u8); 4] = [
        (key::GROUPS_UNKNOWN, UNKNOWN),
        (key::GROUPS_UNWILLING, UNWILLING),
        (key::GROUPS_TELLING, TELLING),
        (key::GROUPS_BESIDE, BESIDE),
    ];
    for (key, kind) in listed {
        for phrase in key.phrases() {
            let words = words(phrase);
            let is_of_letters = words.len() > 1 && words.iter().all(|word| word.len() == 1);
            if is_of_letters && kind == UNKNOWN {
                pieces.letters.push(words.join(" "));
                continue;
            }
            let joined = words.concat();
            pieces.longest = pieces.longest.max(joined.len());
            *pieces.kinds.entry(joined).or_default() |= kind;
        }
    }
    pieces
});

/// Whether `written` says that nothing is known, in any of the languages that have a file.
pub(super) fn is_unknown(written: &str) -> bool {
    if written.len() > LONGEST {
        return false;
    }
    let words = words(written);
    if words.is_empty() || PIECES.letters.contains(&words.join(" ")) {
        return true;
    }
    let joined = words.concat();
    let mut borders = vec![false; joined.len() + 1];
    let mut end = 0;
    for word in &words {
        borders[end] = true;
        end += word.len();
    }
    borders[end] = true;
    // Where words are written without spaces any letter may begin one.
    for (at, letter) in joined.char_indices() {
        borders[at] |= is_without_spaces(letter);
    }
    let is_refusal = |found: u8| found & UNWILLING != 0 && found & TELLING != 0;
    let aligned = covered(&joined, |at| borders[at]);
    aligned
        .into_iter()
        .any(|found| found & UNKNOWN != 0 || is_refusal(found))
        // `PREFERNOTTOSAY`: a short word may be made of anything, a refusal is long enough.
        || covered(&joined, |_| true).into_iter().any(is_refusal)
}

/// What the ways of cutting the whole of `text` into pieces are made of, as sets of kinds.
fn covered(text: &str, is_border: impl Fn(usize) -> bool) -> Vec<u8> {
    // For each place the sets, one bit a set, that pieces up to it are made of.
    let mut ways = vec![0_u16; text.len() + 1];
    ways[0] = 1;
    for start in 0..text.len() {
        if ways[start] == 0 || !text.is_char_boundary(start) {
            continue;
        }
        let most = text.len().min(start + PIECES.longest);
        for end in (start + 1..=most).filter(|end| is_border(*end)) {
            let Some(kinds) = text
                .get(start..end)
                .and_then(|piece| PIECES.kinds.get(piece))
            else {
                continue;
            };
            for kind in [UNKNOWN, UNWILLING, TELLING, BESIDE] {
                if kinds & kind != 0 {
                    let sets = (0..16_u8).filter(|set| ways[start] & (1 << set) != 0);
                    ways[end] |= sets.fold(0, |reached, set| reached | 1 << (set | kind));
                }
            }
        }
    }
    (0..16)
        .filter(|set| ways[text.len()] & (1 << set) != 0)
        .collect()
}

/// The letters and digits of each word, in lower case and without accents.
fn words(written: &str) -> Vec<String> {
    let folded: String = written
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect();
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the letter is of a script that puts no spaces between words, or within them.
fn is_without_spaces(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0E7F}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_say_is_unknown() {
        for written in [
            "",
            " ",
            "-",
            "--",
            "?",
            "N/A",
            "n.a.",
            "NA",
            "Unknown",
            "Undisclosed",
            "Prefer not to say",
            "prefer-not-to-say",
            "PREFER_NOT_TO_SAY",
            "PreferNotToSay",
            "PREFERNOTTOSAY",
            "Prefer not to disclose",
            "I prefer not to answer this question.",
            "I'd rather not say",
            "Rather not say",
            "Would rather not say",
            "Decline to self-identify",
            "DECLINE_TO_SELF_IDENTIFY",
            "Decline To Self Identify",
            "I decline to identify",
            "Declined to state",
            "Decline to answer",
            "Declined",
            "I do not wish to answer",
            "I don't wish to answer",
            "I don’t want to disclose",
            "I dont want to disclose",
            "I do not want to provide this information at this time",
            "I choose not to self-identify",
            "Choose not to disclose",
            "Chose not to respond",
            "Not provided",
            "NOT_PROVIDED",
            "Not specified",
            "Race not disclosed",
            "Gender: prefer not to say",
            "No answer",
            "No response",
            "Did not answer",
            "(blank)",
            "Keine Angabe",
            "k. A.",
            "Ich möchte keine Angaben machen",
            "Möchte ich nicht angeben",
            "Je préfère ne pas répondre",
            "Je prefere ne pas repondre",
            "Je ne souhaite pas répondre à cette question",
            "Non renseigné",
            "Prefiero no decirlo",
            "Prefiero no responder",
            "Sin especificar",
            "Preferisco non rispondere",
            "Prefiro não informar",
            "Não declarada",
            "Zeg ik liever niet",
            "Wil ik niet zeggen",
            "Wolę nie odpowiadać",
            "Nie chcę podawać",
            "Nechci uvést",
            "Neuvedeno",
            "Не желаю отвечать",
            "Предпочитаю не указывать",
            "Не бажаю відповідати",
            "Vill inte uppge",
            "Ønsker ikke å oppgi",
            "Ønsker ikke at oplyse",
            "En halua vastata",
            "Nem kívánok válaszolni",
            "Prefer să nu răspund",
            "Προτιμώ να μην απαντήσω",
            "Belirtmek istemiyorum",
            "Saya memilih untuk tidak menjawab",
            "Tôi không muốn trả lời",
            "أفضل عدم الإجابة",
            "מעדיפה לא לענות",
            "नहीं बताना चाहता",
            "ไม่ต้องการระบุ",
            "不愿透露",
            "我不想回答这个问题",
            "未提供",
            "回答しない",
            "回答を控えます",
            "無回答",
            "응답하지 않음",
            "밝히고 싶지 않음",
        ] {
            assert!(is_unknown(written), "{written}");
        }
    }

    #[test]
    fn a_category_stays_one() {
        for written in [
            "Other",
            "None of the above",
            "Non-binary",
            "nonbinary",
            "NB",
            "X",
            "U",
            "M",
            "F",
            "w",
            "d",
            "divers",
            "No religion",
            "Agender",
            "No gender",
            "Genderqueer",
            "Prefer to self-describe",
            "Prefer to self-identify as Sorbian",
            "Non-binary / prefer not to say",
            "Other or unknown mixed",
            "Not Hispanic or Latino",
            "Not listed",
            "I identify as a woman",
            "I am not a veteran",
            "Two or more races",
            "Nanai",
            "Han",
            "Ainu",
            "Naga",
            "Kazakh",
            "Mixed",
            "Another race",
            "Some other race",
            "Native American",
            "under 30",
            "40-49",
            "男",
            "女",
            "その他",
            "其他",
            "기타",
            "Sonstige",
            "Autre",
            "Otro",
            "Diğer",
            "Другое",
            "आदिवासी",
            "ชาย",
            "Ne",
            "No",
            "Yes",
            "Say",
            "Answer",
            "Information",
        ] {
            assert!(!is_unknown(written), "{written}");
        }
        assert!(!is_unknown(&"prefer not to say ".repeat(20)));
    }
}
