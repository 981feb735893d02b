//! Text of which nobody can tell without looking whether it is seen, and a person's word that
//! it is.

use super::{Document, HiddenText, Line, Role, Span, Warning};

impl Document {
    /// The document with its doubtful text as if it were seen; `None` where it has none.
    pub(crate) fn with_doubtful(&self) -> Option<Self> {
        self.hidden.iter().find(|hidden| hidden.is_doubtful())?;
        let mut accepted = self.clone();
        accepted.accept_doubtful();
        Some(accepted)
    }

    /// Puts doubtful text where it stands in the file, as lines of their own, with a warning
    /// that says how much; false where there is none.
    pub fn accept_doubtful(&mut self) -> bool {
        let (doubtful, hidden): (Vec<HiddenText>, Vec<HiddenText>) =
            std::mem::take(&mut self.hidden)
                .into_iter()
                .partition(HiddenText::is_doubtful);
        self.hidden = hidden;
        if doubtful.is_empty() {
            return false;
        }
        let characters = doubtful
            .iter()
            .map(|piece| piece.text.chars().count())
            .sum();
        let mut text = String::with_capacity(self.text.len());
        let mut lines = Vec::with_capacity(self.lines.len() + doubtful.len());
        let mut pending = doubtful.into_iter().peekable();
        let mut at = 0;
        let mut kept_before = Vec::with_capacity(self.lines.len() + 1);
        for (index, line) in self.lines.iter().enumerate() {
            while let Some(piece) = pending.next_if(|piece| piece.after <= index) {
                add(&mut text, &mut lines, &piece);
            }
            kept_before.push(lines.len());
            let between = &self.text[at..line.span.start as usize];
            text.push_str(if text.is_empty() || !between.is_empty() {
                between
            } else {
                "\n"
            });
            at = line.span.end as usize;
            let start = text.len();
            text.push_str(line.span.of(&self.text));
            lines.push(Line {
                span: Span::new(start, text.len()),
                ..*line
            });
        }
        for piece in pending {
            add(&mut text, &mut lines, &piece);
        }
        kept_before.push(lines.len());
        for hidden in &mut self.hidden {
            hidden.after = kept_before[hidden.after.min(kept_before.len() - 1)];
        }
        self.text = text;
        self.lines = lines;
        self.warnings.push(Warning::AcceptedDoubtful(characters));
        true
    }
}

fn add(text: &mut String, lines: &mut Vec<Line>, piece: &HiddenText) {
    for line in piece.text.lines().filter(|line| !line.trim().is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(line);
        lines.push(Line {
            span: Span::new(start, text.len()),
            page: piece.page,
            role: Role::Body,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, HiddenReason, plain};

    fn piece(text: &str, after: usize, reason: HiddenReason) -> HiddenText {
        HiddenText {
            text: text.to_owned(),
            page: 1,
            reason,
            after,
        }
    }

    #[test]
    fn accepted_text_stands_where_it_stood() {
        let mut document =
            plain::from_text("Clerk\n\nFiled papers\nTyped\n", Format::PlainText).unwrap();
        document.hidden = vec![
            piece("first", 0, HiddenReason::Doubtful),
            piece("white", 1, HiddenReason::Colour),
            piece("Python\n\nRust", 2, HiddenReason::Doubtful),
            piece("last", 9, HiddenReason::Doubtful),
        ];
        assert!(document.accept_doubtful());
        assert_eq!(
            document.text.trim_end(),
            "first\nClerk\n\nFiled papers\nPython\nRust\nTyped\nlast"
        );
        let lines: Vec<&str> = document
            .lines
            .iter()
            .map(|line| line.span.of(&document.text))
            .collect();
        assert_eq!(
            lines,
            [
                "first",
                "Clerk",
                "Filed papers",
                "Python",
                "Rust",
                "Typed",
                "last"
            ]
        );
        assert_eq!(document.hidden, [piece("white", 2, HiddenReason::Colour)]);
        assert_eq!(document.warnings, [Warning::AcceptedDoubtful(21)]);
        assert!(!document.accept_doubtful());
    }
}
