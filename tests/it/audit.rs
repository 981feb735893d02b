//! Audit figures against scipy, scikit-learn, fairlearn and sums made by hand; edges of the
//! law's definitions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::common::{root, run};
use approx::assert_abs_diff_eq;
use cvrank::audit::{
    Audit, Cut, Dimension, Excluded, GroupsFile, Measure, Options, ScoredRun, Table, TableRow,
    area_under_curve, audit, files, fisher, markdown, page, wilson,
};
use cvrank::model::Points;
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

fn reference() -> Value {
    let path = root().join("tests/fixtures/audit/reference.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap()
}

fn integer(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn float(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn fisher_and_wilson_are_those_of_scipy() {
    let reference = reference();
    let cases = list(&reference, "fisher");
    assert!(cases.len() >= 60);
    for case in cases {
        let pair = |row: usize| {
            let row = &case["table"][row];
            (integer(&row[0]), integer(&row[1]))
        };
        let p = fisher(pair(0), pair(1));
        assert!((p - float(&case["p"])).abs() < TOLERANCE, "{case}: {p}");
    }
    for case in list(&reference, "wilson") {
        let (low, high) = wilson(integer(&case["chosen"]), integer(&case["count"]));
        assert_abs_diff_eq!(low, float(&case["low"]), epsilon = TOLERANCE);
        assert_abs_diff_eq!(high, float(&case["high"]), epsilon = TOLERANCE);
    }
}

#[test]
fn the_area_is_that_of_scikit_learn() {
    for case in list(&reference(), "areas") {
        let side = |name| -> Vec<Points> {
            let values = list(case, name).iter();
            values
                .map(|value| Points(value.as_i64().unwrap()))
                .collect()
        };
        let area = area_under_curve(&side("positive"), &side("negative")).unwrap();
        assert_abs_diff_eq!(area, float(&case["auc"]), epsilon = TOLERANCE);
    }
}

/// Invented people: id, sex, race/ethnicity, thousandths of a point, selected.
struct Person {
    id: String,
    sex: String,
    race: String,
    score: Option<i64>,
    selected: Option<bool>,
}

fn person(id: impl ToString, sex: &str, race: &str, score: i64) -> Person {
    Person {
        id: id.to_string(),
        sex: sex.to_owned(),
        race: race.to_owned(),
        score: Some(score),
        selected: None,
    }
}

fn scores(people: &[Person]) -> ScoredRun {
    let mut text = "cv_id,score,model,as_of\n".to_owned();
    for person in people {
        let score = person.score.map(|score| Points(score).to_string());
        writeln!(
            text,
            "{},{},m,2026-06-01",
            person.id,
            score.unwrap_or_default()
        )
        .unwrap();
    }
    ScoredRun::from_bytes("run", text.as_bytes()).unwrap()
}

fn groups(people: &[Person]) -> GroupsFile {
    let with_selected = people.iter().any(|person| person.selected.is_some());
    let mut text = "cv_id,sex,race_ethnicity".to_owned();
    text.push_str(if with_selected { ",selected\n" } else { "\n" });
    for person in people {
        write!(text, "{},{},{}", person.id, person.sex, person.race).unwrap();
        if let Some(selected) = person.selected {
            write!(text, ",{selected}").unwrap();
        }
        text.push('\n');
    }
    GroupsFile::new("groups.csv", text.as_bytes())
}

fn audit_with(people: &[Person], cut: Cut) -> Audit {
    let options = Options { cut, job_id: None };
    audit(&scores(people), &groups(people), &options).unwrap()
}

fn table(audit: &Audit, measure: Measure, dimension: Dimension) -> &Table {
    let mut tables = audit.tables.iter();
    tables
        .find(|table| table.measure == measure && table.dimension == dimension)
        .unwrap()
}

fn row<'a>(table: &'a Table, label: &str) -> &'a TableRow {
    let mut rows = table.rows.iter();
    rows.find(|row| row.category.label == label).unwrap()
}

#[test]
fn rates_and_ratios_are_those_of_fairlearn() {
    let reference = reference();
    let sample = &reference["sample"];
    let people: Vec<Person> = list(sample, "rows")
        .iter()
        .map(|row| Person {
            score: Some((float(&row["score"]) * 1000.0).round() as i64),
            selected: Some(integer(&row["selected"]) == 1),
            ..person(
                row["cv_id"].as_str().unwrap(),
                row["sex"].as_str().unwrap(),
                row["race_ethnicity"].as_str().unwrap(),
                0,
            )
        })
        .collect();
    let audited = audit_with(&people, Cut::Column);
    let median: f64 = audited.median.to_string().parse().unwrap();
    assert_abs_diff_eq!(median, float(&sample["median"]), epsilon = TOLERANCE);
    let frames = list(sample, "frames");
    assert_eq!(frames.len(), 6);
    for frame in frames {
        let found = audited.tables.iter().find(|table| {
            table.measure.name() == frame["measure"] && table.dimension.name() == frame["dimension"]
        });
        let found = found.unwrap();
        let expected = frame["groups"].as_object().unwrap();
        assert_eq!(found.rows.len(), expected.len());
        for row in &found.rows {
            let figures = &expected[&row.category.label];
            assert_abs_diff_eq!(row.rate().unwrap(), float(&figures[0]), epsilon = TOLERANCE);
            let ratio = row.ratio.unwrap().as_f64();
            assert_abs_diff_eq!(ratio, float(&figures[1]), epsilon = TOLERANCE);
        }
        let (_, least) = found.least().unwrap();
        assert_abs_diff_eq!(
            least.as_f64(),
            float(&frame["least_ratio"]),
            epsilon = TOLERANCE
        );
    }
}

/// Sex, race/ethnicity, applicants, of these above the median: 200 and 100 in all.
const PUBLISHED: [(&str, &str, usize, usize); 12] = [
    ("Male", "Hispanic or Latino", 20, 10),
    ("Female", "Hispanic or Latino", 20, 8),
    ("Male", "White", 40, 24),
    ("Female", "White", 30, 15),
    ("Male", "Black or African American", 20, 10),
    ("Female", "Black or African American", 20, 8),
    ("Male", "Asian", 20, 14),
    ("Female", "Asian", 20, 10),
    ("Male", "Native American or Alaska Native", 2, 0),
    ("Female", "Native American or Alaska Native", 1, 1),
    // 2 % of 200: enough for a ratio; the row below it is not.
    ("Male", "Two or More Races", 4, 0),
    ("Female", "Two or More Races", 3, 0),
];

fn published() -> Vec<Person> {
    let mut people = Vec::new();
    for (sex, race, count, above) in PUBLISHED {
        for index in 0..count {
            let score = if index < above { 70_000 } else { 30_000 };
            people.push(person(people.len(), sex, race, score));
        }
    }
    people
}

#[test]
fn tables_in_the_published_layout_are_those_made_by_hand() {
    let report = markdown(&audit_with(&published(), Cut::Column)).unwrap();
    let mut found = String::new();
    let mut columns = 0;
    for line in report.lines() {
        if let Some(title) = line.strip_prefix("### ")
            && title.ends_with("Categories")
        {
            let gap = if found.is_empty() { "" } else { "\n" };
            writeln!(found, "{gap}{title}").unwrap();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let Some(last) = cells.iter().position(|cell| *cell == "Impact Ratio") {
            columns = last + 1;
        } else if !line.starts_with('|') {
            columns = 0;
        }
        if columns > 0 && !line.starts_with("|---") {
            let cells = cells[1..columns].join(" | ");
            let plain = cells.replace("**", "").replace(" below", "");
            writeln!(found, "| {plain} |").unwrap();
        }
    }
    let path = root().join("tests/fixtures/audit/published_layout.md");
    assert_eq!(found, std::fs::read_to_string(path).unwrap());
}

#[test]
fn fractions_tests_and_shortfalls_made_by_hand() {
    let audited = audit_with(&published(), Cut::Column);
    assert_eq!(
        (audited.scored, audited.above_median, audited.on_median),
        (200, 100, 0)
    );
    // No cut was named and the file has no decisions.
    assert!(audited.cut.is_none());
    assert_eq!(audited.tables.len(), 3);
    let sexes = table(&audited, Measure::ScoringRate, Dimension::Sex);
    let female = row(sexes, "Female");
    // (42/94) / (58/106) = 4452/5452.
    let ratio = female.ratio.unwrap();
    assert_eq!((ratio.numerator, ratio.denominator), (1113, 1363));
    assert_eq!(
        (female.shortfall, row(sexes, "Male").p_value),
        (Some(0), None)
    );
    let races = table(&audited, Measure::ScoringRate, Dimension::RaceEthnicity);
    let native = row(races, "Native American or Alaska Native");
    assert_eq!(native.ratio, Err(Excluded::FewerThanTwoPercent));
    assert_eq!((native.count, native.chosen, native.p_value), (3, 1, None));
    // Four fifths of 24/40 is 0.48: 20 of 40 Hispanic, 4 of 7 of two or more races.
    assert_eq!(row(races, "Hispanic or Latino").shortfall, Some(2));
    assert_eq!(row(races, "Two or More Races").shortfall, Some(4));
    assert!(audited.is_below_four_fifths());
}

#[test]
fn exactly_four_fifths_at_the_cut_is_no_finding() {
    let mut people = Vec::new();
    for (sex, selected) in [("Male", 5), ("Female", 4)] {
        for index in 0..10 {
            let mut one = person(format!("{sex}{index}"), sex, "White", 10_000);
            one.selected = Some(index < selected);
            people.push(one);
        }
    }
    let audited = audit_with(&people, Cut::Column);
    let sexes = table(&audited, Measure::SelectionRate, Dimension::Sex);
    let ratio = row(sexes, "Female").ratio.unwrap();
    assert_eq!((ratio.numerator, ratio.denominator), (4, 5));
    assert!(!audited.is_below_four_fifths());
    // Every score is the median, so nobody stands above it.
    assert_eq!((audited.on_median, audited.above_median), (20, 0));
    let scoring = table(&audited, Measure::ScoringRate, Dimension::Sex);
    assert_eq!(row(scoring, "Female").ratio, Err(Excluded::NoneChosen));
    assert_eq!(scoring.least(), None);
    people[13].selected = Some(false);
    assert!(audit_with(&people, Cut::Column).is_below_four_fifths());
}

#[test]
fn one_category_or_none_has_nothing_to_compare() {
    let one: Vec<Person> = (0..4)
        .map(|id| person(id, "F", "Asian", 1000 * id))
        .collect();
    let audited = audit_with(&one, Cut::Best(2));
    assert!(!audited.is_below_four_fifths());
    for table in &audited.tables {
        assert_eq!((table.rows.len(), table.least()), (1, None));
    }
    assert!(
        markdown(&audited)
            .unwrap()
            .contains("fewer than two categories can be compared")
    );
    let unknown: Vec<Person> = (0..4)
        .map(|id| person(id, "unknown", "", 1000 * id))
        .collect();
    let audited = audit_with(&unknown, Cut::Best(2));
    let sexes = table(&audited, Measure::SelectionRate, Dimension::Sex);
    assert!(sexes.rows.is_empty());
    assert_eq!((sexes.unknown.count, sexes.unknown.chosen), (4, 2));
    let report = markdown(&audited).unwrap();
    assert!(
        report.contains("No applicant's category is known."),
        "{report}"
    );
    page(&audited).unwrap();
}

#[test]
fn nobody_selected_has_rates_of_zero_and_no_ratio() {
    let people: Vec<Person> = (0..6)
        .map(|id| person(id, if id % 2 == 0 { "M" } else { "F" }, "White", 1000 * id))
        .collect();
    let audited = audit_with(&people, Cut::At(Points(99_000)));
    assert_eq!(audited.cut.as_ref().unwrap().words, "score 99.000 or more");
    assert_eq!(audited.cut.as_ref().unwrap().selected, 0);
    let sexes = table(&audited, Measure::SelectionRate, Dimension::Sex);
    for row in &sexes.rows {
        assert_eq!(
            (row.rate(), row.ratio),
            (Some(0.0), Err(Excluded::NoneChosen))
        );
        assert_eq!(row.interval.unwrap().0, 0.0);
    }
}

#[test]
fn a_tie_at_the_cut_is_selected_together_and_said() {
    let points = [50_000, 40_000, 40_000, 30_000];
    let people: Vec<Person> = (0..4)
        .map(|id| person(id, if id < 2 { "M" } else { "F" }, "White", points[id]))
        .collect();
    let cut = |count| audit_with(&people, Cut::Best(count)).cut.unwrap();
    let tied = cut(2);
    assert_eq!(tied.selected, 3);
    assert_eq!(
        tied.words,
        "the 2 best by score, 3 with those whose score equals the last one's"
    );
    assert_eq!((cut(3).selected, cut(9).selected), (3, 4));
    let audited = audit_with(&people, Cut::Best(2));
    let sweep = &audited.sweeps[0];
    let cuts: Vec<_> = sweep
        .points
        .iter()
        .map(|point| (point.selected, point.is_below_four_fifths(), point.flips))
        .collect();
    assert_eq!(cuts, [(1, true, false), (3, true, false), (4, false, true)]);
    let ranges: Vec<_> = sweep
        .ranges()
        .iter()
        .map(|range| (range.below, range.first.selected, range.last.selected))
        .collect();
    assert_eq!(ranges, [(true, 1, 3), (false, 4, 4)]);
}

#[test]
fn who_is_missing_on_one_side_is_counted_and_shown() {
    let people: Vec<Person> = (0..5)
        .map(|id| person(id, "F", "White", 1000 * id))
        .collect();
    let mut run = scores(&people);
    run.cvs[4].score = None;
    let file = GroupsFile::new(
        "groups.csv",
        b"cv_id,sex,race_ethnicity\n0,F,White\n1,M,White\n4,M,White\nghost,M,Asian\n",
    );
    let audited = audit(&run, &file, &Options::default()).unwrap();
    assert_eq!((audited.scored, audited.unscored), (4, 1));
    assert_eq!(audited.not_in_groups, ["2", "3"]);
    assert_eq!(audited.not_in_run, ["ghost"]);
    let sexes = table(&audited, Measure::ScoringRate, Dimension::Sex);
    assert_eq!(
        (sexes.total, sexes.unknown.count, sexes.unknown.chosen),
        (4, 2, 2)
    );
    assert_eq!(
        (row(sexes, "Male").count, row(sexes, "Male").unscored),
        (1, 1)
    );
    let report = markdown(&audited).unwrap();
    for line in [
        "| Full sample | 4 applicants with a score; 1 without one are in no rate |",
        "| In the run, without a row of categories | 2, counted as unknown: 2, 3 |",
        "| With categories, not in the run | 1, counted nowhere: ghost |",
    ] {
        assert!(report.contains(line), "{report}");
    }
}

#[test]
fn decisions_that_are_not_known_are_said() {
    let people: Vec<Person> = (0..3)
        .map(|id| person(id, "F", "White", 1000 * id))
        .collect();
    let file = GroupsFile::new(
        "g.csv",
        b"cv_id,sex,race_ethnicity,selected\n0,F,White,yes\n",
    );
    let cut = audit(&scores(&people), &file, &Options::default())
        .unwrap()
        .cut
        .unwrap();
    assert_eq!(cut.selected, 1);
    assert_eq!(
        cut.words,
        "column `selected` of g.csv, where a CV without a row counts as not selected"
    );
}

#[test]
fn errors_say_where_and_what_to_do() {
    let people = [
        person("a", "F", "White", 1000),
        person("b", "M", "White", 2000),
    ];
    let message = |groups: &str, job: Option<&str>| {
        let options = Options {
            job_id: job.map(str::to_owned),
            ..Options::default()
        };
        let file = GroupsFile::new("g.csv", groups.as_bytes());
        audit(&scores(&people), &file, &options)
            .unwrap_err()
            .to_string()
    };
    let head = "job_id,cv_id,sex,race_ethnicity\n";
    let two = format!("{head}j,a,F,White\nk,a,F,White\n");
    assert_eq!(
        message(&two, None),
        "g.csv: the rows are of 2 jobs (j, k); name the run's with --job"
    );
    assert_eq!(
        message(&two, Some("x")),
        "g.csv: no row is of job x; found j, k"
    );
    assert_eq!(
        message("cv_id,sex,race_ethnicity\na,F,White\n", Some("x")),
        "g.csv: there is no column job_id, so no row is of job x; leave --job out"
    );
    assert_eq!(
        message("cv_id,sex,race_ethnicity\nz,F,White\n", None),
        "g.csv: no row belongs to a CV of run; check that both use the same cv_id"
    );
    let run = ScoredRun::from_bytes("run", b"cv_id,score\na,\n").unwrap();
    let none = audit(&run, &groups(&people), &Options::default()).unwrap_err();
    assert_eq!(
        none.to_string(),
        "run: no CV has a score, so there is nothing to count"
    );
}

#[test]
fn hostile_words_stay_words() {
    let people = [
        person("a", "=1+1", "<script>x</script>", 1000),
        person("b", "|*M*", "White", 2000),
    ];
    let audited = audit_with(&people, Cut::Best(1));
    let html = page(&audited).unwrap();
    assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"));
    let report = markdown(&audited).unwrap();
    assert!(report.contains("| \\|\\*M\\* |") && !report.contains("<script>"));
    let files: BTreeMap<_, _> = files(&audited).unwrap().into_iter().collect();
    let sexes = String::from_utf8(files["ll144_sex.csv"].clone()).unwrap();
    assert!(sexes.contains("\n'=1+1,"), "{sexes}");
}

#[test]
fn it_never_says_that_all_is_lawful() {
    let said = run(&["audit", "--help"]).stdout.to_lowercase();
    let people: Vec<Person> = (0..8)
        .map(|id| person(id, if id % 2 == 0 { "M" } else { "F" }, "White", 1000 * id))
        .collect();
    for (name, bytes) in files(&audit_with(&people, Cut::Best(8))).unwrap() {
        let text = String::from_utf8(bytes).unwrap().to_lowercase() + &said;
        for word in ["complian", "complies", "lawful", "passed"] {
            assert!(!text.contains(word), "{name} says {word}");
        }
        if name.starts_with("ll144.") {
            assert!(text.contains("does not make this an independent audit"));
            assert!(text.contains("scores from run"));
        }
    }
}
