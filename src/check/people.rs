//! Invented people, made of the names and details in `data/check/people.toml`.

use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// Names of one part of the world; a Latin form follows `=` where the name is not written in Latin.
#[derive(Debug, Deserialize)]
struct Region {
    name: String,
    women: [String; 6],
    men: [String; 6],
    /// Of a woman and of a man, where they differ `a/b`.
    families: [String; 6],
    nationality: String,
    town: String,
    street: String,
    phone: String,
    /// Of name, birth and nationality, in a language of the region.
    labels: [String; 3],
}

#[derive(Debug, Deserialize)]
struct People {
    born: Vec<String>,
    marital: Vec<String>,
    pronouns: Vec<[String; 2]>,
    region: Vec<Region>,
}

static PEOPLE: LazyLock<People> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/check/people.toml"))
        .expect("the built-in people are tested to load")
});

/// Everything that says who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `west_africa`.
    pub region: &'static str,
    pub is_woman: bool,
    pub given: String,
    pub middle: String,
    pub family: String,
    /// The name at the head of a CV, in one of six forms.
    pub header: String,
    pub email: String,
    pub phone: String,
    /// The last part of a link, `given-family`.
    pub slug: String,
    pub link: String,
    pub street: &'static str,
    pub town: &'static str,
    pub born: &'static str,
    pub nationality: &'static str,
    pub marital: &'static str,
    /// Labels of name, birth and nationality in a language of the region.
    pub labels: &'static [String; 3],
}

/// Pronouns of a man and of a woman; `his` stands for `her` in all its uses.
pub(crate) fn pronouns() -> &'static [[String; 2]] {
    &PEOPLE.pronouns
}

/// How many names can be made of one region and sex.
const COMBINATIONS: usize = 36;

/// The person of this number: regions turn fastest, then sexes, then names.
pub fn person(number: usize) -> Person {
    let people = &*PEOPLE;
    let regions = people.region.len();
    let region = &people.region[number % regions];
    let is_woman = (number / regions).is_multiple_of(2);
    // Steps without a common divisor with 36, so that all combinations come.
    let mixed = (number / (2 * regions) + number) * 7 % COMBINATIONS;
    let names = if is_woman { &region.women } else { &region.men };
    let (given, given_latin) = forms(&names[mixed % 6]);
    let (middle, _) = forms(&names[(mixed + 1 + mixed / 6) % 6]);
    let family = region.families[(mixed / 6 + mixed) % 6].as_str();
    let (of_woman, of_man) = family.split_once('/').unwrap_or((family, family));
    let (family, family_latin) = forms(if is_woman { of_woman } else { of_man });
    let (short_given, short_family) = (ascii(given_latin), ascii(family_latin));
    let first: String = short_given.chars().take(1).collect();
    let email = match number % 4 {
        0 => format!("{short_given}.{short_family}@example.org"),
        1 => format!("{first}{short_family}@example.org"),
        2 => format!(
            "{short_family}_{short_given}{}@example.org",
            60 + number % 39
        ),
        _ => format!("{short_given}@example.org"),
    };
    let slug = format!("{short_given}-{short_family}");
    let initial: String = middle.chars().take(1).collect();
    let header = match (number / regions) % 6 {
        0 => format!("{given} {family}"),
        1 => format!("{given} {family}").to_uppercase(),
        2 => format!("{given} {initial}. {family}"),
        3 => format!("{given} {middle} {family}"),
        4 => format!("{family}, {given}"),
        _ => format!("{family} {given}"),
    };
    let link = match number % 3 {
        0 => format!("linkedin.com/in/{slug}"),
        1 => format!("https://github.com/{short_given}{}", number % 90),
        _ => format!("www.example.org/{short_family}"),
    };
    Person {
        region: &region.name,
        is_woman,
        given: given.to_owned(),
        middle: middle.to_owned(),
        family: family.to_owned(),
        header,
        email,
        phone: region.phone.clone(),
        slug,
        link,
        street: &region.street,
        town: &region.town,
        born: &people.born[number % people.born.len()],
        nationality: &region.nationality,
        marital: &people.marital[number % people.marital.len()],
        labels: &region.labels,
    }
}

impl Person {
    /// `Ms` or `Mr`, and other forms now and then.
    pub fn honorific(&self) -> &'static str {
        match (self.is_woman, self.phone.len() % 2) {
            (true, 0) => "Mrs",
            (true, _) => "Ms",
            (false, _) => "Mr",
        }
    }

    pub fn pronoun(&self) -> &'static str {
        if self.is_woman { "She" } else { "He" }
    }

    pub fn possessive(&self) -> &'static str {
        if self.is_woman { "her" } else { "his" }
    }

    /// Region and sex, for a message.
    pub(crate) fn described(&self) -> String {
        let sex = if self.is_woman { "woman" } else { "man" };
        format!("{}, {sex}", self.region)
    }
}

fn forms(name: &'static str) -> (&'static str, &'static str) {
    name.split_once('=').unwrap_or((name, name))
}

/// Small letters without accents, as an e-mail address has them.
pub(crate) fn ascii(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => plain.push(c),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'ß' => plain.push_str("ss"),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn fifty_people_are_fifty_and_of_all_regions_and_both_sexes() {
        let people: Vec<Person> = (0..50).map(person).collect();
        let names: BTreeSet<&str> = people.iter().map(|known| known.header.as_str()).collect();
        assert_eq!(names.len(), 50);
        let groups: BTreeSet<String> = people.iter().map(Person::described).collect();
        assert_eq!(groups.len(), 2 * PEOPLE.region.len());
    }

    #[test]
    fn addresses_have_plain_letters() {
        for number in 0..400 {
            let known = person(number);
            assert!(known.email.is_ascii() && known.slug.len() > 4, "{known:?}");
        }
    }
}
