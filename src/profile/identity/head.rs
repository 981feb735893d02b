//! The head of a CV and its section of personal details, line by line.

use std::sync::LazyLock;

use super::address::{contact_line, is_address, is_loose_address, is_place};
use super::name::{self, Name};
use super::{
    LONG_LINE, LONGEST_VALUE, handle, is_address_word, leading_label, spaced, states_status,
};
use crate::document::{Document, Line, Role, Span};
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::profile::cv::sections::{SectionKind, of_heading};
use crate::profile::roles::names_a_role;
use crate::text::{Shape, TermSet, Token, words_of};

/// Lines that may belong to the head of a CV, at most.
const HEAD_LINES: usize = 14;
/// Sections of contact details that are read: each looks for its name in the whole CV.
const CONTACT_SECTIONS: usize = 32;
/// Lines that may belong to a section of contact details, at most.
const CONTACT_LINES: usize = 24;
/// Bytes that may belong to the head: a file whose lines were lost has no fifteenth line.
const HEAD_BYTES: u32 = 2_000;
/// Longest line of contact details, in tokens.
const LONGEST_CONTACT: usize = 24;
/// Words of a longest heading over contact details.
const LONGEST_CONTACT_HEADING: usize = 4;
/// Longest unlabelled line of personal details, in tokens.
const LONGEST_PERSONAL: usize = 12;
/// Lines in a row that may be a place or not.
const MOST_UNDECIDED: usize = 3;
/// Longest stretch between a name and an address on one line, in tokens.
const LONGEST_BETWEEN: usize = 14;

/// Where in the head a line stands.
struct State {
    section: SectionKind,
    /// Sections of contact details so far.
    contacts: usize,
    /// Lines of the section so far.
    read: usize,
    /// Identity stood on a line before, and nothing since that is not of the person or the title.
    after_identity: bool,
    /// Identity stood on the very line before, places since.
    beside_identity: bool,
    /// Lines that may be a place.
    undecided: Vec<Span>,
    /// A label whose value is on the next line, and whether that is a name.
    label_open: Option<bool>,
    /// The line before was one word of the name.
    name_goes_on: bool,
    /// In a block of personal details that no blank line has ended.
    personal: bool,
}

impl State {
    fn open(&mut self, section: SectionKind, personal: bool) {
        let contacts = self.contacts + usize::from(section == SectionKind::Contact);
        let is_contact = section == SectionKind::Contact && contacts <= CONTACT_SECTIONS;
        let section = if contacts > CONTACT_SECTIONS && section == SectionKind::Contact {
            SectionKind::Other
        } else {
            section
        };
        *self = Self {
            section,
            contacts,
            read: 0,
            after_identity: is_contact,
            beside_identity: is_contact,
            undecided: Vec::new(),
            label_open: None,
            name_goes_on: false,
            personal: personal && is_contact,
        };
    }

    fn identity(&mut self, spans: &mut Vec<Span>) {
        self.after_identity = true;
        self.beside_identity = true;
        spans.append(&mut self.undecided);
    }

    fn other(&mut self) {
        self.after_identity = false;
        self.beside_identity = false;
        self.personal = false;
        self.undecided.clear();
    }
}

/// Name, address and contact lines before the first section and in the section of contacts.
pub(super) fn read(
    document: &Document,
    line_tokens: &[&[Token]],
    contacts: &[Span],
    lexicon: &Lexicon,
    name: &mut Name,
    spans: &mut Vec<Span>,
) {
    static PERSONAL: LazyLock<TermSet> =
        LazyLock::new(|| words_of(&[key::LABELS_PERSONAL_DETAILS]));
    let text = &document.text;
    let mut state = State {
        section: SectionKind::Head,
        contacts: 0,
        read: 0,
        after_identity: false,
        beside_identity: false,
        undecided: Vec::new(),
        label_open: None,
        name_goes_on: false,
        personal: false,
    };
    for (line, tokens) in document.lines.iter().zip(line_tokens) {
        let open = matches!(state.section, SectionKind::Head | SectionKind::Contact);
        if tokens.is_empty() {
            state.personal &= state.read == 0;
            continue;
        }
        // Outside, only the heading of a section of contacts matters.
        if !open && tokens.len() > LONGEST_CONTACT_HEADING {
            continue;
        }
        if let Some(kind) =
            of_heading(tokens).filter(|_| name::names_in_title(text, tokens, lexicon).is_none())
        {
            // What ends the head right below an address is a town.
            if state.beside_identity {
                spans.append(&mut state.undecided);
            }
            state.open(
                kind,
                tokens.iter().any(|token| PERSONAL.contains(&token.key)),
            );
            continue;
        }
        if !open {
            continue;
        }
        state.read += 1;
        let too_far = match state.section {
            SectionKind::Head => state.read > HEAD_LINES || line.span.start > HEAD_BYTES,
            _ => state.read > CONTACT_LINES,
        };
        if too_far {
            state.section = SectionKind::Other;
            continue;
        }
        let place = Place {
            text,
            line,
            tokens,
            line_tokens,
            contacts,
            lexicon,
        };
        place.read(&mut state, name, spans);
    }
    if state.beside_identity {
        spans.append(&mut state.undecided);
    }
}

/// One line, and what is known around it.
struct Place<'a> {
    text: &'a str,
    line: &'a Line,
    tokens: &'a [Token],
    /// Of all lines.
    line_tokens: &'a [&'a [Token]],
    contacts: &'a [Span],
    lexicon: &'a Lexicon,
}

impl Place<'_> {
    fn read(&self, state: &mut State, name: &mut Name, spans: &mut Vec<Span>) {
        let Self {
            text, line, tokens, ..
        } = *self;
        let written = line.span.of(text);
        if line.role == Role::Identity {
            state.identity(spans);
            return;
        }
        if let Some(is_name) = state.label_open.take()
            && tokens.len() <= LONGEST_VALUE
            && leading_label(self.text, tokens).is_none_or(|(count, _)| count < tokens.len())
        {
            spans.push(line.span);
            if is_name {
                name.extend(text, tokens);
            }
            state.identity(spans);
            return;
        }
        if tokens.iter().all(|token| is_address_word(token.key)) {
            state.identity(spans);
            return;
        }
        if states_status(text, tokens) && !self.names_a_skill(tokens) {
            spans.push(line.span);
            state.identity(spans);
            return;
        }
        if self.label(state, name, spans) {
            return;
        }
        // What stands beside a name is judged without it: names have few words or many.
        let (mut beside, mut words) = (line.span, tokens);
        let first = state.read == 1;
        if state.section == SectionKind::Head && first {
            let letters = spaced::words(text, tokens);
            if !letters.is_empty() {
                name.extend_words(line.span, &letters);
                spans.push(line.span);
                state.identity(spans);
                return;
            }
        }
        // On the first line even where a label further down names somebody.
        if (name.is_empty() || first)
            && (state.section == SectionKind::Head
                || first && name::in_addresses(text, tokens, self.contacts))
            && let Some(found) =
                name::in_head(text, line.span, tokens, first, self.contacts, self.lexicon)
            && !self.is_title_of_position(found)
        {
            name.extend(text, found);
            if let (Some(first), Some(last)) = (found.first(), found.last()) {
                spans.push(first.span().join(last.span()));
                beside.start = last.span().end;
                let after = tokens.partition_point(|token| token.span().start < beside.start);
                words = &tokens[after..];
            }
            state.identity(spans);
            state.name_goes_on = found.len() == 1 && tokens.len() == 1;
            if words.len() <= 1 {
                return;
            }
            state.beside_identity = false;
        }
        // `Anna`, and `Nowak` on the next line.
        if std::mem::take(&mut state.name_goes_on)
            && (name::is_name(text, tokens)
                || matches!(tokens, [one] if name::is_single_name(text, one, self.lexicon)))
        {
            name.extend(text, tokens);
            spans.push(line.span);
            state.identity(spans);
            return;
        }
        let known = spans.len();
        handle::find(text, beside, true, &[], spans);
        let at = self
            .contacts
            .partition_point(|span| span.end <= line.span.start);
        let has_contact = spans.len() > known
            || self
                .contacts
                .get(at)
                .is_some_and(|span| span.overlaps(line.span));
        let labelled = written.contains([':', '：']);
        if words.len() <= LONGEST_CONTACT && (has_contact || is_address(text, words)) {
            contact_line(text, beside, spans);
            state.identity(spans);
        } else if has_contact {
            self.between(spans);
            state.identity(spans);
        } else if labelled {
            // Its label was read by itself; an unknown one says nothing of the person.
            state.label_open = self.open_label();
        } else if names_a_role(text, beside) {
            state.beside_identity = false;
            state.personal = false;
        } else if state.after_identity
            && is_loose_address(text, words)
            && !self.names_a_skill(words)
        {
            contact_line(text, beside, spans);
            state.identity(spans);
        } else if state.personal && self.is_personal() {
            spans.push(line.span);
            state.identity(spans);
        } else if state.after_identity
            && state.undecided.len() < MOST_UNDECIDED
            && is_place(text, beside, words)
            && !self.names_a_skill(words)
        {
            state.undecided.push(beside);
        } else if beside != line.span || state.read == 2 && state.beside_identity {
            // What stands beside or right below a name is a title, whatever its words.
            state.beside_identity = false;
        } else {
            state.other();
        }
    }

    /// Whether a line with a range of years begins with these words too: `VAULT SHIPPER` at the
    /// head, `Vault Shipper, 01/2019 to 11/2020` below.
    fn is_title_of_position(&self, words: &[Token]) -> bool {
        let is_year = |token: &Token| {
            let written = token.of(self.text).as_bytes();
            written.len() == 4
                && written.starts_with(b"19") | written.starts_with(b"20")
                && written.iter().all(u8::is_ascii_digit)
        };
        let same = |(word, token): (&Token, &Token)| word.key == token.key;
        self.line_tokens.iter().any(|line| {
            line.len() > words.len()
                && words.iter().zip(*line).all(same)
                && line.iter().filter(|token| is_year(token)).count() > 1
        })
    }

    /// `Name` or `Name Anna Nowak` without a colon.
    fn label(&self, state: &mut State, name: &mut Name, spans: &mut Vec<Span>) -> bool {
        let Self {
            text, line, tokens, ..
        } = *self;
        let written = line.span.of(text);
        if tokens.len() > LONGEST_VALUE
            || written.trim_end_matches([':', ' ']).contains([':', '：'])
        {
            return false;
        }
        let Some((count, label)) = leading_label(self.text, tokens) else {
            return false;
        };
        if count == tokens.len() {
            state.label_open = Some(label.is_name);
        } else if label.needs_a_sign || written.contains(':') {
            return false;
        } else if label.is_name {
            name.extend(text, &tokens[count..]);
        }
        spans.push(line.span);
        state.identity(spans);
        true
    }

    /// `E-mail:` with its value on the next line.
    fn open_label(&self) -> Option<bool> {
        let bare = self.line.span.of(self.text).trim_end();
        let (count, label) = leading_label(self.text, self.tokens)?;
        (bare.ends_with([':', '：']) && count == self.tokens.len()).then_some(label.is_name)
    }

    /// Whether half of the words or more are of skills.
    fn names_a_skill(&self, tokens: &[Token]) -> bool {
        let hits = self.lexicon.find(self.text, tokens);
        let words: usize = hits.iter().map(|hit| hit.token_count as usize).sum();
        words > 0 && 2 * words >= tokens.len()
    }

    /// A short line under a heading of personal details that names no permit.
    fn is_personal(&self) -> bool {
        static PERMITS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::LABELS_PERMIT]));
        self.tokens.len() <= LONGEST_PERSONAL
            && !self.tokens.iter().any(|token| PERMITS.contains(&token.key))
    }

    /// On a line that goes on: what stands between name, address and phone.
    fn between(&self, spans: &mut Vec<Span>) {
        let Some(end) = self.tokens.get(LONG_LINE.min(self.tokens.len()) - 1) else {
            return;
        };
        let head = Span {
            start: self.line.span.start,
            end: end.span().end,
        };
        let mut pieces: Vec<Span> = spans
            .iter()
            .filter(|span| span.overlaps(head))
            .copied()
            .collect();
        pieces.sort_unstable();
        for pair in pieces.windows(2) {
            let start = self
                .tokens
                .partition_point(|token| token.span().start < pair[0].end);
            let stop = self
                .tokens
                .partition_point(|token| token.span().end <= pair[1].start);
            let Some(between) = self.tokens.get(start..stop) else {
                continue;
            };
            let has_number = between.iter().any(|token| token.shape() == Shape::Number);
            let gap = Span {
                start: pair[0].end,
                end: pair[1].start,
            };
            if !between.is_empty()
                && between.len() <= LONGEST_BETWEEN
                && (has_number || is_place(self.text, gap, between))
                && !names_a_role(self.text, gap)
                && !self.names_a_skill(between)
            {
                spans.push(gap);
            }
        }
    }
}
