//! Changing who somebody is, everywhere in a CV, changes nothing that is matched.

use std::fs;
use std::time::Instant;

use crate::common::shared_data;
use cvrank::check::people::{Person, person};
use cvrank::document::{Document, Format, Span, plain};
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv::{self, CvProfile};
use cvrank::profile::dates::Month;
use cvrank::profile::identity;
use cvrank::text::{Token, tokenize};

/// As many people as `cvrank check --swaps 50` tries.
fn people() -> Vec<Person> {
    (0..50).map(person).collect()
}

/// Invented CVs with slots in braces.
const CVS: &[&str] = &[
    "{header}\n{street}, {town}\n{phone} | {email} | {link}\n\nSummary\n{pronoun} is a baker with ten years of pastry work. {honorific} {family} runs {possessive} own shop.\n\n\
     Experience\nHead Baker, Northgate Bread Ltd\nMarch 2015 - June 2020\n- {given}'s team baked 900 loaves a night\n- Trained four apprentices in lamination and sourdough\n\
     Baker, Mill Lane Bakery\n2010 - 2015\n- Ordered flour and kept stock records\n\nSkills\nFood safety, HACCP, Stock control, Microsoft Excel\n",
    "CURRICULUM VITAE\n\n{header}\nSoftware Engineer\nEmail: {email}  Phone: {phone}\nAddress: {street}, {town}\n\nPersonal details\nDate of birth: {born}\nNationality: {nationality}\n\
     Marital status: {marital}\n\nTechnical skills\nRuby, Ruby on Rails, Python, PostgreSQL, Docker\n\nWork experience\nSenior Software Engineer, Brightwater Systems, 01/2018 - 03/2022\n\
     - Built the billing service in Ruby; {given} {family} is named in the patent\n- Moved 40 services to Kubernetes\nSoftware Engineer, Field Data Ltd, 2014 - 2017\n- Java and SQL\n\n\
     Education\nBSc in Computer Science, University of Leeds, 2014\n",
    "Resume - {header}\n{email} • {phone} • {town}\n\nProfile\nMason and site lead. References on request from {honorific} {family}.\n\nEmployment history\n\
     Site Supervisor | Harrow Build | May 2016 - Present\nLed masonry crews of twelve; cook and field staff reported in.\nMason | Stoneworks | 2009 - 2016\n\
     Cut and set stone, read drawings.\n\nCertificates\nCSCS card, First aid\n",
    "Name: {header}   DOB: {born}   Nationality: {nationality}\nE-mail: {email}\nLinkedIn: {link}\n\nExperience\nStaff Nurse, Riverside Hospital, 06.2012 - 08.2019\n\
     Cared for patients in intensive care. {given} {family} trained new nurses in triage.\n\nLanguages\nEnglish (C1), German B2\n",
    "{header}\n{town}\n{email}\n{phone}\nBorn {born}\n{marital}\n\nPROFESSIONAL EXPERIENCE\nFinancial Accountant, Orbis Retail, 2016 - 2021\nPrepared VAT returns and month-end close in SAP.\n\n\
     SKILLS\nSAP, VAT, Excel, IFRS\n\nI agree to the processing of my data. {given} {family}\n",
    "{header} | Data Analyst\n{phone} | {email}\n\nExperience\nData Analyst, Quayside Ferries, Jan 2019 - Dec 2021\nForecasts in Python and SQL.\n\nReferences\nDr Mira Quill\n",
];

fn filled(template: &str, who: &Person) -> String {
    [
        ("{header}", who.header.as_str()),
        ("{given}", who.given.as_str()),
        ("{family}", who.family.as_str()),
        ("{email}", who.email.as_str()),
        ("{phone}", who.phone.as_str()),
        ("{link}", who.link.as_str()),
        ("{street}", who.street),
        ("{town}", who.town),
        ("{born}", who.born),
        ("{nationality}", who.nationality),
        ("{marital}", who.marital),
        ("{honorific}", who.honorific()),
        ("{pronoun}", who.pronoun()),
        ("{possessive}", who.possessive()),
    ]
    .iter()
    .fold(template.to_owned(), |text, (slot, value)| {
        text.replace(slot, value)
    })
}

fn read(text: &str) -> (Document, CvProfile) {
    let document = plain::from_text(text, Format::PlainText).expect("text is a document");
    let profile = cv::read(&document, Lexicon::builtin(), Month::new(2024, 1));
    (document, profile)
}

/// What is matched: words in order, passages, months, skills with their stances.
fn matched(text: &str) -> (Vec<String>, String) {
    let (document, profile) = read(text);
    let words = profile
        .tokens
        .iter()
        .map(|token| token.of(&document.text).to_lowercase())
        .collect();
    let skills: Vec<_> = profile
        .skills
        .iter()
        .map(|claim| {
            (
                claim.concept,
                claim.months,
                claim.last_used,
                claim.stance(),
                claim.mentions.len(),
            )
        })
        .collect();
    let rest = format!(
        "{} {:?} {:?} {} {:?} {:?} {:?}",
        profile.passages.len(),
        profile
            .positions
            .iter()
            .map(|position| (position.months, position.seniority))
            .collect::<Vec<_>>(),
        skills,
        profile.total_months,
        profile.language,
        profile
            .education
            .iter()
            .map(|mention| mention.level)
            .collect::<Vec<_>>(),
        profile
            .spoken
            .iter()
            .map(|mention| (mention.code, mention.level))
            .collect::<Vec<_>>(),
    );
    (words, rest)
}

fn difference(one: &[String], other: &[String]) -> String {
    let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let shown = |words: &[String]| {
        words
            .iter()
            .skip(at.saturating_sub(3))
            .take(9)
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!("[{}] against [{}]", shown(one), shown(other))
}

#[test]
fn another_identity_leaves_the_same_words() {
    let mut failures = Vec::new();
    for (number, template) in CVS.iter().enumerate() {
        let people = people();
        let first = matched(&filled(template, &people[0]));
        for who in &people[1..] {
            let other = matched(&filled(template, who));
            if first.0 != other.0 {
                failures.push(format!(
                    "cv {number}, {}: {}",
                    who.header,
                    difference(&first.0, &other.0)
                ));
            } else if first.1 != other.1 {
                failures.push(format!(
                    "cv {number}, {}: {} against {}",
                    who.header, first.1, other.1
                ));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        CVS.len() * 49,
        failures.join("\n")
    );
}

#[test]
fn nothing_of_the_name_is_left() {
    for template in CVS {
        // Names that are words stay where they are words.
        for who in people()
            .iter()
            .filter(|who| who.region != "names_that_are_words")
        {
            let (words, _) = matched(&filled(template, who));
            for part in [&who.given, &who.family] {
                assert!(
                    !words.contains(&part.to_lowercase()),
                    "{part} in {template}",
                );
            }
        }
    }
}

#[test]
fn inflected_names_are_found() {
    for (one, other) in [
        (
            "Jan Kowalski\njan.kowalski@example.org\n\nDoświadczenie\nKierowca, Transpol, 2015 - 2019\nPraca Kowalskiego została nagrodzona, z Kowalskim pracował zespół\n",
            "Anna Zielińska\nanna.z@example.org\n\nDoświadczenie\nKierowca, Transpol, 2015 - 2019\nPraca Zielińskiej została nagrodzona, z Zielińską pracował zespół\n",
        ),
        (
            "Иванов Пётр Сергеевич\nТелефон: +7 912 345 67 89\n\nОпыт работы\nИнженер, ООО Вектор, 2015 - 2019\nПод руководством Иванова выпущено 300 деталей\n",
            "Кузнецова Мария Олеговна\nТелефон: +7 921 345 67 00\n\nОпыт работы\nИнженер, ООО Вектор, 2015 - 2019\nПод руководством Кузнецовой выпущено 300 деталей\n",
        ),
    ] {
        let (one, other) = (matched(one), matched(other));
        assert_eq!(one.0, other.0);
        assert_eq!(one.1, other.1);
    }
}

fn real_cvs(folder: &std::path::Path) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(folder.join("ferr/cvs"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let mut texts: Vec<String> = files
        .iter()
        .filter_map(|file| fs::read(file).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let corpus = fs::read_to_string(folder.join("corpora/resumes_2484.jsonl")).unwrap_or_default();
    let rows = corpus
        .lines()
        .step_by(10)
        .filter_map(|row| serde_json::from_str::<serde_json::Value>(row).ok());
    texts.extend(rows.filter_map(|row| {
        row.as_object()?
            .values()
            .filter_map(|value| value.as_str())
            .max_by_key(|value| value.len())
            .map(str::to_owned)
    }));
    texts
}

const HEADER: &str = "{header}\n{street}, {town}\n{phone} | {email}\n\n";

#[test]
fn a_header_on_a_real_cv_changes_nothing() {
    let Some(folder) = shared_data("") else {
        return;
    };
    let mut failures = Vec::new();
    let mut compared = 0;
    let people = people();
    for (number, body) in real_cvs(&folder).iter().enumerate() {
        let words: Vec<String> = tokenize(body)
            .iter()
            .map(|token| token.of(body).to_lowercase())
            .collect();
        // A CV that holds one of the names as a word of its own is no test.
        let mut free = people.iter().filter(|who| {
            !tokenize(&who.header).iter().any(|token| {
                token.span().len() > 2 && words.contains(&token.of(&who.header).to_lowercase())
            })
        });
        let (Some(one), Some(other)) = (free.next(), free.nth(number % 6)) else {
            continue;
        };
        let [one, other] = [one, other].map(|who| (who, matched(&(filled(HEADER, who) + body))));
        compared += 1;
        if one.1.0 != other.1.0 {
            failures.push(format!(
                "{number} {} {}: {}",
                one.0.header,
                other.0.header,
                difference(&one.1.0, &other.1.0)
            ));
        } else if one.1.1 != other.1.1 {
            failures.push(format!(
                "{number} {} {}: claims differ",
                one.0.header, other.0.header
            ));
        }
    }
    eprintln!("{compared} CVs compared, {} differ", failures.len());
    assert!(
        failures.is_empty(),
        "{} of {compared}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Prints the speed; run with `--release -- --ignored --nocapture speed`.
#[test]
#[ignore = "measures time"]
fn speed() {
    let Some(folder) = shared_data("") else {
        return;
    };
    let documents: Vec<Document> = real_cvs(&folder)
        .iter()
        .filter_map(|body| {
            plain::from_text(&(filled(HEADER, &person(0)) + body), Format::PlainText).ok()
        })
        .collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let tokens: Vec<Vec<Token>> = documents
        .iter()
        .map(|document| tokenize(&document.text))
        .collect();
    let lines: Vec<Vec<&[Token]>> = documents
        .iter()
        .zip(&tokens)
        .map(|(document, tokens)| {
            let within = |span: Span| {
                let start = tokens.partition_point(|token| token.span().start < span.start);
                &tokens[start..tokens.partition_point(|token| token.span().start < span.end)]
            };
            document
                .lines
                .iter()
                .map(|line| within(line.span))
                .collect()
        })
        .collect();
    let rate = |name: &str, run: &dyn Fn() -> usize| {
        let best = (0..40)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(run());
                start.elapsed().as_secs_f64()
            })
            .fold(f64::MAX, f64::min);
        eprintln!("{name}: {:.0} MB/s", bytes as f64 / best / 1e6);
    };
    rate("identity", &|| {
        documents
            .iter()
            .zip(&tokens)
            .zip(&lines)
            .map(|((document, tokens), lines)| {
                identity::find(document, tokens, lines, Lexicon::builtin())
                    .spans
                    .len()
            })
            .sum()
    });
    rate("education", &|| {
        documents
            .iter()
            .zip(&tokens)
            .map(|(document, tokens)| {
                cvrank::profile::education::find(&document.text, tokens).len()
            })
            .sum()
    });
    rate("spoken", &|| {
        documents
            .iter()
            .zip(&tokens)
            .map(|(document, tokens)| cvrank::profile::spoken::find(&document.text, tokens).len())
            .sum()
    });
}
