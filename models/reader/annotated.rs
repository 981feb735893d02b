//! The 545 annotated CVs as samples: what their annotators marked, and leave for what they did not.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::sample::{ANY_LINE, Mark, NOTHING, Sample};
use super::vocabulary::Failure;
use cvrank::document::Span;
use cvrank::reader::class::{Class, ClassSet};
use cvrank::reader::classes::Classes;
use cvrank::reader::labels::{LineLabel, WordLabel};
use cvrank::reader::lines::{self, Page, Source};
use cvrank::text::tokenize;

#[derive(Debug, Deserialize)]
struct Row {
    text: String,
    labels: Vec<(usize, usize, String)>,
}

/// The kinds of entities that figures are given for.
pub(crate) const MEASURED: [(WordLabel, &str); 4] = [
    (WordLabel::Title, "Designation"),
    (WordLabel::Employer, "Companies worked at"),
    (WordLabel::Institution, "College Name"),
    (WordLabel::Degree, "Degree"),
];

/// An annotated CV, and its entities as annotated.
#[derive(Debug, Clone)]
pub(crate) struct Annotated {
    pub(crate) sample: Sample,
    pub(crate) entities: Vec<(Span, WordLabel)>,
}

/// What the annotators did not look for, by the class without which a word is none of it.
pub(crate) const UNASKED: [(ClassSet, WordLabel); 5] = [
    (cvrank::reader::lines::FORMS, WordLabel::Form),
    (
        ClassSet::of(&[Class::GradeWord, Class::Figure, Class::Number]),
        WordLabel::Grade,
    ),
    (ClassSet::of(&[Class::Status]), WordLabel::Status),
    (ClassSet::of(&[Class::Language]), WordLabel::Language),
    (ClassSet::of(&[Class::LanguageLevel]), WordLabel::Level),
];

/// # Errors
/// When the file is not there or none of its kind.
pub(crate) fn read(path: &Path, classes: &Classes) -> Result<Vec<Annotated>, Failure> {
    let text = fs::read_to_string(path)?;
    text.lines()
        .map(|line| Ok(annotated(serde_json::from_str(line)?, classes)))
        .collect()
}

fn annotated(row: Row, classes: &Classes) -> Annotated {
    let mut places: Vec<usize> = row.text.char_indices().map(|(at, _)| at).collect();
    places.push(row.text.len());
    let text = row.text;
    let span = |start: usize, end: usize| {
        let (start, end) = (*places.get(start)?, *places.get(end)?);
        let written = text.get(start..end)?;
        let from = start + (written.len() - written.trim_start().len());
        (!written.trim().is_empty()).then(|| Span::new(from, from + written.trim().len()))
    };
    let mut found: Vec<(Span, &str)> = row
        .labels
        .iter()
        .filter_map(|(start, end, label)| Some((span(*start, *end)?, label.as_str())))
        .collect();
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let (mut marks, mut masked, mut entities): (Vec<Mark>, Vec<Span>, _) =
        (Vec::new(), Vec::new(), Vec::new());
    for (span, label) in found {
        if matches!(label, "Name" | "Email Address") {
            if masked.last().is_none_or(|last| last.end <= span.start) {
                masked.push(span);
            }
            continue;
        }
        if marks.last().is_some_and(|last| last.span.end > span.start) {
            continue;
        }
        let measured = MEASURED.iter().find(|(_, name)| *name == label);
        entities.extend(measured.map(|(label, _)| (span, *label)));
        let mark = match label {
            "Designation" => Mark::of(span, WordLabel::Title),
            "Companies worked at" => Mark::of(span, WordLabel::Employer),
            "College Name" => Mark::of(span, WordLabel::Institution),
            "Location" => Mark::of(span, WordLabel::Place),
            "Graduation Year" => Mark::of(span, WordLabel::Date),
            "Degree" => Mark {
                span,
                first: 1 << WordLabel::Degree.begin() | 1 << WordLabel::Field.begin(),
                further: NOTHING | WordLabel::Degree.both() | WordLabel::Field.both(),
            },
            "Years of Experience" => {
                let bytes = span.of(&text).as_bytes();
                let has_year = bytes.windows(4).any(|four| {
                    four.iter().all(u8::is_ascii_digit) && matches!(&four[..2], b"19" | b"20")
                });
                if has_year {
                    Mark::of(span, WordLabel::Date)
                } else {
                    let either = NOTHING | WordLabel::Date.both();
                    Mark {
                        span,
                        first: either,
                        further: either,
                    }
                }
            }
            _ => continue,
        };
        marks.push(mark);
    }
    let text = decoded(&text);
    let lines = lines::of_text(&text);
    let tokens = tokenize(&text);
    let source = Source {
        text: &text,
        tokens: &tokens,
        lines: &lines,
        masked: &masked,
    };
    let page = Page::new(source, classes);
    let allowed = allowed(&page, lines.len(), &entities);
    let sample = Sample {
        text,
        lines,
        allowed,
        marks,
        outside: NOTHING,
        masked,
        lexical: true,
        forgotten: 0,
    };
    Annotated { sample, entities }
}

/// Bits of several labels.
fn bits(labels: &[LineLabel]) -> u32 {
    labels.iter().fold(0, |bits, label| bits | label.bit())
}

/// What an entry that is being gone through has named so far.
#[derive(Default)]
struct Open {
    is_position: bool,
    named: Vec<WordLabel>,
    /// Lines since one that surely belongs to it.
    idle: usize,
}

/// What each line may be, by what is marked on it, on those before, and the known heading above.
fn allowed(page: &Page, count: usize, entities: &[(Span, WordLabel)]) -> Vec<u32> {
    use LineLabel::*;
    let any_heading = bits(&LineLabel::ALL[..13]);
    let mut allowed = vec![ANY_LINE; count];
    let mut open: Option<Open> = None;
    for (at, line) in page.lines.iter().enumerate() {
        let on_line = entities.iter().filter(|(span, _)| span.overlaps(line.span));
        let on_line: Vec<_> = on_line.copied().collect();
        let of_work = |label: WordLabel| matches!(label, WordLabel::Title | WordLabel::Employer);
        let section = page.sections[at].0;
        // Whatever may be is soon thought to be: only what looks like a heading may be one.
        let looks = line.size() <= 6
            && line.all.has(Class::HeadingWord)
            && line.ends != cvrank::reader::lines::End::Stop;
        let headings = if looks { any_heading } else { 0 };
        // Where the entities are most of the line, it is there for them.
        let covered = page.words_of(at).iter().filter(|word| {
            on_line.iter().any(|(span, _)| span.overlaps(word.span)) || word.classes.any(DATED)
        });
        let is_covered = covered.count() * 2 >= line.size();
        let is_listed = matches!(
            section,
            Some(HeadExperience | HeadEducation | HeadVolunteering)
        ) && line.size() <= 14;
        let works = on_line.iter().filter(|(_, label)| of_work(*label)).count();
        let studies = on_line.len() - works;
        if let (0, Some(kind)) = (on_line.len(), line.heading) {
            open = None;
            allowed[line.index] = kind.bit();
            continue;
        }
        if !on_line.is_empty() && (is_covered || is_listed) {
            let is_position = works >= studies && section != Some(HeadEducation) || studies == 0;
            let mut named: Vec<WordLabel> = on_line.iter().map(|(_, label)| *label).collect();
            named.dedup();
            let goes_on = open.as_ref().is_some_and(|open| {
                open.is_position == is_position
                    && !named.iter().any(|label| open.named.contains(label))
            });
            allowed[line.index] = match (goes_on, is_position) {
                (true, true) => PositionMore.bit(),
                (true, false) => EducationMore.bit(),
                (false, true) if section.is_none() => {
                    bits(&[PositionStart, Headline, Other, Summary])
                }
                (false, true) => bits(&[PositionStart, Headline]),
                (false, false) if section == Some(HeadEducation) => EducationStart.bit(),
                (false, false) => bits(&[EducationStart, Certificate]),
            };
            match &mut open {
                Some(open) if goes_on => {
                    open.named.append(&mut named);
                    open.idle = 0;
                }
                _ => {
                    open = Some(Open {
                        is_position,
                        named,
                        idle: 0,
                    })
                }
            }
            continue;
        }
        if !on_line.is_empty() {
            open = None;
            allowed[line.index] = if section == Some(HeadExperience) && studies == 0 {
                bits(&[PositionStart, Description, Other])
            } else {
                bits(&[
                    Summary,
                    Description,
                    Other,
                    Certificate,
                    EducationStart,
                    EducationMore,
                ])
            };
            continue;
        }
        // A place or a date that belongs to the entry, or opens the next.
        let is_short = line.size() <= 6 && line.ends != cvrank::reader::lines::End::Stop;
        let near = open
            .as_mut()
            .filter(|open| open.idle < 2 && (is_short || line.only_date));
        allowed[line.index] = match near {
            Some(open) => {
                open.idle += 1;
                let more = match (open.is_position, line.only_date) {
                    (true, true) => bits(&[PositionMore, PositionStart]),
                    (true, false) => bits(&[PositionMore, Description, Other]) | headings,
                    (false, true) => bits(&[EducationMore, EducationStart]),
                    (false, false) => bits(&[EducationMore, Other, Skills, Personal]) | headings,
                };
                if line.only_date {
                    more
                } else {
                    more | bits(&[Summary])
                }
            }
            None => {
                open = None;
                let rest = headings | bits(&[Other, Summary, Personal]);
                match section {
                    Some(HeadEducation) => rest | bits(&[EducationMore, Certificate, Skills]),
                    Some(HeadExperience) if line.only_date => bits(&[PositionStart, PositionMore]),
                    Some(HeadExperience | HeadVolunteering) => {
                        headings | bits(&[Description, Other])
                    }
                    Some(HeadProjects) => rest | bits(&[Description, ProjectStart, ProjectMore]),
                    Some(HeadSkills) => rest | Skills.bit(),
                    Some(HeadSummary) => rest | bits(&[Skills]),
                    _ => rest | bits(&[Description, Skills, Certificate, Language, HeadOther]),
                }
            }
        };
    }
    allowed
}

const DATED: ClassSet = ClassSet::of(&[Class::Year, Class::Month, Class::Open, Class::Until]);

/// Bytes written as `\\xe2` as what they are, with spaces for what they take less.
fn decoded(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        made.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut bytes = Vec::new();
        while let Some(code) = rest.strip_prefix("\\x").and_then(|code| code.get(..2)) {
            let Ok(byte) = u8::from_str_radix(code, 16) else {
                break;
            };
            bytes.push(byte);
            rest = &rest[4..];
        }
        if bytes.is_empty() {
            made.push_str(&rest[..2]);
            rest = &rest[2..];
            continue;
        }
        let shown = String::from_utf8_lossy(&bytes);
        let shown = if shown.len() > bytes.len() * 4 {
            ""
        } else {
            &shown
        };
        made.push_str(shown);
        made.extend(std::iter::repeat_n(' ', bytes.len() * 4 - shown.len()));
    }
    made.push_str(rest);
    made
}
