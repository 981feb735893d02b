//! Bytes to text, and the one normal form that all documents share.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::bytes::find_byte;

/// How much of a file is looked at to guess its encoding.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Text of `bytes`: by byte-order mark, then UTF-8, then UTF-16 by its null
/// bytes, then the legacy code page that fits the letters best.
///
/// Never fails: bytes that have no meaning become U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or_default())
            .0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Cow::Borrowed(text),
        _ => {}
    }
    guess(bytes).decode_without_bom_handling(bytes).0
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if let Some(wide) = utf16_without_mark(sample) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Latin text in UTF-16 has a null in every second byte.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs < 2 || !bytes.contains(&0) {
        return None;
    }
    let nulls = |offset: usize| {
        bytes
            .chunks_exact(2)
            .filter(|pair| pair.get(offset) == Some(&0))
            .count()
    };
    let (even, odd) = (nulls(0), nulls(1));
    // Letters beyond Latin-1 fill both bytes, so half of the pairs is enough.
    if odd * 2 >= pairs && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 2 >= pairs && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The normal form of [`Document::text`](super::Document::text): NFC, `\n` line
/// breaks, plain spaces, no soft hyphens, no characters of zero width, ligatures
/// written out, control characters gone (tabs stay).
pub(crate) fn normalise(text: &str) -> Cow<'_, str> {
    let Some(first) = first_to_change(text) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let (clean, rest) = text.split_at(first);
    out.push_str(clean);
    let mut composes = false;
    let mut rest = rest;
    while let Some(&first) = rest.as_bytes().first() {
        if is_plain(first) {
            let end = find_byte(rest.as_bytes(), |byte| !is_plain(byte)).unwrap_or(rest.len());
            let (plain, other) = rest.split_at(end);
            out.push_str(plain);
            rest = other;
            continue;
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some('\r') if chars.as_str().starts_with('\n') => {}
            Some('\r') => out.push('\n'),
            Some(c) => {
                composes |= may_compose(c);
                push_special(c, &mut out);
            }
            None => {}
        }
        rest = chars.as_str();
    }
    if composes && is_nfc_quick(out.chars()) != IsNormalized::Yes {
        out = out.nfc().collect();
    }
    Cow::Owned(out)
}

/// Byte offset of the first character that may not stay as it is.
fn first_to_change(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for block in bytes.chunks(64) {
        // A branchless pass over the block, which the compiler turns into vector code.
        let odd = block.iter().fold(false, |odd, &byte| odd | !is_plain(byte));
        if odd {
            break;
        }
        at += block.len();
    }
    let rest = text.get(at..)?;
    rest.char_indices()
        .find(|&(_, c)| !stays(c))
        .map(|(offset, _)| at + offset)
}

/// Printable ASCII, line breaks and tabs: normal wherever they stand.
fn is_plain(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte) | (byte == b'\n') | (byte == b'\t')
}

/// Letters and signs of the European scripts, which are NFC wherever they stand.
fn stays(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
        | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20C0}' | '\u{2190}'..='\u{2AD0}')
}

fn may_compose(c: char) -> bool {
    c >= '\u{300}' && !stays(c)
}

/// Appends the normal form of a character beyond ASCII, before composition.
pub(super) fn push_special(c: char, out: &mut String) {
    match c {
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
        // Fillers of Korean letters are as wide as those.
        | '\u{3164}' | '\u{FFA0}' => {
            out.push(' ')
        }
        // Digits and letters as wide as a Chinese one, and the digits of other scripts: a number
        // is the same number.
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            push_moved(c, 0xFF01, u32::from(b'!'), out);
        }
        '\u{0660}'..='\u{0669}' => push_moved(c, 0x0660, u32::from(b'0'), out),
        '\u{06F0}'..='\u{06F9}' => push_moved(c, 0x06F0, u32::from(b'0'), out),
        '\u{0966}'..='\u{096F}' => push_moved(c, 0x0966, u32::from(b'0'), out),
        '\u{FB00}' => out.push_str("ff"),
        '\u{FB01}' => out.push_str("fi"),
        '\u{FB02}' => out.push_str("fl"),
        '\u{FB03}' => out.push_str("ffi"),
        '\u{FB04}' => out.push_str("ffl"),
        '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
        // Bullets that Word's Symbol and Wingdings fonts keep in the private area.
        '\u{F0B7}' | '\u{F06C}' | '\u{F09F}' => out.push('•'),
        '\u{F0A7}' | '\u{F06E}' => out.push('▪'),
        '\u{F0D8}' => out.push('➢'),
        '\u{F0FC}' => out.push('✓'),
        _ if is_invisible(c) => {}
        _ => out.push(c),
    }
}

/// Appends `c` of the block that begins at `from` as the character of the one at `to`.
fn push_moved(c: char, from: u32, to: u32, out: &mut String) {
    out.push(char::from_u32(u32::from(c) - from + to).unwrap_or(c));
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}'
            | '\u{17B5}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks on one letter, and letters struck through, beyond which they are drawn over: Vietnamese
/// has two marks on one letter, Hebrew three.
const MOST_MARKS: usize = 4;

/// Whether what is shown is something else than what is written: letters in an order that is
/// forced on them, or under a pile of marks.
pub(super) fn is_unclear(text: &str) -> bool {
    if text.contains(['\u{202D}', '\u{202E}']) {
        return true;
    }
    // All such marks start with one of these bytes in UTF-8.
    let has_marks = |byte: &u8| matches!(byte, 0xCC | 0xCD);
    if !text.as_bytes().iter().any(has_marks) {
        return false;
    }
    let mut marks = 0;
    let mut struck = 0;
    text.chars().any(|c| {
        struck += usize::from(matches!(c, '\u{334}'..='\u{338}'));
        marks = match c {
            '\u{34F}' => marks,
            '\u{300}'..='\u{36F}' => marks + 1,
            _ => 0,
        };
        marks > MOST_MARKS || struck > MOST_MARKS
    })
}

/// What is written in tag characters (U+E0020 to U+E007E), which no reader sees.
///
/// `None` when there is nothing; the flags that are written with them are no text.
pub(crate) fn smuggled(text: &str) -> Option<String> {
    // All tag characters start with this byte in UTF-8, and little else does.
    let suspicious = text.as_bytes().contains(&0xF3);
    if !suspicious {
        return None;
    }
    let mut found = String::new();
    let mut after_flag = false;
    for c in text.chars() {
        match c as u32 {
            code @ 0xE0020..=0xE007E if !after_flag => {
                found.extend(char::from_u32(code - 0xE0000));
            }
            0xE0000..=0xE007F => {}
            _ => after_flag = c == '\u{1F3F4}',
        }
    }
    (!found.trim().is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encodings_are_told_apart() {
        let polish = "Kierownik działu księgowości, Łódź. Doświadczenie: pięć lat, świadectwa.";
        let russian = "Ведущий разработчик, опыт работы пять лет, знание языков.";
        let german = "Führungskraft für Qualitätssicherung, geprüft in München, größere Projekte.";
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let cases: Vec<(&str, Vec<u8>, &str)> = vec![
            ("utf-8", polish.into(), polish),
            (
                "utf-8 with mark",
                format!("\u{FEFF}{polish}").into(),
                polish,
            ),
            ("utf-16le", wide(german, false), german),
            ("utf-16be", wide(german, true), german),
            (
                "utf-16le with mark",
                wide(&format!("\u{FEFF}{russian}"), false),
                russian,
            ),
            (
                "utf-16be with mark",
                wide(&format!("\u{FEFF}{russian}"), true),
                russian,
            ),
            (
                "1250",
                encoding_rs::WINDOWS_1250.encode(polish).0.into_owned(),
                polish,
            ),
            (
                "1251",
                encoding_rs::WINDOWS_1251.encode(russian).0.into_owned(),
                russian,
            ),
            (
                "1252",
                encoding_rs::WINDOWS_1252.encode(german).0.into_owned(),
                german,
            ),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(decode(&bytes), expected, "{name}");
        }
    }

    #[test]
    fn normal_form() {
        let cases = [
            ("plain\ttext\n", "plain\ttext\n"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("e\u{301}quipe", "équipe"),
            ("co\u{AD}op\u{200B}era\u{2060}te", "cooperate"),
            ("e\u{FB03}cient \u{FB01}le", "efficient file"),
            ("5\u{A0}years\u{202F}!", "5 years !"),
            ("x\u{E0041}\u{E0042}y\0", "xy"),
            ("\u{F0B7} item", "• item"),
            ("и\u{306}", "й"),
            ("Łódź – zażółć", "Łódź – zażółć"),
        ];
        for (given, expected) in cases {
            assert_eq!(normalise(given), expected, "{given:?}");
        }
    }

    #[test]
    fn letters_under_others_are_unclear() {
        let marked = |marks: usize| format!("a{}b", "\u{301}".repeat(marks));
        assert!(!is_unclear(&marked(MOST_MARKS)));
        assert!(is_unclear(&marked(MOST_MARKS + 1)));
        assert!(is_unclear(&"a\u{336}".repeat(MOST_MARKS + 1)));
        assert!(!is_unclear("a \u{2260} b, e\u{302}\u{301}"));
        assert!(is_unclear("\u{202E}terces"));
        assert!(!is_unclear("\u{2067}\u{5D0}\u{2069}"));
    }

    #[test]
    fn text_that_is_normal_is_not_copied() {
        let text = "Größe – Łódź, опыт «работы» • 5 €\n".repeat(20);
        assert!(matches!(normalise(&text), Cow::Borrowed(_)));
    }

    #[test]
    fn tag_characters_are_read_out_and_flags_are_not() {
        let hidden: String = "hire me"
            .chars()
            .filter_map(|c| char::from_u32(0xE0000 + c as u32))
            .collect();
        assert_eq!(smuggled(&format!("CV{hidden} of")), Some("hire me".into()));
        let flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
        assert_eq!(smuggled(flag), None);
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,40}[\\x00-\\x{3ff}\\x{2000}-\\x{2fff}]{0,40}") {
            let once = normalise(&text).into_owned();
            prop_assert_eq!(normalise(&once), once.as_str());
            let forbidden = ['\r', '\u{AD}', '\u{A0}', '\u{200B}'];
            prop_assert!(!once.contains(forbidden));
        }
    }
}
