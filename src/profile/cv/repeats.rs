//! Stretches of a CV that stand in it before, word for word: a position, a section or the whole
//! once more.
//!
//! They are masked before anything is read, so that saying a thing twice is worth what saying it
//! once is. A line alone, or the same duties under two positions, are no repetition.

use std::ops::Range;

use super::passages::fingerprint;
use super::sections::{names_a_part, of_heading};
use crate::document::{Document, Line, Span, budget};
use crate::profile::dates::{self, Found, Mention};
use crate::profile::roles::tokens_name_a_role;
use crate::text::{TermFilter, TermMap, Token, pair_key};

/// Words of a shortest repetition: a table of positions before their details has fewer in a row
/// that stand again.
const LEAST_WORDS: usize = 20;
/// Lines of a shortest section, its heading among them; also those by which a run is looked up
/// before a single line is, which may stand in many places.
const LINES: usize = 3;
/// Longest line, in tokens, that a date without an end makes a position of.
const LONGEST_TITLE: usize = 16;

/// Whether lines that stand in a CV before have as many words as a repetition; false is certain.
pub(super) fn may_be_any(all: &[&[Token]]) -> bool {
    let mut seen: TermFilter = TermFilter::default();
    let mut words = 0;
    for tokens in all.iter().filter(|tokens| !tokens.is_empty()) {
        let print = fingerprint(tokens);
        if seen.may_hold(print) {
            words += tokens.len();
        }
        seen.insert(print);
    }
    words >= LEAST_WORDS
}

/// Ranges of lines that repeat earlier ones, in order.
///
/// `all[i]` are the tokens of line i, `tokens[i]` those that are not masked: a copy is masked in
/// other places than what it repeats, where the head of the CV is a part of it.
pub(super) fn find(
    document: &Document,
    all: &[&[Token]],
    tokens: &[&[Token]],
) -> Vec<Range<usize>> {
    let mut search = Search::new(document, all, tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < search.lines.len() {
        let (from, count) = search.run(at);
        let last = at + count.max(1);
        if count > 0 && search.is_whole(from, at..last) {
            found.push(search.lines[at].0..search.lines[last - 1].0 + 1);
            at = last;
            continue;
        }
        // The end of a run may begin another.
        let next = last.saturating_sub(LINES - 1).max(at + 1);
        (at..next).for_each(|line| search.learn(line));
        at = next;
    }
    found
}

/// The document without the lines in `left_out`; all other bytes stay where they are.
pub(super) fn without(mut document: Document, left_out: &[Range<usize>]) -> Document {
    let mut masked: Vec<Span> = Vec::with_capacity(left_out.len());
    for range in left_out {
        let before = range
            .start
            .checked_sub(1)
            .and_then(|at| document.lines.get(at));
        let (Some(first), Some(last)) = (
            document.lines.get(range.start),
            document.lines.get(range.end - 1),
        ) else {
            continue;
        };
        // What parts the line before from these parts it from nothing then.
        masked.push(Span {
            start: before.map_or(first.span.start, |line| line.span.end),
            end: last.span.end,
        });
    }
    let mut ranges = left_out.iter().peekable();
    let mut at = 0;
    document.lines.retain(|_: &Line| {
        while ranges.next_if(|range| range.end <= at).is_some() {}
        let kept = !ranges.peek().is_some_and(|range| range.contains(&at));
        at += 1;
        kept
    });
    document.text = super::filled(&document.text, &masked, ' ');
    document
}

struct Search<'a> {
    document: &'a Document,
    tokens: &'a [&'a [Token]],
    /// Index and fingerprint of each line that has words.
    lines: Vec<(usize, u64)>,
    /// Where in `lines` a line, and a run of [`LINES`], stands first.
    singles: TermMap<u32>,
    runs: TermMap<u32>,
}

impl<'a> Search<'a> {
    fn new(document: &'a Document, all: &[&[Token]], tokens: &'a [&'a [Token]]) -> Self {
        let lines: Vec<(usize, u64)> = all
            .iter()
            .enumerate()
            .filter(|(_, all)| !all.is_empty())
            .map(|(at, all)| (at, fingerprint(all)))
            .collect();
        Self {
            document,
            tokens,
            singles: TermMap::with_capacity_and_hasher(lines.len(), Default::default()),
            runs: TermMap::with_capacity_and_hasher(lines.len(), Default::default()),
            lines,
        }
    }

    fn run_key(&self, at: usize) -> Option<u64> {
        let run = self.lines.get(at..at + LINES)?;
        run.iter().map(|(_, print)| *print).reduce(pair_key)
    }

    fn learn(&mut self, at: usize) {
        if let Some(key) = self.run_key(at) {
            self.runs.entry(key).or_insert(at as u32);
        }
        if let Some((_, print)) = self.lines.get(at) {
            self.singles.entry(*print).or_insert(at as u32);
        }
    }

    /// Where the lines from `at` on, which is not learnt, stood before, and how many of them.
    fn run(&self, at: usize) -> (usize, usize) {
        let single = || self.singles.get(&self.lines.get(at)?.1);
        let known = (self.run_key(at).and_then(|key| self.runs.get(&key))).or_else(single);
        let Some(&from) = known else { return (0, 0) };
        let from = from as usize;
        let pairs = self.lines[from..].iter().zip(&self.lines[at..]);
        let same = pairs.take_while(|((_, one), (_, other))| one == other);
        let (count, period) = (same.count(), at - from);
        budget::spend(count);
        // Where copies stand side by side, what follows the last may begin as they do.
        let over = if count > period { count % period } else { 0 };
        (from, count - over)
    }

    /// Whether a run holds more than an honest CV says twice.
    fn is_whole(&self, from: usize, run: Range<usize>) -> bool {
        let lines = || {
            let run = self.lines[run.clone()].iter();
            run.map(|(line, _)| self.tokens[*line])
        };
        let words: usize = lines().map(<[Token]>::len).sum();
        let heads = |tokens: &[Token]| of_heading(tokens).is_some() && !names_a_part(tokens);
        words >= LEAST_WORDS
            && (from == 0 || run.len() >= LINES && lines().any(heads) || self.is_dated(lines()))
    }

    /// Whether the lines hold the dates of a position.
    fn is_dated(&self, lines: impl Iterator<Item = &'a [Token]>) -> bool {
        let text = &self.document.text;
        let is_range = |found: &Found| matches!(found.mention, Mention::Range { .. });
        let mut all: Vec<Token> = Vec::new();
        for tokens in lines {
            if tokens.len() <= LONGEST_TITLE
                && tokens_name_a_role(text, tokens)
                && !dates::find(text, tokens).is_empty()
            {
                return true;
            }
            all.extend_from_slice(tokens);
        }
        // Dates may be broken over two lines.
        dates::find(text, &all).iter().any(is_range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::cv::{self, CvProfile};
    use crate::profile::dates::Month;

    const POSITION: &str = "\
Accountant, Brill Ltd, 03/2015 - 04/2018
- Closed the books of four firms each month
- Prepared payroll for ninety people
- Wrote the report for the auditors
";

    fn read(text: &str) -> CvProfile {
        let document = plain::read(text.as_bytes(), Format::PlainText).unwrap();
        cv::read(&document, Lexicon::builtin(), Month::new(2024, 1))
    }

    /// What is matched, apart from where it stands.
    fn told(profile: &CvProfile) -> (usize, usize, u32, usize) {
        (
            profile.tokens.len(),
            profile.passages.len(),
            profile.total_months,
            profile.positions.len(),
        )
    }

    #[test]
    fn a_repeated_position_section_or_cv_is_read_once() {
        let skills = "Skills\nPython, SQL, Kafka, Excel, DATEV, SAP, payroll\nClosing of books, \
                      taxes, audits, reports\nForecasts, budgets, cost centres, dunning letters\n";
        let cv = format!("Experience\n{POSITION}\n{skills}\nEducation\nBSc in Physics, 2014\n");
        let once = told(&read(&cv));
        for repeated in [
            format!("{cv}\n\n{cv}"),
            cv.replace(POSITION, &POSITION.repeat(10)),
            format!("{cv}\n{skills}"),
            cv.replace('\n', " ") + "\n" + &cv.replace('\n', " "),
        ] {
            let expected = if repeated.lines().count() == 2 {
                told(&read(&cv.replace('\n', " ")))
            } else {
                once
            };
            assert_eq!(told(&read(&repeated)), expected, "{repeated}");
        }
    }

    #[test]
    fn what_stands_behind_the_last_copy_is_read() {
        let next = "Accountant, Brill Ltd, 03/2015 - 04/2018\n- Taught the apprentices\n";
        let cv = format!("Experience\n{POSITION}{next}");
        let often = cv.replace(POSITION, &POSITION.repeat(10));
        assert_eq!(told(&read(&often)), told(&read(&cv)));
    }

    #[test]
    fn what_honest_cvs_say_twice_stays() {
        let duties = "- Closed the books of four firms each month\n- Prepared payroll for ninety \
                      people\n- Wrote the report for the auditors every spring\n- Answered the \
                      letters of the tax office\n";
        for (text, passages) in [
            // The same duties under two positions.
            (
                format!(
                    "Experience\nAccountant, Brill Ltd, 03/2015 - 04/2018\n{duties}\n\
                     Accountant, Orme Ltd, 05/2018 - 04/2020\n{duties}"
                ),
                11,
            ),
            // A table of positions before their details.
            (
                "Experience\nAccountant, Brill Ltd, 03/2015 - 04/2018\nClerk, Orme & Sons, 03/2012 - 02/2015\n\n\
                 Accountant, Brill Ltd, 03/2015 - 04/2018\n- Closed the books of four firms\n\
                 Clerk, Orme & Sons, 03/2012 - 02/2015\n- Filed and posted\n"
                    .to_owned(),
                5 + 2,
            ),
        ] {
            assert_eq!(read(&text).passages.len(), passages, "{text}");
        }
    }

    #[test]
    fn bytes_stay_where_they_are() {
        let text = format!("Experience\n{POSITION}\n{POSITION}\nSkills\nPython, SQL\n");
        let document = plain::read(text.as_bytes(), Format::PlainText).unwrap();
        let second = 5..9;
        let other = without(document.clone(), std::slice::from_ref(&second));
        assert_eq!(other.text.len(), document.text.len());
        let shown: Vec<&str> = (other.lines.iter())
            .map(|line| line.span.of(&other.text))
            .collect();
        assert_eq!(shown.len(), document.lines.len() - 4);
        assert_eq!(shown.last(), Some(&"Python, SQL"));
        assert!(!other.text[text.len() / 2..].contains("Brill"));
    }
}
