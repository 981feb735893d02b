use crate::document::Span;
use crate::document::{Document, europass, json_resume};
use crate::lexicon::Lexicon;
use crate::profile::cv::{self, CvProfile};
use crate::profile::dates::Month;
use crate::profile::education::EducationLevel;

const AS_OF: Month = Month(2024 * 12);

fn profile(document: &Document) -> CvProfile {
    cv::read(document, Lexicon::builtin(), AS_OF)
}

fn resume(json: &str) -> (CvProfile, String) {
    let document = json_resume::read(json.as_bytes()).unwrap();
    (profile(&document), document.text)
}

fn months(months: Option<(Month, Month)>) -> String {
    months.map_or("-".to_owned(), |(start, end)| {
        let shown = |month: Month| format!("{}-{:02}", month.year(), month.month());
        format!("{}..{}", shown(start), shown(end))
    })
}

/// Title, employer and months of every position, a line each.
fn positions((profile, text): &(CvProfile, String)) -> Vec<String> {
    let quote = |span: Option<Span>| span.map_or("-", |span| span.of(text));
    profile
        .positions
        .iter()
        .map(|one| {
            let when = months(one.months);
            format!("{} | {} | {when}", quote(one.title), quote(one.employer))
        })
        .collect()
}

/// Institution, degree, field, level and months of every course, a line each.
fn courses((profile, text): &(CvProfile, String)) -> Vec<String> {
    let quote = |span: Option<Span>| span.map_or("-", |span| span.of(text));
    profile
        .education_entries
        .iter()
        .map(|one| {
            format!(
                "{} | {} | {} | {} | {}",
                quote(one.institution),
                quote(one.degree),
                quote(one.area),
                one.level
                    .map_or("-".to_owned(), |level| format!("{level:?}")),
                months(one.months)
            )
        })
        .collect()
}

#[test]
fn a_blank_title_shifts_no_other() {
    let read = resume(
        r#"{"basics": {"summary": ""}, "work": [
            {"name": "ООО Вектор", "position": " ", "startDate": "2023-10-01", "summary": "Учёт"},
            {"name": "ЗАО Луч", "position": "Аналитик", "startDate": "2021-02-01", "endDate": "2023-09-01"},
            {"name": " ", "position": "Стажёр", "startDate": "2020-02-01", "endDate": "2020-09-01"},
            {"name": "Brill Ltd"}]}"#,
    );
    assert_eq!(
        positions(&read),
        [
            "- | ООО Вектор | 2023-10..2024-01",
            "Аналитик | ЗАО Луч | 2021-02..2023-09",
            "Стажёр | - | 2020-02..2020-09",
            "- | Brill Ltd | -",
        ]
    );
}

#[test]
fn dates_in_the_text_of_an_entry_are_no_position() {
    let read = resume(
        r#"{"basics": {"summary": "From 2009 to 2011 I worked as a clerk at Hollow Ltd."},
            "work": [{"name": "Brill Ltd", "position": "Accountant 2020",
            "startDate": "2012-01", "endDate": "2022-12",
            "summary": "2012 - 2014 Junior accountant\nEducation: courses\n2015 - 2017 Driver, Acme GmbH\nProjects:\nJan 2018 - Mar 2019: Engineer",
            "highlights": ["From 2023 to 2024 I worked as a consultant at Old Mill", "<h3>Experience</h3><p>Manager, 2023 - present</p>"]}],
            "skills": [{"name": "Excel"}]}"#,
    );
    assert_eq!(
        positions(&read),
        ["Accountant 2020 | Brill Ltd | 2012-01..2022-12"]
    );
    let document = &read.1;
    let whole = read.0.positions[0].span.of(document);
    assert!(whole.ends_with("Manager, 2023 - present"), "{whole}");
}

#[test]
fn education_stands_as_it_is_told() {
    let read = resume(
        r#"{"education": [
            {"institution": "ДГТУ-Махачкала", "area": "Информационных систем, Программное обеспечение", "studyType": "Высшее", "endDate": "2014"},
            {"institution": "Hillside College (evening), Leeds", "studyType": "Master", "area": "Botany", "startDate": "2010-09-01", "endDate": "2010-11-30"},
            {"institution": "Open courses", "endDate": "2010-11"},
            {"area": "Welding"},
            {"studyType": "Bachelor of Science in Geology", "institution": "from Nowhere"}]}"#,
    );
    assert_eq!(
        courses(&read),
        [
            "ДГТУ-Махачкала | Высшее | Информационных систем, Программное обеспечение | Bachelor | 2014-01..2014-01",
            "Hillside College (evening), Leeds | Master | Botany | Master | 2010-09..2010-11",
            "Open courses | - | - | - | 2010-11..2010-11",
            "- | - | Welding | - | -",
            "from Nowhere | Bachelor of Science in Geology | Geology | Bachelor | -",
        ]
    );
    let fields: Vec<_> = read
        .0
        .education
        .iter()
        .map(|mention| (mention.level, mention.field.map(|field| field.of(&read.1))))
        .collect();
    assert_eq!(
        fields,
        [
            (
                EducationLevel::Bachelor,
                Some("Информационных систем, Программное обеспечение")
            ),
            (EducationLevel::Master, Some("Botany")),
            (EducationLevel::Bachelor, Some("Geology")),
        ]
    );
    assert_eq!(positions(&read), [""; 0]);
}

#[test]
fn leave_is_no_work_and_a_range_that_runs_backwards_no_time() {
    let read = resume(
        r#"{"work": [
            {"position": "Parental leave", "startDate": "2019-01", "endDate": "2019-12"},
            {"position": "Maternity nurse", "startDate": "2018-01", "endDate": "2018-12"},
            {"position": "Clerk", "startDate": "2018-01", "endDate": "2017-12"},
            {"position": "Driver", "startDate": "May 2015", "endDate": "March 2016"},
            {"position": "Cook", "startDate": "2012", "endDate": "2013"}],
            "volunteer": [{"position": "Coach", "organization": "Club", "startDate": "2011-01", "endDate": "2011-02"}]}"#,
    );
    assert_eq!(
        positions(&read),
        [
            "Maternity nurse | - | 2018-01..2018-12",
            "Clerk | - | -",
            "Driver | - | 2015-05..2016-03",
            "Cook | - | 2012-01..2013-12",
            "Coach | Club | 2011-01..2011-02",
        ]
    );
}

#[test]
fn a_europass_tells_its_entries_too() {
    let xml = "<SkillsPassport><LearnerInfo><WorkExperienceList>\
        <WorkExperience><Period><From year='2001' month='--05'/><To year='2003' month='--06'/></Period>\
        <Activities>2001 - 2002 Driver at Mill Ltd</Activities><Employer><Name>Biuro</Name></Employer></WorkExperience>\
        <WorkExperience><Period><From year='1999'/><To year='2000'/></Period><Position><Label>Clerk</Label></Position></WorkExperience>\
        </WorkExperienceList><EducationList><Education><Period><From year='1995'/><To year='1999'/></Period>\
        <Title>Magister</Title><Organisation><Name>Hillside</Name></Organisation><Field><Label>Law</Label></Field>\
        <Activities>Roman law</Activities></Education></EducationList></LearnerInfo></SkillsPassport>";
    let document = europass::read(xml.as_bytes()).unwrap();
    let read = (profile(&document), document.text.clone());
    assert_eq!(
        positions(&read),
        [
            "- | Biuro | 2001-05..2003-06",
            "Clerk | - | 1999-01..2000-12",
        ]
    );
    assert_eq!(
        courses(&read),
        ["Hillside | Magister | Law | Master | 1995-01..1999-12"]
    );
}
