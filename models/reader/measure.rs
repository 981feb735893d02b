//! How much of what annotators marked is found.

use std::collections::BTreeMap;

use super::annotated::Annotated;
use super::sample::Sample;
use cvrank::document::Span;
use cvrank::reader::cascade::{Reader, Run};
use cvrank::reader::classes::Classes;
use cvrank::reader::labels::WordLabel;
use cvrank::text::{Token, tokenize};

/// Counts of one label.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) asked: usize,
    pub(crate) said: usize,
    /// Of the same words.
    pub(crate) exact: usize,
    /// Alike as the scorer of the truth means it.
    pub(crate) near_asked: usize,
    pub(crate) near_said: usize,
}

pub(crate) type Counts = BTreeMap<WordLabel, Count>;

/// What a run is compared as: the field of a study belongs to the degree.
fn said(runs: &[Run]) -> Vec<(Span, WordLabel)> {
    let mut said: Vec<(Span, WordLabel, usize)> = Vec::new();
    for run in runs {
        let label = if run.label == WordLabel::Field {
            WordLabel::Degree
        } else {
            run.label
        };
        match said.last_mut() {
            Some(last)
                if last.1 == label
                    && (run.goes_on
                        || label == WordLabel::Degree
                            && last.2 == run.line
                            && run.span.start - last.0.end < 6) =>
            {
                last.0 = last.0.join(run.span);
            }
            _ => said.push((run.span, label, run.line)),
        }
    }
    said.into_iter()
        .map(|(span, label, _)| (span, label))
        .collect()
}

/// The places of the tokens that stand in a part of `span`.
fn words_in(tokens: &[Token], span: Span) -> (usize, usize) {
    let first = tokens.partition_point(|token| token.span().end <= span.start);
    let end = tokens.partition_point(|token| token.span().start < span.end);
    (first, end)
}

/// Adds the counts of one CV.
pub(crate) fn count(
    reader: &Reader,
    cv: &Annotated,
    classes: &Classes,
    counts: &mut Counts,
) -> String {
    let sample = &cv.sample;
    let tokens = tokenize(&sample.text);
    let reading = reader.read(sample.source(&tokens), classes);
    let said = said(&reading.runs);
    let words = |span: Span| words_in(&tokens, span);
    let mut report = String::new();
    for (label, _) in super::annotated::MEASURED {
        let asked: Vec<_> = cv
            .entities
            .iter()
            .filter(|(_, of)| *of == label)
            .map(|(span, _)| words(*span))
            .collect();
        let found: Vec<_> = said
            .iter()
            .filter(|(_, of)| *of == label)
            .map(|(span, _)| words(*span))
            .collect();
        let count = counts.entry(label).or_default();
        count.asked += asked.len();
        count.said += found.len();
        count.exact += asked.iter().filter(|span| found.contains(span)).count();
        let near = |one: &(usize, usize), other: &(usize, usize)| {
            let common = one.1.min(other.1).saturating_sub(one.0.max(other.0));
            let (asked, said) = (one.1 - one.0, other.1 - other.0);
            // As the truth's scorer says `alike`: the one within the other, or mostly the same.
            common == asked && said <= 2 * asked + 4
                || common == said && 2 * said >= asked
                || 20 * common >= 7 * (asked + said)
        };
        count.near_asked += asked
            .iter()
            .filter(|one| found.iter().any(|other| near(one, other)))
            .count();
        count.near_said += found
            .iter()
            .filter(|one| asked.iter().any(|other| near(other, one)))
            .count();
        let text = |(first, end): (usize, usize)| {
            if first >= end {
                return String::new();
            }
            sample.text[tokens[first].span().start as usize..tokens[end - 1].span().end as usize]
                .replace('\n', "/")
        };
        for span in asked.iter().filter(|span| !found.contains(span)) {
            report += &format!("  {} - {}\n", label.name(), text(*span));
        }
        for span in found.iter().filter(|span| !asked.contains(span)) {
            report += &format!("  {} + {}\n", label.name(), text(*span));
        }
    }
    report
}

/// A line for each label.
pub(crate) fn table(counts: &Counts) -> String {
    let share = |part: usize, of: usize| {
        if of == 0 {
            0.0
        } else {
            part as f64 / of as f64
        }
    };
    counts
        .iter()
        .map(|(label, count)| {
            format!(
                "{:<12} asked {:>5} said {:>5}  exact R {:.3} P {:.3}   near R {:.3} P {:.3}\n",
                label.name(),
                count.asked,
                count.said,
                share(count.exact, count.asked),
                share(count.exact, count.said),
                share(count.near_asked, count.asked),
                share(count.near_said, count.said)
            )
        })
        .collect()
}

/// Counts of what is exactly known of a generated document: each label of words, lines, and whole
/// positions (title and employer of one position as laid out).
pub(crate) fn count_generated(
    reader: &Reader,
    sample: &Sample,
    classes: &Classes,
    counts: &mut Counts,
    whole: &mut [usize; 6],
) {
    let tokens = tokenize(&sample.text);
    let reading = reader.read(sample.source(&tokens), classes);
    let words = |span: Span| words_in(&tokens, span);
    let asked: Vec<_> = sample
        .marks
        .iter()
        .filter_map(|mark| {
            let (label, _) = WordLabel::of_chain(mark.first.trailing_zeros() as u8)?;
            Some((words(mark.span), label))
        })
        .collect();
    let found: Vec<_> = reading
        .runs
        .iter()
        .map(|run| (words(run.span), run.label))
        .collect();
    for label in WordLabel::ALL {
        let count = counts.entry(*label).or_default();
        count.asked += asked.iter().filter(|(_, of)| of == label).count();
        count.said += found.iter().filter(|(_, of)| of == label).count();
        let right = asked
            .iter()
            .filter(|one| one.1 == *label && found.contains(one))
            .count();
        count.exact += right;
        count.near_asked += right;
        count.near_said += right;
    }
    for (at, line) in reading.page.lines.iter().enumerate() {
        whole[0] += 1;
        whole[1] += usize::from(sample.allowed[line.index] & reading.labels[at].bit() != 0);
    }
    // A position is whole where its line starts it and title, employer and dates there are right.
    let groups = cvrank::reader::grouping::groups(&reading);
    let starts = |span: &Span| {
        sample.allowed[sample
            .lines
            .iter()
            .position(|line| line.overlaps(*span))
            .unwrap_or(0)]
    };
    let mut known: Vec<Vec<(Span, WordLabel)>> = Vec::new();
    let mut last_start = u32::MAX;
    let mut is_in = false;
    for line in reading.page.lines.iter() {
        let label = sample.allowed[line.index];
        let is_start = label == cvrank::reader::labels::LineLabel::PositionStart.bit();
        let is_more = label == cvrank::reader::labels::LineLabel::PositionMore.bit();
        if is_start {
            known.push(Vec::new());
            last_start = line.span.start;
            is_in = true;
        }
        if !is_start && !is_more {
            is_in &= label == cvrank::reader::labels::LineLabel::Description.bit();
            continue;
        }
        let _ = (last_start, &starts);
        if is_in && let Some(last) = known.last_mut() {
            for mark in sample
                .marks
                .iter()
                .filter(|mark| mark.span.overlaps(line.span))
            {
                if let Some((label, _)) = WordLabel::of_chain(mark.first.trailing_zeros() as u8) {
                    last.push((mark.span, label));
                }
            }
        }
    }
    whole[2] += known.len();
    whole[4] += groups
        .positions
        .iter()
        .filter(|position| !position.is_project)
        .count();
    for position in &known {
        let first = |label| {
            position
                .iter()
                .find(|(_, of)| *of == label)
                .map(|(span, _)| words(*span))
        };
        let (title, employer, date) = (
            first(WordLabel::Title),
            first(WordLabel::Employer),
            first(WordLabel::Date),
        );
        let hit = groups
            .positions
            .iter()
            .find(|group| group.title.map(|piece| words(piece.span)) == title);
        whole[3] += usize::from(hit.is_some_and(|group| {
            (employer.is_none() || group.employer.map(|piece| words(piece.span)) == employer)
                && (date.is_none()
                    || group
                        .dates
                        .iter()
                        .any(|piece| Some(words(piece.span)) == date))
        }));
    }
}
