//! Structured jobs: schema.org `JobPosting` (JSON-LD, also inside HTML) and JSON Resume's job schema.

use serde_json::{Map, Value};

use super::builder::DocumentBuilder;
use super::canonical::{free_text, joined};
use super::json::{self, field, items};
use super::limits::unreadable;
use super::{Document, Format, Role, Status, Unreadable, xml};

/// Reads a job posting.
///
/// `physicalRequirement` and `sensoryRequirement` are never read (disability);
/// the employer is an identity line, so that its name earns nothing.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let value = match json::parse(bytes) {
        Ok(value) => value,
        Err(error) => in_html(&xml::decode(bytes)).ok_or(error)?,
    };
    let posting = find(&value).or_else(|| value.as_object()).ok_or_else(|| {
        unreadable(
            Status::Unsupported,
            "the JSON holds no JobPosting; give one, or the job as plain text",
        )
    })?;
    let mut builder = DocumentBuilder::new(Format::JobPosting);
    render(&mut builder, posting);
    builder.finish()
}

/// The first job posting of the JSON-LD blocks in a page.
pub(super) fn in_html(html: &str) -> Option<Value> {
    html.split("<script").skip(1).find_map(|block| {
        let (attributes, rest) = block.split_once('>')?;
        if !attributes.contains("ld+json") {
            return None;
        }
        let (content, _) = rest.split_once("</script")?;
        let content = content.trim();
        let content = content.strip_prefix("//<![CDATA[").unwrap_or(content);
        let content = content.strip_suffix("//]]>").unwrap_or(content);
        // Sites put raw line breaks into texts, which JSON forbids.
        let value = serde_json::from_str::<Value>(content)
            .or_else(|_| serde_json::from_str(&content.replace(char::is_control, " ")))
            .ok()?;
        find(&value).map(|posting| Value::Object(posting.clone()))
    })
}

/// The first object of type `JobPosting`: alone, in an array, in `@graph`, in any field.
pub(super) fn find(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Array(values) => values.iter().find_map(find),
        Value::Object(fields) if is_posting(fields) => Some(fields),
        Value::Object(fields) => fields.values().find_map(find),
        _ => None,
    }
}

pub(super) fn is_posting(fields: &Map<String, Value>) -> bool {
    items(fields.get("@type")).iter().any(|kind| {
        kind.as_str().is_some_and(|kind| {
            let local = kind.rsplit(['/', ':', '#']).next().unwrap_or(kind);
            local == "JobPosting"
        })
    })
}

fn render(builder: &mut DocumentBuilder, posting: &Map<String, Value>) {
    builder.line(&field(posting, "title"), Role::Heading);
    builder.line(&field(posting, "hiringOrganization"), Role::Identity);
    builder.line(&field(posting, "company"), Role::Identity);
    let kinds: Vec<String> = ["employmentType", "type"]
        .iter()
        .flat_map(|key| json::texts(posting.get(*key)))
        .map(|kind| kind.replace('_', " ").to_lowercase())
        .collect();
    if !kinds.is_empty() {
        builder.line(
            &format!("Employment type: {}", kinds.join(", ")),
            Role::Body,
        );
    }
    let places = places(posting);
    if !places.is_empty() {
        builder.line(&format!("Location: {}", places.join("; ")), Role::Body);
    }

    let mut section = Section {
        builder,
        heading: "Responsibilities",
        open: false,
    };
    section.values(posting.get("responsibilities"));
    section.next("Requirements");
    section.values(posting.get("qualifications"));
    for experience in items(posting.get("experienceRequirements")) {
        section.experience(experience);
    }
    let level = field(posting, "experience");
    if !level.is_empty() {
        section.text(&format!("Experience: {level}"), Role::ListItem);
    }
    for education in items(posting.get("educationRequirements")) {
        section.education(education);
    }
    section.next("Skills");
    section.values(posting.get("skills"));
    section.next("Description");
    section.text(&field(posting, "description"), Role::Body);
}

/// `Dublin, Leinster, IE`, and `remote` where the post says so.
fn places(posting: &Map<String, Value>) -> Vec<String> {
    let address = |place: &Value| -> String {
        let place = place.get("address").unwrap_or(place);
        match place {
            Value::Object(parts) => {
                let keys = [
                    "addressLocality",
                    "addressRegion",
                    "addressCountry",
                    "city",
                    "region",
                    "countryCode",
                ];
                joined(
                    &keys
                        .map(|key| field(parts, key))
                        .each_ref()
                        .map(String::as_str),
                    ", ",
                )
            }
            other => json::text(other),
        }
    };
    let mut places: Vec<String> = items(posting.get("jobLocation"))
        .iter()
        .chain(items(posting.get("location")))
        .map(address)
        .filter(|place| !place.is_empty())
        .collect();
    let remote = field(posting, "jobLocationType").eq_ignore_ascii_case("telecommute")
        || field(posting, "remote").eq_ignore_ascii_case("full");
    if remote {
        places.push("remote".to_owned());
    }
    places
}

/// Writes its heading before its first line.
struct Section<'b> {
    builder: &'b mut DocumentBuilder,
    heading: &'static str,
    open: bool,
}

impl Section<'_> {
    fn next(&mut self, heading: &'static str) {
        self.heading = heading;
        self.open = false;
    }

    fn text(&mut self, text: &str, role: Role) {
        if text.trim().is_empty() {
            return;
        }
        if !self.open {
            self.builder.line(self.heading, Role::Heading);
            self.open = true;
        }
        free_text(self.builder, text, role);
    }

    /// A text, a defined term, a skill with keywords, or a list of these.
    fn values(&mut self, values: Option<&Value>) {
        let role = match values {
            Some(Value::Array(_)) => Role::ListItem,
            _ => Role::Body,
        };
        for value in items(values) {
            let text = match value {
                Value::Object(fields) if fields.contains_key("keywords") => {
                    super::json_resume::skill(fields)
                }
                Value::Object(fields) if fields.contains_key("credentialCategory") => {
                    field(fields, "credentialCategory")
                }
                Value::Object(fields) if !fields.contains_key("name") => {
                    field(fields, "description")
                }
                other => json::text(other),
            };
            self.text(&text, role);
        }
    }

    fn experience(&mut self, experience: &Value) {
        let Value::Object(fields) = experience else {
            self.text(&json::text(experience), Role::ListItem);
            return;
        };
        let months = field(fields, "monthsOfExperience");
        if let Ok(months) = months.parse::<f64>()
            && months >= 1.0
        {
            self.text(
                &format!("at least {} months of experience", months.round()),
                Role::ListItem,
            );
        }
        for key in ["name", "description"] {
            self.text(&field(fields, key), Role::ListItem);
        }
    }

    fn education(&mut self, education: &Value) {
        let texts = match education {
            Value::Object(fields) => ["credentialCategory", "name", "description"]
                .map(|key| field(fields, key))
                .to_vec(),
            other => vec![json::text(other)],
        };
        for text in texts {
            if !text.eq_ignore_ascii_case("no requirements") {
                self.text(&text, Role::ListItem);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTING: &str = r#"{"@type": "JobPosting", "title": "Site Engineer",
        "description": "<p>We build&nbsp;bridges.</p><h3>You offer</h3><ul><li>Steel work</li></ul>",
        "hiringOrganization": {"@type": "Organization", "name": "Mosty SA"},
        "employmentType": ["FULL_TIME"], "jobLocationType": "TELECOMMUTE",
        "jobLocation": {"address": {"addressLocality": "Gdynia", "addressCountry": "PL"}},
        "experienceRequirements": {"monthsOfExperience": 36},
        "educationRequirements": {"credentialCategory": "bachelor degree"},
        "qualifications": "Licence to build", "skills": ["AutoCAD", {"name": "Revit"}],
        "physicalRequirement": "lift 20 kg", "sensoryRequirement": "full sight"}"#;

    fn shown(document: &Document) -> Vec<(Role, &str)> {
        document
            .lines
            .iter()
            .map(|line| (line.role, line.span.of(&document.text)))
            .collect()
    }

    #[test]
    fn canonical_text_wherever_the_posting_stands() {
        use Role::*;
        let expected = [
            (Heading, "Site Engineer"),
            (Identity, "Mosty SA"),
            (Body, "Employment type: full time"),
            (Body, "Location: Gdynia, PL; remote"),
            (Heading, "Requirements"),
            (Body, "Licence to build"),
            (ListItem, "at least 36 months of experience"),
            (ListItem, "bachelor degree"),
            (Heading, "Skills"),
            (ListItem, "AutoCAD"),
            (ListItem, "Revit"),
            (Heading, "Description"),
            (Body, "We build bridges."),
            (Heading, "You offer"),
            (ListItem, "Steel work"),
        ];
        let broken_lines = POSTING
            .replace("bridges.", "brid\nges.")
            .replace("brid\nges", "bridges");
        let cases = [
            POSTING.to_owned(),
            format!("[{POSTING}]"),
            format!(r#"{{"@graph": [{{"@type": "WebSite"}}, {POSTING}]}}"#),
            format!(
                "<html><script>var a;</script><script type=\"application/ld+json\">\n{broken_lines}\
                 </script><body>x</body></html>"
            ),
        ];
        for case in cases {
            let document = read(case.as_bytes()).unwrap();
            assert_eq!(shown(&document), expected, "{case}");
        }
    }

    #[test]
    fn the_job_schema_of_json_resume() {
        let json = r#"{"title": "Clerk", "company": "Biuro", "type": "Full-time",
            "location": {"city": "Łódź", "countryCode": "PL"}, "remote": "Hybrid",
            "experience": "Senior", "responsibilities": ["File papers"],
            "qualifications": ["Diploma"],
            "skills": [{"name": "Office", "level": "Master", "keywords": ["Excel"]}]}"#;
        use Role::*;
        assert_eq!(
            shown(&read(json.as_bytes()).unwrap()),
            [
                (Heading, "Clerk"),
                (Identity, "Biuro"),
                (Body, "Employment type: full-time"),
                (Body, "Location: Łódź, PL"),
                (Heading, "Responsibilities"),
                (ListItem, "File papers"),
                (Heading, "Requirements"),
                (ListItem, "Diploma"),
                (ListItem, "Experience: Senior"),
                (Heading, "Skills"),
                (ListItem, "Office (Master): Excel"),
            ]
        );
    }
}
