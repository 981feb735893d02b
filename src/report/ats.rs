//! CSV that applicant tracking systems import: candidates with names, best first.

mod name;

use super::Run;
use super::csv::{text_cell, written};
use super::wording::count_text;
use crate::profile::identity::Contact;
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
    /// Ids of CVs in the file in which no e-mail address was found.
    pub without_email: Vec<String>,
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
    let (mut left_out, mut without_email) = (Vec::new(), Vec::new());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (known, contact) in matches {
        let named = contact.and_then(|contact| Some((contact, name::parted(&contact.name)?)));
        match named {
            Some((contact, name)) => {
                if contact.email.is_empty() {
                    without_email.push(known.cv_id.clone());
                }
                rows.push(match ats {
                    Ats::Greenhouse => greenhouse(run, known, contact, name).to_vec(),
                    Ats::Lever => lever(known, contact, &name).to_vec(),
                });
            }
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
        without_email,
        left_out,
    })
}

fn greenhouse(
    run: &Run,
    known: &Match,
    contact: &Contact,
    (given, family): (String, String),
) -> [String; 13] {
    let none = String::new;
    [
        given,
        family,
        none(),
        none(),
        note(run, known),
        first(&contact.email).to_owned(),
        phone(contact),
        contact.profile.clone(),
        contact.website.clone(),
        none(),
        none(),
        none(),
        run.job.clone(),
    ]
}

fn lever(known: &Match, contact: &Contact, (given, family): &(String, String)) -> [String; 10] {
    let none = String::new;
    let file = known.source.rsplit(['/', '\\']).next().unwrap_or_default();
    [
        format!("{given} {family}"),
        first(&contact.email).to_owned(),
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

/// The first of several addresses; an import takes one.
fn first(addresses: &str) -> &str {
    addresses.split("; ").next().unwrap_or_default()
}

/// `+31 6 ...` would be neutralised as a formula; `00` is the same prefix without the sign.
fn phone(contact: &Contact) -> String {
    let phone = first(&contact.phone);
    match phone.strip_prefix('+') {
        Some(rest) => format!("00{rest}"),
        None => phone.to_owned(),
    }
}

fn note(run: &Run, known: &Match) -> String {
    let Some((explained, rank)) = known.explanation.as_ref().zip(known.rank) else {
        return String::new();
    };
    format!(
        "cvrank: rank {rank}, score {} of 100, must {}, nice {} (model {}, as of {}); a reading order, not a decision",
        explained.score(),
        count_text(explained.must),
        count_text(explained.nice),
        run.model,
        run.as_of
    )
}
