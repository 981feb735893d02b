//! JSON documents: which of the known kinds, and lenient access to their fields.

use serde_json::{Map, Value};

use super::encoding::decode;
use super::limits::{self, over, unreadable};
use super::{Format, Status, Unreadable};

/// Keys of a JSON Resume that hold content.
const RESUME_KEYS: &[&str] = &[
    "basics",
    "work",
    "volunteer",
    "education",
    "certificates",
    "skills",
    "languages",
    "projects",
    "awards",
    "publications",
];

/// Keys that a job has and a CV has not.
const JOB_KEYS: &[&str] = &[
    "responsibilities",
    "qualifications",
    "hiringOrganization",
    "experienceRequirements",
    "educationRequirements",
    "jobLocation",
    "employmentType",
    "datePosted",
    "company",
];

pub(super) fn parse(bytes: &[u8]) -> Result<Value, Unreadable> {
    let text = decode(bytes);
    let nodes = text
        .bytes()
        .filter(|byte| matches!(byte, b'{' | b'['))
        .count();
    if nodes > limits::JSON_NODES {
        return Err(over(
            &format!("the JSON has {nodes} objects and lists"),
            limits::JSON_NODES,
        ));
    }
    serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
        unreadable(
            Status::Damaged,
            format!("the JSON is not well formed ({error}); export it again"),
        )
    })
}

/// Which kind of JSON document this is.
///
/// # Errors
/// [`Status::Damaged`] for broken JSON, [`Status::Unsupported`] for an unknown kind.
pub(super) fn kind(bytes: &[u8]) -> Result<Format, Unreadable> {
    let value = parse(bytes)?;
    let has = |keys: &[&str]| {
        keys.iter().any(|key| {
            value
                .get(key)
                .is_some_and(|field| !field.is_null() && !field.is_boolean() && !field.is_number())
        })
    };
    // A CV may quote a posting in one of its fields.
    let is_posting = value
        .as_object()
        .is_some_and(super::job_posting::is_posting);
    if super::reactive_resume::is_known(&value) {
        return Ok(Format::JsonResume);
    }
    let is_cv = has(&["basics", "work"]) || (has(&["education"]) && has(&["skills"]));
    if !is_posting && is_cv {
        Ok(Format::JsonResume)
    } else if super::job_posting::find(&value).is_some() {
        Ok(Format::JobPosting)
    } else if has(&["SkillsPassport", "LearnerInfo"]) {
        Ok(Format::Europass)
    } else if has(&["education"]) {
        Ok(Format::JsonResume)
    } else if has(&["title", "description"]) && has(JOB_KEYS) {
        Ok(Format::JobPosting)
    } else if has(RESUME_KEYS) {
        Ok(Format::JsonResume)
    } else {
        let known = RESUME_KEYS.join(", ");
        Err(unreadable(
            Status::Unsupported,
            format!(
                "the JSON is no JSON Resume, Europass or JobPosting: none of the keys {known} \
                 was found; give one of these, or plain text"
            ),
        ))
    }
}

/// Text of a field, also where a number or a list of texts stands in its place.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let texts: Vec<String> = items
                .iter()
                .map(text)
                .filter(|text| !text.is_empty())
                .collect();
            texts.join(", ")
        }
        Value::Object(fields) => ["name", "Label", "label", "title", "value"]
            .iter()
            .find_map(|key| fields.get(*key))
            .map(text)
            .unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}

/// Text of the field `key`; empty when it is missing.
pub(super) fn field(object: &Map<String, Value>, key: &str) -> String {
    object.get(key).map(text).unwrap_or_default()
}

/// The items of a list; a lone value counts as a list of one.
pub(super) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(Value::Null) | None => &[],
        Some(single) => std::slice::from_ref(single),
    }
}

/// The texts of a list, the empty ones left out.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    items(value)
        .iter()
        .map(text)
        .filter(|text| !text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cv_is_told_from_a_job_by_its_fields() {
        use Format::{JobPosting, JsonResume};
        let cases = [
            (
                r#"{"basics": {"summary": ""}, "work": [{"@type": "JobPosting"}]}"#,
                JsonResume,
            ),
            (
                r#"{"education": [], "skills": [{"name": "SQL"}], "awards": {"@type": "JobPosting"}}"#,
                JsonResume,
            ),
            (
                r#"{"work": [], "title": "Clerk", "description": "x", "company": "Brill Ltd"}"#,
                JsonResume,
            ),
            (
                r#"{"@type": "JobPosting", "title": "Clerk", "skills": "SQL", "education": "x"}"#,
                JobPosting,
            ),
            (
                r#"{"@graph": [{"@type": "JobPosting", "title": "Clerk"}]}"#,
                JobPosting,
            ),
            (
                r#"{"title": "Clerk", "description": "x", "skills": [], "company": "Brill Ltd"}"#,
                JobPosting,
            ),
        ];
        for (json, expected) in cases {
            assert_eq!(kind(json.as_bytes()), Ok(expected), "{json}");
        }
    }
}
