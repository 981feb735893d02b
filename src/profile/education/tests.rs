//! Degrees as they are written, and words that only look like them.

use super::EducationLevel::{Bachelor, Doctorate, Master, Secondary, Vocational};
use super::*;
use crate::text::tokenize;

fn read(text: &str) -> Vec<(EducationLevel, String, Option<String>)> {
    find(text, &tokenize(text))
        .into_iter()
        .map(|mention| {
            (
                mention.level,
                mention.span.of(text).to_owned(),
                mention.field.map(|field| field.of(text).to_owned()),
            )
        })
        .collect()
}

#[test]
fn degrees_with_their_fields() {
    for (text, level, span, field) in [
        (
            "BSc in Computer Science, University of Leeds",
            Bachelor,
            "BSc",
            Some("Computer Science"),
        ),
        (
            "Magister Finanse, Uniwersytet Warszawski",
            Master,
            "Magister",
            Some("Finanse"),
        ),
        ("Master of Nursing", Master, "Master", Some("Nursing")),
        (
            "NVQ Level 3 Transport Operations, Orme Skills Centre",
            Vocational,
            "NVQ Level 3",
            Some("Transport Operations"),
        ),
        (
            "Bachelor of Science in Nursing (BSN) preferred",
            Bachelor,
            "Bachelor of Science",
            Some("Nursing"),
        ),
        (
            "an engineering degree is required",
            Bachelor,
            "degree",
            Some("engineering"),
        ),
        (
            "Computer Science degree or equivalent",
            Bachelor,
            "degree",
            Some("Computer Science"),
        ),
        (
            "Bachelor's degree in Computer Science or equivalent",
            Bachelor,
            "Bachelor's degree",
            Some("Computer Science"),
        ),
        (
            "Master of Science in Electrical and Computer Engineering",
            Master,
            "Master of Science",
            Some("Electrical and Computer Engineering"),
        ),
        (
            "Bachelor of Arts : Criminal Justice Saint Leo",
            Bachelor,
            "Bachelor of Arts",
            Some("Criminal Justice Saint Leo"),
        ),
        (
            "Master's : Business Administration Troy University",
            Master,
            "Master's",
            Some("Business Administration"),
        ),
        (
            "B.Sc. Mechanical Engineering, 2014",
            Bachelor,
            "B.Sc",
            Some("Mechanical Engineering"),
        ),
        (
            "BS Electrical Engineering - Technion University",
            Bachelor,
            "BS",
            Some("Electrical Engineering"),
        ),
        (
            "MS : Computer Science , 1992",
            Master,
            "MS",
            Some("Computer Science"),
        ),
        (
            "Ausbildung zum Elektroniker, 2010 - 2013",
            Vocational,
            "Ausbildung",
            Some("Elektroniker"),
        ),
        (
            "Licence en droit, Université de Nantes",
            Bachelor,
            "Licence",
            Some("droit"),
        ),
        (
            "Laurea magistrale in Giurisprudenza",
            Master,
            "Laurea magistrale",
            Some("Giurisprudenza"),
        ),
        (
            "Licenciatura en Derecho",
            Bachelor,
            "Licenciatura",
            Some("Derecho"),
        ),
        (
            "FP Grado Superior Administración",
            Vocational,
            "FP Grado Superior",
            Some("Administración"),
        ),
        (
            "Dr. rer. nat. Chemie",
            Doctorate,
            "Dr. rer. nat",
            Some("Chemie"),
        ),
        (
            "кандидат технических наук",
            Doctorate,
            "кандидат технических наук",
            None,
        ),
        (
            "Высшее образование, МГУ",
            Bachelor,
            "Высшее образование",
            None,
        ),
        (
            "Wykształcenie wyższe",
            Bachelor,
            "Wykształcenie wyższe",
            None,
        ),
        ("Ph.D. in Physics", Doctorate, "Ph.D", Some("Physics")),
        (
            "Associate of Science : Pre-Engineering",
            Vocational,
            "Associate of Science",
            Some("Pre-Engineering"),
        ),
        (
            "Diplom-Ingenieur Maschinenbau",
            Master,
            "Diplom-Ingenieur",
            Some("Maschinenbau"),
        ),
        (
            "High School Diploma",
            Secondary,
            "High School Diploma",
            None,
        ),
        ("Abitur, Note 1,9", Secondary, "Abitur", None),
        (
            "Bac+5 en informatique",
            Master,
            "Bac+5",
            Some("informatique"),
        ),
        (
            "BTS Comptabilité, Lycée Jean Moulin, 2012",
            Vocational,
            "BTS",
            Some("Comptabilité"),
        ),
        ("technikum mechaniczne", Vocational, "technikum", None),
        (
            "Diploma in Hairdressing",
            Vocational,
            "Diploma",
            Some("Hairdressing"),
        ),
        (
            "Bakalářské studium, Masarykova univerzita",
            Bachelor,
            "Bakalářské studium",
            None,
        ),
    ] {
        let found = read(text);
        assert_eq!(
            found.first(),
            Some(&(level, span.to_owned(), field.map(str::to_owned))),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn words_that_only_look_like_degrees() {
    for text in [
        "Scrum Master",
        "Certified Scrum Master, 2019",
        "Head Master",
        "master data",
        "Master Data Manager",
        "able to master new tools",
        "organised a bachelor party",
        "worked as BA with the product team",
        "Boston, MA",
        "Harvard Square, Cambridge, MA 02138",
        "MS Office",
        "MS SQL Server",
        "Proficient in MS Word, Excel",
        "Must be in good health",
        "BE IN CHARGE OF THE TEAM",
        "Sales Associate",
        "SALES ASSOCIATE, 2012 to 2015",
        "experience as in the past",
        "AS/400",
        "maîtrise de Python",
        "Специалист по закупкам",
        "Taught high school students",
        "market CAP grew",
        "Sales Mgr, 2010",
        "mastered Excel",
        "associated applications",
        "Driving licence category B",
        "Master Service Agreements (MSA)",
        "ČEZ, a.s. 2010",
        "Designer for I.A.S. in Leeds",
        "a regression test bed",
        "entered Drs in the tracker",
        "High school teacher",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn two_letters_far_from_schooling_are_no_degree() {
    let text = "Fitted M.S. / S.S. pipes\nB.E., Orme College, 2012\nM.S. in Physics";
    let tokens = tokenize(text);
    let line = text.find("B.E.").unwrap();
    let told = [Span::new(line, line + 24)];
    let found = find_within(text, &tokens, &told);
    let named: Vec<&str> = found.iter().map(|found| found.span.of(text)).collect();
    assert_eq!(named, ["B.E", "M.S"], "{found:?}");
    // `i` leads to a field in some languages, and is a letter here.
    let found = read("Education\nI.T.I. Fitter, 2014\n");
    assert_eq!(found.first().map(|found| found.1.as_str()), Some("I.T.I"));
}

#[test]
fn an_education_section_lends_its_meaning() {
    assert_eq!(
        read("Education\nBA English\n").first().map(|found| found.0),
        Some(Bachelor)
    );
    assert_eq!(
        read("Образование\nспециалист, 2010\n")
            .first()
            .map(|found| found.0),
        Some(Master)
    );
    assert_eq!(read("Опыт работы\nСпециалист, 2010\n"), []);
}

#[test]
fn several_levels_in_one_sentence() {
    let levels: Vec<_> = read("Bachelor's or Master's degree in Economics; PhD preferred")
        .into_iter()
        .map(|found| found.0)
        .collect();
    assert_eq!(levels, [Bachelor, Master, Doctorate]);
}

#[test]
fn initials_joined_by_a_word_share_what_follows() {
    for (text, levels, note) in [
        (
            "BS or MS in Physics",
            vec![Bachelor, Master],
            "a short word",
        ),
        (
            "BS oder MS in Physics",
            vec![Bachelor, Master],
            "of another language",
        ),
        ("BS whether MS in Physics", vec![Master], "a long word"),
        ("BS or MS, Physics", vec![], "nothing that leads on"),
    ] {
        let found: Vec<_> = read(text).into_iter().map(|(level, ..)| level).collect();
        assert_eq!(found, levels, "{note}: {text}");
    }
}
