//! Several jobs as a page, as a workbook and as run folders.

use std::path::Path;

use crate::common::run;
use crate::common::workbook::sheet_names;

const AS_OF: &str = "--as-of=2026-06-01";
const JOBS: [&str; 4] = [
    "backend_engineer",
    "bilanzbuchhalter",
    "ward_nurse",
    "warehouse_shift_lead",
];

#[test]
fn the_page_holds_every_job_and_names_nobody() {
    let arguments = [
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        "data/unreadable",
        AS_OF,
        "-f=html",
    ];
    let answer = run(&arguments);
    assert_eq!((answer.code, answer.stderr.as_str()), (4, ""));
    let page = answer.stdout;
    assert!(page.starts_with("<!DOCTYPE html>\n") && page.ends_with("</html>\n"));
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("{{"));
    for (number, job) in (1..).zip(JOBS) {
        assert!(page.contains(&format!("<h2 id=\"job-{number}\"")), "{job}");
        assert!(
            page.contains(&format!("<a href=\"#job-{number}\">{job}</a>")),
            "{job}"
        );
    }
    // Each CV once for each job, and once in the table.
    assert_eq!(page.matches("<div class=\"line\">").count(), 4 * 44);
    assert_eq!(page.matches("<tr><th scope=\"row\">c-0001").count(), 1);
    for id in ["empty", "legacy", "scan"] {
        assert!(
            page.contains(&format!("<tr><th scope=\"row\">{id}<td>")),
            "{id}"
        );
    }
    let tags = |tag: &str| {
        page.matches(&format!("<{tag}")).count() == page.matches(&format!("</{tag}>")).count()
    };
    for tag in ["section", "table", "ol", "div", "ul"] {
        assert!(tags(tag), "{tag}");
    }
    let top = run(&[&arguments[..], &["--top=3"]].concat()).stdout;
    assert_eq!(top.matches("<div class=\"line\">").count(), 4 * 3);
    assert_eq!(
        top.matches("41 more with lower scores are not shown")
            .count(),
        4
    );
    let few = run(&[&arguments[..], &["--details=5"]].concat()).stdout;
    assert_eq!(few.matches("<div class=\"line\">").count(), 4 * 5);
}

#[test]
fn the_workbook_holds_every_job() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jobs.xlsx");
    let answer = run(&[
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        AS_OF,
        "-f=xlsx",
        "-o",
        file.to_str().unwrap(),
    ]);
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
    let names = sheet_names(&std::fs::read(&file).unwrap());
    assert_eq!(
        names,
        ["Jobs by CV", JOBS[0], JOBS[1], JOBS[2], JOBS[3], "Run"]
    );
}

/// Names of what lies in a folder, in order.
fn listed(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn each_job_has_a_run_that_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("runs");
    let out = place.to_str().unwrap();
    let cvs = [
        "data/cvs/c-0001.md",
        "data/cvs/c-0010.txt",
        "data/unreadable/scan.png",
    ];
    let arguments = [
        &["score", "--jobs", "data/jobs"][..],
        &cvs,
        &[AS_OF, "-f=matrix", "--out", out],
    ]
    .concat();
    let answer = run(&arguments);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    assert!(
        answer
            .stderr
            .ends_with(&format!("note: wrote 4 runs and index.html to {out}\n")),
        "{}",
        answer.stderr
    );
    let mut expected: Vec<&str> = JOBS.to_vec();
    expected.extend(["index.html", "matrix.csv"]);
    expected.sort_unstable();
    assert_eq!(listed(&place), expected);
    assert_eq!(
        std::fs::read_to_string(place.join("matrix.csv")).unwrap(),
        answer.stdout
    );
    let overview = std::fs::read_to_string(place.join("index.html")).unwrap();
    for job in JOBS {
        assert!(
            overview.contains(&format!("<a href=\"{job}&#x2f;report.html\">")),
            "{job}"
        );
        let of_job = place.join(job);
        let of_job = of_job.to_str().unwrap();
        let verified = run(&["verify", of_job]);
        assert_eq!(verified.code, 0, "{}", verified.stdout);
        let replayed = run(&["replay", of_job, "-q"]);
        assert_eq!(replayed.code, 0, "{}{}", replayed.stdout, replayed.stderr);
    }
    // The same ranking as that of the job alone.
    let alone = folder.path().join("alone");
    let post = "data/jobs/ward_nurse.md";
    let one = [
        &["score", post][..],
        &cvs,
        &[AS_OF, "-q", "--out", alone.to_str().unwrap()],
    ]
    .concat();
    assert_eq!(run(&one).code, 4);
    for file in ["ranking.csv", "ranking.json", "report.html", "job.toml"] {
        let read = |folder: &Path| std::fs::read(folder.join(file)).unwrap();
        assert!(read(&place.join("ward_nurse")) == read(&alone), "{file}");
    }
    // A second time only when asked.
    let again = run(&arguments);
    assert_eq!(again.code, 2, "{}", again.stderr);
    let forced = run(&[&arguments[..], &["--force", "-q"]].concat());
    assert_eq!((forced.code, forced.stderr.as_str()), (4, ""));
    assert_eq!(listed(&place), expected);
}

#[test]
fn a_crowd_opens_only_at_its_head() {
    let of = |details: &str| {
        let answer = run(&[
            "score",
            "data/jobs/ward_nurse.md",
            "data/cvs",
            AS_OF,
            "-f=html",
            details,
        ]);
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        answer.stdout
    };
    let (few, all) = (of("--details=5"), of("--details=44"));
    assert_eq!(all, of("--details=300"));
    assert!(few.len() * 2 < all.len(), "{} of {}", few.len(), all.len());
    for (page, opened, lines) in [(&few, 5, 39), (&all, 44, 0)] {
        assert_eq!(page.matches("<details ").count(), opened);
        assert_eq!(page.matches("<div class=\"line\" ").count(), lines);
        assert_eq!(page.matches("<li data-row=").count(), 44);
        // What its own row is linked by exists.
        assert!(page.contains("id=\"cv-44\""));
    }
    assert!(few.contains(
        "The first 5 CVs open into their explanation; the other 39 stand as a line each"
    ));
    assert!(!all.contains("stand as a line each"));
}

#[test]
fn decisions_show_on_lines_too() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("run");
    let out = place.to_str().unwrap();
    let answer = run(&[
        "score",
        "data/jobs/ward_nurse.md",
        "data/cvs",
        AS_OF,
        "-q",
        "--out",
        out,
        "--details=2",
    ]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let page = || std::fs::read_to_string(place.join("report.html")).unwrap();
    assert_eq!(page().matches("<details ").count(), 2);
    let csv = std::fs::read_to_string(place.join("ranking.csv")).unwrap();
    let last = csv
        .lines()
        .nth(40)
        .unwrap()
        .split(',')
        .nth(1)
        .unwrap()
        .to_owned();
    let answer = run(&[
        "override",
        out,
        &last,
        "--rank=1",
        "--reason=Know <her>",
        "--on=2026-06-02",
    ]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let page = page();
    assert_eq!(page.matches("<small>decided 1</small>").count(), 1);
    assert!(
        page.contains("Know &lt;her&gt;</span>") && page.contains(&format!(">{last}</a><td>1<td>"))
    );
    assert_eq!(run(&["verify", out]).code, 0);
    let replayed = run(&["replay", out, "-q"]);
    assert_eq!(replayed.code, 0, "{}{}", replayed.stdout, replayed.stderr);
}
