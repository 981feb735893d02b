//! What spreadsheets and applicant tracking systems get: types, sums, and no formula.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::workbook::{Cell, part, sheet, sheet_names, shown};
use crate::common::{root, run};

const JOB: &str = "data/jobs/backend_engineer.md";
const AS_OF: &str = "--as-of=2026-06-01";

/// Names of files that a spreadsheet would run.
const EVIL: [&str; 3] = ["=HYPERLINK(\"x\",\"y\").md", "@SUM(A1).md", "+1;=2+3.md"];

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

fn workbook(arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ranking.xlsx");
    let answer = run(&[
        &["score", JOB],
        arguments,
        &[AS_OF, "-f", "xlsx", "-o", text(&file)],
    ]
    .concat());
    assert!(matches!(answer.code, 0 | 4), "{answer:?}");
    std::fs::read(&file).unwrap()
}

/// A folder of CVs named like formulas.
fn evil() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in EVIL {
        std::fs::copy(root().join("data/cvs/c-0001.md"), folder.path().join(name)).unwrap();
    }
    folder
}

#[test]
fn a_workbook_as_a_whole() {
    let bytes = workbook(&[
        "data/cvs/c-0001.md",
        "data/cvs/c-0010.txt",
        "data/unreadable",
    ]);
    let names = sheet_names(&bytes);
    assert_eq!(names, ["Ranking", "Requirements", "Points", "Run"]);
    let mut whole = String::new();
    for (index, name) in names.iter().enumerate() {
        whole.push_str(&format!("== {name}\n{}", shown(&sheet(&bytes, index + 1))));
    }
    // Of the feature registry, which other tests hold.
    let registry = cvrank::model::registry_hash();
    insta::assert_snapshot!("workbook", whole.replace(&registry, "<registry>"));
}

#[test]
fn a_workbook_can_be_filtered_and_keeps_its_header_in_sight() {
    let bytes = workbook(&["data/cvs/c-0001.md", "data/cvs/c-0010.txt"]);
    let ranking = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        "<pane xSplit=\"2\" ySplit=\"1\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:Z3\"/>",
        "<conditionalFormatting sqref=\"C2:C3\"><cfRule type=\"dataBar\"",
    ] {
        assert!(ranking.contains(expected), "{expected} is not in {ranking}");
    }
}

#[test]
fn the_same_ranking_is_the_same_workbook() {
    let first = workbook(&["data/cvs/c-0001.md"]);
    // The clock of a workbook counts seconds, that of a zip two.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(first, workbook(&["data/cvs/c-0001.md"]));
    let properties = part(&first, "docProps/core.xml");
    assert!(
        properties.contains(">2026-06-01T00:00:00Z</dcterms:created>"),
        "{properties}"
    );
}

#[test]
fn nothing_in_a_workbook_or_a_table_is_a_formula() {
    let folder = evil();
    let path = text(folder.path());
    let bytes = workbook(&[path]);
    for number in 1..=4 {
        for row in sheet(&bytes, number) {
            for cell in row.values() {
                match cell {
                    Cell::Formula(formula) => panic!("a formula: {formula}"),
                    // Saved as CSV from the spreadsheet, it must not run either.
                    Cell::Text(text) => assert!(!text.starts_with(['=', '+', '@']), "{text}"),
                    Cell::Number(_) => {}
                }
            }
        }
    }
    let answer = run(&["score", JOB, path, AS_OF, "-f", "csv"]);
    let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
    let mut ids: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[1].to_owned())
        .collect();
    ids.sort();
    assert_eq!(ids, ["'+1;'=2+3", "'=HYPERLINK(\"x\",\"y\")", "'@SUM(A1)"]);
}

/// Points of each CV as exact thousandths, from the contributions in the JSON.
fn sums(json: &str) -> Vec<(String, i64)> {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let thousandths = |value: &serde_json::Value| (value.as_f64().unwrap() * 1000.0).round() as i64;
    let matches = value["matches"].as_array().unwrap();
    matches
        .iter()
        .map(|known| {
            let parts = known["explanation"]["contributions"].as_array().unwrap();
            let sum = parts.iter().map(|part| thousandths(&part["points"])).sum();
            (known["cv_id"].as_str().unwrap().to_owned(), sum)
        })
        .collect()
}

#[test]
fn the_score_in_every_rendering_is_the_sum_of_the_contributions() {
    let of = |format: &str| run(&["score", JOB, "data/cvs", AS_OF, "-f", format]).stdout;
    let sums = sums(&of("json"));
    assert_eq!(sums.len(), 44);
    let written: Vec<(String, String)> = sums
        .iter()
        .map(|(id, sum)| (id.clone(), format!("{}.{:03}", sum / 1000, sum % 1000)))
        .collect();

    let table = of("csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    let of_csv: Vec<(String, String)> = rows
        .map(|row| (row[1].to_owned(), row[2].to_owned()))
        .collect();
    assert_eq!(of_csv, written);

    let matrix = run(&[
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        AS_OF,
        "-f",
        "matrix",
    ])
    .stdout;
    let mut reader = csv::Reader::from_reader(matrix.as_bytes());
    assert_eq!(&reader.headers().unwrap()[3], "backend_engineer");
    let mut rows: Vec<(String, String)> = reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[3].to_owned()))
        .collect();
    let mut by_id = written.clone();
    by_id.sort();
    rows.sort();
    assert_eq!(rows, by_id);

    let bytes = workbook(&["data/cvs"]);
    let number = |cell: Option<&Cell>| match cell {
        Some(Cell::Number(number)) => (number * 1000.0).round() as i64,
        _ => 0,
    };
    for (index, (id, sum)) in sums.iter().enumerate() {
        for page in 1..=3 {
            let row = &sheet(&bytes, page)[index + 1];
            assert_eq!(row["B"], Cell::Text(id.clone()));
            assert_eq!(number(row.get("C")), *sum, "{id} on sheet {page}");
        }
        let points = &sheet(&bytes, 3)[index + 1];
        let parts = points
            .iter()
            .filter(|(column, _)| !["A", "B", "C"].contains(&column.as_str()));
        assert_eq!(
            parts.map(|(_, cell)| number(Some(cell))).sum::<i64>(),
            *sum,
            "{id}"
        );
    }
    for (line, (id, sum)) in of("table")
        .lines()
        .filter(|line| line.contains(" c-"))
        .zip(&sums)
    {
        let points = format!(" {:.1} ", *sum as f64 / 1000.0);
        assert!(
            line.contains(id.as_str()) && line.contains(&points),
            "{line}"
        );
    }
}

#[test]
fn columns_for_applicant_tracking_systems() {
    for system in ["greenhouse", "lever"] {
        let answer = run(&[
            "score",
            JOB,
            "data/cvs",
            "data/unreadable",
            AS_OF,
            "--ats",
            system,
            "--top",
            "4",
        ]);
        assert_eq!(answer.code, 4, "{}", answer.stderr);
        let shown = format!("{}--- stderr\n{}", answer.stdout, answer.stderr);
        insta::assert_snapshot!(format!("ats_{system}"), shown);
    }
    let clash = run(&[
        "score", JOB, "data/cvs", "--ats", "lever", "--format", "json",
    ]);
    assert_eq!(clash.code, 2);
    assert!(
        clash.stderr.starts_with(
            "error: the argument '--ats <SYSTEM>' cannot be used with '--format <FORMAT>'"
        ),
        "{}",
        clash.stderr
    );
}

#[test]
fn who_a_candidate_is_stays_out_of_every_other_format() {
    for format in ["table", "csv", "json"] {
        let answer = run(&["score", JOB, "data/cvs", AS_OF, "-f", format]);
        for secret in ["Szalontai", "szalontai", "@example", "Vandermolen"] {
            assert!(!answer.stdout.contains(secret), "{secret} in {format}");
        }
    }
    let shown: String = (1..=4)
        .map(|number| shown(&sheet(&workbook(&["data/cvs"]), number)))
        .collect();
    assert!(!shown.contains("Szalontai") && !shown.contains("@example"));
}

/// LibreOffice's program, or a line that says it is absent.
fn soffice() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join("soffice"))
        .find(|program| program.is_file());
    if found.is_none() {
        eprintln!("ABSENT: LibreOffice (`soffice`); nothing was opened in a spreadsheet.");
    }
    found
}

/// `file` as the XML spreadsheet that LibreOffice makes of it; nothing where it comes without Calc.
fn opened(soffice: &Path, file: &Path) -> Option<String> {
    let folder = file.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", text(folder));
    // Commas, quotes, UTF-8: what a user confirms in the window that opens for a CSV.
    let as_utf8 = "--infilter=Text - txt - csv (StarCalc):44,34,76,1";
    let mut command = Command::new(soffice);
    command.args([profile.as_str(), "--headless", "--convert-to", "fods"]);
    if file.extension().is_some_and(|ending| ending == "csv") {
        command.arg(as_utf8);
    }
    let done = command
        .args(["--outdir", text(folder), text(file)])
        .output()
        .expect("LibreOffice starts");
    let said = String::from_utf8_lossy(&done.stderr) + String::from_utf8_lossy(&done.stdout);
    if said.contains("could not be loaded") || said.contains("no export filter") {
        eprintln!("ABSENT: LibreOffice's Calc. No spreadsheet was opened.");
        return None;
    }
    assert!(done.status.success(), "{done:?}");
    let answer = std::fs::read_to_string(file.with_extension("fods"));
    Some(answer.expect("LibreOffice writes its answer"))
}

/// Rows of the first sheet: each cell's type and text.
fn cells(fods: &str) -> Vec<Vec<(String, String)>> {
    let sheet = fods.split("<table:table ").nth(1).unwrap();
    let sheet = sheet.split("</table:table>").next().unwrap();
    let rows = sheet.split("<table:table-row").skip(1);
    rows.map(|row| {
        let mut cells = Vec::new();
        for cell in row.split("<table:table-cell").skip(1) {
            let (head, body) = cell.split_once('>').unwrap();
            let of = |name: &str| {
                let found = head.split_once(&format!("{name}=\""));
                found
                    .map_or("", |(_, rest)| rest.split('"').next().unwrap())
                    .to_owned()
            };
            let shown = body
                .split_once("<text:p>")
                .map_or("", |(_, rest)| rest.split("</text:p>").next().unwrap());
            let repeated = of("table:number-columns-repeated")
                .parse()
                .unwrap_or(1)
                .min(50);
            for _ in 0..repeated {
                cells.push((
                    of("office:value-type"),
                    shown.replace("&quot;", "\"").replace("&apos;", "'"),
                ));
            }
        }
        cells
    })
    .collect()
}

#[test]
fn libreoffice_opens_both_with_the_right_types() {
    let Some(soffice) = soffice() else { return };
    let evil = evil();
    let folder = tempfile::tempdir().unwrap();
    for format in ["xlsx", "csv"] {
        let file = folder.path().join(format!("ranking.{format}"));
        let answer = run(&[
            "score",
            JOB,
            text(evil.path()),
            "data/cvs/c-0010.txt",
            AS_OF,
            "-f",
            format,
            "--excel",
            "-o",
            text(&file),
        ]);
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let Some(fods) = opened(&soffice, &file) else {
            return;
        };
        assert!(!fods.contains("table:formula"), "{format} holds a formula");
        let rows = cells(&fods);
        let header: Vec<&str> = rows[0]
            .iter()
            .take(3)
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(header, ["rank", "cv_id", "score"], "{format}");
        let mut ids: Vec<&str> = rows[1..5].iter().map(|row| row[1].1.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(
            ids,
            [
                "'+1;'=2+3",
                "'=HYPERLINK(\"x\",\"y\")",
                "'@SUM(A1)",
                "c-0010"
            ],
            "{format}"
        );
        for row in &rows[1..5] {
            let types: Vec<&str> = [0, 1, 2, 3, 8, 12, 16]
                .map(|at| row[at].0.as_str())
                .to_vec();
            assert_eq!(
                types,
                [
                    "float", "string", "float", "float", "float", "string", "date"
                ],
                "{format}: {row:?}"
            );
        }
    }
}
