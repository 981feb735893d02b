//! Writes lines with labels, by patterns.

use std::collections::BTreeMap;

use super::person::Pieces;
use crate::sample::{ANY_LINE, Mark, NOTHING, Sample};
use cvrank::document::Span;
use cvrank::reader::labels::{LineLabel, WordLabel};
use cvrank::reader::lines;

/// What a pattern may name.
pub(crate) type Fields = BTreeMap<&'static str, Pieces>;

/// A document that is being written.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(super) text: String,
    pub(super) labels: Vec<(u32, LineLabel)>,
    pub(super) marks: Vec<Mark>,
    pub(super) masked: Vec<Span>,
    /// Labels of forms as this document writes them.
    pub(crate) forms: BTreeMap<String, String>,
    /// Before each item of a list.
    pub(crate) bullet: &'static str,
    /// An empty line behind each line.
    pub(crate) spread: bool,
}

impl Sheet {
    fn at(&self) -> u32 {
        self.text.len() as u32
    }

    pub(crate) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A line without anything marked.
    pub(crate) fn plain(&mut self, label: LineLabel, text: &str) {
        self.labels.push((self.at(), label));
        self.text.push_str(text);
        self.end();
    }

    /// A line all of which says who somebody is.
    pub(crate) fn masked(
        &mut self,
        label: LineLabel,
        before: &str,
        name: &str,
        behind: &str,
        is_masked: bool,
    ) {
        self.labels.push((self.at(), label));
        self.text.push_str(before);
        if is_masked && !name.is_empty() {
            let start = self.text.len();
            self.masked.push(Span::new(start, start + name.len()));
        }
        self.text.push_str(name);
        self.text.push_str(behind);
        self.end();
    }

    fn end(&mut self) {
        self.text.push('\n');
        if self.spread {
            self.text.push('\n');
        }
    }

    /// A line by a pattern: `{field}`, `{@form}` the label of a form, `[left out where a field is
    /// missing]`. Whether anything was written.
    pub(crate) fn pattern(&mut self, label: LineLabel, pattern: &str, fields: &Fields) -> bool {
        let mut pieces = Pieces::new();
        if !self.pieces(pattern, fields, &mut pieces) {
            return false;
        }
        self.labels.push((self.at(), label));
        self.put(&pieces);
        self.end();
        true
    }

    fn put(&mut self, pieces: &Pieces) {
        for (text, label) in pieces {
            let start = self.text.len();
            self.text.push_str(text);
            // Where somebody lives is masked wherever it stands, and so is what leads to a name.
            if *label == Some(WordLabel::Place) && start.is_multiple_of(9) {
                self.masked.push(Span::new(start, self.text.len()));
            } else if let Some(at) = text.find("Dr. ") {
                self.masked.push(Span::new(start + at, start + at + 2));
            }
            if let Some(label) = label.filter(|_| !text.trim().is_empty()) {
                self.marks
                    .push(Mark::of(Span::new(start, self.text.len()), label));
            }
        }
    }

    /// The label of a form; its first half where the name ends in `<`, its second at `>`.
    fn form(&self, name: &str) -> String {
        let form = |name: &str| self.forms.get(name).cloned().unwrap_or_default();
        let half = |whole: &str| {
            let middle = whole.split(' ').count().div_ceil(2);
            let mut spaces = whole.match_indices(' ').skip(middle - 1);
            spaces.next().map_or(whole.len(), |(at, _)| at)
        };
        if let Some(name) = name.strip_suffix('<') {
            let whole = form(name);
            whole[..half(&whole)].to_owned()
        } else if let Some(name) = name.strip_suffix('>') {
            let whole = form(name);
            whole[half(&whole)..].trim_start().to_owned()
        } else {
            form(name)
        }
    }

    /// The pieces of a pattern; false where nothing of it is there.
    fn pieces(&self, pattern: &str, fields: &Fields, pieces: &mut Pieces) -> bool {
        let mut rest = pattern;
        let mut some = pattern
            .split('{')
            .skip(1)
            .all(|field| field.starts_with('@'));
        while let Some(at) = rest.find(['{', '[']) {
            push(pieces, &rest[..at]);
            let is_field = rest[at..].starts_with('{');
            let Some(end) = rest[at..].find(if is_field { '}' } else { ']' }) else {
                break;
            };
            let inner = &rest[at + 1..at + end];
            rest = &rest[at + end + 1..];
            if !is_field {
                let mut optional = Pieces::new();
                let names = inner
                    .split('{')
                    .skip(1)
                    .filter_map(|part| part.split('}').next());
                let mut plain = names.filter(|name| !name.starts_with('@'));
                if plain.all(|name| fields.contains_key(name))
                    && self.pieces(inner, fields, &mut optional)
                {
                    pieces.extend(optional);
                }
            } else if let Some(name) = inner.strip_prefix('@') {
                pieces.push((self.form(name), Some(WordLabel::Form)));
            } else if let Some(value) = fields.get(inner) {
                pieces.extend(value.iter().cloned());
                some = true;
            }
        }
        push(pieces, rest);
        some
    }

    /// The document with what is known of it.
    pub(crate) fn finish(self, forgotten: u32) -> Sample {
        let lines = lines::of_text(&self.text);
        let mut known = self.labels.iter().peekable();
        let mut current = None;
        let allowed = lines
            .iter()
            .map(|line| {
                let mut is_first = false;
                while known.peek().is_some_and(|(at, _)| *at <= line.start) {
                    current = known.next().map(|(_, label)| *label);
                    is_first = true;
                }
                match current {
                    Some(LineLabel::PositionStart) if !is_first => LineLabel::PositionMore.bit(),
                    Some(LineLabel::ProjectStart) if !is_first => LineLabel::ProjectMore.bit(),
                    Some(LineLabel::EducationStart) if !is_first => LineLabel::EducationMore.bit(),
                    Some(label) => label.bit(),
                    None => ANY_LINE,
                }
            })
            .collect();
        Sample {
            text: self.text,
            lines,
            allowed,
            marks: self.marks,
            outside: NOTHING,
            masked: self.masked,
            lexical: false,
            forgotten,
        }
    }
}

fn push(pieces: &mut Pieces, text: &str) {
    if !text.is_empty() {
        pieces.push((text.to_owned(), None));
    }
}
