//! Europass: legacy XML (1.0 to 3.4) and JSON, and the modern `Candidate` XML.

mod languages;
mod tree;

use self::languages::english_name;
use self::tree::Field;
use super::builder::DocumentBuilder;
use super::canonical::{self, Entry, free_text, joined, list, period, section};
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
        candidate(&mut builder, &root);
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

    let education: Vec<Entry> = learner
        .all("education")
        .map(|one| {
            let school = one.at(&["organisation"]);
            Entry {
                title: one.text_at(&["title"]).to_owned(),
                organisation: school
                    .map(|school| school.first_text(&["name"]).to_owned())
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| one.text_at(&["organisation"]).to_owned()),
                dates: legacy_period(one),
                summary: ["field", "level", "activities", "skills"]
                    .map(|name| one.text_at(&[name]).to_owned())
                    .to_vec(),
                items: Vec::new(),
            }
        })
        .collect();
    section(builder, canonical::EDUCATION, &education);

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
            builder.line(child.text(), Role::Identity);
        } else {
            leaves(builder, child);
        }
    }
}

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

fn candidate(builder: &mut DocumentBuilder, root: &Field) {
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

    let education: Vec<Entry> = profile
        .at(&["educationhistory"])
        .into_iter()
        .flat_map(|history| history.all("educationorganizationattendance"))
        .map(|school| {
            let degree = school.at(&["educationdegree"]).unwrap_or(school);
            Entry {
                title: joined(
                    &[
                        degree.text_at(&["degreename"]),
                        school.text_at(&["programname"]),
                    ],
                    ", ",
                ),
                organisation: school.text_at(&["organizationname"]).to_owned(),
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
    section(builder, canonical::EDUCATION, &education);

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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &str) -> Vec<(Role, String)> {
        let document = read(bytes.as_bytes()).unwrap();
        document
            .lines
            .iter()
            .map(|line| (line.role, line.span.of(&document.text).to_owned()))
            .collect()
    }

    fn owned(lines: &[(Role, &str)]) -> Vec<(Role, String)> {
        lines
            .iter()
            .map(|(role, text)| (*role, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn legacy_xml_and_json_say_the_same() {
        let xml = "<SkillsPassport xmlns='http://europass.cedefop.europa.eu/Europass'><LearnerInfo>\
            <Identification><PersonName><FirstName>Ewa</FirstName><Surname>Wzorcowa</Surname></PersonName>\
            <ContactInfo><Email><Contact>ewa@example.org</Contact></Email></ContactInfo>\
            <Demographics><Birthdate year='1980' month='--03' day='---10'/></Demographics></Identification>\
            <WorkExperienceList><WorkExperience><Period><From year='2001' month='--05'/><Current>true</Current></Period>\
            <Position><Label>Clerk</Label></Position><Activities>&lt;ul&gt;&lt;li&gt;Filing&lt;/li&gt;&lt;/ul&gt;</Activities>\
            <Employer><Name>Biuro</Name></Employer></WorkExperience></WorkExperienceList>\
            <Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>pl</Code><Label>polski</Label></Description></MotherTongue></MotherTongueList>\
            <ForeignLanguageList><ForeignLanguage><Description><Code>en</Code></Description><ProficiencyLevel><Listening>C1</Listening><Reading>B2</Reading></ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic>\
            <Computer><Description>Excel</Description></Computer></Skills></LearnerInfo></SkillsPassport>";
        let json = r#"{"SkillsPassport": {"LearnerInfo": {
            "Identification": {"PersonName": {"FirstName": "Ewa", "Surname": "Wzorcowa"},
              "ContactInfo": {"Email": {"Contact": "ewa@example.org"}},
              "Demographics": {"Birthdate": {"Year": 1980, "Month": "03", "Day": 10}}},
            "WorkExperience": [{"Period": {"From": {"Year": 2001, "Month": 5}, "Current": true},
              "Position": {"Label": "Clerk"}, "Activities": "<ul><li>Filing</li></ul>",
              "Employer": {"Name": "Biuro"}}],
            "Skills": {"Linguistic": {"MotherTongue": [{"Description": {"Code": "pl"}}],
              "ForeignLanguage": [{"Description": {"Code": "en"},
                "ProficiencyLevel": {"Listening": "C1", "Reading": "B2"}}]},
              "Computer": {"Description": "Excel"}}}}}"#;
        use Role::*;
        let expected = owned(&[
            (Identity, "Ewa Wzorcowa"),
            (Identity, "ewa@example.org"),
            (Identity, "1980-03-10"),
            (Heading, "Work experience"),
            (PositionTitle, "Clerk"),
            (Employer, "Biuro"),
            (DateRange, "2001-05 – present"),
            (ListItem, "Filing"),
            (Heading, "Skills"),
            (Body, "Excel"),
            (Heading, "Languages"),
            (ListItem, "Polish: native"),
            (ListItem, "English: listening C1, reading B2"),
        ]);
        assert_eq!(shown(xml), expected);
        let mut of_json = shown(json);
        // JSON fields come in the order of their names.
        of_json
            .get_mut(1..3)
            .unwrap()
            .sort_by_key(|line| line.1 == "1980-03-10");
        assert_eq!(of_json, expected);
    }

    #[test]
    fn modern_xml() {
        let xml = "<Candidate xmlns='http://www.europass.eu/1.0' xmlns:hr='h' xmlns:oa='o' xmlns:eures='e'>\
            <CandidatePerson><PersonName><oa:GivenName>Ewa</oa:GivenName><hr:FamilyName>Wzorcowa</hr:FamilyName></PersonName>\
            <Communication><ChannelCode>Email</ChannelCode><oa:URI>ewa@example.org</oa:URI></Communication>\
            <PrimaryLanguageCode>pol</PrimaryLanguageCode></CandidatePerson>\
            <CandidateProfile><hr:ExecutiveSummary>&lt;p&gt;Builds.&lt;/p&gt;</hr:ExecutiveSummary>\
            <EmploymentHistory><EmployerHistory><hr:OrganizationName>Biuro</hr:OrganizationName>\
            <PositionHistory><PositionTitle>Clerk</PositionTitle><eures:EmploymentPeriod>\
            <eures:StartDate><hr:FormattedDateTime>2019-07-01</hr:FormattedDateTime></eures:StartDate>\
            <eures:EndDate><hr:FormattedDateTime>2022-05</hr:FormattedDateTime></eures:EndDate>\
            <hr:CurrentIndicator>false</hr:CurrentIndicator></eures:EmploymentPeriod>\
            <oa:Description>Filed papers</oa:Description></PositionHistory></EmployerHistory></EmploymentHistory>\
            <PersonQualifications><PersonCompetency><CompetencyID>eng</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>\
            <eures:CompetencyDimension><hr:CompetencyDimensionTypeCode>CEF-Understanding-Listening</hr:CompetencyDimensionTypeCode>\
            <eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></eures:CompetencyDimension></PersonCompetency></PersonQualifications>\
            <EmploymentReferences><Reference><Title>Boss</Title></Reference></EmploymentReferences>\
            </CandidateProfile></Candidate>";
        use Role::*;
        let expected = owned(&[
            (Identity, "Ewa Wzorcowa"),
            (Identity, "ewa@example.org"),
            (Body, "Builds."),
            (Heading, "Work experience"),
            (PositionTitle, "Clerk"),
            (Employer, "Biuro"),
            (DateRange, "2019-07 – 2022-05"),
            (Body, "Filed papers"),
            (Heading, "Languages"),
            (ListItem, "Polish: native"),
            (ListItem, "English: B2"),
        ]);
        assert_eq!(shown(xml), expected);
    }
}
