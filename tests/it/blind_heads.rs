//! A name at the head of a CV counts nothing and is shown nowhere, in whatever form it stands
//! there: also one that is a skill the job asks for.

use std::fs;

use crate::common::{run, scorer, source_of};
use cvrank::check::blind::same;
use cvrank::features::JobQuery;
use cvrank::score::{ParsedCv, Scorer};

/// Heads with slots: `{A}` given and `{B}` family name, `{AA}` and `{BB}` in capitals, `{a}` and
/// `{b}` small.
const HEADS: &[&str] = &[
    // Lines of their own.
    "{A}\n{B}",
    "{AA}\n{BB}",
    "{A}\n{B}\n{b}@example.com",
    "{A}\n{B}\nWeb Developer\n{a}.{b}@example.com",
    "{A}\nAnn\n{B}",
    "{A}\nSmith",
    "{A}",
    "{AA}",
    "{a}",
    "Curriculum Vitae\n{A}",
    "Curriculum Vitae\n{A}\n{B}",
    "RESUME\n\n{A}\n\nWeb Developer",
    "Web Developer\n{A}",
    "Utrecht\n{A}\n+31 6 1234 5678",
    // One line.
    "{A} {B}",
    "{AA} {BB}",
    "{a} {b}",
    "{a} {b}\n{a}.{b}@example.com",
    "{a} {b}\nweb developer",
    "{B}, {A}",
    "{BB}, {A}",
    "{A} A. {B}",
    "{A} \"Rubes\" {B}",
    "{A} (Rubes) {B}",
    "{A} {B} née Vale",
    "{A} {B} (née Vale)",
    "{A} van der {B}",
    "{A} {B}-Vale",
    "{A} {B} III",
    "{A} {B} (she/her)",
    "# {A} {B}",
    "**{A} {B}**",
    "<< {A} {B} >>",
    "{A} _ {B}",
    // Titles of address, degrees.
    "Dr. {A} {B}",
    "Dr. med. {A} {B}",
    "Dr. rer. nat. {A} {B}",
    "Dott.ssa {A} {B}",
    "Dipl.-Kfm. {A} {B}",
    "M.Sc. {A} {B}",
    "RA {A} {B}",
    "Herr Dr. {A} {B}",
    "{A} {B}, BSc, PMP",
    "{A} {B} B.Eng.",
    // Sentences.
    "Hi, I'm {A} {B}!",
    "Hello, I am {A}.",
    "I am {A} {B}, a web developer.",
    "My name is {A} {B}.",
    "{A} {B} builds shops and trains starters with great care.",
    "{A} is a web developer from the east of the country.",
    "{A}, a web developer from the east of the country.",
    "Meet {A} {B}, web developer",
    // Labels, known and not.
    "Applicant name : {A} {B}",
    "Name in full: {A} {B}",
    "Candidate name: {A} {B}",
    "First Name\t{A}\nSurname\t{B}",
    "Applicant: {A}",
    "Subject: Application {A} {B}",
    "Contact person - {A} {B}",
    // Columns, captions, pages, agencies.
    "Utrecht\t\t{A} {B}",
    "Utrecht\t\t{A}",
    "Page 1/2    {A} {B}",
    "Page 1 of 2\n{A}",
    "{A} {B} | Web Developer",
    "{A} | Web Developer | PHP | MySQL",
    "Web Developer - {A}",
    "Photo: {A} {B}",
    "[photo]   {A}",
    "Brindle Recruitment Agency\nCandidate profile\n{A} {B}",
    "Brindle Recruitment Agency\nCandidate profile\n{A}",
    "Confidential\n{A} {B}",
    "Confidential\n{A}",
    "CV - {A} {B}",
    "CV_{A}_{B}_2026",
    "{A} {B} Web Developer",
    "{a} {b} web developer",
    "Web Developer {A} {B}",
    "Personal details\n{A} {B}\n12 Baker Street, Leeds",
    "Personal details\n{A}\nLeeds",
    "Profile\n{A} {B}\nWeb developer with a love of small shops.",
    "{A} {B}\n{A} {B}",
];

/// Names that are skills.
const NAMES: &[&str] = &[
    "Ruby", "Julia", "Django", "Jenkins", "Ada", "Crystal", "Dart", "Swift", "Perl", "Jasper",
    "Scala", "Python",
];

const BODY: &str = "\n\nEXPERIENCE\nWeb Developer, Brindle Group, Mar 2018 - Jun 2020\n- Built shop pages in PHP and trained new starters\n\n\
     EDUCATION\nBSc Computing, Northfield College, 2014 - 2017\n";

fn filled(head: &str, given: &str, family: &str) -> String {
    [
        ("{A}", given.to_owned()),
        ("{B}", family.to_owned()),
        ("{AA}", given.to_uppercase()),
        ("{BB}", family.to_uppercase()),
        ("{a}", given.to_lowercase()),
        ("{b}", family.to_lowercase()),
    ]
    .iter()
    .fold(head.to_owned(), |text, (slot, name)| {
        text.replace(slot, name)
    })
}

fn query(scorer: &Scorer, skill: &str) -> JobQuery {
    let post = format!("# Web Developer\n\n## Requirements\n- {skill}\n- 2 years of experience\n");
    scorer.query(scorer.read_job(&source_of(&post)).expect("the post reads"))
}

fn read(scorer: &Scorer, text: &str) -> ParsedCv {
    scorer.read_cv(&source_of(text)).expect("the CV reads")
}

/// What a report may show of the CV.
fn visible(cv: &ParsedCv) -> String {
    let lines = cv.document.lines.iter();
    let shown = lines.map(|line| cv.profile.blind(&cv.document.text, line.span));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_name_that_is_a_skill_scores_as_any_other() {
    let scorer = scorer();
    let mut failures = Vec::new();
    for &given in NAMES {
        let job = query(&scorer, given);
        for head in HEADS {
            let [own, other] = [given, "Inge"]
                .map(|given| read(&scorer, &(filled(head, given, "Marshgrove") + BODY)));
            let [own_score, other_score] = [&own, &other].map(|cv| scorer.explain(&job, cv));
            if !same(&own_score, &other_score) {
                failures.push(format!(
                    "{given} {head:?}: {} against {}, {:?}",
                    own_score.score(),
                    other_score.score(),
                    visible(&own).lines().take(3).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(HEADS.len() >= 60);
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        NAMES.len() * HEADS.len(),
        failures.join("\n")
    );
}

#[test]
fn nothing_of_a_name_at_the_head_is_visible() {
    let scorer = scorer();
    let mut failures = Vec::new();
    for (given, family) in [
        ("Ottoline", "Quillfeather"),
        ("Ruby", "Marshgrove"),
        ("Jenkins", "Baker"),
    ] {
        for head in HEADS {
            let shown =
                visible(&read(&scorer, &(filled(head, given, family) + BODY))).to_lowercase();
            let leaked = [given, family].map(str::to_lowercase);
            if leaked.iter().any(|word| shown.contains(word.as_str())) {
                failures.push(format!(
                    "{head:?}: {:?}",
                    shown.lines().take(4).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn no_output_shows_a_name_at_the_head() {
    let folder = tempfile::tempdir().unwrap();
    let job = folder.path().join("job.md");
    fs::write(
        &job,
        "# Web Developer\n\n## Requirements\n- PHP\n- 2 years of experience\n",
    )
    .unwrap();
    let job = job.display().to_string();
    let cvs = folder.path().join("cvs");
    fs::create_dir(&cvs).unwrap();
    for (number, head) in HEADS.iter().enumerate() {
        let text = filled(head, "Ottoline", "Quillfeather") + BODY;
        fs::write(cvs.join(format!("c{number:02}.txt")), text).unwrap();
    }
    let all = cvs.display().to_string();
    let mut outputs = vec![run(&[
        "score",
        &job,
        &all,
        "--as-of",
        "2026-06-01",
        "-f",
        "html",
    ])];
    outputs.push(run(&[
        "score",
        &job,
        &all,
        "--as-of",
        "2026-06-01",
        "-f",
        "json",
    ]));
    for number in (0..HEADS.len()).step_by(7) {
        let cv = cvs.join(format!("c{number:02}.txt")).display().to_string();
        outputs.push(run(&["parse", "--as", "cv", &cv, "--as-of", "2026-06-01"]));
        outputs.push(run(&["explain", &job, &cv, "--as-of", "2026-06-01"]));
    }
    for answer in outputs {
        assert!(answer.stdout.len() > 200, "{}", answer.stderr);
        let shown = answer.stdout.to_lowercase();
        for word in ["ottoline", "quillfeather"] {
            let at = shown.find(word).map(|at| {
                let start = (0..=at.saturating_sub(80))
                    .rev()
                    .find(|&at| shown.is_char_boundary(at))
                    .unwrap_or(0);
                &shown[start..at + word.len()]
            });
            assert!(at.is_none(), "{at:?}");
        }
    }
}

/// Not every later `Ruby` is somebody: what a position says counts, whoever says it.
#[test]
fn a_skill_in_a_position_counts_whatever_the_name() {
    let scorer = scorer();
    let job = query(&scorer, "Ruby");
    let work = "\n\nEXPERIENCE\nWeb Developer, Brindle Group, Mar 2018 - Jun 2020\n- Ruby on Rails since 2015\n- Ruby is the main language, Ruby code reviewed daily\n\nSKILLS\nRuby, PHP, Python\n";
    for head in HEADS {
        let [own, other] = ["Ruby", "Inge"].map(|given| {
            scorer.explain(
                &job,
                &read(&scorer, &(filled(head, given, "Marshgrove") + work)),
            )
        });
        assert_eq!(own.must.met, 2, "{head:?}");
        assert!(
            same(&own, &other),
            "{head:?}: {} against {}",
            own.score(),
            other.score()
        );
    }
}

#[test]
fn what_is_recognised_at_the_head_stays() {
    let scorer = scorer();
    for (text, kept) in [
        (
            "Ottoline Quillfeather\nWarehouse Supervisor",
            "warehouse supervisor",
        ),
        (
            "Ottoline Quillfeather | Warehouse Supervisor | SAP | Forklift",
            "warehouse supervisor",
        ),
        (
            "Ottoline Quillfeather\nWeb Developer at Brindle Group",
            "web developer at brindle group",
        ),
        ("Ottoline Quillfeather\nRuby Developer", "ruby developer"),
        (
            "Ottoline Quillfeather\nDéveloppeuse Java",
            "développeuse java",
        ),
        (
            "Ottoline Quillfeather\nPHP, MySQL, Docker, Ruby",
            "php, mysql, docker, ruby",
        ),
        (
            "Ottoline Quillfeather\nPython\nDjango\nRuby\nPerl",
            "python\ndjango\nruby\nperl",
        ),
        ("Ottoline Quillfeather\nRuby on Rails", "ruby … rails"),
        ("Ottoline Quillfeather\nPMP", "pmp"),
        (
            "Ottoline Quillfeather\nBuilt shops in Ruby and trained many new starters.",
            "built shops in ruby",
        ),
        (
            "Ottoline Quillfeather\nLanguages: English C1, German",
            "languages: english c1, german",
        ),
        (
            "Ottoline Quillfeather\nTech stack: Ruby",
            "tech stack: ruby",
        ),
        (
            "Ottoline Quillfeather\n\nPersonal details\nDate of birth: 1 May 1990, Languages: English C1\nNationality: German",
            "languages: english c1",
        ),
        (
            "Ottoline Quillfeather\n\nPersonal information\nEnglish (C1), Polish (native)\nMaried, two children",
            "english (c1",
        ),
    ] {
        let shown = visible(&read(&scorer, &(text.to_owned() + BODY))).to_lowercase();
        assert!(
            shown.contains(kept),
            "{kept:?} in {:?}",
            shown.lines().take(6).collect::<Vec<_>>()
        );
        assert!(!shown.contains("quillfeather"), "{shown}");
        assert!(!shown.contains("nationality: german"), "{shown}");
    }
}

/// Hidden text is quoted by a flag; nothing of the person stands in the quote.
#[test]
fn a_flag_quotes_nothing_of_the_person() {
    let folder = tempfile::tempdir().unwrap();
    let cv = folder.path().join("c1.html");
    fs::write(
        &cv,
        "<h1>Xaverine Qwertzkowski</h1><p>Experience</p><p>Backend developer, Ferry Lines, 01/2019 - 03/2024</p>\
         <p>- Wrote services in Go for the timetable and kept them running at night</p><p>Education</p><p>BSc Mathematics, University of Leeds, 2018</p>\
         <p style=\"display:none\">Xaverine Qwertzkowski, born 1 May 1980, she, Muslim, +49 151 2345678, x@q.example, PostgreSQL Kubernetes</p>",
    )
    .unwrap();
    let cv = cv.display().to_string();
    for format in ["html", "json", "csv"] {
        let answer = run(&[
            "score",
            "data/jobs/backend_engineer.md",
            &cv,
            "--as-of",
            "2026-06-01",
            "-f",
            format,
        ]);
        let shown = answer.stdout.to_lowercase();
        assert!(shown.contains("hidden characters"), "{}", answer.stderr);
        for word in [
            "xaverine",
            "qwertz",
            "may 1980",
            "muslim",
            "2345678",
            "q.example",
        ] {
            assert!(!shown.contains(word), "{format}: {word}");
        }
    }
}
