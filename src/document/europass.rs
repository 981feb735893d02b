//! Europass: legacy XML (1.0 to 3.4) and JSON, and the modern `Candidate` XML.

mod languages;
mod modern;
mod tree;

use self::languages::english_name;
use self::tree::Field;
use super::builder::DocumentBuilder;
use super::canonical::{self, Course, Entry, free_text, joined, list, period, section};
use super::limits::unreadable;
use super::xml::{self, Xml};
use super::{Document, Format, Role, Status, Unreadable, json};

/// Reads a Europass CV, a Skills Passport or a Language Passport.
///
/// References, hobbies, political activities and attachments are never read.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let is_json = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF))
        .is_some_and(|byte| *byte == b'{');
    let root = if is_json {
        Field::of_json("", &json::parse(bytes)?)
    } else {
        Field::of_xml(Xml::parse(&xml::decode(bytes))?.root())
    };
    let mut builder = DocumentBuilder::new(Format::Europass);
    if root.name == "candidate" {
        modern::candidate(&mut builder, &root);
    } else {
        let learner = ["skillspassport", "learnerinfo"]
            .iter()
            .fold(&root, |field, name| field.at(&[name]).unwrap_or(field));
        if is_json && learner.name != "learnerinfo" {
            return Err(unreadable(
                Status::Damaged,
                "the Europass JSON has no LearnerInfo; export it again",
            ));
        }
        legacy(&mut builder, learner);
    }
    builder.finish()
}

fn legacy(builder: &mut DocumentBuilder, learner: &Field) {
    if let Some(person) = learner.at(&["identification"]) {
        identity(builder, person);
    }
    let headline = learner.text_at(&["headline", "description"]);
    builder.line(headline, Role::Body);
    builder.line(learner.text_at(&["application"]), Role::Body);

    let work: Vec<Entry> = learner
        .all("workexperience")
        .map(|one| {
            let employer = one.at(&["employer"]);
            Entry {
                title: one.text_at(&["position"]).to_owned(),
                organisation: employer
                    .map(|employer| employer.first_text(&["name"]).to_owned())
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| one.text_at(&["employer"]).to_owned()),
                dates: legacy_period(one),
                summary: vec![one.text_at(&["activities"]).to_owned()],
                items: Vec::new(),
            }
        })
        .collect();
    section(builder, canonical::WORK, &work);

    let education: Vec<Course> = learner
        .all("education")
        .map(|one| {
            let school = one.at(&["organisation"]);
            Course {
                degree: one.text_at(&["title"]).to_owned(),
                area: one.text_at(&["field"]).to_owned(),
                institution: school
                    .map(|school| school.first_text(&["name"]).to_owned())
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| one.text_at(&["organisation"]).to_owned()),
                dates: legacy_period(one),
                summary: ["level", "activities", "skills"]
                    .map(|name| one.text_at(&[name]).to_owned())
                    .to_vec(),
                items: Vec::new(),
            }
        })
        .collect();
    canonical::education(builder, &education);

    list(
        builder,
        canonical::SKILLS,
        &legacy_skills(learner),
        Role::Body,
    );
    list(
        builder,
        canonical::LANGUAGES,
        &legacy_languages(learner),
        Role::ListItem,
    );

    for one in learner.all("achievement") {
        let code = one.text_at(&["title", "code"]);
        let heading = match code {
            "references" => continue,
            "projects" => canonical::PROJECTS,
            "publications" => canonical::PUBLICATIONS,
            "honors_awards" => canonical::AWARDS,
            "certifications" | "courses" => canonical::CERTIFICATES,
            _ => one.text_at(&["title"]),
        };
        let description = one.text_at(&["description"]);
        list(builder, heading, &[description.to_owned()], Role::Body);
    }
    for one in learner.all("misc") {
        if one.text_at(&["type"]) == "additional" {
            free_text(builder, one.text(), Role::Body);
        }
    }
}

fn legacy_skills(learner: &Field) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(skills) = learner.at(&["skills"]) {
        let groups = [
            "jobrelated",
            "computer",
            "organisational",
            "communication",
            "social",
            "technical",
            "other",
        ];
        for group in groups.iter().filter_map(|name| skills.at(&[name])) {
            lines.push(group.text_at(&["description"]).to_owned());
            for certificate in group.all("verifiedby").flat_map(|by| by.all("certificate")) {
                lines.push(certificate.text_at(&["title"]).to_owned());
            }
        }
        let licences: Vec<&str> = skills
            .at(&["driving", "description"])
            .into_iter()
            .flat_map(|driving| driving.fields.iter())
            .filter(|field| field.name.starts_with("licence"))
            .map(Field::text)
            .collect();
        if !licences.is_empty() {
            lines.push(format!("Driving licence: {}", licences.join(", ")));
        }
    }
    lines.extend(learner.all("skill").map(|skill| skill.text().to_owned()));
    lines
}

fn legacy_languages(learner: &Field) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(linguistic) = learner.at(&["skills", "linguistic"]) {
        for one in linguistic.all("mothertongue") {
            if let Some(description) = one.at(&["description"]) {
                lines.push(native(&language_name(description)));
            }
        }
        for one in linguistic.all("foreignlanguage") {
            if let Some(description) = one.at(&["description"]) {
                let levels = one
                    .at(&["proficiencylevel"])
                    .map(levels)
                    .unwrap_or_default();
                lines.push(joined(&[&language_name(description), &levels], ": "));
            }
        }
    }
    for one in learner.all("language") {
        let name = language_name(one);
        if one.text_at(&["type"]).ends_with("mother") {
            lines.push(native(&name));
        } else {
            let levels = one.at(&["level"]).map(levels).unwrap_or_default();
            lines.push(joined(&[&name, &levels], ": "));
        }
    }
    lines
}

fn native(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!("{name}: native")
    }
}

/// The English name where there is a code, else the label in the CV's language.
fn language_name(language: &Field) -> String {
    english_name(language.text_at(&["code"]))
        .unwrap_or(language.text())
        .to_owned()
}

/// `C1`, or `listening C1, reading B2` where the levels differ.
fn levels(level: &Field) -> String {
    let stated: Vec<(&str, String)> = level
        .fields
        .iter()
        .filter(|field| !field.text().is_empty())
        .map(|field| (field.name.as_str(), field.text().to_uppercase()))
        .collect();
    levels_of(&stated)
}

fn levels_of(stated: &[(&str, String)]) -> String {
    match stated {
        [] => String::new(),
        [(_, first), rest @ ..] if rest.iter().all(|(_, level)| level == first) => first.clone(),
        _ => {
            let parts: Vec<String> = stated
                .iter()
                .map(|(kind, level)| {
                    let kind = kind
                        .replace("spokeninteraction", "spoken interaction")
                        .replace("spokenproduction", "spoken production");
                    format!("{kind} {level}")
                })
                .collect();
            parts.join(", ")
        }
    }
}

fn legacy_period(entry: &Field) -> String {
    let date = |name: &str| -> String {
        entry
            .at(&["period", name])
            .map(legacy_date)
            .unwrap_or_default()
    };
    let current = entry.text_at(&["period", "current"]) == "true";
    let end = if current { String::new() } else { date("to") };
    period(&date("from"), &end)
}

/// `2004-09` from parts such as `2004`, `--09`, `---01`.
fn legacy_date(date: &Field) -> String {
    let year = date.text_at(&["year"]);
    let month: String = date
        .text_at(&["month"])
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    match (year.is_empty(), month.parse::<u32>()) {
        (true, _) => date.text().to_owned(),
        (false, Ok(month)) if (1..=12).contains(&month) => format!("{year}-{month:02}"),
        (false, _) => year.to_owned(),
    }
}

/// Fields inside a person's data that name no one.
const NO_IDENTITY: &[&str] = &[
    "code",
    "use",
    "usecode",
    "photo",
    "data",
    "mimetype",
    "metadata",
    "metadatalist",
    "type",
    "channelcode",
    "precedencecode",
    "idref",
    "schemeid",
    "countrycode",
    "primarylanguagecode",
    "languagecode",
    "schemeagencyid",
    "schemename",
    "listname",
    "listid",
    "sequence",
];

/// Identity lines: the name as one line, the birth date as one, then all other texts.
fn identity(builder: &mut DocumentBuilder, person: &Field) {
    let name = ["personname", "identification"]
        .iter()
        .find_map(|name| person.at(&[name]))
        .unwrap_or(person);
    let given = name.first_text(&["firstname", "givenname"]);
    let family = name.first_text(&["surname", "lastname", "familyname"]);
    builder.line(&joined(&[given, family], " "), Role::Identity);
    leaves(builder, person);
}

fn leaves(builder: &mut DocumentBuilder, field: &Field) {
    for child in &field.fields {
        let name = child.name.as_str();
        if NO_IDENTITY.contains(&name)
            || matches!(
                name,
                "firstname" | "givenname" | "surname" | "lastname" | "familyname"
            )
        {
            continue;
        }
        if name == "birthdate" && !child.fields.is_empty() {
            let parts = ["year", "month", "day"]
                .map(|part| child.text_at(&[part]).trim_start_matches('-').to_owned());
            builder.line(
                &joined(&parts.each_ref().map(String::as_str), "-"),
                Role::Identity,
            );
            continue;
        }
        // The label is what `text` falls back to, so it is written once.
        if child.fields.is_empty() {
            // Codes such as `M` or `NA` would stand for words of the text, too.
            if child.text().chars().count() > 2 {
                builder.line(child.text(), Role::Identity);
            }
        } else {
            leaves(builder, child);
        }
    }
}

#[cfg(test)]
mod tests;
