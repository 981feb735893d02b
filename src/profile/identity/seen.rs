//! What of a line of the head is recognised.

use super::cut::{columns, pieces, segments};
use super::name;
use super::prose;
use super::title;
use crate::document::{Document, Role, Span, budget};
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::profile::cv::sections::{SectionKind, heading_of, names_a_part, of_heading};
use crate::profile::dates::{self, Mention};
use crate::profile::education;
use crate::profile::spoken;
use crate::text::{Shape, TermSet, Token, words_of};

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words of a longest label.
const LONGEST_LABEL: usize = 5;
/// Digits of a shortest number that says who somebody is, not when or how many.
const NUMBER_OF_SOMEBODY: usize = 5;

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Names an occupation.
    Title,
    /// A skill that counts beside others only: alone it may be a name.
    Skill,
    /// Words of many trades: skills too, for the lists they stand in.
    Trades,
    /// Recognised as something else.
    Other,
    Unknown,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub span: Span,
    pub kind: Kind,
}

/// What is seen of one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub pieces: Vec<Piece>,
    /// Parts that are recognised for themselves.
    pub kept: Vec<Span>,
    /// A sentence, or a part of one that goes on.
    pub is_prose: bool,
    /// Skills beside others.
    pub is_list: bool,
    /// Something stands on it that may be a name; no word decides that for what it means.
    pub may_name: bool,
}

pub(super) struct Reader<'a> {
    pub document: &'a Document,
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// Of all lines.
    pub line_tokens: &'a [&'a [Token]],
    pub lexicon: &'a Lexicon,
    /// What is masked already, in order, without overlaps.
    pub masked: Vec<Span>,
    /// Lines that were asked for a range of dates.
    dated: RefCell<BTreeMap<usize, bool>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        document: &'a Document,
        tokens: &'a [Token],
        line_tokens: &'a [&'a [Token]],
        lexicon: &'a Lexicon,
        masked: Vec<Span>,
    ) -> Self {
        Self {
            document,
            text: &document.text,
            tokens,
            line_tokens,
            lexicon,
            masked,
            dated: RefCell::default(),
        }
    }
}

impl Reader<'_> {
    fn tokens_in<'t>(&self, tokens: &'t [Token], span: Span) -> &'t [Token] {
        let first = tokens.partition_point(|token| token.span().start < span.start);
        let last = tokens.partition_point(|token| token.span().start < span.end);
        &tokens[first..last.max(first)]
    }

    /// The parts of `span` that are neither masked nor `kept`.
    pub(super) fn outside(&self, span: Span, kept: &[Span]) -> Vec<Span> {
        let mut without: Vec<Span> = self.masked_in(span).to_vec();
        without.extend(kept.iter().filter(|kept| kept.overlaps(span)));
        without.sort_unstable();
        let mut parts = Vec::new();
        let mut at = span.start;
        for taken in without {
            if taken.start > at {
                parts.push(Span {
                    start: at,
                    end: taken.start,
                });
            }
            at = at.max(taken.end);
        }
        if at < span.end {
            parts.push(Span {
                start: at,
                end: span.end,
            });
        }
        parts
    }

    pub(super) fn masked_in(&self, span: Span) -> &[Span] {
        let first = self
            .masked
            .partition_point(|masked| masked.end <= span.start);
        let last = self
            .masked
            .partition_point(|masked| masked.start < span.end);
        &self.masked[first..last.max(first)]
    }

    /// Whether a range of dates stands on the line, outside of what is masked.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        let mut known = self.dated.borrow_mut();
        *known.entry(at).or_insert_with(|| self.holds_dates(at))
    }

    fn holds_dates(&self, at: usize) -> bool {
        let tokens = self.line_tokens[at];
        let digits = |token: &Token| token.of(self.text).contains(|c: char| c.is_numeric());
        tokens.iter().any(digits)
            && dates::find(self.text, tokens).iter().any(|found| {
                matches!(found.mention, Mention::Range { .. })
                    && self.masked_in(found.span).is_empty()
            })
    }

    /// Whether the words begin another line with a range of dates on it or right below: `VAULT
    /// SHIPPER` at the head, `Vault Shipper, 01/2019 to 11/2020` in a position.
    fn begins_a_position(&self, words: &[Token]) -> bool {
        let [first, second, ..] = words else {
            return false;
        };
        let same = |(word, token): (&Token, &Token)| word.key == token.key;
        let dated = |at: usize| at < self.line_tokens.len() && self.is_dated(at);
        budget::spend(self.line_tokens.len());
        self.line_tokens.iter().enumerate().any(|(at, line)| {
            line.len() >= words.len()
                && line[0].key == first.key
                && line[1].key == second.key
                && line[0].span() != first.span()
                && words.iter().zip(*line).all(same)
                && (dated(at) || dated(at + 1))
        })
    }

    /// What of the line is recognised; `before` is the line above, `named` whether something that
    /// may be a name stood on a line before.
    pub(super) fn see(&self, at: usize, before: Option<&Seen>, named: bool) -> Seen {
        let line = self.document.lines[at].span;
        let tokens = self.line_tokens[at];
        let mut seen = Seen::default();
        seen.may_name |= self.masks_a_word(line);
        if let Some(inline) = self.inline_heading(line, tokens) {
            seen.kept.push(inline);
            return seen;
        }
        if before.is_some_and(|before| before.is_prose) && prose::goes_on(self.text, at, self) {
            seen.kept.push(line);
            seen.is_prose = true;
            return seen;
        }
        // Work told in a list without a heading; the first item may be the name.
        if named && self.is_told_item(at) {
            seen.kept.push(line);
            seen.is_prose = true;
            return seen;
        }
        let languages = self.languages_of(line, tokens);
        let visible = self.outside(line, &[]);
        let columns = visible.iter().flat_map(|part| columns(self.text, *part));
        for column in columns {
            let words = self.tokens_in(tokens, column);
            if words.is_empty() {
                continue;
            }
            let unnamed = !named && !seen.may_name && seen.pieces.is_empty();
            if prose::is_prose(self.text, column, words, self) {
                let opening = prose::opening_name(self.text, words, unnamed, self);
                let mut kept = column;
                if let Some(last) = opening.last() {
                    kept.start = last.span().end;
                    seen.may_name = true;
                }
                seen.kept.push(kept);
                seen.is_prose = true;
                continue;
            }
            for segment in segments(self.text, column) {
                let words = self.tokens_in(words, segment);
                if !words.is_empty() {
                    self.see_segment(segment, words, &languages, unnamed, &mut seen);
                }
            }
        }
        seen.kept.extend(languages);
        seen
    }

    /// An item of a list with words written small, as names are not.
    fn is_told_item(&self, at: usize) -> bool {
        let line = self.document.lines[at];
        let written = line.span.of(self.text).trim_start();
        let marked = line.role == Role::ListItem || written.starts_with(['-', '•', '*', '–']);
        let small = |token: &Token| {
            let word = token.of(self.text);
            word.starts_with(char::is_lowercase) && word.len() > 2 && !name::is_particle(word)
        };
        marked && self.line_tokens[at].iter().any(small)
    }

    fn see_segment(
        &self,
        segment: Span,
        words: &[Token],
        languages: &[Span],
        unnamed: bool,
        seen: &mut Seen,
    ) {
        let mut values = segment;
        if let Some((label, value)) = self.label(segment, words) {
            if self.is_known_label(label) {
                self.keep_but_numbers(segment, words, seen);
                return;
            }
            if let Some(core) = title::core(self.text, label, false, self) {
                seen.kept.push(core);
            }
            values.start = value;
        }
        let mut after_title = false;
        for piece in pieces(self.text, values) {
            let words = self.tokens_in(words, piece);
            if words.is_empty() {
                continue;
            }
            let unnamed = unnamed && seen.pieces.is_empty();
            let kind = self.kind(piece, words, (unnamed, after_title), languages, seen);
            after_title |= kind == Kind::Title;
            // A skill or a place may be a name; so that none decides, both are taken for one.
            seen.may_name |= matches!(kind, Kind::Unknown | Kind::Skill) && self.spells(words);
            seen.pieces.push(Piece { span: piece, kind });
        }
    }

    fn kind(
        &self,
        piece: Span,
        words: &[Token],
        (unnamed, after_title): (bool, bool),
        languages: &[Span],
        seen: &mut Seen,
    ) -> Kind {
        static PERMITS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::LABELS_PERMIT]));
        static EMPLOYERS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_EMPLOYER]));
        if languages.iter().any(|language| language.overlaps(piece)) {
            return Kind::Other;
        }
        if words.len() > 1 && self.begins_a_position(words) {
            seen.kept.push(piece);
            return Kind::Title;
        }
        if let Some(core) = title::core(self.text, words, unnamed, self) {
            if core.start > piece.start && core.start > words[0].span().start {
                seen.may_name = true;
            }
            seen.kept.push(core);
            return Kind::Title;
        }
        if self.is_sure_skill(piece, words) {
            seen.kept.push(piece);
            return Kind::Skill;
        }
        if self.lexicon.lookup(piece.of(self.text)).is_some() {
            return Kind::Skill;
        }
        if title::is_of_trades(self.text, words, self) {
            seen.kept.push(piece);
            return Kind::Trades;
        }
        let degrees = education::find(self.text, words);
        if !degrees.is_empty() {
            for degree in &degrees {
                let mut span = degree.span;
                // `MSc in Chemistry`; `M.Sc. Ruby Marshgrove` names a field as well.
                let next = words.iter().find(|word| word.span().start >= span.end);
                let joined =
                    next.is_some_and(|next| next.of(self.text).starts_with(char::is_lowercase));
                if let Some(field) = degree
                    .field
                    .filter(|field| joined && field.start >= span.end)
                {
                    span = span.join(field);
                }
                seen.kept.push(span);
            }
            return Kind::Other;
        }
        let keeps = words.iter().any(|word| PERMITS.contains(&word.key))
            || after_title
                && (words.iter().any(|word| EMPLOYERS.contains(&word.key))
                    || words.len() > 1
                        && words
                            .iter()
                            .all(|word| title::is_known(self.text, *word, self)));
        if keeps {
            self.keep_but_numbers(piece, words, seen);
            return Kind::Other;
        }
        Kind::Unknown
    }

    /// Keeps `span` but for numbers of somebody: of a licence, an account.
    fn keep_but_numbers(&self, span: Span, words: &[Token], seen: &mut Seen) {
        let digits = |token: &Token| {
            let written = token.of(self.text);
            written.chars().filter(char::is_ascii_digit).count()
        };
        let mut start = span.start;
        for token in words
            .iter()
            .filter(|token| digits(token) >= NUMBER_OF_SOMEBODY)
        {
            if token.span().start > start {
                seen.kept.push(Span {
                    start,
                    end: token.span().start,
                });
            }
            start = token.span().end;
        }
        if start < span.end {
            seen.kept.push(Span {
                start,
                end: span.end,
            });
        }
    }

    /// A skill whose writing is nobody's name: `C++`, `PostgreSQL`, `PMP`, `Ruby on Rails`.
    fn is_sure_skill(&self, piece: Span, words: &[Token]) -> bool {
        let written = piece.of(self.text);
        let letters = || written.chars().filter(|c| c.is_alphabetic());
        let vowels = |c: char| "aeiouyAEIOUY".contains(c);
        let inner = || {
            let mut pairs = written.chars().zip(written.chars().skip(1));
            pairs.any(|(one, next)| one.is_lowercase() && next.is_uppercase())
        };
        let signs = || {
            written.contains(['+', '#', '.', '/', '&'])
                || written.contains(|c: char| c.is_ascii_digit())
        };
        let initials = || letters().all(char::is_uppercase) && !letters().any(vowels);
        let small = || {
            words[1..]
                .iter()
                .any(|word| word.of(self.text).starts_with(char::is_lowercase))
        };
        let sure = match words {
            [_] => signs() || inner() || initials(),
            _ => small() || signs() || initials(),
        };
        sure && self.lexicon.lookup(written.trim_end_matches('.')).is_some()
    }

    /// The words before the colon, and where what follows it begins.
    fn label<'t>(&self, segment: Span, words: &'t [Token]) -> Option<(&'t [Token], u32)> {
        let written = segment.of(self.text);
        let colon = written.find([':', '：'])?;
        let width = written[colon..].chars().next().map_or(1, char::len_utf8);
        let end = segment.start + colon as u32;
        let count = words.partition_point(|token| token.span().start < end);
        (1..=LONGEST_LABEL)
            .contains(&count)
            .then(|| (&words[..count], end + width as u32))
    }

    /// `Skills: Python`, `Experience: 5 years`.
    fn inline_heading(&self, line: Span, tokens: &[Token]) -> Option<Span> {
        let (label, _) = self.label(line, tokens)?;
        let kind = of_heading(label)?;
        (kind != SectionKind::Contact).then_some(line)
    }

    fn is_known_label(&self, label: &[Token]) -> bool {
        static LABELS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::LABELS_OF_WORK]));
        static PERMITS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::LABELS_PERMIT]));
        let known = |token: &Token| {
            LABELS.contains(&token.key)
                || PERMITS.contains(&token.key)
                || spoken::is_label(token.key)
        };
        heading_of(self.text, label).is_some_and(|kind| kind != SectionKind::Contact)
            || names_a_part(label)
            || label.iter().any(known)
    }

    /// Whether hunters masked letters that are no address.
    fn masks_a_word(&self, line: Span) -> bool {
        self.masked_in(line).iter().any(|masked| {
            let written = masked.of(self.text);
            !written.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | ':'))
                && written.chars().filter(|c| c.is_alphabetic()).count() > 2
        })
    }

    /// Whether the words may be a name: letters, and more than the title of a document.
    fn spells(&self, words: &[Token]) -> bool {
        let letters = |token: &&Token| {
            token.shape() == Shape::Word
                && token.of(self.text).chars().nth(1).is_some()
                && !name::stands_before(token)
                && !name::is_page_word(token)
        };
        words.len() <= LONGEST_LABEL + 1 && words.iter().any(|token| letters(&token))
    }

    /// Whether some line is a heading that is known.
    pub(super) fn has_heading(&self) -> bool {
        let mut lines = self.document.lines.iter().zip(self.line_tokens);
        lines.any(|(line, tokens)| {
            heading_of(self.text, tokens).is_some()
                || self.inline_heading(line.span, tokens).is_some()
        })
    }

    /// Whether some word of the line is not masked.
    pub(super) fn shows_words(&self, at: usize) -> bool {
        let masked = |token: &Token| !self.masked_in(token.span()).is_empty();
        !self.line_tokens[at].iter().all(masked)
    }

    /// Whether something masked stands right before `part`.
    pub(super) fn follows_masked(&self, part: Span) -> bool {
        let at = self
            .masked
            .partition_point(|masked| masked.end <= part.start);
        at.checked_sub(1)
            .and_then(|before| self.masked.get(before))
            .is_some_and(|before| {
                let between = &self.text[before.end as usize..part.start as usize];
                between.trim_matches([' ', '\'', '’']).is_empty()
            })
    }
}
