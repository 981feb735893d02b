//! A name parted into given and family name, as imports ask for it.

use unicode_normalization::char::is_combining_mark;

/// Words of a longest name.
const LONGEST_NAME: usize = 6;

static WORDS: &str = include_str!("../../../data/words/names.tsv");

/// Whether the table has a word of this kind for which `fits` holds.
fn is_known(kind: &str, fits: impl Fn(&str) -> bool) -> bool {
    let mut lines = WORDS.lines().filter_map(|line| line.split_once('\t'));
    lines.any(|(known, word)| known == kind && fits(word))
}

/// Given and family name, when `value` is a name and nothing else.
pub(super) fn parted(value: &str) -> Option<(String, String)> {
    let is_before = |word: &&str| {
        let bare = word.trim_end_matches(['.', ':']).to_lowercase();
        bare.split(['.', '-'])
            .all(|part| is_known("before_name", |known| known == part))
    };
    let value = value.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    if let Some(parted) = eastern(value) {
        return Some(parted);
    }
    let mut words: Vec<&str> = value.split_whitespace().skip_while(is_before).collect();
    // `Anna Kowalska, MSc`: a degree behind the name is no part of it.
    let comma = words.iter().position(|word| word.ends_with(','));
    // `de la Cruz, Inés`, but not `Anna Kowalska, Berlin`.
    let family_first = comma.is_some_and(|at| {
        let before = words.get(..at).unwrap_or_default();
        before.iter().all(|word| is_particle(word))
            && words.get(at + 1).is_some_and(|next| is_plain(next))
    });
    if let Some(at) = comma.filter(|_| !family_first) {
        words.truncate(at + 1);
    }
    let mut bare: Vec<&str> = words
        .iter()
        .map(|word| word.trim_end_matches(','))
        .collect();
    // `Anna Kowalska Jr.`, but not `Kowalska, Jr.`
    while bare.len() > 2 && bare.last().is_some_and(|last| is_behind(last)) {
        bare.pop();
    }
    let is_capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || has_no_case(c));
    let fits = (2..=LONGEST_NAME).contains(&bare.len())
        && bare.iter().any(is_capital)
        && bare.iter().all(|word| is_name_word(word));
    if !fits {
        return None;
    }
    if let Some(at) = comma.filter(|_| family_first) {
        let (family, given) = bare.split_at_checked(at + 1)?;
        return (!given.is_empty()).then(|| (given.join(" "), family.join(" ")));
    }
    if let Some((family, given)) = bare.split_first()
        && bare.len() == 3
        && bare.last().is_some_and(|last| is_patronymic(last))
    {
        return Some((given.join(" "), (*family).to_owned()));
    }
    if let Some((family, given)) = bare.split_first()
        && given.len() > 1
        && is_listed("family_first", family)
        // `Lê Quinn Taylor` may be anything.
        && (!family.is_ascii() || given.iter().any(|word| is_listed("middle", word)))
    {
        return Some((given.join(" "), (*family).to_owned()));
    }
    let mut family = bare.len() - 1;
    if family > 1
        && bare
            .get(family - 1)
            .is_some_and(|word| is_first_of_two(word))
    {
        family -= 1;
    }
    while family > 1 && bare.get(family - 1).is_some_and(|word| is_particle(word)) {
        family -= 1;
    }
    let (given, family) = bare.split_at_checked(family)?;
    Some((given.join(" "), family.join(" ")))
}

/// A name in signs that need no spaces: the family name stands first, unless `・` parts the words
/// of a foreign one.
fn eastern(value: &str) -> Option<(String, String)> {
    let words: Vec<&str> = value.split([' ', '\u{3000}', '・', '·']).collect();
    let is_eastern = |word: &&str| !word.is_empty() && word.chars().all(is_eastern_sign);
    if !words.iter().all(is_eastern) {
        return None;
    }
    match words.as_slice() {
        [whole] => {
            let family = family_signs(whole)?;
            let (family, given) = whole.split_at_checked(family)?;
            Some((given.to_owned(), family.to_owned()))
        }
        [first, second] if value.contains(['・', '·']) => {
            Some(((*first).to_owned(), (*second).to_owned()))
        }
        [family, given] => Some(((*given).to_owned(), (*family).to_owned())),
        _ => None,
    }
}

/// Bytes of the family name at the head of a name without spaces; none where it cannot be told.
fn family_signs(whole: &str) -> Option<usize> {
    let signs: Vec<(usize, char)> = whole.char_indices().collect();
    let at = |number: usize| signs.get(number).map(|(at, _)| *at);
    // `山田はなこ`: kana begin the given name.
    if let Some((kana, _)) = signs.iter().find(|(_, sign)| is_kana(*sign)) {
        return (*kana > 0).then_some(*kana);
    }
    let starts = is_known("compound_family", |known| whole.starts_with(known));
    match signs.len() {
        3 | 4 if starts => at(2),
        2 | 3 => at(1),
        // Of four signs two are the family's, as in Japan.
        4 => at(2),
        _ => None,
    }
}

fn is_kana(sign: char) -> bool {
    matches!(sign, '\u{3040}'..='\u{30FF}')
}

/// Han, kana or Hangul.
fn is_eastern_sign(sign: char) -> bool {
    is_kana(sign)
        || matches!(sign, '々' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}')
}

/// A letter of a script that knows no capitals.
fn has_no_case(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}

fn is_behind(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| *c != '.').collect();
    is_listed("after_name", &bare)
}

/// `García` in `María García Márquez`.
fn is_first_of_two(word: &str) -> bool {
    let word = word.to_lowercase();
    is_known("first_of_two", |known| match known.strip_prefix('-') {
        Some(ending) => word.ends_with(ending) && word.chars().count() > 4,
        None => known == word,
    })
}

fn is_listed(kind: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    is_known(kind, |known| known == word)
}

fn is_particle(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    is_known("particle", |known| known == word)
}

/// `Игоревна`: names that end so are written family name first.
fn is_patronymic(word: &str) -> bool {
    let word = word.to_lowercase();
    is_known("patronymic", |ending| word.ends_with(ending))
}

/// A capital and small letters: a name rather than letters for a degree.
fn is_plain(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 0
        && letters.all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’')
        && word.chars().any(char::is_lowercase)
}

fn is_name_word(word: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || "-'’.".contains(c) || is_combining_mark(c);
    word.chars().all(is_letter)
        && word.chars().any(char::is_alphabetic)
        && (!word.starts_with(char::is_lowercase) || is_particle(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_part_into_given_and_family() {
        for (written, expected) in [
            ("Anna Kowalska", Some(("Anna", "Kowalska"))),
            ("Dr. Jan van der Meer", Some(("Jan", "van der Meer"))),
            ("Kowalska, Anna Maria", Some(("Anna Maria", "Kowalska"))),
            ("de la Cruz, Inés", Some(("Inés", "de la Cruz"))),
            ("Anna Kowalska, MSc", Some(("Anna", "Kowalska"))),
            ("Curriculum Vitae Anna Kowalska", Some(("Anna", "Kowalska"))),
            ("Mary-Jane O’Neill", Some(("Mary-Jane", "O’Neill"))),
            ("Anna Kowalska, Berlin", Some(("Anna", "Kowalska"))),
            ("Jaxon St. Claire", Some(("Jaxon", "St. Claire"))),
            (
                "Туманова Вера Игоревна",
                Some(("Вера Игоревна", "Туманова")),
            ),
            (
                "Ottoline de la Quill Jr.",
                Some(("Ottoline", "de la Quill")),
            ),
            ("Ottoline de la Quill Jr", Some(("Ottoline", "de la Quill"))),
            ("Quill Jones III", Some(("Quill", "Jones"))),
            ("Jun Sato", Some(("Jun", "Sato"))),
            ("Nguyễn Thị Minh Quỳnh", Some(("Thị Minh Quỳnh", "Nguyễn"))),
            ("Nguyen Van Anh", Some(("Van Anh", "Nguyen"))),
            ("Minh Nguyễn", Some(("Minh", "Nguyễn"))),
            (
                "María José García Márquez",
                Some(("María José", "García Márquez")),
            ),
            ("Inés López Vega", Some(("Inés", "López Vega"))),
            ("Maria Inez Lopez", Some(("Maria Inez", "Lopez"))),
            ("García Márquez", Some(("García", "Márquez"))),
            ("王小明", Some(("小明", "王"))),
            ("李明", Some(("明", "李"))),
            ("欧阳娜娜", Some(("娜娜", "欧阳"))),
            ("山田 花子", Some(("花子", "山田"))),
            ("山田花子", Some(("花子", "山田"))),
            ("佐々木はなこ", Some(("はなこ", "佐々木"))),
            ("ジョン・スミス", Some(("ジョン", "スミス"))),
            ("やまだ", None),
            ("김철수", Some(("철수", "김"))),
            ("남궁민수", Some(("민수", "남궁"))),
            ("محمد العلي", Some(("محمد", "العلي"))),
            ("سارة بن يوسف", Some(("سارة", "بن يوسف"))),
            ("דנה לוי", Some(("דנה", "לוי"))),
            ("आशा देवी", Some(("आशा", "देवी"))),
            ("12 Mill Lane", None),
            ("Kowalska", None),
            ("born in Leeds", None),
        ] {
            let found = parted(written);
            let found = found
                .as_ref()
                .map(|(given, family)| (given.as_str(), family.as_str()));
            assert_eq!(found, expected, "{written}");
        }
    }
}
