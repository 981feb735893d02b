//! What people decided against a ranking, laid over the files that show it.
//!
//! Each function takes a file as it was written and adds to it: the computed rank and score stay
//! where they are. The same file and decisions give the same bytes.

mod csv;
mod html;
mod xlsx;

use super::text_cell;

use csv::decided_csv;
use html::decided_html;
use xlsx::decided_xlsx;

/// Lays decisions over the bytes of a file.
pub type Lay = fn(&[u8], &[Decided]) -> Result<Vec<u8>, DecidedError>;

/// Files of a run that show decisions, and how they take them.
pub(crate) const DECIDED_FILES: [(&str, Lay); 3] = [
    ("ranking.csv", decided_csv),
    ("ranking.xlsx", decided_xlsx),
    ("report.html", |page, decisions| {
        let page = std::str::from_utf8(page).map_err(|_| DecidedError::Foreign("UTF-8"))?;
        decided_html(page, decisions).map(String::into_bytes)
    }),
];

/// How the file of this name in a run takes decisions; none where it shows none.
pub fn decided_in(name: &str) -> Option<Lay> {
    let file = DECIDED_FILES.iter().find(|(shown, _)| *shown == name);
    file.map(|(_, lay)| *lay)
}

/// The columns behind all others of a ranking against which somebody decided.
pub(super) const DECIDED_COLUMNS: [&str; 4] = [
    "decided_rank",
    "decision_reason",
    "decided_by",
    "decided_on",
];

/// One decision about one CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided<'a> {
    /// Row of the CV in the whole ranking, from 1.
    pub row: usize,
    /// The rank that a person gives, from 1; or else what shall become of the CV.
    pub rank: Option<u32>,
    /// `shortlisted`.
    pub verdict: Option<&'a str>,
    pub computed_rank: Option<u32>,
    /// Three decimals.
    pub computed_score: Option<&'a str>,
    pub reason: &'a str,
    pub by: Option<&'a str>,
    /// `YYYY-MM-DD`.
    pub on: &'a str,
}

impl Decided<'_> {
    /// `rank 3`, or `shortlisted`.
    fn said(&self) -> String {
        match (self.rank, self.verdict) {
            (Some(rank), _) => format!("rank {rank}"),
            (None, verdict) => verdict.unwrap_or_default().to_owned(),
        }
    }

    /// The reason, behind the verdict where there is one.
    fn why(&self) -> String {
        match (self.verdict, self.reason) {
            (Some(verdict), "") => verdict.to_owned(),
            (Some(verdict), reason) => format!("{verdict}: {reason}"),
            (None, reason) => reason.to_owned(),
        }
    }

    /// Cells below [`DECIDED_COLUMNS`], safe for a spreadsheet.
    fn cells(&self) -> [String; DECIDED_COLUMNS.len()] {
        [
            self.rank.map_or_else(String::new, |rank| rank.to_string()),
            text_cell(&self.why()),
            text_cell(self.by.unwrap_or_default()),
            text_cell(self.on),
        ]
    }
}

#[derive(Debug, thiserror::Error)]
pub enum DecidedError {
    #[error("the table cannot be read again: {0}")]
    Csv(#[from] ::csv::Error),
    #[error("the workbook cannot be read again: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("cannot be read again: {0}")]
    Read(#[from] std::io::Error),
    #[error(
        "has no {0} to write decisions beside; only a file that this version of cvrank wrote can be added to"
    )]
    Foreign(&'static str),
}

/// The decision that holds for the CV in `row`: the last one.
fn latest<'a>(decisions: &'a [Decided<'a>], row: usize) -> Option<&'a Decided<'a>> {
    decisions.iter().rev().find(|decided| decided.row == row)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Decided = Decided {
        row: 2,
        rank: Some(1),
        verdict: None,
        computed_rank: Some(2),
        computed_score: Some("41.500"),
        reason: "=1+1 <b>&",
        by: None,
        on: "2026-06-03",
    };
    const LATER: Decided = Decided {
        rank: Some(3),
        reason: "Spoke, \"again\"\nlong",
        by: Some("M. Example"),
        ..FIRST
    };

    #[test]
    fn the_last_decision_about_a_cv_holds() {
        let both = [FIRST, LATER];
        assert_eq!(latest(&both, 2), Some(&LATER));
        assert_eq!(latest(&both[..1], 2), Some(&FIRST));
        assert_eq!(latest(&both, 1), None);
    }

    #[test]
    fn a_table_keeps_its_cells_and_its_mark() {
        let table = "\u{feff}rank,cv_id\n1,\"a, b\"\n2,\"say \"\"x\"\"\"\n";
        let decided = |decisions: &[Decided]| {
            String::from_utf8(decided_csv(table.as_bytes(), decisions).unwrap()).unwrap()
        };
        let columns = DECIDED_COLUMNS.join(",");
        assert_eq!(
            decided(&[FIRST]),
            format!(
                "\u{feff}rank,cv_id,{columns}\n1,\"a, b\",,,,\n2,\"say \"\"x\"\"\",1,'=1+1 <b>&,,2026-06-03\n"
            )
        );
        assert!(
            decided(&[FIRST, LATER])
                .ends_with(",3,\"Spoke, \"\"again\"\" long\",M. Example,2026-06-03\n")
        );
        assert!(decided_csv(b"a,b\n1\n", &[FIRST]).is_err());
    }

    const PAGE: &str = "<nav aria-label=\"Parts of this page\">\n<main>\n\
        <details id=\"cv-2\">\n<span class=\"rank\">2</span>\n<h3>c-0002</h3>\n<span class=\"why\">\n</span></details>\n\
        <tr id=\"file-3\"><th scope=\"row\">scan<td>x\n";

    #[test]
    fn a_page_shows_each_decision_beside_its_rank_and_in_a_list() {
        let unscored = Decided {
            row: 3,
            rank: Some(4),
            computed_rank: None,
            computed_score: None,
            ..LATER
        };
        let below = Decided { row: 9, ..unscored };
        let page = decided_html(PAGE, &[FIRST, LATER, unscored, below]).unwrap();
        for expected in [
            "<span class=\"rank\">2 <small>decided 3</small></span>",
            "<span class=\"why\">\n<span class=\"decided\"><b>Decided</b> rank 3 (M. Example, 2026-06-03): Spoke, &quot;again&quot;\nlong</span>\n",
            "<th scope=\"row\">scan <small>decided rank 4</small><td>x",
            "<th scope=\"row\"><a href=\"#cv-2\">c-0002</a><td>1<td>rank 2, score 41.500<td>=1+1 &lt;b&gt;&amp; (a later decision holds)<td><td>2026-06-03",
            "<th scope=\"row\"><a href=\"#file-3\">scan</a><td>4<td>no score<td>",
            "<th scope=\"row\">cv 9, not on this page<td>4<td>no score<td>",
        ] {
            assert!(page.contains(expected), "{expected} is not in {page}");
        }
        assert!(decided_html("<main>", &[FIRST]).is_err());
    }
}
