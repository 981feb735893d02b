//! The cascade: what each line is, then what each word of a telling line is.

use std::sync::LazyLock;

use crate::document::Span;
use crate::reader::chain::file::{self, FileError};
use crate::reader::chain::{Chain, LANES, Scores, widened};
use crate::reader::class::{Class, ClassSet};
use crate::reader::classes::Classes;
use crate::reader::labels::{LineLabel, WORD_CHAIN, WordLabel};
use crate::reader::line_features;
use crate::reader::lines::{Line, Page, Source};
use crate::reader::word_features::{Seen, Told};

/// The trained chains.
#[derive(Debug, Clone, PartialEq)]
pub struct Reader {
    pub(crate) lines: Chain,
    pub(crate) words: Chain,
}

/// A run of words with one label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    pub label: WordLabel,
    pub span: Span,
    /// Place among the lines that were read.
    pub line: usize,
    /// The least marginal of its words.
    pub sure: f32,
    /// Whether it goes on from the line before.
    pub goes_on: bool,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Reading {
    pub page: Page,
    /// For each line of the page.
    pub labels: Vec<LineLabel>,
    /// The marginal of each label.
    pub sure: Vec<f32>,
    /// In order of the text.
    pub runs: Vec<Run>,
}

const LINES: &str = "lines";
const WORDS: &str = "words";

impl Reader {
    /// The reader that is compiled into the program.
    pub(crate) fn builtin() -> &'static Reader {
        static READER: LazyLock<Reader> = LazyLock::new(|| {
            Reader::from_bytes(include_bytes!("../../models/reader.chains"))
                .expect("the built-in reader is tested to load")
        });
        &READER
    }

    pub fn new(lines: Chain, words: Chain) -> Self {
        Self { lines, words }
    }

    /// Reads the bytes of a file of chains.
    ///
    /// # Errors
    /// When they are not such a file, or its chains have other labels than this program's.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, FileError> {
        let mut chains = file::read(bytes)?;
        Ok(Self {
            lines: file::take(&mut chains, LINES, LineLabel::NAMES)?,
            words: file::take(&mut chains, WORDS, WORD_CHAIN)?,
        })
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        file::write(&[(LINES, &self.lines), (WORDS, &self.words)])
    }

    /// Labels the lines and the words of the telling ones.
    pub fn read(&self, source: Source, classes: &Classes) -> Reading {
        let page = Page::new(source, classes);
        let (labels, sure) = self.line_labels(&page);
        let runs = self.runs(&page, &labels);
        Reading {
            page,
            labels,
            sure,
            runs,
        }
    }

    /// The labels of the lines with their marginals.
    pub fn line_labels(&self, page: &Page) -> (Vec<LineLabel>, Vec<f32>) {
        let score = |at: usize| {
            let mut sums = [0; LANES];
            line_features::of_line(page, at, true, &mut |feature| {
                self.lines.add(feature, &mut sums)
            });
            widened(&sums)
        };
        let scores: Vec<Scores> = (0..page.lines.len()).map(score).collect();
        let best = self.lines.best(&scores);
        let marginals = self.lines.marginals(&scores);
        let sure = best
            .iter()
            .zip(&marginals)
            .map(|(label, at)| at[usize::from(*label)])
            .collect();
        let of = |label: &u8| LineLabel::of(*label).unwrap_or(LineLabel::Other);
        (best.iter().map(of).collect(), sure)
    }

    fn runs(&self, page: &Page, labels: &[LineLabel]) -> Vec<Run> {
        let told = Told::new(page, labels);
        let mut runs = Vec::new();
        for block in blocks(page, labels) {
            let mut scores: Vec<Scores> = Vec::new();
            for line in block.clone() {
                let seen = Seen::new(&told, line);
                let mut of_part = None;
                let mut shared = [0; LANES];
                for (index, &part) in seen.part_of().iter().enumerate() {
                    if of_part != Some(part) {
                        of_part = Some(part);
                        shared = [0; LANES];
                        seen.shared(part, &mut |feature| self.words.add(feature, &mut shared));
                    }
                    let mut sum = shared;
                    seen.own(index, true, &mut |feature| {
                        self.words.add(feature, &mut sum)
                    });
                    scores.push(widened(&sum));
                }
            }
            let best = self.words.best(&scores);
            let marginals = self.words.marginals(&scores);
            let mut place = 0;
            for line in block {
                let mut open: Option<Run> = None;
                for word in page.words_of(line) {
                    let number = best[place];
                    let sure = marginals[place][usize::from(number)];
                    place += 1;
                    let found = WordLabel::of_chain(number);
                    match (&mut open, found) {
                        (Some(run), Some((label, false))) if run.label == label => {
                            run.span = run.span.join(word.span);
                            run.sure = run.sure.min(sure);
                        }
                        (_, found) => {
                            runs.extend(open.take());
                            open = found.map(|(label, is_first)| Run {
                                label,
                                span: word.span,
                                line,
                                sure,
                                goes_on: !is_first,
                            });
                        }
                    }
                }
                runs.extend(open);
            }
        }
        runs
    }
}

/// Lines that are read together: runs of telling ones.
pub fn blocks(page: &Page, labels: &[LineLabel]) -> Vec<std::ops::Range<usize>> {
    let mut blocks: Vec<std::ops::Range<usize>> = Vec::new();
    // Of a CV that tells its positions in prose, that is read too.
    let has_heads = labels.contains(&LineLabel::PositionStart);
    for (at, (line, &label)) in page.lines.iter().zip(labels).enumerate() {
        let is_read = label.is_telling()
            || names_languages(line, label)
            || !has_heads && is_prose_read(line, label);
        if !is_read {
            continue;
        }
        match blocks.last_mut() {
            Some(block) if block.end == at && at - block.start < LONGEST_BLOCK => {
                block.end = at + 1
            }
            _ => blocks.push(at..at + 1),
        }
    }
    blocks
}

/// Lines of a block at most.
const LONGEST_BLOCK: usize = 30;

/// Whether a personal detail may be which languages somebody speaks.
fn names_languages(line: &Line, label: LineLabel) -> bool {
    const CUES: ClassSet = ClassSet::of(&[Class::FormLanguage, Class::LanguageCue]);
    matches!(label, LineLabel::Personal | LineLabel::Other)
        && line.all.has(Class::Language)
        && line.all.any(CUES)
}

/// Whether the words of running text are read: it names a role with an employer, a school with a
/// degree, or a date.
fn is_prose_read(line: &Line, label: LineLabel) -> bool {
    const HEADS: ClassSet = ClassSet::of(&[Class::Role, Class::RoleEnding]);
    const NAMES: ClassSet = ClassSet::of(&[
        Class::Role,
        Class::RoleEnding,
        Class::TitleHead,
        Class::Seniority,
        Class::LegalForm,
        Class::EmployerWord,
        Class::School,
        Class::Degree,
        Class::Language,
    ]);
    const BESIDE: ClassSet = ClassSet::of(&[
        Class::LegalForm,
        Class::EmployerWord,
        Class::BeforeEmployer,
        Class::Work,
        Class::School,
    ]);
    const STUDIES: ClassSet = ClassSet::of(&[Class::Degree, Class::School]);
    let may_tell = matches!(
        label,
        LineLabel::Summary | LineLabel::Description | LineLabel::Other | LineLabel::Personal
    );
    let is_short = line.size() <= LONGEST_HEAD;
    may_tell
        && (line.has_date
            || is_short && line.all.any(NAMES)
            || line.all.any(HEADS) && (line.all.any(BESIDE) || label == LineLabel::Summary)
            || line.all.any(STUDIES))
}

/// Longest line that may be the head of something whatever its label, in words.
const LONGEST_HEAD: usize = 9;

#[cfg(test)]
mod tests;
