//! A line of the head cut into columns, segments and pieces.

use crate::document::Span;

/// The columns of a line: wide gaps, bars and bullets part them.
pub(super) fn columns(text: &str, line: Span) -> Vec<Span> {
    const SIGNS: [char; 14] = [
        '\t', '|', '¦', '•', '·', '∙', '●', '▪', '■', '◆', '\u{3000}', '✉', '☎', '★',
    ];
    parted(text, line, |rest| {
        if rest.starts_with("  ") {
            return Some(2);
        }
        let first = rest.chars().next()?;
        SIGNS.contains(&first).then(|| first.len_utf8())
    })
}

/// The parts of a column that is no sentence: dashes and the like part them.
pub(super) fn segments(text: &str, column: Span) -> Vec<Span> {
    const WIDE: [&str; 5] = [" - ", " – ", " / ", " >> ", " << "];
    parted(text, column, |rest| {
        let first = rest.chars().next()?;
        let wide = WIDE.iter().find(|sign| rest.starts_with(**sign));
        let sign = matches!(first, '—' | ';' | '；');
        wide.map(|sign| sign.len())
            .or(sign.then(|| first.len_utf8()))
    })
}

/// The pieces of a segment that commas part.
pub(super) fn pieces(text: &str, segment: Span) -> Vec<Span> {
    let mut depth = 0;
    parted(text, segment, |rest| {
        let first = rest.chars().next()?;
        match first {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        let comma = matches!(first, ',' | '，' | '、' | '،');
        (comma && depth <= 0).then(|| first.len_utf8())
    })
}

/// Parts of `whole` without the blanks around them, each up to a sign: `sign` tells its length.
fn parted(text: &str, whole: Span, mut sign: impl FnMut(&str) -> Option<usize>) -> Vec<Span> {
    let written = whole.of(text);
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut add = |start: usize, end: usize| {
        let part = &written[start..end];
        let from = start + part.len() - part.trim_start().len();
        let to = start + part.trim_end().len();
        if from < to {
            let base = whole.start as usize;
            parts.push(Span::new(base + from, base + to));
        }
    };
    while let Some(next) = written[at..].chars().next() {
        match sign(&written[at..]) {
            Some(length) => {
                add(start, at);
                at += length;
                start = at;
            }
            None => at += next.len_utf8(),
        }
    }
    add(start, written.len());
    parts
}
