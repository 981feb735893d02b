//! Titles and their nearest names; each way of finding them beside another.

use super::*;
use crate::occupations::{damped, groups};
use crate::text::tokenize;

fn nearest(language: &str, title: &str) -> Vec<String> {
    let names = Names::of(language).unwrap();
    let found = names.nearest(title, tokenize(title).iter());
    found
        .iter()
        .map(|(occupation, _)| in_english(*occupation).to_lowercase())
        .collect()
}

#[test]
fn titles_have_english_names() {
    for (language, title, english) in [
        ("de", "Krankenpfleger", "nurse"),
        ("fr", "Comptable", "accountant"),
        ("pl", "Spawacz", "welder"),
        ("es", "Fontanero", "plumber"),
        ("it", "Saldatore", "welder"),
    ] {
        let found = nearest(language, title);
        assert!(found[0].contains(english), "{title}: {found:?}");
    }
}

/// As it was before words were kept: each name by itself, to the bit.
#[test]
fn a_name_weighs_as_it_does_by_itself() {
    for code in ["bg", "cs", "da", "de", "en", "fr", "hu", "nl", "ro"] {
        let names = Names::of(code).unwrap();
        let unpacked = Unpacked::read(&file(&format!("{code}.bin")).unwrap()).unwrap();
        let words: Vec<&str> = unpacked.words.lines().collect();
        let count = unpacked.ends.len();
        assert!(count <= usize::from(u16::MAX), "{code}");
        for number in (0..count as u16).step_by(97) {
            let said = names.said(usize::from(number)).iter();
            let said: Vec<&str> = said.map(|word| words[*word as usize]).collect();
            let name = said.join(" ");
            let mut counts: Vec<(u16, f32)> = said.iter().flat_map(|word| groups(word)).collect();
            counts.sort_by_key(|(bucket, _)| *bucket);
            let mut bag: Vec<(u16, f32)> = Vec::new();
            for (bucket, count) in counts {
                match bag.last_mut().filter(|(last, _)| *last == bucket) {
                    Some((_, sum)) => *sum += count,
                    None => bag.push((bucket, count)),
                }
            }
            let weight = |(bucket, count): &(u16, f32)| {
                damped(*count) * names.rarities[usize::from(*bucket)]
            };
            let length = bag
                .iter()
                .map(|one| weight(one).powi(2))
                .sum::<f32>()
                .sqrt();
            for one in &bag {
                let mut posted = names.postings().of(usize::from(one.0));
                if let Some((_, found)) = posted.find(|(known, _)| *known == number) {
                    assert_eq!(found, weight(one) / length, "{name}");
                } else {
                    let posted = names.postings().of(usize::from(one.0));
                    assert_eq!(posted.count(), 0, "{name}");
                }
            }
        }
    }
}

#[test]
fn few_titles_are_found_as_many_are() {
    for (code, titles) in [
        (
            "en",
            "Senior Backend Engineer|nurse|Head of Sales, EMEA|the|welder welder|CFO",
        ),
        (
            "de",
            "Krankenpfleger (m/w/d)|Leiter Einkauf|Software-Entwickler|Lehrer",
        ),
        (
            "fr",
            "Comptable général|infirmière|chef de projet informatique",
        ),
        ("pl", "Spawacz|główna księgowa"),
    ] {
        let names = Names::of(code).unwrap();
        let mut near = 0;
        for title in titles.split('|') {
            let mut asked = Bag::default();
            for token in tokenize(title) {
                asked.add(&groups_of(token.of(title)));
            }
            let mut asked = asked.groups;
            weigh(&mut asked, &names.rarities);
            asked.retain(|group| names.is_rare(group.bucket));
            let all = names.likeness_by_postings(&asked);
            let found = names.likeness_by_words(&asked);
            for (all, found) in all.into_iter().zip(found) {
                if all >= LEAST_LIKENESS {
                    assert_eq!(found.to_bits(), all.to_bits(), "{title}");
                    near += 1;
                } else {
                    assert!(found < LEAST_LIKENESS, "{title}");
                }
            }
        }
        assert!(near > 0, "{code}");
    }
}

#[test]
fn what_is_compiled_in_is_what_the_names_give_today() {
    let text = String::from_utf8(file("en.txt").unwrap()).unwrap();
    assert!(packed(&text) == file("en.bin"));
}

#[test]
fn what_names_none_is_near_none() {
    assert_eq!(nearest("de", "Xqzv"), Vec::<String>::new());
    assert!(Names::of("xx").is_none() && Names::of("").is_none());
}
