use super::*;
use crate::text::tokenize;
use Stance::{Basic, Claimed, Denied, Distant, Wished};

/// A sentence, the skill asked about (its last place), and its stance.
const SENTENCES: &[(&str, &str, Stance)] = &[
    ("Five years of Python in production", "Python", Claimed),
    // What no cue of the language files says, and the model was not trained on.
    (
        "Head office did the budgeting, I only got the figures",
        "budgeting",
        Distant,
    ),
    (
        "My goal for this year is to get into scaffolding",
        "scaffolding",
        Wished,
    ),
    ("Forklift course starts in March", "Forklift", Wished),
    (
        "Our agency handled recruiting from start to end",
        "recruiting",
        Distant,
    ),
    (
        "Food hygiene certificate ran out in 2016",
        "Food hygiene",
        Denied,
    ),
    (
        "Die Buchhaltung lag beim Steuerberater",
        "Buchhaltung",
        Distant,
    ),
    (
        "Ab Herbst möchte ich in Richtung Schweißen gehen",
        "Schweißen",
        Wished,
    ),
    // The same words, and it is claimed.
    (
        "Handled recruiting for our agency from start to end",
        "recruiting",
        Claimed,
    ),
    (
        "Die Buchhaltung vom Steuerberater übernommen",
        "Buchhaltung",
        Claimed,
    ),
    (
        "Forklift driver since March, licence at the first try",
        "Forklift",
        Claimed,
    ),
    (
        "No experience with Docker, Kubernetes or Helm",
        "Docker",
        Denied,
    ),
    (
        "No experience with Docker, Kubernetes or Helm",
        "Kubernetes",
        Denied,
    ),
    (
        "No experience with Docker, Kubernetes or Helm",
        "Helm",
        Denied,
    ),
    (
        "No experience with Docker but daily work with Kubernetes",
        "Kubernetes",
        Claimed,
    ),
    (
        "No experience with Docker, used Kubernetes daily",
        "Kubernetes",
        Claimed,
    ),
    (
        "No experience with Docker. Kubernetes in production",
        "Kubernetes",
        Claimed,
    ),
    ("Not only Java but also Kotlin", "Java", Claimed),
    ("Not only Java but also Kotlin", "Kotlin", Claimed),
    ("not just SQL", "SQL", Claimed),
    ("no stranger to Kubernetes", "Kubernetes", Claimed),
    ("I have never used DATEV", "DATEV", Denied),
    ("I have not prepared statements under HGB", "HGB", Denied),
    (
        "I have not worked with Kubernetes, though I finished a course",
        "Kubernetes",
        Denied,
    ),
    ("We work in Go, not Java", "Java", Denied),
    ("We work in Go, not Java", "Go", Claimed),
    ("I hold no forklift licence", "forklift", Denied),
    ("neither Scala nor Haskell", "Scala", Denied),
    ("neither Scala nor Haskell", "Haskell", Denied),
    ("lack of Terraform", "Terraform", Denied),
    ("without any experience in Rust", "Rust", Denied),
    ("Deployed without Docker", "Docker", Denied),
    ("Kubernetes: none", "Kubernetes", Denied),
    ("Kubernetes (no experience)", "Kubernetes", Denied),
    ("SAP FI             keine", "FI", Denied),
    ("Terraform I have never used", "Terraform", Denied),
    ("Ansible is new to me", "Ansible", Denied),
    ("Would like to learn Rust, Go and Kotlin", "Kotlin", Wished),
    ("Eager to learn TypeScript", "TypeScript", Wished),
    ("Knowledge of Kubernetes is a wish", "Kubernetes", Wished),
    ("currently learning Scala", "Scala", Wished),
    ("Rust (learning)", "Rust", Wished),
    ("interested in learning Terraform", "Terraform", Wished),
    ("Worked alongside the Java team", "Java", Distant),
    ("Liaised with the Oracle administrators", "Oracle", Distant),
    ("basic Python", "Python", Basic),
    ("basic Python, Java", "Java", Claimed),
    ("familiar with Docker, Kubernetes", "Kubernetes", Basic),
    ("Not familiar with Docker", "Docker", Denied),
    ("some experience with Spark", "Spark", Basic),
    ("exposure to Azure and Terraform", "Terraform", Basic),
    ("Java (basic), Python", "Java", Basic),
    ("Java (basic), Python", "Python", Claimed),
    ("Excel: beginner", "Excel", Basic),
    (
        "Keine Erfahrung mit SAP, DATEV oder Lexware",
        "Lexware",
        Denied,
    ),
    (
        "Keine Erfahrung mit SAP, aber DATEV täglich",
        "DATEV",
        Claimed,
    ),
    ("nicht nur Java, sondern auch Kotlin", "Java", Claimed),
    ("nicht nur Java, sondern auch Kotlin", "Kotlin", Claimed),
    ("Grundkenntnisse in SQL", "SQL", Basic),
    (
        "IFRS               Grundlagen aus dem Lehrgang",
        "IFRS",
        Basic,
    ),
    ("Kubernetes habe ich noch nie benutzt", "Kubernetes", Denied),
    ("Kubernetes möchte ich lernen", "Kubernetes", Wished),
    ("ohne SAP", "SAP", Denied),
    ("Pas d'expérience en Docker", "Docker", Denied),
    (
        "Aucune expérience avec Kubernetes, mais Docker au quotidien",
        "Docker",
        Claimed,
    ),
    ("Notions de Python", "Python", Basic),
    ("Souhaite apprendre Rust", "Rust", Wished),
    ("non seulement Java mais aussi Kotlin", "Java", Claimed),
    ("Sin experiencia en Angular", "Angular", Denied),
    (
        "No tengo experiencia con SAP pero sí con Odoo",
        "Odoo",
        Claimed,
    ),
    ("Conocimientos básicos de Excel", "Excel", Basic),
    ("Quiero aprender Kotlin", "Kotlin", Wished),
    ("Nessuna esperienza con Docker", "Docker", Denied),
    ("Nozioni di Java", "Java", Basic),
    ("Sem experiência com Kubernetes", "Kubernetes", Denied),
    ("Geen ervaring met Azure", "Azure", Denied),
    ("niet alleen Java maar ook Kotlin", "Java", Claimed),
    (
        "Brak doświadczenia z Dockerem i Kubernetes",
        "Kubernetes",
        Denied,
    ),
    ("nie tylko Java, ale też Kotlin", "Java", Claimed),
    ("Podstawy Python", "Python", Basic),
    ("Chcę się nauczyć Rust", "Rust", Wished),
    ("Fără experiență cu Docker", "Docker", Denied),
    (
        "Нет опыта работы с Docker и Kubernetes",
        "Kubernetes",
        Denied,
    ),
    ("Не только Java, но и Kotlin", "Java", Claimed),
    ("Базовые знания SQL", "SQL", Basic),
    ("Хочу изучить Rust", "Rust", Wished),
    (
        "No experience with Docker,\nKubernetes or Helm",
        "Helm",
        Denied,
    ),
    ("Visual Basic, Python", "Python", Claimed),
    (
        "I would not call myself a beginner. Java since 2009",
        "Java",
        Claimed,
    ),
];

#[test]
fn sentences_are_read_as_meant() {
    let mut wrong = Vec::new();
    for (text, skill, expected) in SENTENCES {
        let tokens = tokenize(text);
        let key = tokenize(skill)[0].key;
        let at = tokens.iter().rposition(|token| token.key == key).unwrap();
        let found = of_skill(text, &tokens, 0, at..at + 1);
        if found != *expected {
            wrong.push(format!(
                "{skill} in `{text}`: {found:?}, expected {expected:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_cue_does_not_reach_into_the_passage_before() {
    let text = "No experience with Kubernetes";
    let tokens = tokenize(text);
    assert_eq!(of_skill(text, &tokens, 3, 3..4), Claimed);
}
