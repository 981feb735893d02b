//! What was made of a CV's document, as bytes that are kept.

use crate::document::{Document, Status, Unreadable};
use crate::profile::cv::CvProfile;
use crate::profile::cv::kept::Damaged;

use super::ParsedCv;

/// Before the bytes of a profile, and before the reason why there is none.
const PROFILE: u8 = 1;
const REFUSED: u8 = 0;

/// What profiling `document` gave, as bytes.
pub(crate) fn write(read: &Result<ParsedCv, Unreadable>) -> Result<Vec<u8>, Unreadable> {
    let (first, rest) = match read {
        Ok(read) => {
            let kept = read.profile.to_kept(&read.document.text);
            (PROFILE, kept.map_err(damaged)?)
        }
        Err(refused) => {
            let kept = postcard::to_stdvec(refused);
            (REFUSED, kept.map_err(|_| damaged(Damaged))?)
        }
    };
    Ok([vec![first], rest].concat())
}

/// The same again.
pub(crate) fn read(kept: &[u8], document: Document) -> Result<ParsedCv, Unreadable> {
    match kept.split_first() {
        Some((&PROFILE, _)) => {
            let profile = profile(kept, &document.text).ok_or_else(|| damaged(Damaged))?;
            Ok(ParsedCv::new(document, profile))
        }
        Some((&REFUSED, rest)) => {
            Err(postcard::from_bytes(rest).unwrap_or_else(|_| damaged(Damaged)))
        }
        _ => Err(damaged(Damaged)),
    }
}

fn damaged(why: Damaged) -> Unreadable {
    Unreadable {
        status: Status::Failed,
        reason: format!("{why}; `cvrank pool verify POOL` says more"),
    }
}

/// The profile alone; `None` where the CV was refused or the bytes are damaged.
pub(crate) fn profile(kept: &[u8], text: &str) -> Option<CvProfile> {
    match kept.split_first() {
        Some((&PROFILE, rest)) => CvProfile::from_kept(rest, text).ok(),
        _ => None,
    }
}

/// Whether these bytes can be read beside the text that they were made of.
pub(crate) fn is_whole(kept: &[u8], text: &str) -> bool {
    match kept.split_first() {
        Some((&PROFILE, _)) => profile(kept, text).is_some(),
        Some((&REFUSED, rest)) => postcard::from_bytes::<Unreadable>(rest).is_ok(),
        _ => false,
    }
}
