//! Documents with a few words changed or lines added, as another version of the same file has them.

use crate::document::{Document, Line, Role, Span};

/// `document` with the text of each span replaced; spans are sorted, do not overlap, and none
/// leaves its line.
pub(crate) fn replaced(document: &Document, edits: &[(Span, String)]) -> Document {
    let mut text = String::with_capacity(document.text.len());
    let mut lines = Vec::with_capacity(document.lines.len());
    let mut edits = edits.iter().peekable();
    let mut at = 0;
    for line in &document.lines {
        text.push_str(between(document, at, line.span.start));
        at = line.span.start;
        let start = text.len();
        while let Some((span, new)) = edits.next_if(|(span, _)| span.end <= line.span.end) {
            text.push_str(between(document, at, span.start));
            text.push_str(new);
            at = span.end;
        }
        text.push_str(between(document, at, line.span.end));
        at = line.span.end;
        lines.push(Line {
            span: Span::new(start, text.len()),
            ..*line
        });
    }
    text.push_str(document.text.get(at as usize..).unwrap_or_default());
    Document {
        text,
        lines,
        ..document.clone()
    }
}

fn between(document: &Document, start: u32, end: u32) -> &str {
    document
        .text
        .get(start as usize..end as usize)
        .unwrap_or_default()
}

/// `document` with lines added before line `place` (the number of lines: at the end).
pub(crate) fn inserted(document: &Document, place: usize, added: &[(String, Role)]) -> Document {
    let mut text = String::with_capacity(document.text.len() + 100);
    let mut lines = Vec::with_capacity(document.lines.len() + added.len());
    let page = |at: usize| {
        document
            .lines
            .get(at)
            .map_or(document.pages, |line| line.page)
    };
    let add = |text: &mut String, lines: &mut Vec<Line>, page: u32| {
        for (written, role) in added {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(written);
            lines.push(Line {
                span: Span::new(start, text.len()),
                page,
                role: *role,
            });
        }
        text.push('\n');
    };
    let mut at = 0;
    for (number, line) in document.lines.iter().enumerate() {
        let gap = between(document, at, line.span.start);
        if number == place && number > 0 && gap.contains("\n\n") {
            // What is added belongs to what stands before the blank line, not behind it.
            add(&mut text, &mut lines, page(number - 1));
            text.push_str(gap.strip_prefix('\n').unwrap_or(gap));
        } else {
            text.push_str(gap);
            if number == place {
                add(&mut text, &mut lines, page(number));
            }
        }
        let start = text.len();
        text.push_str(line.span.of(&document.text));
        at = line.span.end;
        lines.push(Line {
            span: Span::new(start, text.len()),
            ..*line
        });
    }
    text.push_str(document.text.get(at as usize..).unwrap_or_default());
    if place >= document.lines.len() {
        add(&mut text, &mut lines, document.pages);
    }
    Document {
        text,
        lines,
        ..document.clone()
    }
}

/// `document` with `written` behind it, after a blank line.
pub(crate) fn appended(document: &Document, written: &str) -> Document {
    let mut longer = document.clone();
    longer.text.push_str("\n\n");
    for line in written.split('\n') {
        let start = longer.text.len();
        longer.text.push_str(line);
        let span = Span::new(start, longer.text.len());
        if !line.trim().is_empty() {
            longer.lines.push(Line {
                span,
                page: document.pages,
                role: Role::Body,
            });
        }
        longer.text.push('\n');
    }
    longer
}

/// `document` twice, the second time with the same roles.
pub(crate) fn doubled(document: &Document) -> Document {
    let mut longer = document.clone();
    longer.text.push_str("\n\n");
    let moved = longer.text.len();
    longer.text.push_str(&document.text);
    longer.lines.extend(document.lines.iter().map(|line| Line {
        span: Span::new(
            line.span.start as usize + moved,
            line.span.end as usize + moved,
        ),
        page: document.pages,
        role: line.role,
    }));
    longer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};

    fn shown(document: &Document) -> Vec<&str> {
        let lines = document.lines.iter();
        lines.map(|line| line.span.of(&document.text)).collect()
    }

    #[test]
    fn lines_stay_true() {
        let known = plain::from_text("one two\n\nthree\n", Format::PlainText).unwrap();
        let edits = [
            (Span::new(0, 3), "first".to_owned()),
            (Span::new(9, 14), "3".to_owned()),
        ];
        let other = replaced(&known, &edits);
        assert_eq!(other.text, "first two\n\n3\n");
        assert_eq!(shown(&other), ["first two", "3"]);
        let other = inserted(&known, 1, &[("new".to_owned(), Role::Body)]);
        assert_eq!(other.text, "one two\nnew\n\nthree\n");
        assert_eq!(shown(&other), ["one two", "new", "three"]);
        let other = appended(&known, "a\n\nb");
        assert_eq!(shown(&other), ["one two", "three", "a", "b"]);
    }
}
