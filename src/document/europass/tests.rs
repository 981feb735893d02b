//! The same CV in each of the forms.

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
