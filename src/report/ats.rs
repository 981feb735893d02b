//! CSV that applicant tracking systems import: candidates with names, best first.

use super::csv::{text_cell, written};
use super::{Contact, Run};
use crate::rank::Match;

/// Systems whose import columns are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ats {
    Greenhouse,
    Lever,
}

/// First and last name and the job are required, the e-mail where a CV shall be attached.
const GREENHOUSE: [&str; 13] = [
    "First Name",
    "Last Name",
    "Company",
    "Title",
    "Notes",
    "Email",
    "Phone",
    "Social Media",
    "Website",
    "Address",
    "Source",
    "Who gets credit",
    "Job",
];

const LEVER: [&str; 10] = [
    "Full-Name",
    "Email",
    "Lever Posting URL",
    "Stage",
    "Sources",
    "Origin",
    "Resume Filename",
    "Archive-Reason",
    "Archive-Date",
    "Date-Added",
];

impl Ats {
    /// Rows that the system takes, or recommends to take, in one import.
    pub fn most_rows(self) -> usize {
        match self {
            Self::Greenhouse => 8_000,
            Self::Lever => 55_000,
        }
    }
}

/// The file to import, and who is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtsExport {
    pub csv: Vec<u8>,
    pub rows: usize,
    /// Ids of CVs in which no name was found, or which could not be read; the systems refuse
    /// rows without a name.
    pub left_out: Vec<String>,
}

/// The columns of `ats` for each of `matches` whose contact has a name.
///
/// # Errors
/// When a row cannot be written.
pub fn ats_csv<'a>(
    ats: Ats,
    run: &Run,
    matches: &[(&'a Match, Option<&'a Contact>)],
    excel: bool,
) -> Result<AtsExport, ::csv::Error> {
    let mut left_out = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (known, contact) in matches {
        match contact.filter(|contact| !contact.family_name.is_empty()) {
            Some(contact) => rows.push(match ats {
                Ats::Greenhouse => greenhouse(run, known, contact).to_vec(),
                Ats::Lever => lever(known, contact).to_vec(),
            }),
            None => left_out.push(known.cv_id.clone()),
        }
    }
    let columns: &[&str] = match ats {
        Ats::Greenhouse => &GREENHOUSE,
        Ats::Lever => &LEVER,
    };
    let count = rows.len();
    let safe = rows.into_iter().map(|row| {
        row.into_iter()
            .map(|cell| text_cell(&cell))
            .collect::<Vec<_>>()
    });
    Ok(AtsExport {
        csv: written(columns, safe, excel)?,
        rows: count,
        left_out,
    })
}

fn greenhouse(run: &Run, known: &Match, contact: &Contact) -> [String; 13] {
    let none = String::new;
    [
        contact.given_name.clone(),
        contact.family_name.clone(),
        none(),
        none(),
        note(run, known),
        contact.email.clone(),
        phone(contact),
        contact.profile.clone(),
        contact.website.clone(),
        none(),
        none(),
        none(),
        run.job.clone(),
    ]
}

fn lever(known: &Match, contact: &Contact) -> [String; 10] {
    let none = String::new;
    let file = known.source.rsplit(['/', '\\']).next().unwrap_or_default();
    [
        contact.full_name(),
        contact.email.clone(),
        none(),
        none(),
        none(),
        none(),
        file.to_owned(),
        none(),
        none(),
        none(),
    ]
}

/// `+31 6 ...` would be neutralised as a formula; `00` is the same prefix without the sign.
fn phone(contact: &Contact) -> String {
    match contact.phone.strip_prefix('+') {
        Some(rest) => format!("00{rest}"),
        None => contact.phone.clone(),
    }
}

fn note(run: &Run, known: &Match) -> String {
    let Some((explained, rank)) = known.explanation.as_ref().zip(known.rank) else {
        return String::new();
    };
    format!(
        "cvrank: rank {rank}, score {} of 100, must {}/{}, nice {}/{} (model {}, as of {}); a reading order, not a decision",
        explained.score(),
        explained.must.met,
        explained.must.total,
        explained.nice.met,
        explained.nice.total,
        run.model,
        run.as_of
    )
}
