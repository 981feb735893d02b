//! Reactive Resume (its JSON of versions 3 to 5) as JSON Resume.

use serde_json::{Map, Value, json};

use super::json::{field, items, text};

/// Fields of an item under their other names, and what JSON Resume calls them.
const RENAMED: &[(&str, &str)] = &[
    ("company", "name"),
    ("organization", "name"),
    ("school", "institution"),
    ("degree", "studyType"),
    ("description", "summary"),
    ("proficiency", "level"),
];
/// Sections under their other names, and what JSON Resume calls them.
const SECTIONS: &[(&str, &str)] = &[
    ("experience", "work"),
    ("work", "work"),
    ("volunteer", "volunteer"),
    ("education", "education"),
    ("certifications", "certificates"),
    ("skills", "skills"),
    ("languages", "languages"),
    ("projects", "projects"),
    ("awards", "awards"),
    ("publications", "publications"),
];

/// Whether the JSON is Reactive Resume's: its sections stand under a key of their own.
pub(super) fn is_known(value: &Value) -> bool {
    let sections = value.get("sections").and_then(Value::as_object);
    let has_items = |section: &Value| section.get("items").is_some_and(Value::is_array);
    value.get("basics").is_some_and(Value::is_object)
        && sections.is_some_and(|sections| sections.values().any(has_items))
}

/// The same CV in the fields of JSON Resume; what its owner hid is left out.
pub(super) fn as_json_resume(value: &Value) -> Value {
    let mut basics = value
        .get("basics")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let sections = value.get("sections").and_then(Value::as_object);
    let section = |key: &str| sections.and_then(|sections| sections.get(key));
    if let Some(headline) = basics.remove("headline") {
        basics.insert("label".to_owned(), headline);
    }
    if let Some(url) = basics.get("url").and_then(|url| url.get("href")).cloned() {
        basics.insert("url".to_owned(), url);
    }
    let summary = value.get("summary").or_else(|| section("summary"));
    if let Some(content) = summary
        .filter(|part| is_shown(part))
        .and_then(|part| part.get("content"))
    {
        basics.insert("summary".to_owned(), content.clone());
    }
    let mut resume = Map::new();
    resume.insert("basics".to_owned(), Value::Object(basics));
    for (key, known) in SECTIONS {
        let Some(section) = section(key).filter(|section| is_shown(section)) else {
            continue;
        };
        let list = resume.entry(*known).or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            let shown = items(section.get("items"))
                .iter()
                .filter(|item| is_shown(item));
            list.extend(shown.filter_map(|one| Some(item(one.as_object()?, known))));
        }
    }
    Value::Object(resume)
}

fn is_shown(part: &Value) -> bool {
    let says = |key: &str, value: bool| part.get(key).and_then(Value::as_bool) == Some(value);
    !says("visible", false) && !says("hidden", true)
}

fn item(one: &Map<String, Value>, section: &str) -> Value {
    let mut renamed = one.clone();
    for (key, known) in RENAMED {
        // Languages tell their level in a field that elsewhere is free text.
        let known = match (section, *key) {
            ("languages", "description") => "fluency",
            _ => known,
        };
        if text(renamed.get(known).unwrap_or(&Value::Null)).is_empty()
            && let Some(value) = renamed.remove(*key)
        {
            renamed.insert(known.to_owned(), value);
        }
    }
    // A level of 1 to 5 without a word for it says too little to be shown.
    if renamed.get("level").is_some_and(Value::is_number) {
        renamed.remove("level");
    }
    let dates = ["date", "period"].iter().find_map(|key| one.get(*key));
    match dates {
        Some(Value::Object(dates)) => {
            renamed.insert("startDate".to_owned(), json!(field(dates, "start")));
            renamed.insert("endDate".to_owned(), json!(field(dates, "end")));
        }
        // Both ends as people write them: read as text.
        Some(written) if section != "certificates" && section != "awards" => {
            renamed.insert("endDate".to_owned(), json!(text(written)));
        }
        _ => {}
    }
    Value::Object(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::json_resume;

    #[test]
    fn positions_education_and_skills_are_read_and_hidden_ones_left_out() {
        let json = r#"{"basics": {"name": "Ewa Wzorcowa", "headline": "Engineer",
            "url": {"label": "", "href": "https://ewa.example"}},
          "sections": {
            "summary": {"content": "<p>Builds bridges.</p>", "visible": true},
            "experience": {"items": [
              {"company": "Mosty SA", "position": "Engineer", "date": "March 2018 - June 2020",
               "summary": "<ul><li>Ran the site</li></ul>"},
              {"company": "Tunele SA", "position": "Lead", "period": "2021", "hidden": true}]},
            "work": {"items": [{"name": "Drogi SA", "position": "Clerk",
              "date": {"start": "2014-01", "end": "2016-03"}}]},
            "education": {"items": [{"school": "PG", "degree": "MSc", "area": "Bridges"}]},
            "languages": {"items": [{"name": "German", "description": "B2", "level": 3}]},
            "projects": {"items": [{"name": "Ferry"}], "visible": false},
            "skills": {"items": [{"name": "CAD", "level": 4, "keywords": ["Revit"]}]}}}"#;
        assert_eq!(
            json_resume::read(json.as_bytes()).unwrap().text,
            "Ewa Wzorcowa\nhttps://ewa.example\nEngineer\nBuilds bridges.\n\nWork experience\n\
             Engineer\nMosty SA\nMarch 2018 - June 2020\nRan the site\n\nClerk\nDrogi SA\n\
             2014-01 – 2016-03\n\nEducation\nMSc\nBridges\nPG\n\nSkills\nCAD: Revit\n\n\
             Languages\nGerman: B2"
        );
    }

    #[test]
    fn a_json_resume_with_a_field_of_that_name_stays_one() {
        let json = json!({"basics": {"name": "A"}, "work": [], "sections": ["work"]});
        assert!(!is_known(&json));
    }
}
