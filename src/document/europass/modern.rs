//! The modern export: `Candidate` XML after HR Open.

use super::super::Role;
use super::super::builder::DocumentBuilder;
use super::super::canonical::{self, Course, Entry, free_text, joined, list, period, section};
use super::languages::english_name;
use super::tree::Field;
use super::{identity, levels_of, native};

/// Sections of the modern format with entries of one shape, and their headings.
const PLAIN_SECTIONS: &[(&str, &str)] = &[
    ("voluntaryworks", canonical::VOLUNTEERING),
    ("projects", canonical::PROJECTS),
    ("certifications", canonical::CERTIFICATES),
    ("coursecertifications", canonical::CERTIFICATES),
    ("publicationhistory", canonical::PUBLICATIONS),
    ("creativeworks", "Creative works"),
    ("honorsandawards", canonical::AWARDS),
    ("conferencesandseminars", "Conferences and seminars"),
    ("networksandmemberships", "Memberships"),
];

pub(super) fn candidate(builder: &mut DocumentBuilder, root: &Field) {
    if let Some(person) = root.at(&["candidateperson"]) {
        identity(builder, person);
    }
    let empty = Field::default();
    let profile = root.at(&["candidateprofile"]).unwrap_or(&empty);
    free_text(builder, profile.text_at(&["executivesummary"]), Role::Body);

    let work: Vec<Entry> = profile
        .at(&["employmenthistory"])
        .into_iter()
        .flat_map(|history| history.all("employerhistory"))
        .flat_map(|employer| {
            employer.all("positionhistory").map(|position| Entry {
                title: position.first_text(&["positiontitle", "title"]).to_owned(),
                organisation: employer.text_at(&["organizationname"]).to_owned(),
                dates: modern_period(position),
                summary: vec![position.text_at(&["description"]).to_owned()],
                items: Vec::new(),
            })
        })
        .collect();
    section(builder, canonical::WORK, &work);

    let education: Vec<Course> = profile
        .at(&["educationhistory"])
        .into_iter()
        .flat_map(|history| history.all("educationorganizationattendance"))
        .map(|school| {
            let degree = school.at(&["educationdegree"]).unwrap_or(school);
            let programme = school.text_at(&["programname"]);
            let (degree_name, area) = match degree.text_at(&["degreename"]) {
                "" => (programme, ""),
                name if name == programme => (name, ""),
                name => (name, programme),
            };
            Course {
                degree: degree_name.to_owned(),
                area: area.to_owned(),
                institution: school.text_at(&["organizationname"]).to_owned(),
                dates: modern_period(school),
                summary: [degree, school]
                    .map(|part| {
                        part.first_text(&["occupationalskillscovered", "description"])
                            .to_owned()
                    })
                    .to_vec(),
                items: Vec::new(),
            }
        })
        .collect();
    canonical::education(builder, &education);

    let (languages, skills) = competencies(root, profile);
    list(builder, canonical::SKILLS, &skills, Role::ListItem);
    list(builder, canonical::LANGUAGES, &languages, Role::ListItem);
    for (name, heading) in PLAIN_SECTIONS {
        let entries: Vec<Entry> = profile
            .at(&[name])
            .into_iter()
            .flat_map(|group| group.fields.iter())
            .map(plain_entry)
            .collect();
        section(builder, heading, &entries);
    }
}

fn plain_entry(one: &Field) -> Entry {
    Entry {
        title: one
            .first_text(&[
                "title",
                "certificationname",
                "name",
                "formattedpublicationdescription",
            ])
            .to_owned(),
        organisation: one
            .first_text(&["organizationname", "issuingauthority"])
            .to_owned(),
        dates: modern_period(one),
        summary: vec![one.first_text(&["description", "reference"]).to_owned()],
        items: Vec::new(),
    }
}

/// The period among the fields of an entry, whatever its name.
fn modern_period(entry: &Field) -> String {
    let Some(found) = entry
        .fields
        .iter()
        .find(|field| field.name.ends_with("period") || field.name == "effectivetimeperiod")
    else {
        return String::new();
    };
    let date = |name: &str| -> &str {
        let date = found.at(&[name]);
        date.map_or("", |date| date.first_text(&["formatteddatetime", "label"]))
    };
    let current = [entry, found]
        .iter()
        .any(|field| field.text_at(&["currentindicator"]) == "true");
    period(
        date("startdate"),
        if current { "" } else { date("enddate") },
    )
}

/// Languages with levels, and skills.
fn competencies(root: &Field, profile: &Field) -> (Vec<String>, Vec<String>) {
    let mut languages = Vec::new();
    let mut skills = Vec::new();
    for code in root
        .at(&["candidateperson"])
        .into_iter()
        .flat_map(|p| p.all("primarylanguagecode"))
    {
        languages.extend(english_name(code.text()).map(native));
    }
    let mut lists: Vec<&Field> = profile.at(&["personqualifications"]).into_iter().collect();
    if let Some(groups) = profile.at(&["skills"]) {
        lists.push(groups);
        lists.extend(groups.all("skillsgroup"));
    }
    for one in lists.iter().flat_map(|list| list.all("personcompetency")) {
        let id = one.text_at(&["competencyid"]);
        let name = one.text_at(&["competencyname"]);
        if one
            .text_at(&["taxonomyid"])
            .eq_ignore_ascii_case("language")
        {
            let language = english_name(id).unwrap_or(if name.is_empty() { id } else { name });
            let stated: Vec<(&str, String)> = one
                .all("competencydimension")
                .map(|dimension| {
                    let kind = dimension.text_at(&["competencydimensiontypecode"]);
                    let kind = kind
                        .trim_start_matches("CEF-Understanding-")
                        .trim_start_matches("CEF-");
                    (
                        kind,
                        dimension.text_at(&["score", "scoretext"]).to_uppercase(),
                    )
                })
                .filter(|(_, level)| !level.is_empty())
                .collect();
            let line = joined(&[language, &levels_of(&stated)], ": ");
            if !languages.contains(&native(language)) {
                languages.push(line);
            }
        } else {
            skills.push(name.to_owned());
        }
    }
    for group in profile
        .at(&["digitalskills"])
        .into_iter()
        .flat_map(|all| all.all("digitalskillsgroup"))
    {
        let names: Vec<&str> = group.all("digitalskill").map(Field::text).collect();
        skills.push(joined(
            &[group.text_at(&["title"]), &names.join(", ")],
            ": ",
        ));
    }
    for licence in profile
        .at(&["licenses"])
        .into_iter()
        .flat_map(|all| all.all("license"))
    {
        let name = licence.first_text(&["licensetypecode", "licensename", "name"]);
        if !name.is_empty() {
            skills.push(format!("Licence: {name}"));
        }
    }
    (languages, skills)
}
