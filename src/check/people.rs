//! Invented people: names of twelve regions, both sexes, in made-up combinations, and the
//! details that go with them. Any likeness to a living person is chance.

use unicode_normalization::UnicodeNormalization;

/// Names of one part of the world; a Latin form follows `=` where the name is not written in Latin.
struct Region {
    name: &'static str,
    women: [&'static str; 6],
    men: [&'static str; 6],
    /// Of a woman and of a man, where they differ `a/b`.
    families: [&'static str; 6],
    nationality: &'static str,
    town: &'static str,
    street: &'static str,
    phone: &'static str,
}

#[rustfmt::skip]
const REGIONS: &[Region] = &[
    Region { name: "british_isles", women: ["Emily", "Siobhán", "Charlotte", "Fiona", "Gwen", "Aoife"], men: ["Oliver", "Callum", "Geraint", "Seán", "Hugh", "Alistair"], families: ["Hartwell", "O'Brien-Keogh", "Pemberton", "MacAllister", "Llewellyn", "Ashdown"], nationality: "British", town: "Leeds LS1 4AB", street: "12 Baker Street", phone: "+44 7700 900123" },
    Region { name: "german_nordic", women: ["Friederike", "Sigrid", "Anke", "Maj-Britt", "Jördis", "Ragnhild"], men: ["Jürgen", "Håkan", "Bjørn", "Detlef", "Sören", "Karl-Heinz"], families: ["Müllerstedt", "von der Heide", "Lindqvist", "Østergård", "Großkreutz", "Wagenknecht"], nationality: "Swedish", town: "80331 München", street: "Lindenallee 14", phone: "+49 151 23456789" },
    Region { name: "central_europe", women: ["Agnieszka", "Zuzana", "Katarzyna", "Eszter", "Jadwiga", "Ljiljana"], men: ["Krzysztof", "Zbigniew", "Ondřej", "László", "Tomasz", "Dragan"], families: ["Wiśniewska/Wiśniewski", "Nováčková/Nováček", "Szabó", "Zielińska/Zieliński", "Horvátová/Horvát", "Petrović"], nationality: "Polish", town: "31-147 Kraków", street: "ul. Długa 5/7", phone: "+48 600 123 456" },
    Region { name: "east_slavic", women: ["Светлана=Svetlana", "Ольга=Olga", "Екатерина=Ekaterina", "Людмила=Lyudmila", "Татьяна=Tatyana", "Оксана=Oksana"], men: ["Дмитрий=Dmitry", "Владимир=Vladimir", "Сергей=Sergey", "Тарас=Taras", "Геннадий=Gennady", "Алексей=Aleksey"], families: ["Морозова=Morozova/Морозов=Morozov", "Кузнецова=Kuznetsova/Кузнецов=Kuznetsov", "Шевченко=Shevchenko", "Белякова=Belyakova/Беляков=Belyakov", "Григорьева=Grigoreva/Григорьев=Grigorev", "Ковальчук=Kovalchuk"], nationality: "Russian", town: "Казань 420000", street: "ул. Ленина, д. 5", phone: "+7 (912) 345-67-89" },
    Region { name: "middle_east", women: ["Fatima", "Noor", "Zeynep", "Shirin", "Layla", "Hadas"], men: ["Abdullah", "Mehmet", "Farhad", "Khalid", "Yusuf", "Avraham"], families: ["al-Rahmani", "bin Yusuf", "Yıldırım", "Hosseinzadeh", "El-Khoury", "Ben-Shalom"], nationality: "Jordanian", town: "Dubai 12345", street: "Flat 3, 40 Palm Road", phone: "+971 50 123 4567" },
    Region { name: "south_asia", women: ["Priya", "Lakshmi", "Ayesha", "Deepika", "Nimali", "Sharmila"], men: ["Rajesh", "Venkat", "Imran", "Arjun", "Suresh", "Tharindu"], families: ["Venkataraman", "Chatterjee", "Khan", "Singh", "Jayawardene", "Patel"], nationality: "Indian", town: "Pune 411001", street: "14 MG Road", phone: "+91 98765 43210" },
    Region { name: "east_asia", women: ["Xiuying", "Yuki", "Ji-woo", "Mei-Ling", "Haruka", "Soo-jin"], men: ["Wei", "Takeshi", "Min-jun", "Zhiqiang", "Kenji", "Hyun"], families: ["Zhang", "Tanaka", "Kim", "Ouyang", "Watanabe", "Li"], nationality: "Chinese", town: "Shanghai 200001", street: "88 Nanjing Road", phone: "+86 138 0013 8000" },
    Region { name: "southeast_asia", women: ["Nguyệt", "Dewi", "Maricel", "Siti", "Kanya", "Phượng"], men: ["Dũng", "Bambang", "Jomar", "Hafiz", "Somchai", "Quang"], families: ["Nguyễn", "Wijaya", "Dimaculangan", "binti Ismail/bin Ismail", "Srisawat", "Trần"], nationality: "Vietnamese", town: "Da Nang 550000", street: "25 Le Loi Street", phone: "+84 91 234 5678" },
    Region { name: "west_africa", women: ["Chidinma", "Abena", "Fatoumata", "Ngozi", "Temitope", "Awa"], men: ["Oluwaseun", "Kwame", "Mamadou", "Chukwuemeka", "Babatunde", "Ousmane"], families: ["Adeyemi", "Boateng", "Traoré", "Okonkwo", "N'Diaye", "Mensah"], nationality: "Nigerian", town: "Lagos 101241", street: "7 Marina Road", phone: "+234 803 123 4567" },
    Region { name: "east_south_africa", women: ["Nomvula", "Wanjiku", "Tsehay", "Thandiwe", "Rutendo", "Zawadi"], men: ["Sipho", "Kipchoge", "Tesfaye", "Tendai", "Juma", "Lwazi"], families: ["Dlamini", "Kariuki", "Gebremariam", "van der Merwe", "Moyo", "Nkosi"], nationality: "Kenyan", town: "Nairobi 00100", street: "3 Kenyatta Avenue", phone: "+254 712 345678" },
    Region { name: "iberia_latin_america", women: ["María José", "Guadalupe", "Inês", "Ximena", "Conceição", "Luz"], men: ["José Luis", "Joaquín", "João", "Iñaki", "Thiago", "Ángel"], families: ["Muñoz de la Vega", "García", "dos Santos", "Echeverría", "Gonçalves", "Quispe"], nationality: "Spanish", town: "28013 Madrid", street: "Calle Mayor 3", phone: "+34 612 345 678" },
    // Names that are words, skills, trades and places.
    Region { name: "names_that_are_words", women: ["Ruby", "Rose", "Grace", "Paige", "Crystal", "Joy"], men: ["Jordan", "Mark", "Will", "Jack", "Grant", "Chase"], families: ["Baker", "Mason", "Cook", "Field", "Banks", "Page"], nationality: "American", town: "Austin, TX 73301", street: "300 Cook Avenue", phone: "(512) 555-0142" },
];

const BORN: &[&str] = &[
    "12 May 1990",
    "03.02.1985",
    "1988-11-30",
    "July 4, 1996",
    "23rd August 1971",
    "09/09/1962",
    "5 de marzo de 1982",
];

const MARITAL: &[&str] = &["Single", "Married", "Divorced", "Widowed", "Unmarried"];

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
}

/// How many names can be made of one region and sex.
const COMBINATIONS: usize = 36;

/// The person of this number: regions turn fastest, then sexes, then names.
pub fn person(number: usize) -> Person {
    let region = &REGIONS[number % REGIONS.len()];
    let is_woman = (number / REGIONS.len()).is_multiple_of(2);
    // Steps without a common divisor with 36, so that all combinations come.
    let mixed = (number / (2 * REGIONS.len()) + number) * 7 % COMBINATIONS;
    let names = if is_woman { &region.women } else { &region.men };
    let (given, given_latin) = forms(names[mixed % 6]);
    let (middle, _) = forms(names[(mixed + 1 + mixed / 6) % 6]);
    let family = region.families[(mixed / 6 + mixed) % 6];
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
    let header = match (number / REGIONS.len()) % 6 {
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
        region: region.name,
        is_woman,
        given: given.to_owned(),
        middle: middle.to_owned(),
        family: family.to_owned(),
        header,
        email,
        phone: region.phone.to_owned(),
        slug,
        link,
        street: region.street,
        town: region.town,
        born: BORN[number % BORN.len()],
        nationality: region.nationality,
        marital: MARITAL[number % MARITAL.len()],
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

    /// Labels of name, birth and nationality in a language of the region.
    pub fn labels(&self) -> [&'static str; 3] {
        match self.region {
            "german_nordic" => ["Vor- und Nachname", "Geburtsdatum", "Staatsangehörigkeit"],
            "central_europe" => ["Imię i nazwisko", "Data urodzenia", "Obywatelstwo"],
            "east_slavic" => ["ФИО", "Дата рождения", "Гражданство"],
            "middle_east" => ["Ad Soyad", "Doğum Tarihi", "Uyruk"],
            "east_asia" => ["姓名", "出生日期", "国籍"],
            "southeast_asia" => ["Họ và tên", "Ngày sinh", "Quốc tịch"],
            "west_africa" => ["Nom et prénom", "Date de naissance", "Nationalité"],
            "iberia_latin_america" => ["Nombre y apellidos", "Fecha de nacimiento", "Nacionalidad"],
            _ => ["Full name", "Date of birth", "Nationality"],
        }
    }

    pub fn pronoun(&self) -> &'static str {
        if self.is_woman { "She" } else { "He" }
    }

    pub fn possessive(&self) -> &'static str {
        if self.is_woman { "her" } else { "his" }
    }

    /// Region and sex, for a message.
    pub fn described(&self) -> String {
        let sex = if self.is_woman { "woman" } else { "man" };
        format!("{}, {sex}", self.region)
    }
}

fn forms(name: &'static str) -> (&'static str, &'static str) {
    name.split_once('=').unwrap_or((name, name))
}

/// Small letters without accents, as an e-mail address has them.
pub fn ascii(name: &str) -> String {
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
        assert_eq!(groups.len(), 2 * REGIONS.len());
    }

    #[test]
    fn addresses_have_plain_letters() {
        for number in 0..400 {
            let known = person(number);
            assert!(known.email.is_ascii() && known.slug.len() > 4, "{known:?}");
        }
    }
}
