//! What people mix up, and what the program says of it.

use std::fs;

use crate::common::run;

const JOB: &str = "data/jobs/ward_nurse.md";
const CV: &str = "data/cvs/c-0012.md";
const AS_OF: &str = "--as-of=2026-06-01";

#[test]
fn the_post_among_the_cvs_is_named() {
    let answer = run(&["score", JOB, CV, JOB, AS_OF]);
    assert_eq!(answer.code, 0);
    assert!(
        answer.stderr.starts_with(
            "warning: data/jobs/ward_nurse.md is the job post itself; leave it out of the CVs\n"
        ),
        "{}",
        answer.stderr
    );
    assert!(run(&["score", JOB, CV, AS_OF]).stderr.is_empty());
}

#[test]
fn a_short_post_becomes_no_cv_in_a_job_file() {
    let folder = tempfile::tempdir().unwrap();
    let post = folder.path().join("post.md");
    fs::write(&post, "Night baker\n\nWe bake rye bread. You know ovens.\n").unwrap();
    let file = folder.path().join("job.toml");
    let arguments = [
        "parse",
        post.to_str().unwrap(),
        "-o",
        file.to_str().unwrap(),
    ];
    let answer = run(&arguments);
    assert_eq!((answer.code, answer.stdout.as_str()), (0, ""));
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("# cvrank-job 1\n"), "{written}");
    // What plainly is a CV is told apart, and `--as cv` has the last word.
    let answer = run(&["parse", CV, "-o", file.to_str().unwrap()]);
    let note = format!(
        "note: {CV}: taken for a job post, since the output is a .toml; --as cv decides otherwise\n"
    );
    assert_eq!((answer.code, answer.stderr), (0, note));
    let answer = run(&["parse", "--as=cv", CV, "-o", file.to_str().unwrap()]);
    assert_eq!(answer.code, 0);
    assert!(fs::read_to_string(&file).unwrap().starts_with('{'));
}

#[test]
fn imports_hold_the_names_of_all_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let work = "EXPERIENCE\nWarehouse Supervisor, Brindle Logistics, Mar 2018 - Jun 2020\n- Ran the inbound dock with SAP and trained new starters\n";
    for (id, head) in [
        ("a1", "王小明\nxm@example.com"),
        ("a2", "山田 花子\nhanako@example.com"),
        ("a3", "Ottoline de la Quill Jr.\noq@example.com"),
        ("a4", "محمد العلي\nali@example.com"),
        ("a5", "Nguyễn Thị Minh Quỳnh\nquynh@example.com"),
        ("a6", "María José García Márquez\nmj@example.com"),
        ("a7", "Ottoline Quillon"),
        ("a8", "Vex Quill\nvex(at)example.com"),
    ] {
        fs::write(
            folder.path().join(format!("{id}.txt")),
            format!("{head}\n\n{work}"),
        )
        .unwrap();
    }
    let pool = folder.path().to_str().unwrap();
    let answer = run(&["score", JOB, pool, AS_OF, "--ats", "greenhouse"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let rows: Vec<Vec<&str>> = answer
        .stdout
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect())
        .collect();
    let has = |given: &str, family: &str, email: &str| {
        let row = rows.iter().find(|row| row[0] == given && row[1] == family);
        assert!(
            row.is_some_and(|row| row.contains(&email)),
            "{given} {family}: {rows:?}"
        );
    };
    has("小明", "王", "xm@example.com");
    has("花子", "山田", "hanako@example.com");
    has("Ottoline", "de la Quill", "oq@example.com");
    has("محمد", "العلي", "ali@example.com");
    has("Thị Minh Quỳnh", "Nguyễn", "quynh@example.com");
    has("María José", "García Márquez", "mj@example.com");
    has("Ottoline", "Quillon", "");
    has("Vex", "Quill", "vex@example.com");
    assert!(
        answer
            .stderr
            .ends_with("note: 1 without an e-mail address, which was not found in: a7\n"),
        "{}",
        answer.stderr
    );
}
