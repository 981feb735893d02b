use super::*;
use crate::document::{Format, plain};
use crate::text::tokenize;

/// The words that are left, lower case, and the name that was found.
fn left(text: &str) -> String {
    let document = plain::read(text.as_bytes(), Format::PlainText).expect("plain text reads");
    let text = &document.text;
    let tokens = tokenize(text);
    let lines: Vec<&[Token]> = document
        .lines
        .iter()
        .map(|line| {
            let start = tokens.partition_point(|token| token.span().start < line.span.start);
            &tokens[start..tokens.partition_point(|token| token.span().start < line.span.end)]
        })
        .collect();
    let found = find(&document, &tokens, &lines, Lexicon::builtin());
    let words: Vec<String> = tokens
        .iter()
        .filter(|token| !found.spans.iter().any(|span| span.overlaps(token.span())))
        .map(|token| token.of(text).to_lowercase())
        .collect();
    words.join(" ")
}

fn table(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(&left(text), expected, "{text}");
    }
}

#[test]
fn labels_of_many_languages() {
    table(&[
        (
            "Jméno a příjmení: Bořek Stavitel\nDatum narození: 3. března 1985\nRodinný stav: ženatý\n\nDovednosti\nSAP",
            "dovednosti sap",
        ),
        (
            "ПІБ: Мирослава Зозуля\nДата народження: 12.05.1990\nГромадянство: Україна\n\nНавички\nSAP",
            "навички sap",
        ),
        (
            "Ad Soyad: Nilüfer Çetinkaya\nMedeni Hali: Evli\nDoğum Tarihi: 1990\n\nYetenekler\nSAP",
            "yetenekler sap",
        ),
        ("姓名：欧阳晓\n婚姻状况：已婚\n\nSkills\nSAP", "skills sap"),
        (
            "الاسم: هالة منصور\nالجنسية: أردنية\n\nSkills\nSAP",
            "skills sap",
        ),
        ("【氏名】森川結衣\n\nSkills\nSAP", "skills sap"),
        (
            "Meno - Zora Hlinková\nDátum narodenia - 12.5.1990\n\nSkills\nSAP",
            "skills sap",
        ),
    ]);
}

#[test]
fn labels_without_a_colon() {
    table(&[
        (
            "Name   Ottilie Brandt   Gender   Female   Nationality   German\nSkills\nSAP",
            "skills sap",
        ),
        (
            "Name Ottilie Brandt   Date of birth 12 May 1990\nSkills\nSAP",
            "skills sap",
        ),
        (
            "Nom\tOttilie Brandt\nSituation familiale\tpacsée\nSkills\nSAP",
            "skills sap",
        ),
        // Columns of skills are no details.
        (
            "Skills\nEmail | Social | Search",
            "skills email social search",
        ),
        (
            "Skills\nMobile: Swift and Kotlin",
            "skills mobile swift and kotlin",
        ),
    ]);
}

#[test]
fn introductions_signatures_and_footers() {
    table(&[
        (
            "Dear Sir,\nMy name is Ottilie Brandt and I drive trucks.\nYours faithfully,\nOttilie Brandt",
            "and i drive trucks",
        ),
        (
            "Ich heiße Ottilie Brandt, wohnhaft in Gera.\nBrandt fährt Stapler.",
            "fährt stapler",
        ),
        (
            // Where no name was found before, the first word might be one.
            "Forklift driver\nDrove trucks in Leeds.\n\nSigned: Ottilie Brandt",
            "driver drove trucks in leeds",
        ),
        (
            "Forklift driver\nDrove trucks.\nPlace: Gera\nDate: 1 March 2024\n(OTTILIE BRANDT)",
            "driver drove trucks",
        ),
        (
            "Staplerfahrer\nLkw gefahren.\nGera, den 1. März 2024\nOttilie Brandt",
            "staplerfahrer lkw gefahren",
        ),
        (
            "Forklift driver\nDrove trucks.\nCurriculum Vitae Ottilie Brandt | 2",
            "driver drove trucks",
        ),
        // A name that is the word before a page's number as well.
        (
            "Forklift driver\nDrove trucks.\nJoy Page - curriculum vitae - page 2\nDrove vans.",
            "driver drove trucks drove vans",
        ),
        (
            "Ottilie Brandt is a driver.\nMs Brandt's crew won.",
            "is a driver s crew won",
        ),
        ("我叫欧阳晓，应聘司机", "应聘司机"),
        // The last entry of an education is none.
        (
            "Education\nLevel 2 Warehousing and Storage, Brook College, 2020",
            "education level 2 warehousing and storage brook college 2020",
        ),
        (
            "Education\n10/2007\nBachelor Studies",
            "education 10 2007 bachelor studies",
        ),
        (
            "Berufserfahrung\nFirma: Nordkai Spedition\nStapler gefahren.",
            "berufserfahrung firma nordkai spedition stapler gefahren",
        ),
    ]);
}

#[test]
fn heads_of_many_forms() {
    table(&[
        (
            "OTTILIE BRANDT\nForklift Driver\n12 Teheran-ro, Gangnam-gu\nSeoul 06234\nSouth Korea\nob@example.org\nSkills\nSAP",
            "forklift driver skills sap",
        ),
        (
            "Sukarmawati\nsukarmawati@example.org\nSkills\nSAP\nSukarmawati packs.",
            "skills sap packs",
        ),
        (
            "O T T I L I E   B R A N D T\nSkills\nSAP\nBrandt packs.",
            "skills sap packs",
        ),
        (
            "Ottilie Brandt, Forklift Driver\nGera, Deutschland\nob@example.org\nSkills\nSAP",
            "forklift driver skills sap",
        ),
        (
            "Ottilie Brandt (née Holub)\nob@example.org\nSkills\nSAP\nHolub packs.",
            "skills sap packs",
        ),
        (
            "Ottilie Brandt\nshe/her\nGera\n06 12 34 56 78\nSkills\nSAP",
            "skills sap",
        ),
        (
            "欧阳晓\nSkills\nSAP\n欧阳晓自2017年起工作",
            "skills sap 2017 年 起工作",
        ),
        ("Ottilie Brandt\n34\nSkills\nSAP", "skills sap"),
        (
            "Contact\nЛюдмила Морозова\nAldershot Heath\n07700 900 730\nl.b@example.org\nCertificates\nFirst aid\n\
             Людмила Морозова\nStores sergeant",
            "contact certificates first aid stores sergeant",
        ),
        (
            "Objective\nA shift in a warehouse near ottilie.brandt.long.address@example.org\nFurther shifts\nSkills\nSAP",
            "objective a shift in a warehouse near skills sap",
        ),
        (
            "Objective\nA shift in a warehouse near o@example.org\nFurther shifts\nSkills\nSAP",
            "objective a shift in a warehouse near skills sap",
        ),
        ("S K I L L S\nSAP", "s k i l l s sap"),
    ]);
}

#[test]
fn personal_details_anywhere() {
    table(&[
        (
            "Skills\nSAP\n\nPersonal\nTwo grown children\nDriving licence B",
            "skills sap personal driving licence b",
        ),
        (
            "Skills\nSAP\n\nÉtat civil\nNée le 12 mai 1990 à Lyon, nationalité française, célibataire, sans enfant",
            "skills sap état civil",
        ),
        (
            "Skills\nSAP\n\nPersonal details\nFather's Name : Gopal Brandt\nBlood group: B+",
            "skills sap personal details",
        ),
    ]);
}

#[test]
fn words_that_are_skills_too_stay_skills() {
    table(&[
        (
            "Su Excel\nsu@example.org\nSkills\nMicrosoft Excel\nSu Excel packs.",
            "skills microsoft excel packs",
        ),
        (
            "Will Power\nwill@example.org\nSkills\nPower BI",
            "skills power bi",
        ),
        (
            "Ottilie Brandt\nob@example.org\nSkills\nMs Word, Ms Excel",
            "skills word excel",
        ),
        (
            "Mark Price\nmark@example.org\nSkills\nSet the price of goods; Price lists",
            "skills set the price of goods price lists",
        ),
        (
            "Ottilie Brandt\nob@example.org\nExperience\nSr. Developer, Bay Area Trucks",
            "experience sr developer bay area trucks",
        ),
    ]);
}

/// What heads a position is an occupation, however it is written at the head of the CV.
#[test]
fn the_title_of_a_position_is_no_name() {
    table(&[(
        "MAINTENANCE ENGINEERING\nExperience\nMaintenance Engineering, 01/2019 to 11/2020\nEducation\n\
         Master of Science, Mechanical Engineering",
        "maintenance engineering experience maintenance engineering 01 2019 to 11 2020 education \
         master of science mechanical engineering",
    )]);
}

#[test]
fn initials_alone_may_be_a_degree() {
    table(&[
        (
            "Marlene A. Arndt\nma@example.org\nEducation\nM.A. in Psychology, M S Ramani Institute",
            "education m a in psychology m s ramani institute",
        ),
        (
            "M. A. Arndt\nma@example.org\nEducation\nM.A. in Psychology\nM. A. Arndt packs",
            "education m a in psychology packs",
        ),
    ]);
}

#[test]
fn authors_and_accents() {
    table(&[
        (
            "Ottilie Brandt\nob@example.org\nPublications\nBrandt, O. and Orsini, P. (2019). Pallets",
            "publications and orsini p 2019 pallets",
        ),
        (
            "AYŞE YILDIZ\nSkills\nSAP\nYıldız packs.",
            "skills sap packs",
        ),
        (
            "Zoë Muñoz\nzm@example.org\nSkills\nSAP\nMunoz packs.",
            "skills sap packs",
        ),
        (
            "Sig.ra Ottilie Brandt\nSkills\nSAP\nLa Sig.ra Brandt guida.",
            "skills sap la guida",
        ),
    ]);
}
