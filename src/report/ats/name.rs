//! A name parted into given and family name, as imports ask for it.

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
    let bare: Vec<&str> = words
        .iter()
        .map(|word| word.trim_end_matches(','))
        .collect();
    let fits = (2..=LONGEST_NAME).contains(&bare.len())
        && bare.iter().any(|word| word.starts_with(char::is_uppercase))
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
    let mut family = bare.len() - 1;
    while family > 1 && bare.get(family - 1).is_some_and(|word| is_particle(word)) {
        family -= 1;
    }
    let (given, family) = bare.split_at_checked(family)?;
    Some((given.join(" "), family.join(" ")))
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
    let is_letter =
        |c: char| c.is_alphabetic() || "-'’.".contains(c) || ('\u{300}'..='\u{36f}').contains(&c);
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
