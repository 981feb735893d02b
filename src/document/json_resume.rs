//! JSON Resume: fields to canonical text.

use serde_json::{Map, Value};

use super::builder::DocumentBuilder;
use super::canonical::{self, Course, Entry, free_text, joined, list, month, period, section};
use super::json::{self, field, items, texts};
use super::limits::unreadable;
use super::{Document, Format, Role, Status, Unreadable, reactive_resume};

/// Reads a JSON Resume; wrong types and unknown fields are passed over.
///
/// `references` and `interests` are never read: they tell of the person, not of the work.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut value = json::parse(bytes)?;
    if reactive_resume::is_known(&value) {
        value = reactive_resume::as_json_resume(&value);
    }
    let Some(resume) = value.as_object() else {
        return Err(unreadable(
            Status::Unsupported,
            "the JSON is no object; a JSON Resume starts with {",
        ));
    };
    let mut builder = DocumentBuilder::new(Format::JsonResume);
    if let Some(basics) = resume.get("basics").and_then(Value::as_object) {
        self::basics(&mut builder, basics);
    }
    section(&mut builder, canonical::WORK, &positions(resume, "work"));
    section(
        &mut builder,
        canonical::VOLUNTEERING,
        &positions(resume, "volunteer"),
    );
    section(&mut builder, canonical::PROJECTS, &projects(resume));
    canonical::education(&mut builder, &education(resume));
    let certificates: Vec<String> = objects(resume, "certificates")
        .map(|one| {
            joined(
                &[
                    &field(one, "name"),
                    &field(one, "issuer"),
                    &month(&field(one, "date")),
                ],
                ", ",
            )
        })
        .chain(plain_texts(resume, "certificates"))
        .collect();
    list(
        &mut builder,
        canonical::CERTIFICATES,
        &certificates,
        Role::ListItem,
    );
    let skills: Vec<String> = objects(resume, "skills")
        .map(skill)
        .chain(plain_texts(resume, "skills"))
        .collect();
    list(&mut builder, canonical::SKILLS, &skills, Role::ListItem);
    let languages: Vec<String> = objects(resume, "languages")
        .map(|one| {
            let name = joined(&[&field(one, "language"), &field(one, "name")], " ");
            let fluency = joined(&[&field(one, "fluency"), &field(one, "level")], " ");
            joined(&[&name, &fluency], ": ")
        })
        .chain(plain_texts(resume, "languages"))
        .collect();
    list(
        &mut builder,
        canonical::LANGUAGES,
        &languages,
        Role::ListItem,
    );
    let awards: Vec<String> = objects(resume, "awards")
        .map(|one| {
            let head = joined(
                &[
                    &field(one, "title"),
                    &field(one, "awarder"),
                    &month(&field(one, "date")),
                ],
                ", ",
            );
            joined(&[&head, &field(one, "summary")], "\n")
        })
        .collect();
    list(&mut builder, canonical::AWARDS, &awards, Role::ListItem);
    let publications: Vec<String> = objects(resume, "publications")
        .map(|one| {
            let date = month(&field(one, "releaseDate"));
            let head = joined(
                &[&field(one, "name"), &field(one, "publisher"), &date],
                ", ",
            );
            joined(&[&head, &field(one, "summary")], "\n")
        })
        .collect();
    list(
        &mut builder,
        canonical::PUBLICATIONS,
        &publications,
        Role::ListItem,
    );
    if builder.is_empty() {
        return Err(unreadable(
            Status::Empty,
            "the JSON Resume holds no text: none of basics, work, education, skills and the other \
             sections is filled in; export it again, or ask for another file",
        ));
    }
    builder.finish()
}

fn basics(builder: &mut DocumentBuilder, basics: &Map<String, Value>) {
    for key in [
        "name", "email", "phone", "url", "website", "image", "picture",
    ] {
        let text = field(basics, key);
        // A picture inside the file is no text.
        if !text.starts_with("data:") {
            builder.line(&text, Role::Identity);
        }
    }
    if let Some(location) = basics.get("location") {
        let address = match location {
            Value::Object(parts) => joined(
                &["address", "postalCode", "city", "region", "countryCode"]
                    .map(|key| field(parts, key))
                    .each_ref()
                    .map(String::as_str),
                ", ",
            ),
            other => json::text(other),
        };
        builder.line(&address, Role::Identity);
    }
    for profile in items(basics.get("profiles"))
        .iter()
        .filter_map(Value::as_object)
    {
        let parts = ["network", "username", "url"].map(|key| field(profile, key));
        builder.line(
            &joined(&parts.each_ref().map(String::as_str), " "),
            Role::Identity,
        );
    }
    builder.line(&field(basics, "label"), Role::Body);
    free_text(builder, &field(basics, "summary"), Role::Body);
}

fn objects<'v>(
    resume: &'v Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    items(resume.get(key)).iter().filter_map(Value::as_object)
}

/// Entries that are bare texts where the schema wants objects.
fn plain_texts(resume: &Map<String, Value>, key: &str) -> impl Iterator<Item = String> {
    items(resume.get(key))
        .iter()
        .filter(|item| item.is_string())
        .map(json::text)
}

fn positions(resume: &Map<String, Value>, key: &str) -> Vec<Entry> {
    objects(resume, key)
        .map(|one| Entry {
            title: field(one, "position"),
            organisation: joined(
                &["name", "company", "organization"]
                    .map(|key| field(one, key))
                    .each_ref()
                    .map(String::as_str),
                ", ",
            ),
            dates: period(&field(one, "startDate"), &field(one, "endDate")),
            summary: vec![field(one, "description"), field(one, "summary")],
            items: texts(one.get("highlights")),
        })
        .collect()
}

fn projects(resume: &Map<String, Value>) -> Vec<Entry> {
    objects(resume, "projects")
        .map(|one| {
            let mut items = texts(one.get("highlights"));
            items.extend(texts(one.get("keywords")));
            Entry {
                title: joined(&[&field(one, "name"), &field(one, "roles")], ", "),
                organisation: field(one, "entity"),
                dates: period(&field(one, "startDate"), &field(one, "endDate")),
                summary: vec![field(one, "description"), field(one, "summary")],
                items,
            }
        })
        .collect()
}

fn education(resume: &Map<String, Value>) -> Vec<Course> {
    objects(resume, "education")
        .map(|one| Course {
            degree: field(one, "studyType"),
            area: field(one, "area"),
            institution: field(one, "institution"),
            dates: period(&field(one, "startDate"), &field(one, "endDate")),
            summary: vec![field(one, "summary")],
            items: texts(one.get("courses")),
        })
        .collect()
}

/// `Web development (Master): HTML, CSS`.
pub(super) fn skill(one: &Map<String, Value>) -> String {
    let level = field(one, "level");
    let name = if level.is_empty() {
        field(one, "name")
    } else {
        format!("{} ({level})", field(one, "name"))
    };
    joined(&[&name, &texts(one.get("keywords")).join(", ")], ": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text() {
        let json = r#"{
          "basics": {"name": "Ewa Wzorcowa", "label": "Engineer", "email": "ewa@example.org",
            "summary": "Builds bridges.", "location": {"city": "Gdynia", "countryCode": "PL"},
            "profiles": [{"network": "Forge", "username": "ewaw"}]},
          "work": [{"name": "Mosty SA", "position": "Senior Engineer", "startDate": "2019-07-01",
            "endDate": "2022-05-01", "summary": "Ran the site.", "highlights": ["Saved 10%"]},
            {"position": "Lead", "startDate": "2022-06", "location": 7}],
          "education": [{"institution": "PG", "studyType": "MSc", "area": "Civil engineering"}],
          "skills": [{"name": "CAD", "level": "Master", "keywords": ["Revit", 3]}, "Welding"],
          "languages": [{"language": "Polish", "fluency": "Native"}],
          "references": [{"name": "Somebody"}], "interests": [{"name": "Chess"}], "work2": 5 }"#;
        let document = read(json.as_bytes()).unwrap();
        let shown: Vec<(Role, &str)> = document
            .lines
            .iter()
            .map(|line| (line.role, line.span.of(&document.text)))
            .collect();
        use Role::*;
        assert_eq!(
            shown,
            [
                (Identity, "Ewa Wzorcowa"),
                (Identity, "ewa@example.org"),
                (Identity, "Gdynia, PL"),
                (Identity, "Forge ewaw"),
                (Body, "Engineer"),
                (Body, "Builds bridges."),
                (Heading, "Work experience"),
                (PositionTitle, "Senior Engineer"),
                (Employer, "Mosty SA"),
                (DateRange, "2019-07 – 2022-05"),
                (Body, "Ran the site."),
                (ListItem, "Saved 10%"),
                (PositionTitle, "Lead"),
                (DateRange, "2022-06 – present"),
                (Heading, "Education"),
                (Degree, "MSc"),
                (FieldOfStudy, "Civil engineering"),
                (School, "PG"),
                (Heading, "Skills"),
                (ListItem, "CAD (Master): Revit, 3"),
                (ListItem, "Welding"),
                (Heading, "Languages"),
                (ListItem, "Polish: Native"),
            ]
        );
    }

    #[test]
    fn entries_are_parted_and_blank_fields_left_out() {
        let json = r#"{"work": [{"name": "Mosty SA", "position": " ", "startDate": "2019-07-01"},
            {"name": "", "position": " ", "summary": "  "},
            {"position": "Lead\nEngineer", "endDate": "2010-11"}],
            "education": [{"area": "Botany"}]}"#;
        assert_eq!(
            read(json.as_bytes()).unwrap().text,
            "Work experience\nMosty SA\n2019-07 – present\n\nLead Engineer\n2010-11\n\n\
             Education\nBotany"
        );
    }

    #[test]
    fn a_resume_without_text_says_what_to_do() {
        let json = r#"{"basics": {"summary": ""}, "work": [], "education": [], "skills": []}"#;
        let error = read(json.as_bytes()).unwrap_err();
        assert_eq!(error.status, Status::Empty);
        assert_eq!(
            error.reason,
            "the JSON Resume holds no text: none of basics, work, education, skills and the other \
             sections is filled in; export it again, or ask for another file"
        );
    }
}
