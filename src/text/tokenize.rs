//! One pass over the text, tokens out.
//!
//! Skill names with signs in them stay whole (`C++ C# .NET Node.js CI/CD R&D`);
//! everything else is a run of letters or of digits. Keys ignore case, so a
//! phrase matches in any case and across line breaks.

use std::sync::LazyLock;

use crate::languages::key;
use crate::span::Span;

/// Identity of a term: a fixed hash of its lower-case form, the same on every machine.
pub type TermKey = u64;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters, perhaps with digits or signs inside (`python`, `c++`, `h2o`).
    Word,
    /// Digits only.
    Number,
}

/// One token, in sixteen bytes: most of what is kept of a text that was read is its tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub key: TermKey,
    start: u32,
    /// Its length in bytes, and above it [`NUMBER`].
    length: u32,
}

/// Set beside the length of a token of digits; no text is half as long.
const NUMBER: u32 = 1 << 31;

impl std::fmt::Debug for Token {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut fields = to.debug_struct("Token");
        let fields = fields.field("key", &self.key).field("span", &self.span());
        fields.field("shape", &self.shape()).finish()
    }
}

impl Token {
    pub fn new(key: TermKey, span: Span, shape: Shape) -> Self {
        let mark = match shape {
            Shape::Word => 0,
            Shape::Number => NUMBER,
        };
        Self {
            key,
            start: span.start,
            length: (span.end - span.start) | mark,
        }
    }

    /// Its place in the text it was made from.
    pub fn span(self) -> Span {
        Span {
            start: self.start,
            end: self.start + (self.length & !NUMBER),
        }
    }

    pub fn shape(self) -> Shape {
        if self.length & NUMBER == 0 {
            Shape::Word
        } else {
            Shape::Number
        }
    }

    /// The token as written.
    pub fn of(self, text: &str) -> &str {
        self.span().of(text)
    }
}

/// Pairs that are one term although a sign divides them, lower case.
const KEPT_WHOLE: &[&str] = &[
    "ci/cd",
    "tcp/ip",
    "pl/sql",
    "pl/i",
    "a/b",
    "r&d",
    "p&l",
    "m&a",
    "q&a",
    "ui/ux",
    "ux/ui",
    "s/4hana",
    "os/2",
    "z/os",
    "b2b/b2c",
    "hw/sw",
    "i/o",
    "h&s",
    "f&b",
    "t-sql",
    "x-ray",
    "e-commerce",
    "c/c++",
];

/// Endings that a dot joins to the word before it (`node.js`, `asp.net`, `socket.io`).
const DOTTED_ENDINGS: &[&str] = &["js", "net", "io", "ai", "ts", "py", "jsx"];

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const MULTIPLIER: u64 = 0xf135_7aea_2e62_a9c5;

/// Key of a term that is already in lower case.
pub fn term_key(lower: &str) -> TermKey {
    let mut chunks = lower.as_bytes().chunks_exact(8);
    let hash = chunks
        .by_ref()
        .fold(SEED, |hash, chunk| mix(hash, eight(chunk, 0)));
    finish(mix(hash, eight(chunks.remainder(), 0)), lower.len())
}

fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(MULTIPLIER)
}

fn finish(hash: u64, length: usize) -> TermKey {
    let hash = (hash ^ length as u64).wrapping_mul(MULTIPLIER);
    hash ^ (hash >> 32)
}

/// Key of an ordered pair of terms.
pub fn pair_key(first: TermKey, second: TermKey) -> TermKey {
    let hash = (first.rotate_left(23) ^ second).wrapping_mul(MULTIPLIER);
    hash ^ (hash >> 29)
}

/// Splits `text` into tokens, in order of their place.
///
/// Case is folded (`Ё` as `е`); accents are kept. Signs, spaces and line breaks
/// only divide. A token never holds a line break.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let mut lower = String::with_capacity(64);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match CLASSES[usize::from(byte)] {
            Class::Divides => {
                at += 1;
                continue;
            }
            Class::Dot if !leads_dotted(bytes, at) => {
                at += 1;
                continue;
            }
            Class::Alphanumeric => {
                let run = PlainRun::at(bytes, at);
                // Most words end at a space or a comma: nothing more to look at.
                if !may_extend(bytes, run.end) {
                    let shape = match run.digits {
                        true => Shape::Number,
                        false => Shape::Word,
                    };
                    tokens.push(Token::new(run.key, Span::new(at, run.end), shape));
                    at = run.end;
                    continue;
                }
            }
            Class::Wide => {
                let first = first_char(text, at);
                if !first.is_alphanumeric() {
                    at += first.len_utf8();
                    continue;
                }
            }
            Class::Dot => {}
        }
        let end = extend(text, run_end(text, at), at);
        push(text, at, end, &mut lower, &mut tokens);
        at = end;
    }
    tokens
}

/// What a byte is to the search for the next token.
#[derive(Clone, Copy)]
enum Class {
    Divides,
    Alphanumeric,
    Dot,
    /// Part of a character beyond ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Divides; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'.' => Class::Dot,
            128.. => Class::Wide,
            other if other.is_ascii_alphanumeric() => Class::Alphanumeric,
            _ => Class::Divides,
        };
        byte += 1;
    }
    classes
};

/// Whether a run of plain letters and digits may go on at `end`.
fn may_extend(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        Some(b'+' | b'#' | 128..) => true,
        Some(b'.' | b'/' | b'&' | b'-') => bytes.get(end + 1).is_some_and(|next| {
            !matches!(CLASSES[usize::from(*next)], Class::Divides | Class::Dot)
        }),
        _ => false,
    }
}

/// A run of ASCII letters and digits with its key, read eight bytes at a time.
struct PlainRun {
    end: usize,
    key: TermKey,
    digits: bool,
}

impl PlainRun {
    fn at(bytes: &[u8], start: usize) -> Self {
        let mut hash = SEED;
        let mut digits = true;
        let mut at = start;
        loop {
            let word = eight(bytes, at);
            let (alphanumeric, number) = lanes(word);
            let length = ((!alphanumeric & HIGH).trailing_zeros() / 8) as usize;
            let kept = if length == 8 {
                u64::MAX
            } else {
                (1 << (8 * length)) - 1
            };
            digits &= (number ^ HIGH) & kept == 0;
            // Of letters and digits alone, this bit makes the lower case.
            hash = mix(hash, (word | (EACH * 0x20)) & kept);
            at += length;
            if length < 8 {
                return Self {
                    end: at,
                    key: finish(hash, at - start),
                    digits,
                };
            }
        }
    }
}

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
const HIGH: u64 = EACH * 0x80;

/// The eight bytes from `at`, zeros behind the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(whole) => u64::from_le_bytes(*whole),
        None => {
            let mut tail = [0; 8];
            for (to, from) in tail.iter_mut().zip(rest) {
                *to = *from;
            }
            u64::from_le_bytes(tail)
        }
    }
}

/// The highest bit of each byte that is an ASCII letter or digit, and of each digit.
fn lanes(word: u64) -> (u64, u64) {
    // With the highest bits gone, adding carries from no byte into the next.
    let between = |low: u64, first: u8, last: u8| {
        (low + EACH * u64::from(0x80 - first)) & !(low + EACH * u64::from(0x7f - last))
    };
    let plain = !word & HIGH;
    let letter = between((word | (EACH * 0x20)) & !HIGH, b'a', b'z');
    let digit = between(word & !HIGH, b'0', b'9') & plain;
    ((letter & plain) | digit, digit)
}

fn first_char(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\0')
}

/// A dot before letters that is no full stop: `.NET`.
fn leads_dotted(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'.'
        && bytes
            .get(at + 1..at + 4)
            .is_some_and(|three| three.eq_ignore_ascii_case(b"net"))
        && !bytes
            .get(at + 4)
            .is_some_and(|next| next.is_ascii_alphanumeric())
        && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
}

/// End of the run of letters and digits that starts at `at`, all of one script where words are
/// written without spaces between them.
fn run_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = if bytes[at] == b'.' { at + 1 } else { at };
    let mut script = None;
    while end < bytes.len() {
        if bytes[end] < 128 {
            if !bytes[end].is_ascii_alphanumeric()
                || script.is_some_and(|script| script != Script::Spaced)
            {
                break;
            }
            script = Some(Script::Spaced);
            end += 1;
        } else {
            // Most letters beyond ASCII are of two bytes, and Latin, Greek or Cyrillic.
            if let [lead @ 0xc3..=0xd3, trail, ..] = bytes[end..]
                && is_common_letter(lead, trail)
            {
                if script.is_some_and(|script| script != Script::Spaced) {
                    break;
                }
                script = Some(Script::Spaced);
                end += 2;
                continue;
            }
            let next = first_char(text, end);
            let is_mark = is_mark(next);
            if !is_mark && !is_far_letter(next) && !next.is_alphanumeric() {
                break;
            }
            if script.is_none() && end > 0 && bytes[end - 1].is_ascii_digit() {
                let rest = &text[end..];
                if let Some(counter) = COUNTERS.iter().find(|counter| rest.starts_with(**counter)) {
                    return end + counter.len();
                }
            }
            if !is_mark {
                let here = Script::of(next);
                if script.is_some_and(|script| script != here) {
                    break;
                }
                script = Some(here);
            }
            end += next.len_utf8();
        }
    }
    end
}

/// Whether the character is a letter of the scripts furthest from ASCII, at a glance; those at the
/// edges of the blocks are looked up.
fn is_far_letter(letter: char) -> bool {
    matches!(letter, '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{904}'..='\u{939}'
        | '\u{E01}'..='\u{E30}' | '\u{1EA0}'..='\u{1EF9}' | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether the character of these two bytes is a letter of U+00C0 to U+024F, or a Greek or Cyrillic
/// one; those at the edges of the blocks are looked up.
fn is_common_letter(lead: u8, trail: u8) -> bool {
    match lead {
        // U+00C0 to U+00FF but the signs of multiplication and division.
        0xc3 => !matches!(trail, 0x97 | 0xb7),
        // U+0100 to U+023F; U+0391 to U+03BF but U+03A2; U+03C0 to U+03CE.
        0xc4..=0xc8 => true,
        0xce => (0x91..=0xbf).contains(&trail) && trail != 0xa2,
        0xcf => (0x80..=0x8e).contains(&trail),
        // U+0400 to U+047F, U+0490 to U+04FF.
        0xd0 | 0xd1 => true,
        0xd2 => trail >= 0x90,
        0xd3 => true,
        _ => false,
    }
}

/// What stands behind a number as a word of its own, whatever follows without a space: `2018年3月`.
static COUNTERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut counters: Vec<&str> = key::DATES_COUNTER.phrases().collect();
    counters.sort_by_key(|counter| std::cmp::Reverse(counter.len()));
    counters
});

/// Scripts at whose borders a word ends, as nothing else tells where: `使用React开发`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Letters of which spaces part the words.
    Spaced,
    Han,
    Hiragana,
    Katakana,
    Hangul,
    Thai,
}

impl Script {
    fn of(letter: char) -> Self {
        match letter {
            '\u{0E00}'..='\u{0E7F}' => Self::Thai,
            // The small ke and ka count months: `3ヶ月`.
            '\u{30F5}' | '\u{30F6}' | '\u{3005}'..='\u{3007}' => Self::Han,
            '\u{3040}'..='\u{309F}' => Self::Hiragana,
            '\u{30A0}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => {
                Self::Katakana
            }
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}' => {
                Self::Hangul
            }
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                Self::Han
            }
            _ => Self::Spaced,
        }
    }
}

/// Combining marks stay with their letter.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x93a..=0x94f | 0xe31..=0xe4e)
}

/// Takes in the signs that belong to the word: `C++`, `C#`, `Node.js`, `CI/CD`.
fn extend(text: &str, end: usize, start: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(&sign) = bytes.get(end) else {
        return end;
    };
    // Words of scripts without spaces begin anew.
    let alnum_at = |at: usize| {
        bytes.get(at).is_some_and(|b| {
            b.is_ascii_alphanumeric()
                || *b >= 128
                    && text.is_char_boundary(at)
                    && Script::of(first_char(text, at)) == Script::Spaced
        })
    };
    match sign {
        b'+' if bytes[start..end].iter().any(u8::is_ascii_alphabetic) => {
            if bytes.get(end + 1) == Some(&b'+') && !alnum_at(end + 2) {
                end + 2
            } else if end - start == 1 && !alnum_at(end + 1) {
                end + 1
            } else {
                end
            }
        }
        b'#' if end - start <= 2 && bytes[start].is_ascii_alphabetic() && !alnum_at(end + 1) => {
            end + 1
        }
        b'.' if alnum_at(end + 1) => {
            let ending = run_end(text, end + 1);
            let kept = DOTTED_ENDINGS
                .iter()
                .any(|known| text[end + 1..ending].eq_ignore_ascii_case(known));
            if kept { ending } else { end }
        }
        b'/' | b'&' | b'-' if alnum_at(end + 1) => {
            let right = run_end(text, end + 1);
            // The right side may carry signs of its own (`C/C++`).
            let right = if sign == b'/' {
                extend_signs(bytes, right)
            } else {
                right
            };
            let kept = right - start <= 12
                && KEPT_WHOLE
                    .iter()
                    .any(|known| text[start..right].eq_ignore_ascii_case(known));
            if kept { right } else { end }
        }
        _ => end,
    }
}

fn extend_signs(bytes: &[u8], end: usize) -> usize {
    if bytes.get(end) == Some(&b'+') && bytes.get(end + 1) == Some(&b'+') {
        end + 2
    } else {
        end
    }
}

fn push(text: &str, start: usize, end: usize, lower: &mut String, tokens: &mut Vec<Token>) {
    lower.clear();
    let written = &text[start..end];
    if written.is_ascii() {
        lower.push_str(written);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(written.chars().flat_map(char::to_lowercase).map(fold));
    }
    let shape = if written.bytes().all(|b| b.is_ascii_digit()) {
        Shape::Number
    } else {
        Shape::Word
    };
    tokens.push(Token::new(term_key(lower), Span::new(start, end), shape));
}

fn fold(c: char) -> char {
    match c {
        'ё' => 'е',
        'ς' => 'σ',
        other => other,
    }
}

/// The lower-case form whose key a token written so would have.
pub fn lower(written: &str) -> String {
    if written.is_ascii() {
        return written.to_ascii_lowercase();
    }
    written
        .chars()
        .flat_map(char::to_lowercase)
        .map(fold)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text)
            .into_iter()
            .map(|token| token.of(text))
            .collect()
    }

    #[test]
    fn common_letters_are_letters() {
        for letter in ('\u{5D0}'..='\u{D7A3}').filter(|letter| is_far_letter(*letter)) {
            assert!(letter.is_alphanumeric(), "{letter:?}");
        }
        for letter in '\u{C0}'..='\u{4FF}' {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes);
            if is_common_letter(bytes[0], bytes[1]) {
                assert!(letter.is_alphanumeric(), "{letter:?}");
            }
        }
    }

    #[test]
    fn words_end_at_borders_of_scripts_without_spaces() {
        for (text, expected) in [
            (
                "使用React和TypeScript开发官网",
                "使用 React 和 TypeScript 开发官网",
            ),
            (
                "GoとPostgreSQLを使った決済サービスの開発",
                "Go と PostgreSQL を 使 った 決済 サービス の 開発",
            ),
            ("Java와 Kotlin으로", "Java 와 Kotlin 으로"),
            ("C++语言", "C++ 语言"),
            ("2018年3月至2020年6月", "2018 年 3 月 至 2020 年 6 月"),
            ("3ヶ月間", "3 ヶ月 間"),
            ("2018년3월부터", "2018 년 3 월 부터"),
            ("Вася2018 naïve", "Вася2018 naïve"),
            ("ทำงานJavaมา", "ทำงาน Java มา"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn names_with_signs_stay_whole() {
        assert_eq!(
            words("C++, C#, .NET; ASP.NET Node.js CI/CD R Go R&D F# C/C++"),
            [
                "C++", "C#", ".NET", "ASP.NET", "Node.js", "CI/CD", "R", "Go", "R&D", "F#", "C/C++"
            ]
        );
    }

    #[test]
    fn full_stops_slashes_and_plus_signs_divide() {
        assert_eq!(
            words("Led it.Then 5+ years, and/or front-end; l'équipe Łódź"),
            [
                "Led", "it", "Then", "5", "years", "and", "or", "front", "end", "l", "équipe",
                "Łódź"
            ]
        );
    }

    #[test]
    fn plain_runs_have_the_key_of_their_lower_case() {
        for word in [
            "a",
            "Ab1",
            "Seven77",
            "EightEig",
            "NineNineN",
            "SixteenSixteen16",
            "12345678",
            "123456789",
            "2015",
            "2015a",
            "0",
            "z9Z",
        ] {
            for before in ["", " ", "(", "x, "] {
                for behind in ["", " ", "@", "[", "`", "{", ":", "\u{e9}t\u{e9}", "."] {
                    let text = format!("{before}{word}{behind}");
                    let found = tokenize(&text);
                    let token = found[usize::from(before == "x, ")];
                    let written = token.of(&text);
                    assert!(written.starts_with(word), "{text}");
                    assert_eq!(token.key, term_key(&lower(written)), "{text}");
                    let number = written.bytes().all(|byte| byte.is_ascii_digit());
                    assert_eq!(token.shape() == Shape::Number, number, "{text}");
                }
            }
        }
    }

    #[test]
    fn keys_ignore_case() {
        let key = |text: &str| tokenize(text)[0].key;
        assert_eq!(key("PYTHON"), key("python"));
        assert_eq!(key("Ёлка"), key("елка"));
        assert_eq!(key("ci/CD"), term_key("ci/cd"));
        assert_ne!(key("java"), key("javascript"));
    }
}
