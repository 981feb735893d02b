//! The formats in which a ranking leaves the desk.

const CSV: &str = "text/csv; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A format, the end of its file's name, its type, and how it is made.
pub(super) struct Format {
    pub name: &'static str,
    pub file: &'static str,
    pub kind: &'static str,
    pub how: How,
}

pub(super) enum How {
    /// The program's answer to these options.
    Answer(&'static [&'static str]),
    Interview,
    /// A run folder with what was decided, or one file of it.
    Run,
    InRun(&'static str),
    /// The rows of a run's table that are shortlisted.
    Shortlist,
}

pub(super) const FORMATS: [Format; 16] = [
    Format {
        name: "csv",
        file: "ranking.csv",
        kind: CSV,
        how: How::Answer(&["--format", "csv"]),
    },
    Format {
        name: "excel",
        file: "ranking-excel.csv",
        kind: CSV,
        how: How::Answer(&["--format", "csv", "--excel"]),
    },
    Format {
        name: "xlsx",
        file: "ranking.xlsx",
        kind: XLSX,
        how: How::Answer(&["--format", "xlsx"]),
    },
    Format {
        name: "html",
        file: "report.html",
        kind: HTML,
        how: How::Answer(&["--format", "html"]),
    },
    Format {
        name: "json",
        file: "ranking.json",
        kind: "application/json",
        how: How::Answer(&["--format", "json"]),
    },
    Format {
        name: "table",
        file: "ranking.txt",
        kind: "text/plain; charset=utf-8",
        how: How::Answer(&["--format", "table"]),
    },
    Format {
        name: "ats-greenhouse",
        file: "greenhouse.csv",
        kind: CSV,
        how: How::Answer(&["--ats", "greenhouse"]),
    },
    Format {
        name: "ats-lever",
        file: "lever.csv",
        kind: CSV,
        how: How::Answer(&["--ats", "lever"]),
    },
    Format {
        name: "interview-docx",
        file: "interviews.docx",
        kind: DOCX,
        how: How::Interview,
    },
    Format {
        name: "interview-html",
        file: "interviews.html",
        kind: HTML,
        how: How::Interview,
    },
    Format {
        name: "interview-md",
        file: "interviews.md",
        kind: "text/markdown; charset=utf-8",
        how: How::Interview,
    },
    Format {
        name: "decided-csv",
        file: "decided.csv",
        kind: CSV,
        how: How::InRun("ranking.csv"),
    },
    Format {
        name: "decided-xlsx",
        file: "decided.xlsx",
        kind: XLSX,
        how: How::InRun("ranking.xlsx"),
    },
    Format {
        name: "decided-html",
        file: "decided.html",
        kind: HTML,
        how: How::InRun("report.html"),
    },
    Format {
        name: "shortlist",
        file: "shortlist.csv",
        kind: CSV,
        how: How::Shortlist,
    },
    Format {
        name: "run",
        file: "run.zip",
        kind: "application/zip",
        how: How::Run,
    },
];
