//! Where sentences, footers and signatures say a name: `My name is`, `Yours sincerely`, `Signed:`.

use std::sync::LazyLock;

use super::name::{self, Name};
use super::unspaced;
use crate::document::{Document, Span};
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::profile::cv::sections::of_heading;
use crate::profile::roles::names_a_role;
use crate::text::{
    PhraseTable, Shape, TermFilter, TermSet, Token, Tokens, may_hold_unspaced, words_of,
};

/// Lines at the end that may hold a signature.
const LAST_LINES: usize = 8;
/// Lines at the beginning that may open with `Anna Nowak is`.
const OPENING_LINES: usize = 8;
/// Bytes at the beginning in which `I am` introduces.
const OPENING_BYTES: u32 = 3_000;
/// Longest line of a footer, in tokens.
const LONGEST_FOOTER: usize = 12;
/// Words of a date before its year.
const DATE_WORDS: usize = 4;
/// Longest line of place and date, in tokens.
const LONGEST_DATE_LINE: usize = 10;

/// Where the name is looked for.
struct Said<'a, 'b> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    name: &'a mut Name<'b>,
    spans: &'a mut Vec<Span>,
}

/// Names that introductions, signatures and footers say.
pub(super) fn read(
    document: &Document,
    tokens: &[Token],
    line_tokens: &[&[Token]],
    lexicon: &Lexicon,
    name: &mut Name,
    spans: &mut Vec<Span>,
) {
    let mut said = Said {
        text: &document.text,
        tokens,
        lexicon,
        name,
        spans,
    };
    said.introductions();
    let written: Vec<&[Token]> = line_tokens
        .iter()
        .copied()
        .filter(|tokens| !tokens.is_empty())
        .collect();
    said.openings(&written);
    said.closings(&written);
    said.footers(&written);
    said.signatures(&written);
}

impl Said<'_, '_> {
    fn gap(&self, at: usize) -> &str {
        self.view().gap(at)
    }

    fn view(&self) -> Tokens<'_> {
        Tokens::new(self.text, self.tokens)
    }

    /// Masks a name, and knows it from here on.
    fn found(&mut self, tokens: &[Token]) {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            self.spans.push(first.span().join(last.span()));
            self.name.extend(self.text, tokens);
        }
    }

    /// The end of the run of capitalised words at `start`.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start;
        while let Some(token) = self.tokens.get(end) {
            let written = token.of(self.text);
            let gap = self.gap(end);
            let joins = end == start
                || matches!(gap, " " | "-" | "\u{2011}" | "'" | "’")
                || gap == ". " && self.tokens[end - 1].span().len() <= 2;
            let capital = written.starts_with(char::is_uppercase)
                || gap == "-" && end > start
                || name::is_uncased(self.text, token) && end < start + 2;
            let fits = token.shape() == Shape::Word
                && (capital || end > start && name::is_particle(written))
                && !name::is_no_name(token);
            if !joins || !fits || end - start >= name::LONGEST {
                break;
            }
            end += 1;
        }
        while end > start + 1
            && self.tokens[end - 1]
                .of(self.text)
                .starts_with(char::is_lowercase)
            && self.gap(end - 1) != "-"
        {
            end -= 1;
        }
        end
    }

    fn introductions(&mut self) {
        static NAMED: LazyLock<PhraseTable<()>> =
            LazyLock::new(|| PhraseTable::of_keys(&[(key::IDENTITY_INTRODUCTION, ())]));
        static LIVES_IN: LazyLock<PhraseTable<()>> =
            LazyLock::new(|| PhraseTable::of_keys(&[(key::IDENTITY_LIVES_IN, ())]));
        static I_AM: LazyLock<PhraseTable<()>> =
            LazyLock::new(|| PhraseTable::of_keys(&[(key::IDENTITY_I_AM, ())]));
        let unspaced = may_hold_unspaced(self.text);
        let tokens = self.tokens;
        for (at, token) in tokens.iter().enumerate() {
            if unspaced && token.span().start < OPENING_BYTES {
                self.unspaced_introduction(*token, at);
            }
            if ![&NAMED, &LIVES_IN, &I_AM]
                .iter()
                .any(|table| table.may_begin(token.key))
            {
                continue;
            }
            let view = Tokens::new(self.text, tokens);
            if let Some(lives) = LIVES_IN.at(view, at) {
                self.lives_in(at, at + lives.count);
            }
            let named = NAMED.at(view, at);
            let opening = named.is_none() && token.span().start < OPENING_BYTES;
            let plain = if opening { I_AM.at(view, at) } else { None };
            let Some(found) = named.or(plain) else {
                continue;
            };
            let start = at + found.count;
            if !matches!(self.gap(start), " " | ": " | " \"" | " “") {
                continue;
            }
            let end = self.run_end(start);
            let run = tokens.get(start..end).unwrap_or_default();
            let goes_on = matches!(
                self.gap(end).chars().next(),
                Some(' ' | ',' | '،' | '.' | '!' | '\n')
            );
            let is_name = named.is_some() && !run.is_empty()
                || (name::is_name(self.text, run)
                    || matches!(run, [_]) && self.gap(end).starts_with([',', '!']))
                    && goes_on
                    && self.is_no_skill(run);
            if is_name {
                self.found(run);
            }
        }
    }

    /// Whether some word of the run is in no skill, or all are names: `Ruby Marshgrove`, `Ruby`,
    /// but not `Microsoft Certified`.
    fn is_no_skill(&self, run: &[Token]) -> bool {
        let hits = self.lexicon.find(self.text, run);
        let several = hits.iter().any(|hit| hit.token_count > 1);
        let is_name_too = |token: &Token| {
            name::ordinary().contains(&token.key)
                || self.lexicon.lookup(token.of(self.text)).is_none()
        };
        !several && (run.len() == 1 || run.iter().any(is_name_too))
    }

    /// Masks the town, street or country that begins at `start`, and the words `said` before it:
    /// some of them tell the sex.
    fn lives_in(&mut self, said: usize, start: usize) {
        /// Words of a longest address in a sentence.
        const LONGEST: usize = 10;
        let mut end = start;
        while let Some(token) = self.tokens.get(end) {
            let written = token.of(self.text);
            let gap = self.gap(end);
            let joins = matches!(gap, " " | "-" | "'" | "’" | ". " | ".") && gap.len() <= 2
                || end > start && matches!(gap, ", " | " - " | " (" | ") ");
            let fits = written.starts_with(name::is_capital)
                || written.starts_with(|c: char| c.is_ascii_digit())
                || name::is_particle(written);
            if !joins || !fits || end - start >= LONGEST {
                break;
            }
            end += 1;
        }
        let (Some(first), Some(last)) = (
            self.tokens.get(said).filter(|_| end > start),
            self.tokens.get(end.saturating_sub(1)),
        ) else {
            return;
        };
        if self.tokens[start]
            .of(self.text)
            .starts_with(char::is_lowercase)
        {
            return;
        }
        self.spans.push(first.span().join(last.span()));
    }

    fn unspaced_introduction(&mut self, token: Token, at: usize) {
        if !unspaced::is_unspaced(token.of(self.text)) {
            return;
        }
        let Some((place, goes_on)) = unspaced::introduced(self.text, token) else {
            return;
        };
        let written = place.of(self.text);
        let letters = written.chars().count();
        if written.is_empty() || letters > 6 && unspaced::is_unspaced(written) {
            return;
        }
        let mut whole = place;
        let mut parts = vec![written.to_owned()];
        let mut end = at + 1;
        while let Some(next) = self.tokens.get(end).filter(|_| goes_on) {
            let written = next.of(self.text);
            if !matches!(self.gap(end), " " | "-" | "'") || end > at + name::LONGEST {
                break;
            }
            let plain = written.find(|c: char| {
                !c.is_ascii_alphabetic() && unspaced::is_unspaced(c.encode_utf8(&mut [0; 4]))
            });
            let kept = &written[..plain.unwrap_or(written.len())];
            if kept.is_empty() {
                break;
            }
            parts.push(kept.to_owned());
            whole.end = next.span().start + kept.len() as u32;
            end += 1;
            if plain.is_some() {
                break;
            }
        }
        self.spans.push(whole);
        self.name.extend_words(whole, &parts);
    }

    /// `李伟是物流主管`, `Anna Nowak是`: the name before a copula that no space parts from it.
    fn unspaced_opening(&mut self, line: &[Token]) -> bool {
        let Some(at) = line
            .iter()
            .take(name::LONGEST)
            .position(|token| unspaced::is_unspaced(token.of(self.text)))
        else {
            return false;
        };
        let (token, before) = (line[at], &line[..at]);
        let written = token.of(self.text);
        let copulas = key::IDENTITY_UNSPACED_COPULA.phrases();
        let found = copulas.filter_map(|copula| written.find(copula)).min();
        let Some(copula) = found.filter(|&copula| copula > 0) else {
            return false;
        };
        let own = &written[..copula];
        let is_name = if own.is_ascii() {
            before
                .iter()
                .all(|word| word.of(self.text).starts_with(char::is_uppercase))
                && own.starts_with(char::is_uppercase)
                && !before.is_empty()
        } else {
            before.is_empty()
                && (2..=4).contains(&own.chars().count())
                && !names_a_role(own, Span::new(0, own.len()))
        };
        if is_name {
            let start = before.first().unwrap_or(&token).span().start as usize;
            let whole = Span::new(start, token.span().start as usize + copula);
            let mut words: Vec<String> = Vec::new();
            words.extend(before.iter().map(|word| word.of(self.text).to_owned()));
            words.push(own.to_owned());
            self.spans.push(whole);
            self.name.extend_words(whole, &words);
        }
        is_name
    }

    /// `Anna Nowak is a nurse` where the CV or its summary begins.
    fn openings(&mut self, lines: &[&[Token]]) {
        if !self.name.is_empty() {
            return;
        }
        for line in lines.iter().take(OPENING_LINES) {
            if of_heading(line).is_some() {
                continue;
            }
            if self.unspaced_opening(line) {
                return;
            }
            let Some(opening) = name::before_copula(self.text, line, self.lexicon) else {
                continue;
            };
            if self.lexicon.find(self.text, opening).is_empty() {
                self.found(opening);
                return;
            }
        }
    }

    fn closings(&mut self, lines: &[&[Token]]) {
        static CLOSINGS: LazyLock<PhraseTable<()>> =
            LazyLock::new(|| PhraseTable::of_keys(&[(key::IDENTITY_CLOSING, ())]));
        /// Words of a longest closing sentence (`Veuillez agréer …`).
        const LONGEST: usize = 16;
        for pair in lines.windows(2) {
            let [closing, signed] = pair else { continue };
            if closing.len() > LONGEST || signed.len() > name::LONGEST {
                continue;
            }
            if CLOSINGS
                .all_before(Tokens::new(self.text, closing), closing.len())
                .next()
                .is_some()
                && (name::is_name(self.text, signed) || self.is_single(signed))
            {
                self.found(signed);
            }
        }
    }

    fn is_single(&self, tokens: &[Token]) -> bool {
        matches!(tokens, [single] if name::is_single_name(self.text, single, self.lexicon))
    }

    /// `Curriculum vitae Anna Nowak | 2`
    fn footers(&mut self, lines: &[&[Token]]) {
        for line in lines.iter().filter(|line| line.len() <= LONGEST_FOOTER) {
            let pages = line
                .iter()
                .rev()
                .take_while(|token| token.shape() == Shape::Number)
                .count();
            let words = &line[..line.len() - pages];
            if let Some(named) = name::names_in_title(self.text, words, self.lexicon) {
                self.found(named);
                // Nor do the document's title and the page's number say what somebody can.
                self.spans
                    .extend(Tokens::new(self.text, line).span(0..line.len()));
            }
        }
    }

    fn signatures(&mut self, lines: &[&[Token]]) {
        static SIGNED: LazyLock<PhraseTable<()>> =
            LazyLock::new(|| PhraseTable::of_keys(&[(key::LABELS_SIGNED, ())]));
        let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
        let mut is_signed = false;
        for (at, line) in last.iter().enumerate() {
            let after_label = SIGNED
                .at(Tokens::new(self.text, line), 0)
                .and_then(|found| line.get(found.count..))
                .filter(|rest| !rest.is_empty() && rest.len() <= name::LONGEST);
            let after_date = self.after_date(line);
            let whole = self.signs(line, at.checked_sub(1).and_then(|before| last.get(before)));
            for signed in [after_label, after_date, whole].into_iter().flatten() {
                if name::is_name(self.text, signed) || self.is_single(signed) {
                    self.found(signed);
                    is_signed = true;
                }
            }
        }
        let dated = last.iter().any(|line| self.is_date_line(line));
        for line in last {
            let masked = is_signed && self.is_date_line(line)
                || (is_signed || dated) && self.is_place_line(line);
            if masked && let (Some(first), Some(last)) = (line.first(), line.last()) {
                self.spans.push(first.span().join(last.span()));
            }
        }
    }

    /// A line that is a name in brackets, or a name below place and date.
    fn signs<'a>(&self, line: &'a [Token], before: Option<&&[Token]>) -> Option<&'a [Token]> {
        let (first, last) = (line.first()?, line.last()?);
        if line.len() > name::LONGEST {
            return None;
        }
        let bracketed = self.text[..first.span().start as usize].ends_with('(')
            && self.text[last.span().end as usize..].starts_with(')');
        let dated = before.is_some_and(|before| self.is_date_line(before));
        (bracketed || dated).then_some(line)
    }

    /// Place and date, and nothing else: `Leeds, 1 March 2024`.
    fn is_date_line(&self, line: &[Token]) -> bool {
        self.date_end(line)
            .is_some_and(|end| line.len() <= LONGEST_DATE_LINE && line.len() - end <= 1)
    }

    /// The name that follows place and date on one line.
    fn after_date<'a>(&self, line: &'a [Token]) -> Option<&'a [Token]> {
        let end = self.date_end(line)?;
        let rest = line.get(end..).filter(|rest| !rest.is_empty())?;
        let gap = &self.text[line[end - 1].span().end as usize..rest[0].span().start as usize];
        let parted = gap.contains([',', '\t', '\u{2003}']) || gap.contains("  ");
        (parted && rest.len() <= name::LONGEST && self.lexicon.find(self.text, rest).is_empty())
            .then_some(rest)
    }

    /// Index behind the year of a full date.
    fn date_end(&self, line: &[Token]) -> Option<usize> {
        let is_year = |token: &Token| {
            let written = token.of(self.text);
            token.shape() == Shape::Number && written.len() == 4 && written.starts_with(['1', '2'])
        };
        let mut years = line.iter().enumerate().filter(|(_, token)| is_year(token));
        let (at, _) = years.next()?;
        // Day, month and perhaps `de`: nothing else stands before the year.
        let near = &line[at.saturating_sub(DATE_WORDS)..at];
        let is_day = |token: &Token| {
            let written = token.of(self.text);
            written.starts_with(|c: char| c.is_ascii_digit())
                && written.trim_end_matches(char::is_alphabetic).len() <= 2
        };
        let days = near.iter().filter(|token| is_day(token)).count();
        let day = days > 1 || days == 1 && near.len() > 1 && line.len() > 2;
        let span = line.first()?.span().join(line.get(at)?.span());
        (years.next().is_none() && day && !names_a_role(self.text, span)).then_some(at + 1)
    }

    /// `Place: Leeds`.
    fn is_place_line(&self, line: &[Token]) -> bool {
        static PLACES: LazyLock<PhraseTable<()>> =
            LazyLock::new(|| PhraseTable::of_keys(&[(key::LABELS_PLACE, ())]));
        static COLON: [&str; 4] = [":", " :", "：", "："];
        /// Words of a longest town.
        const LONGEST: usize = 6;
        let line = Some(line).filter(|line| line.len() <= LONGEST);
        let Some((line, found)) =
            line.and_then(|line| Some((line, PLACES.at(Tokens::new(self.text, line), 0)?)))
        else {
            return false;
        };
        let count = found.count;
        match (line.get(count - 1), line.get(count)) {
            (Some(label), Some(value)) => {
                let gap = &self.text[label.span().end as usize..value.span().start as usize];
                COLON.iter().any(|colon| gap.starts_with(colon))
            }
            _ => false,
        }
    }
}

/// Masks the name that somebody was born with: `(née Nowak)`.
pub(super) fn born_as(text: &str, tokens: &[Token], name: &mut Name, spans: &mut Vec<Span>) {
    static BORN_AS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_BORN_AS]));
    static FILTER: LazyLock<TermFilter> = LazyLock::new(|| BORN_AS.iter().copied().collect());
    let filter = &*FILTER;
    for pair in tokens.windows(2) {
        let [born, given] = pair else { continue };
        if born.span().start > OPENING_BYTES {
            break;
        }
        if filter.may_hold(born.key)
            && BORN_AS.contains(&born.key)
            && born.of(text).starts_with(char::is_lowercase)
            && given.of(text).starts_with(char::is_uppercase)
            && matches!(
                &text[born.span().end as usize..given.span().start as usize],
                " " | ". "
            )
        {
            spans.push(born.span().join(given.span()));
            name.extend(text, &[*given]);
        }
    }
}
