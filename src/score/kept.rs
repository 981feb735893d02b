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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::tests::scorer;

    const CV: &str = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded rye bread by hand and sold it in the town\n";

    #[test]
    fn what_was_read_and_what_was_refused_comes_back() {
        let document = crate::features::tests::document(CV);
        let text = document.text.clone();
        let read = scorer().profile_cv(document.clone());
        let kept = write(&read).unwrap();
        assert_eq!(kept[0], 1);
        let again = super::read(&kept, document.clone()).ok().unwrap();
        let first = read.ok().unwrap();
        assert_eq!(again.profile.positions, first.profile.positions);
        assert_eq!(again.judged, first.judged);
        let refused = Unreadable {
            status: Status::Empty,
            reason: "7 words besides name and contact".to_owned(),
        };
        let of_refused = write(&Err(refused.clone())).unwrap();
        assert_eq!(of_refused[0], 0);
        let again = super::read(&of_refused, document).err();
        assert_eq!(again, Some(refused));
        for (kept, has_profile) in [(&kept, true), (&of_refused, false)] {
            assert_eq!(profile(kept, &text).is_some(), has_profile);
            assert!(is_whole(kept, &text));
        }
    }

    #[test]
    fn bytes_that_are_damaged_are_told_so() {
        let document = crate::features::tests::document(CV);
        let kept = write(&scorer().profile_cv(document.clone())).unwrap();
        let refused = Unreadable {
            status: Status::Empty,
            reason: "7 words".to_owned(),
        };
        let of_refused = write(&Err(refused)).unwrap();
        for (what, bytes) in [
            ("no byte", vec![]),
            ("another kind", vec![2, 0, 0]),
            ("a profile that breaks off", kept[..kept.len() - 1].to_vec()),
            (
                "a reason that breaks off",
                of_refused[..of_refused.len() - 1].to_vec(),
            ),
        ] {
            let read = super::read(&bytes, document.clone());
            let said = read.err().map(|error| (error.status, error.reason));
            let reason = "what is kept of this CV is damaged; `cvrank pool verify POOL` says more";
            assert_eq!(said, Some((Status::Failed, reason.to_owned())), "{what}");
            assert!(profile(&bytes, &document.text).is_none(), "{what}");
            assert!(!is_whole(&bytes, &document.text), "{what}");
        }
    }
}
