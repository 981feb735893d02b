//! What happened in a run, as JSON lines for an operator: no text of a CV, no name, no clock.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Run, csv::status_word};
use crate::hash::sha256;
use crate::rank::Ranking;

/// Digits kept of an id's hash: enough to tell a million CVs apart.
const ID_DIGITS: usize = 16;

/// One line a CV, in the order of the ranking, between a first line and a last.
///
/// An id may be a file name and so a name: its hash stands for it (see [`id_hash`]).
pub fn events(run: &Run, ranking: &Ranking) -> String {
    let mut lines = vec![json!({
        "event": "start",
        "program": env!("CARGO_PKG_VERSION"),
        "model": run.model,
        "as_of": run.as_of,
        "cvs": ranking.matches.len(),
    })];
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    for known in &ranking.matches {
        let status = status_word(known.status);
        *statuses.entry(status.clone()).or_default() += 1;
        let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
        for flag in known.flags() {
            *warnings.entry(flag.kind().name()).or_default() += 1;
        }
        lines.push(json!({
            "event": "cv",
            "id_sha256": id_hash(&known.cv_id),
            "status": status,
            "warnings": warnings,
        }));
    }
    lines.push(json!({ "event": "end", "scored": ranking.scored(), "statuses": statuses }));
    lines
        .iter()
        .map(|line: &Value| format!("{line}\n"))
        .collect()
}

/// The first 16 hexadecimal digits of the id's SHA-256: whoever holds the id can find its line.
pub fn id_hash(cv_id: &str) -> String {
    let mut digits = sha256(cv_id.as_bytes());
    digits.truncate(ID_DIGITS);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;
    use crate::rank::Match;

    #[test]
    fn no_id_and_no_reason_is_written() {
        let known = Match {
            cv_id: "Zofia Modrzewska".into(),
            source: "cvs/Zofia Modrzewska.pdf".into(),
            rank: None,
            status: Status::Damaged,
            reason: "the PDF has no pages".into(),
            explanation: None,
            duplicates: Vec::new(),
        };
        let run = Run {
            job: "Clerk for Modrzewska".into(),
            model: "m".into(),
            as_of: "2026-06-01".into(),
        };
        let text = events(&run, &Ranking::new(vec![known]));
        assert_eq!(text.lines().count(), 3);
        assert!(
            !text.contains("Modrzewska") && text.contains(&id_hash("Zofia Modrzewska")),
            "{text}"
        );
        assert!(
            text.ends_with("{\"event\":\"end\",\"scored\":0,\"statuses\":{\"damaged\":1}}\n"),
            "{text}"
        );
    }
}
