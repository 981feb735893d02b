//! Words as the reader sees them: classes, shape, and the signs before each.
//!
//! Nothing else of the text is ever looked at, and of masked words nothing but that they are
//! there; neighbouring ones count as one, so that no name can change what is read.

use crate::document::Span;
use crate::reader::class::{Class, ClassSet};
use crate::reader::classes::{Classes, LONGEST_PHRASE};
use crate::text::{TermKey, Token, term_key, tokenize::lower};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    Lower,
    Capitalised,
    Upper,
    /// One capital.
    Initial,
    Mixed,
    Digits,
    /// Letters and digits.
    Both,
    /// Of a script without spaces between words.
    Unspaced,
    /// Of a script without capitals.
    Caseless,
    Masked,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Gap {
    LineStart,
    Bullet,
    Space,
    /// Three spaces or more.
    Wide,
    Tab,
    Pipe,
    Comma,
    Semicolon,
    Colon,
    /// A dash with space beside it, or a long one.
    Dash,
    Hyphen,
    Opening,
    Closing,
    Slash,
    /// A full stop with space behind it.
    Stop,
    /// A full stop inside.
    Dot,
    Apostrophe,
    Ampersand,
    At,
    /// A mark of a list inside the line.
    Dotted,
    Nothing,
    Other,
}

impl Gap {
    /// Whether it parts the cells of a line.
    pub(crate) fn is_cell(self) -> bool {
        matches!(self, Self::Wide | Self::Tab | Self::Pipe)
    }

    /// Whether it parts the pieces of a line.
    pub(crate) fn is_part(self) -> bool {
        self.is_cell()
            || matches!(
                self,
                Self::LineStart
                    | Self::Bullet
                    | Self::Comma
                    | Self::Semicolon
                    | Self::Colon
                    | Self::Dash
                    | Self::Opening
                    | Self::Closing
                    | Self::Stop
                    | Self::Dotted
                    | Self::Slash
                    | Self::At
            )
    }
}

/// A word, or several masked ones.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub span: Span,
    /// Zero where it is masked.
    pub key: TermKey,
    pub classes: ClassSet,
    pub shape: Shape,
    pub gap: Gap,
    /// Hash of its last three letters.
    pub ending: u32,
}

impl Word {
    pub(crate) fn is_masked(&self) -> bool {
        self.shape == Shape::Masked
    }

    /// Whether its letters say anything: a month more must not make another reading.
    pub(crate) fn is_lexical(&self) -> bool {
        !matches!(self.shape, Shape::Masked | Shape::Digits)
    }
}

/// The words of one line.
pub(crate) fn of_line(
    text: &str,
    line: Span,
    tokens: &[Token],
    masked: &[Span],
    classes: &Classes,
    words: &mut Vec<Word>,
) {
    let start = words.len();
    let mut at = line.start;
    let mut mask = masked.partition_point(|span| span.end <= line.start);
    for token in tokens {
        while masked
            .get(mask)
            .is_some_and(|span| span.end <= token.span().start)
        {
            mask += 1;
        }
        let covered = masked
            .get(mask)
            .filter(|span| span.start < token.span().end);
        // All that is masked is the word, signs too: nothing of it is looked at.
        let span = covered.map_or(token.span(), |mask| {
            let whole = token.span().join(*mask);
            Span {
                start: whole.start.clamp(line.start, line.end),
                end: whole.end.clamp(line.start, line.end),
            }
        });
        let between = text
            .get(at as usize..span.start as usize)
            .unwrap_or_default();
        at = at.max(span.end);
        if covered.is_some()
            && let Some(last) = words[start..].last_mut().filter(|last| last.is_masked())
        {
            last.span.end = last.span.end.max(span.end);
            continue;
        }
        let gap = if words.len() == start {
            first_gap(between)
        } else {
            gap_of(between)
        };
        let word = if covered.is_some() {
            Word {
                span,
                key: 0,
                classes: ClassSet::of(&[Class::Masked]),
                shape: Shape::Masked,
                gap,
                ending: 0,
            }
        } else {
            plain(text, token, gap, classes)
        };
        words.push(word);
    }
    phrases(&mut words[start..], classes);
}

fn plain(text: &str, token: &Token, gap: Gap, classes: &Classes) -> Word {
    let written = token.of(text);
    let shape = shape_of(written);
    let mut found = classes.word(token.key);
    let mut ending = 0;
    match shape {
        Shape::Digits => found = found.with(number(written)),
        Shape::Both => found = found.with(mixed(written, classes)),
        Shape::Initial => {}
        _ => {
            let small = lower(written);
            ending = last_letters(&small);
            if written.len() >= 4 {
                found = found.with(classes.ending(&small, shape == Shape::Unspaced));
            }
        }
    }
    let is_degree = found.has(Class::DegreeInitials) && shape == Shape::Upper
        || found.has(Class::DegreeCapitalised) && shape != Shape::Lower;
    found = found.without(ClassSet::of(&[
        Class::DegreeInitials,
        Class::DegreeCapitalised,
    ]));
    if is_degree {
        found.add(Class::Degree);
    }
    Word {
        span: token.span(),
        key: token.key,
        classes: found,
        shape,
        gap,
        ending,
    }
}

/// Gives each word of a known phrase the classes of the phrase.
fn phrases(words: &mut [Word], classes: &Classes) {
    let mut keys = [0; LONGEST_PHRASE];
    for first in 0..words.len() {
        if !classes.opens(words[first].key) {
            continue;
        }
        let longest = LONGEST_PHRASE.min(words.len() - first);
        for (key, word) in keys.iter_mut().zip(&words[first..first + longest]) {
            *key = word.key;
        }
        for length in (2..=longest).rev() {
            let found = classes.phrase(&keys[..length]);
            if found != ClassSet::NONE {
                for word in &mut words[first..first + length] {
                    word.classes = word.classes.with(found);
                }
                break;
            }
        }
    }
}

fn shape_of(written: &str) -> Shape {
    let (mut upper, mut lower, mut digits, mut caseless, mut unspaced, mut count) =
        (0, 0, 0, 0, 0, 0);
    let mut first_is_upper = false;
    for letter in written.chars() {
        if letter.is_uppercase() {
            upper += 1;
            first_is_upper |= count == 0;
        } else if letter.is_lowercase() {
            lower += 1;
        } else if letter.is_numeric() && !matches!(letter, '\u{3005}'..='\u{9FFF}') {
            digits += 1;
        } else if matches!(letter, '\u{0E00}'..='\u{0E7F}' | '\u{3005}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}')
        {
            unspaced += 1;
        } else if letter.is_alphabetic() {
            caseless += 1;
        }
        count += 1;
    }
    match () {
        () if digits > 0 && upper + lower + caseless + unspaced == 0 => Shape::Digits,
        () if digits > 0 => Shape::Both,
        () if unspaced > 0 => Shape::Unspaced,
        () if caseless > 0 => Shape::Caseless,
        () if upper == 1 && lower == 0 => Shape::Initial,
        () if upper > 0 && lower == 0 => Shape::Upper,
        () if upper == 1 && first_is_upper => Shape::Capitalised,
        () if upper > 0 => Shape::Mixed,
        () => Shape::Lower,
    }
}

/// The value of a digit in any script that dates are written in.
fn digit(letter: char) -> Option<u32> {
    [0x30, 0x660, 0x6F0, 0x966, 0xFF10].iter().find_map(|zero| {
        let value = (letter as u32).checked_sub(*zero)?;
        (value < 10).then_some(value)
    })
}

fn number(written: &str) -> ClassSet {
    let count = written.chars().count();
    let value = written.chars().try_fold(0_u32, |value, letter| {
        value.checked_mul(10)?.checked_add(digit(letter)?)
    });
    let class = match value {
        // Years of the common era and of the Buddhist one.
        Some(1940..=2039 | 2483..=2582) if count == 4 => Class::Year,
        Some(_) if count <= 2 => Class::Number,
        _ => Class::Figure,
    };
    ClassSet::of(&[class])
}

/// Letters and digits in one: `Aug2019`, `4th`.
fn mixed(written: &str, classes: &Classes) -> ClassSet {
    let is_letter = |letter: char| !letter.is_numeric();
    let (letters, digits) = match written.find(is_letter) {
        Some(0) => written.split_at(written.find(char::is_numeric).unwrap_or(0)),
        Some(at) => {
            let (digits, letters) = written.split_at(at);
            (letters, digits)
        }
        None => return ClassSet::NONE,
    };
    if digits.is_empty() || digits.contains(is_letter) || letters.contains(char::is_numeric) {
        return ClassSet::NONE;
    }
    let of_dates = ClassSet::of(&[Class::Month, Class::Length, Class::Season]);
    let found = classes.word(term_key(&lower(letters))).and(of_dates);
    if found == ClassSet::NONE {
        found
    } else {
        found.with(number(digits))
    }
}

fn last_letters(small: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for letter in small.chars().rev().take(3) {
        hash = (hash ^ letter as u32).wrapping_mul(0x0100_0193);
    }
    hash
}

/// The signs that stand before items of lists.
pub(crate) fn is_bullet(letter: char) -> bool {
    matches!(
        letter,
        '•' | '·'
            | '●'
            | '▪'
            | '■'
            | '◦'
            | '○'
            | '‣'
            | '➢'
            | '►'
            | '▶'
            | '✓'
            | '✔'
            | '*'
            | '➤'
            | '→'
            | '§'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
            | '⁃'
            | '∙'
            | '»'
            | '›'
    )
}

fn first_gap(between: &str) -> Gap {
    let mark = between.trim();
    match mark.chars().next() {
        Some(first) if is_bullet(first) => Gap::Bullet,
        Some('-' | '–' | '—' | '+') => Gap::Bullet,
        Some('(' | '[') => Gap::Opening,
        _ => Gap::LineStart,
    }
}

fn gap_of(between: &str) -> Gap {
    match between {
        "" => return Gap::Nothing,
        " " => return Gap::Space,
        ", " => return Gap::Comma,
        _ => {}
    }
    let has = |wanted: &[char]| between.contains(wanted);
    let spaces = between
        .chars()
        .filter(|letter| letter.is_whitespace())
        .count();
    match () {
        () if has(&['\t']) => Gap::Tab,
        () if has(&['|', '¦', '│']) => Gap::Pipe,
        () if has(&['(', '[', '（', '「', '【', '［']) => Gap::Opening,
        () if has(&[')', ']', '）', '」', '】', '］']) => Gap::Closing,
        () if has(&[':', '：']) => Gap::Colon,
        () if has(&[';', '；']) => Gap::Semicolon,
        () if has(&[',', '、', '，', '،']) => Gap::Comma,
        () if has(&['—', '―', '~', '～', '〜']) || has(&['-', '–', '−']) && spaces > 0 => {
            Gap::Dash
        }
        () if has(&['-', '–', '−', '‑']) => Gap::Hyphen,
        () if between.chars().any(is_bullet) => Gap::Dotted,
        () if spaces > 2 || has(&['\u{3000}']) => Gap::Wide,
        () if has(&['/', '\\', '／']) => Gap::Slash,
        () if has(&['@']) => Gap::At,
        () if has(&['&']) => Gap::Ampersand,
        () if has(&['.', '。', '!', '?']) && spaces > 0 || has(&['。']) => Gap::Stop,
        () if has(&['.']) => Gap::Dot,
        () if has(&['\'', '’', '`', '´', '‘', '"', '“', '”', '«', '»', '״', '׳']) => {
            if spaces > 0 {
                Gap::Other
            } else {
                Gap::Apostrophe
            }
        }
        () if spaces == between.chars().count() => Gap::Space,
        () => Gap::Other,
    }
}
