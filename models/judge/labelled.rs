//! The labelled lines, each read in a CV and asked by a post.

use std::collections::BTreeMap;
use std::path::Path;

use cvrank::document::{Format, plain};
use cvrank::judge::{Search, Showing};
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv::{self, CvProfile};
use cvrank::profile::dates::Month;
use cvrank::profile::job::{self, Demand, Wanted};
use serde::Deserialize;

use crate::{Failure, tables};

/// What stands around a line, in one language.
#[derive(Deserialize)]
pub(crate) struct Frame {
    summary: String,
    work: String,
    position: String,
    list: String,
    education: String,
    school: String,
    certificates: String,
    languages: String,
    hobbies: String,
    job: String,
    asked: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Met,
    Partly,
    Not,
    Contradicted,
}

/// One labelled line.
pub(crate) struct Row {
    pub requirement: String,
    pub line: String,
    pub place: String,
    pub verdict: Verdict,
    pub kind: String,
    pub asked_in: String,
    pub written_in: String,
}

/// All rows of the files of `folder` whose names begin so: `matches_` of lines with verdicts of every
/// kind, `senses_` of lines that mean what is asked or something else.
pub(crate) fn rows(folder: &Path, beginning: &str) -> Result<Vec<Row>, Failure> {
    let row = |cells: [String; 7]| {
        let [_, requirement, line, place, verdict, kind, languages] = cells;
        let (asked_in, written_in) = languages.split_once('>')?;
        Some(Row {
            requirement,
            line,
            place,
            verdict: match verdict.as_str() {
                "met" => Verdict::Met,
                "partly" => Verdict::Partly,
                "not" => Verdict::Not,
                "contradicted" => Verdict::Contradicted,
                _ => return None,
            },
            kind,
            asked_in: asked_in.to_owned(),
            written_in: written_in.to_owned(),
        })
    };
    tables::read(folder, beginning, row)
}

pub(crate) fn frames(folder: &Path) -> Result<BTreeMap<String, Frame>, Failure> {
    Ok(toml::from_str(&std::fs::read_to_string(
        folder.join("frames.toml"),
    )?)?)
}

impl Row {
    fn cv(&self, frame: &Frame) -> String {
        let at = |place: &str| {
            if self.place == place {
                format!("{}\n", self.line)
            } else {
                String::new()
            }
        };
        let mut text = format!("{}\n{}\n", frame.summary, at("summary"));
        let position = if self.place == "position" {
            format!("- {}\n", self.line)
        } else {
            String::new()
        };
        text += &format!("{}\n\n{}\n{position}\n", frame.work, frame.position);
        for (place, heading) in [
            ("list", &frame.list),
            ("certificates", &frame.certificates),
            ("languages", &frame.languages),
            ("hobbies", &frame.hobbies),
        ] {
            if self.place == place {
                text += &format!("{heading}\n{}\n", at(place));
            }
        }
        text + &format!("{}\n{}\n{}", frame.education, frame.school, at("education"))
    }

    /// What the line shows of each thing that the requirement names, with the CV and its text; nothing
    /// where it names none.
    pub(crate) fn shown(
        &self,
        frames: &BTreeMap<String, Frame>,
    ) -> Result<(Vec<Vec<Showing>>, CvProfile, String), Failure> {
        let frame = |language: &str| {
            let known = frames.get(language);
            known.ok_or_else(|| format!("no frame for {language}"))
        };
        let lexicon = Lexicon::builtin();
        let asking = frame(&self.asked_in)?;
        let post = format!(
            "# {}\n\n{}:\n\n- {}\n",
            asking.job, asking.asked, self.requirement
        );
        let post = plain::from_text(&post, Format::Markdown)?;
        let job = job::read(&post, lexicon);
        let wanted: Vec<&Wanted> = job
            .requirements
            .iter()
            .filter_map(|asked| match &asked.demand {
                Demand::Skill { any_of, .. } => Some(any_of),
                _ => None,
            })
            .flatten()
            .collect();
        let search = Search::new(wanted.into_iter(), &job.language, lexicon);
        let paper = plain::from_text(&self.cv(frame(&self.written_in)?), Format::PlainText)?;
        let profile = cv::read(&paper, lexicon, Month::new(2026, 6));
        let shown = search.find(&profile, &paper.text, lexicon, &|_| false);
        Ok((shown, profile, paper.text))
    }
}
