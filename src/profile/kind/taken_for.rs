//! What a paper is read as when nobody says which it is: as a CV or as a job post.

use super::{Kind, judge};
use crate::document::{Document, Format};
use crate::profile::cv::CvProfile;

/// What a paper is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFor {
    pub is_job: bool,
    /// Why, in words, and how the user says otherwise.
    pub note: String,
}

/// What `document` is to be read as, which was read as a CV into `profile`.
pub fn taken_for(document: &Document, profile: &CvProfile) -> TakenFor {
    let judged = judge(document, profile);
    // A CV is never read of a message.
    let is_mail = document.format == Format::Mail;
    // What is neither is shown as a CV is, which says so.
    let is_job = is_mail || judged.is_rather_a_post() && !judged.is_plainly_neither();
    let (taken_for, kind, other) = if is_job {
        ("a job post", Kind::Post, "--as cv reads it as a CV")
    } else {
        ("a CV", Kind::Cv, "--as job reads it as a job post")
    };
    let why = match judged.plainly_no_cv() {
        _ if is_mail => "since it is a saved message, which holds no CV of its own".to_owned(),
        Some(Kind::Other) => format!(
            "though it is no CV and no job post: {}",
            judged.why(Kind::Other)
        ),
        _ => format!("since {}", judged.why(kind)),
    };
    TakenFor {
        is_job,
        note: format!("taken for {taken_for}, {why}; {other}"),
    }
}
