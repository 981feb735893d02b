//! What a forged document would say if its tricks worked: hidden text shown, and letters of
//! another alphabet read as the ones they look like.

use super::{Document, HiddenText, Line, Role, Span};
use crate::bytes::any_byte;

/// Letters of a shortest word that is looked at: `1С` and `С++` are common slips of the keyboard.
const SHORTEST_WORD: usize = 4;

/// Cyrillic and Greek letters beside the Latin ones they look like.
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('А', 'A'),
    ('В', 'B'),
    ('с', 'c'),
    ('С', 'C'),
    ('е', 'e'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('і', 'i'),
    ('І', 'I'),
    ('ј', 'j'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('о', 'o'),
    ('О', 'O'),
    ('р', 'p'),
    ('Р', 'P'),
    ('ѕ', 's'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('у', 'y'),
    ('х', 'x'),
    ('Х', 'X'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('ο', 'o'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ν', 'v'),
    ('ι', 'i'),
];

/// `document` with the text that nobody sees behind the visible, and where that begins; `None`
/// without any. What is doubtful stays as it is.
pub fn shown(document: &Document) -> Option<(Document, usize)> {
    let is_hidden = |hidden: &&HiddenText| !hidden.is_doubtful();
    document.hidden.iter().find(is_hidden)?;
    let mut open = Document {
        hidden: Vec::new(),
        ..document.clone()
    };
    let from = open.text.len();
    for hidden in document.hidden.iter().filter(is_hidden) {
        for line in hidden.text.lines().filter(|line| !line.trim().is_empty()) {
            open.text.push_str("\n\n");
            let start = open.text.len();
            open.text.push_str(line);
            open.lines.push(Line {
                span: Span::new(start, open.text.len()),
                page: hidden.page,
                role: Role::Body,
            });
        }
    }
    Some((open, from))
}

/// `document` with every word of mixed alphabets in Latin letters, and those words as written;
/// `None` when there is no such word.
pub fn latinised(document: &Document) -> Option<(Document, Vec<String>)> {
    let text = &document.text;
    // The lead bytes of Greek and Cyrillic letters.
    if !any_byte(text.as_bytes(), |byte| matches!(byte, 0xCD..=0xD4)) {
        return None;
    }
    let mut words = Vec::new();
    let mut changed = Vec::new();
    let mut rest = 0;
    while let Some(start) = text
        .get(rest..)?
        .find(char::is_alphabetic)
        .map(|at| rest + at)
    {
        let end = text[start..]
            .find(|c: char| !c.is_alphabetic())
            .map_or(text.len(), |at| start + at);
        rest = end;
        if let Some(latin) = mixed(&text[start..end]) {
            words.push(text[start..end].to_owned());
            changed.push((Span::new(start, end), latin));
        }
    }
    if changed.is_empty() {
        return None;
    }
    let mut latin = Document {
        text: String::with_capacity(text.len()),
        lines: Vec::with_capacity(document.lines.len()),
        hidden: Vec::new(),
        ..document.clone()
    };
    let mut changed = changed.iter().peekable();
    let mut at = 0;
    for line in &document.lines {
        latin.text.push_str(&text[at..line.span.start as usize]);
        at = line.span.start as usize;
        let start = latin.text.len();
        while let Some((span, word)) = changed.next_if(|(span, _)| span.end <= line.span.end) {
            latin.text.push_str(&text[at..span.start as usize]);
            latin.text.push_str(word);
            at = span.end as usize;
        }
        latin.text.push_str(&text[at..line.span.end as usize]);
        at = line.span.end as usize;
        latin.lines.push(Line {
            span: Span::new(start, latin.text.len()),
            ..*line
        });
    }
    Some((latin, words))
}

/// The word in Latin letters, where it mixes them with others that only look like them.
fn mixed(word: &str) -> Option<String> {
    if word.is_ascii() || word.chars().count() < SHORTEST_WORD {
        return None;
    }
    let mut plain = 0;
    let mut latin = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            plain += 1;
            latin.push(c);
        } else {
            latin.push(ALIKE.iter().find(|(other, _)| *other == c)?.1);
        }
    }
    (plain > 0).then_some(latin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, HiddenReason, plain};

    #[test]
    fn mixed_alphabets_are_read_as_they_look() {
        let cases = [
            ("Рython", Some("Python")),
            ("Jаvа", Some("Java")),
            ("Κubernetes", Some("Kubernetes")),
            ("Москва", None),
            ("С++", None),
            ("Javaразработчик", None),
            ("café", None),
            ("Python", None),
        ];
        for (word, expected) in cases {
            assert_eq!(mixed(word).as_deref(), expected, "{word}");
        }
        let document =
            plain::from_text("Clerk\n\nРython, Jаvа and С++\n", Format::PlainText).unwrap();
        let (latin, words) = latinised(&document).unwrap();
        assert_eq!(words, ["Рython", "Jаvа"]);
        let lines: Vec<&str> = latin
            .lines
            .iter()
            .map(|line| line.span.of(&latin.text))
            .collect();
        assert_eq!(lines, ["Clerk", "Python, Java and С++"]);
    }

    #[test]
    fn hidden_text_is_shown_behind_the_visible() {
        let mut document = plain::from_text("Clerk\n", Format::PlainText).unwrap();
        assert!(shown(&document).is_none());
        document.hidden.push(HiddenText {
            text: "Python\n\nRust".to_owned(),
            page: 1,
            reason: HiddenReason::Tiny,
            after: 1,
        });
        let (open, from) = shown(&document).unwrap();
        assert_eq!(&open.text[from..], "\n\nPython\n\nRust");
        assert_eq!(open.lines.len(), 3);
    }
}
