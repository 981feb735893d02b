//! The labelled sentences.

use std::collections::BTreeMap;
use std::path::Path;

use cvrank::document::{Format, plain};
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv::stance::{self, STANCES, Said};
use cvrank::profile::cv::{self, Stance};
use cvrank::profile::dates::Month;
use cvrank::reader::chain::Chain;
use cvrank::text::{Token, tokenize};
use rayon::prelude::*;
use serde::Deserialize;

use crate::labelled::{self, Frame, Row, Verdict};
use crate::{Failure, tables};

/// Stand around the skill that is meant.
const MARKS: [char; 2] = ['⟦', '⟧'];

/// One sentence with the skill that is meant.
pub(crate) struct Sentence {
    pub number: usize,
    pub language: String,
    /// Number of its stance among [`STANCES`].
    pub label: usize,
    text: String,
    tokens: Vec<Token>,
    skill: std::ops::Range<usize>,
}

/// Lines of real CVs that are taken as ordinary ones, where most of what is named is claimed.
const ORDINARY: usize = 5000;

/// All sentences of the files in `stance`, the lines of `judge` that say by their kind what they make
/// of what they name, and ordinary lines of the CVs in `data`.
pub(crate) fn read(models: &Path, data: &Path) -> Result<Vec<Sentence>, Failure> {
    let mut sentences = tables::read(&models.join("stance"), "", sentence)?;
    let rows = labelled::rows(&models.join("judge"), "matches_")?;
    let frames = labelled::frames(&models.join("judge"))?;
    for row in &rows {
        sentences.extend(of_row(row, &frames)?);
    }
    sentences.extend(ordinary(&data.join("corpora/resumes_2484.jsonl"))?);
    for (number, sentence) in sentences.iter_mut().enumerate() {
        sentence.number = number;
    }
    Ok(sentences)
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

/// Lines of CVs that name a skill and say by no cue that it is not claimed.
fn ordinary(path: &Path) -> Result<Vec<Sentence>, Failure> {
    let lexicon = Lexicon::builtin();
    let texts = std::fs::read_to_string(path)?;
    let of_cv = |line: &str| -> Result<Vec<Sentence>, Failure> {
        let Text { text } = serde_json::from_str(line)?;
        // One text is empty.
        let Ok(paper) = plain::from_text(&text, Format::PlainText) else {
            return Ok(Vec::new());
        };
        let profile = cv::read(&paper, lexicon, Month::new(2026, 6));
        let mentions = profile.skills.iter().flat_map(|claim| &claim.mentions);
        let sentences = mentions.filter_map(|mention| {
            let line = profile.passages.get(mention.passage as usize)?.span;
            let start = mention.span.start.checked_sub(line.start)? as usize;
            let end = start + mention.span.len();
            let written = line.of(&paper.text);
            let marked = [
                written.get(..start)?,
                "⟦",
                written.get(start..end)?,
                "⟧",
                written.get(end..)?,
            ];
            let cells = ["claimed", profile.language, &marked.concat()];
            sentence(cells.map(str::to_owned)).filter(|sentence| sentence.cue().is_none())
        });
        Ok(sentences.collect())
    };
    let all: Vec<Vec<Sentence>> = texts.par_lines().map(of_cv).collect::<Result<_, _>>()?;
    let all: Vec<Sentence> = all.into_iter().flatten().collect();
    let step = (all.len() / ORDINARY).max(1);
    Ok(all.into_iter().step_by(step).collect())
}

/// The stance of a line of the judge, where its kind says it.
fn stance_of(row: &Row) -> Option<&'static str> {
    let is_met = row.verdict == Verdict::Met;
    match row.kind.as_str() {
        "exact" | "alias" | "inflection" | "narrower term" if is_met => Some("claimed"),
        "negation" | "past/expired" if row.verdict == Verdict::Contradicted => Some("denied"),
        "someone else's" if row.verdict == Verdict::Not => Some("distant"),
        "aspiration" if row.verdict == Verdict::Not => Some("wished"),
        "in progress" if row.verdict == Verdict::Partly => Some("wished"),
        _ => None,
    }
}

fn of_row(row: &Row, frames: &BTreeMap<String, Frame>) -> Result<Option<Sentence>, Failure> {
    let Some(stance) = stance_of(row) else {
        return Ok(None);
    };
    let (shown, _, text) = row.shown(frames)?;
    let first = shown.into_iter().flatten().next();
    let marked = first.and_then(|showing| {
        let start = text.find(&row.line)?;
        let named = showing.span.range();
        let within = named.start.checked_sub(start)?..named.end.checked_sub(start)?;
        let line = &row.line;
        Some(format!(
            "{}{}{}{}{}",
            line.get(..within.start)?,
            MARKS[0],
            line.get(within.clone())?,
            MARKS[1],
            line.get(within.end..)?
        ))
    });
    Ok(marked.and_then(|marked| sentence([stance.to_owned(), row.written_in.clone(), marked])))
}

fn sentence([stance, language, marked]: [String; 3]) -> Option<Sentence> {
    let start = marked.find(MARKS[0])?;
    let end = marked.find(MARKS[1])?.checked_sub(MARKS[0].len_utf8())?;
    let text = marked.replace(MARKS, "");
    let tokens = tokenize(&text);
    let first = tokens.partition_point(|token| (token.span().end as usize) <= start);
    let behind = tokens.partition_point(|token| (token.span().start as usize) < end);
    Some(Sentence {
        number: 0,
        language,
        label: STANCES.iter().position(|known| *known == stance)?,
        skill: (first < behind).then_some(first..behind)?,
        text,
        tokens,
    })
}

impl Sentence {
    pub(crate) fn stance(&self) -> Stance {
        [
            Stance::Claimed,
            Stance::Basic,
            Stance::Wished,
            Stance::Distant,
            Stance::Denied,
        ][self.label]
    }

    fn cue(&self) -> Option<Said> {
        stance::cue(&self.text, &self.tokens, 0, self.skill.clone())
    }

    pub(crate) fn by_cue(&self) -> Stance {
        self.cue().map_or(Stance::Claimed, |said| said.stance)
    }

    pub(crate) fn by(&self, chain: &Chain) -> Stance {
        stance::by(
            chain,
            &self.text,
            &self.tokens,
            0,
            self.skill.clone(),
            self.cue(),
        )
    }

    pub(crate) fn features(&self, emit: &mut impl FnMut(u32)) {
        stance::features(
            &self.text,
            &self.tokens,
            0,
            self.skill.clone(),
            self.cue(),
            emit,
        );
    }
}
