//! Several jobs at once: the same scores as one by one, and each CV's best jobs.

use crate::common::{run, run_with};

const AS_OF: &str = "--as-of=2026-06-01";
const CVS: [&str; 4] = [
    "data/cvs/c-0001.md",
    "data/cvs/c-0012.md",
    "data/cvs/c-0043.docx",
    "data/unreadable/empty.txt",
];

#[test]
fn several_jobs_in_each_format() {
    for format in ["table", "csv", "matrix"] {
        let mut arguments = vec!["score", "--jobs", "data/jobs"];
        arguments.extend(CVS);
        arguments.extend([AS_OF, "-f", format]);
        let answer = run(&arguments);
        assert_eq!((answer.code, answer.stderr.as_str()), (4, ""));
        let trimmed: Vec<&str> = answer.stdout.lines().map(str::trim_end).collect();
        insta::assert_snapshot!(format!("jobs_{format}"), trimmed.join("\n"));
    }
}

#[test]
fn each_job_ranks_as_it_does_alone() {
    let together = run(&[
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        AS_OF,
        "-f",
        "csv",
    ]);
    assert_eq!(together.code, 0, "{}", together.stderr);
    let mut rows = together.stdout.lines();
    assert!(rows.next().unwrap().ends_with(",contradicted,job_id"));
    let mut compared = 0;
    for job in [
        "backend_engineer.md",
        "bilanzbuchhalter.md",
        "ward_nurse.md",
        "warehouse_shift_lead.txt",
    ] {
        let alone = run(&[
            "score",
            &format!("data/jobs/{job}"),
            "data/cvs",
            AS_OF,
            "-f",
            "csv",
        ]);
        let id = job.split('.').next().unwrap();
        for row in alone.stdout.lines().skip(1) {
            assert_eq!(rows.next().unwrap(), format!("{row},{id}"));
            compared += 1;
        }
    }
    assert_eq!((rows.next(), compared), (None, 4 * 44));
}

#[test]
fn json_holds_the_best_jobs_of_each_cv_first() {
    let answer = run(&[
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        AS_OF,
        "-f",
        "json",
    ]);
    let value: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(value["jobs"].as_array().unwrap().len(), 4);
    let cvs = value["cvs"].as_array().unwrap();
    assert_eq!(cvs.len(), 44);
    for cv in cvs {
        let scores: Vec<f64> = cv["jobs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|job| job["score"].as_f64().unwrap())
            .collect();
        assert_eq!(scores.len(), 4);
        assert!(scores.is_sorted_by(|a, b| a >= b), "{cv}");
    }
}

#[test]
fn job_names_that_are_formulas_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let post = crate::common::root().join("data/jobs/ward_nurse.md");
    std::fs::copy(&post, folder.path().join("=1+1.md")).unwrap();
    let path = folder.path().to_str().unwrap();
    let answer = run(&["score", "--jobs", path, CVS[0], AS_OF, "-f", "matrix"]);
    assert!(
        answer
            .stdout
            .starts_with("cv_id,status,best_job,'=1+1\nc-0001,scored,'=1+1,"),
        "{}",
        answer.stdout
    );
    let answer = run(&["score", "--jobs", path, CVS[0], AS_OF, "-f", "csv"]);
    assert!(answer.stdout.ends_with(",'=1+1\n"), "{}", answer.stdout);
}

#[test]
fn standard_input_is_one_of_the_cvs() {
    let cv = std::fs::read(crate::common::root().join(CVS[0])).unwrap();
    let answer = run_with(
        &["score", "--jobs", "data/jobs", "-", AS_OF, "-f", "matrix"],
        &cv,
    );
    let piped = answer
        .stdout
        .lines()
        .nth(1)
        .unwrap()
        .replace("stdin,", "c-0001,");
    let named = run(&[
        "score",
        "--jobs",
        "data/jobs",
        CVS[0],
        AS_OF,
        "-f",
        "matrix",
    ]);
    assert_eq!(named.stdout.lines().nth(1).unwrap(), piped);
}

#[test]
fn errors_of_usage() {
    for (arguments, expected) in [
        (
            &["score", "--jobs", "nowhere", CVS[0]][..],
            "error: nowhere: no folder; --jobs needs a folder of job posts\n",
        ),
        (
            &["score", "--jobs", "data/unreadable", CVS[0]],
            "error: data/unreadable/empty.txt: the file is empty (0 bytes); check that it was saved or uploaded\n",
        ),
        (
            &["score", "data/jobs/ward_nurse.md", CVS[0], "-f", "matrix"],
            "error: a matrix of CVs by jobs needs several jobs; name their folder with --jobs\n",
        ),
        // A job in its usual place would be ranked as a CV.
        (
            &[
                "score",
                "--jobs",
                "data/jobs",
                "data/jobs/ward_nurse.md",
                CVS[0],
            ],
            "error: data/jobs/ward_nurse.md: reads like a job post; with --jobs the posts are those of the folder, and all other arguments are CVs; leave it out, or put it into the folder\n",
        ),
        (
            &["score", "--jobs", "data/jobs", CVS[0], "--log", "x"],
            "error: the argument '--jobs <DIR>' cannot be used with '--log <FILE>'\n\nUsage: cvrank score [OPTIONS] <JOB> <CV>...\n       cvrank score [OPTIONS] --jobs <DIR> <CV>...\n\nFor more information, try '--help'.\n",
        ),
        (
            &["score", "--jobs", "data/jobs", CVS[0], "--out", "tests"],
            "error: cannot write tests: the folder is not empty; name another one, or add --force to replace earlier runs of several jobs\n",
        ),
    ] {
        let answer = run(arguments);
        let shown = (answer.code, answer.stdout.as_str(), answer.stderr.as_str());
        assert_eq!(shown, (2, "", expected), "cvrank {}", arguments.join(" "));
    }
}

#[test]
fn a_post_elsewhere_is_told_by_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let post = folder.path().join("opening.md");
    std::fs::copy(crate::common::root().join("data/jobs/ward_nurse.md"), &post).unwrap();
    let answer = run(&[
        "score",
        "--jobs",
        "data/jobs",
        post.to_str().unwrap(),
        CVS[0],
        AS_OF,
    ]);
    assert_eq!(answer.code, 2);
    assert!(
        answer.stderr.contains("reads like a job post; with --jobs"),
        "{}",
        answer.stderr
    );
}

#[test]
fn top_holds_for_the_matrix() {
    let arguments = [
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        "data/unreadable",
        AS_OF,
        "-f",
        "matrix",
    ];
    let all = run(&arguments);
    let top = run(&[&arguments[..], &["--top", "2"]].concat());
    assert_eq!(all.stdout.lines().count(), 1 + 44 + 3);
    // At most two for each of four jobs, and the files without a score.
    let rows: Vec<&str> = top.stdout.lines().skip(1).collect();
    assert!((5..=8 + 3).contains(&rows.len()), "{}", top.stdout);
    assert_eq!(
        rows.iter().filter(|row| !row.contains(",scored,")).count(),
        3
    );
    assert!(
        rows.iter().all(|row| all.stdout.contains(row)),
        "{}",
        top.stdout
    );
}
