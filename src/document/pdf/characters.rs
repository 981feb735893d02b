//! Characters as PDF fonts give them, made into the characters people wrote:
//! ligatures, spaces, separate accents, letter-spaced words, bullets.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::document::encoding::push_special;

/// Fonts whose glyphs are pictures; their letters mean nothing.
const PICTURE_FONTS: [&str; 11] = [
    "fontawesome",
    "marvosym",
    "icomoon",
    "materialicons",
    "materialdesignicons",
    "academicons",
    "typicons",
    "ionicons",
    "glyphicons",
    "simpleicons",
    "entypo",
];

/// Fonts of signs, used in CVs for bullets and check marks.
const SIGN_FONTS: [&str; 4] = ["wingdings", "dingbats", "symbol", "webdings"];

/// What a font's name says of its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FontKind {
    Letters,
    /// Bullets and check marks drawn as letters.
    Signs,
    /// Icons; the text is a label at best.
    Pictures,
}

pub(super) fn font_kind(name: &str) -> FontKind {
    let name = name.to_ascii_lowercase();
    if PICTURE_FONTS.iter().any(|font| name.contains(font)) {
        FontKind::Pictures
    } else if SIGN_FONTS.iter().any(|font| name.contains(font)) && !name.contains("segoe") {
        FontKind::Signs
    } else {
        FontKind::Letters
    }
}

/// True for the signs that open a list item.
pub(super) fn is_bullet(character: char) -> bool {
    matches!(
        character,
        '•' | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
            | '►'
            | '▶'
            | '▸'
            | '➢'
            | '➤'
            | '❖'
            | '◆'
            | '◇'
            | '♦'
            | '✓'
            | '✔'
            | '★'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
            | '\u{f076}'
            | '\u{f0fc}'
    )
}

/// True for the marks that open a list item only when a space follows.
pub(super) fn is_dash_bullet(character: char) -> bool {
    matches!(
        character,
        '-' | '–' | '—' | '*' | '−' | '~' | '>' | '»' | '›'
    )
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

/// The tag characters and word joiners used to smuggle text past the eye.
pub(super) fn is_tag(character: char) -> bool {
    matches!(character, '\u{e0020}'..='\u{e007e}')
}

/// The label that the file gives an icon or the text beside it, if it says more
/// than the icon does (`mailto:...`, but not `email:` or `\faHome`).
pub(super) fn is_telling_label(text: &str) -> bool {
    let text = text.trim();
    !text.starts_with('\\')
        && !text.ends_with(':')
        && text.chars().filter(char::is_ascii_alphanumeric).count() >= 4
}

/// Ligatures that fonts name by their parts.
pub(super) fn ligature(glyph: &str) -> Option<char> {
    Some(match glyph {
        "f_f" => 'ﬀ',
        "f_i" => 'ﬁ',
        "f_l" => 'ﬂ',
        "f_f_i" => 'ﬃ',
        "f_f_l" => 'ﬄ',
        "s_t" => 'ﬆ',
        _ => return None,
    })
}

/// The combining form of an accent that stands alone before its letter.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '´' => '\u{301}',
        '`' => '\u{300}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¨' => '\u{308}',
        '¯' | 'ˉ' => '\u{304}',
        '¸' => '\u{327}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '˘' => '\u{306}',
        '˝' => '\u{30b}',
        '˛' => '\u{328}',
        '˙' => '\u{307}',
        _ => return None,
    })
}

/// The combining form of `text` when it is one lone accent.
pub(super) fn lone_accent(text: &str) -> Option<char> {
    let mut characters = text.trim().chars();
    let accent = combining(characters.next()?)?;
    characters.next().is_none().then_some(accent)
}

/// Appends `text` to `out` in the form that [`Document::text`](crate::document::Document)
/// promises, on one line and with the accents that stand apart on their letters.
pub(super) fn push_clean(text: &str, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' '..='~' => out.push(character),
            // A soft hyphen that a page shows is a hyphen.
            '\u{ad}' | '\u{2010}' | '\u{2011}' => out.push('-'),
            _ if character.is_whitespace() => out.push(' '),
            '\u{fffd}' | '\u{fffe}' | '\u{ffff}' => {}
            _ if is_private(character) && !is_bullet(character) => {}
            _ => {
                if let (Some(accent), Some(&letter)) = (combining(character), characters.peek())
                    && letter.is_alphabetic()
                    && character != '`'
                {
                    characters.next();
                    out.push(if letter == 'ı' { 'i' } else { letter });
                    out.push(accent);
                } else {
                    push_special(character, out);
                }
            }
        }
    }
}

/// `text` in Unicode normal form C.
pub(super) fn nfc(text: String) -> String {
    if is_nfc(&text) {
        text
    } else {
        text.nfc().collect()
    }
}

/// Joins words set with a space between all letters (`S K I L L S`).
///
/// At least four single letters in a row are taken for one word; a wider gap
/// (two spaces or more) ends it.
pub(super) fn join_spaced_letters(text: &str) -> Option<String> {
    let single = |word: &str| {
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_alphanumeric) && characters.next().is_none()
    };
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::with_capacity(text.len());
    let mut joined = false;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let run = words[at..].iter().take_while(|word| single(word)).count();
        if at > 0 {
            out.push(' ');
        }
        if run >= 4 {
            joined = true;
            words[at..at + run]
                .iter()
                .for_each(|letter| out.push_str(letter));
            at += run;
        } else {
            out.push_str(word);
            at += 1;
        }
    }
    joined.then(|| {
        out.split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_cleaned() {
        for (given, expected) in [
            ("e\u{fb03}cient work\u{fb02}ow", "efficient workflow"),
            ("10\u{a0}years\u{2009}ago", "10 years ago"),
            ("data\u{200b}base", "database"),
            ("\u{f3c5} Town", " Town"),
            ("´Ecole", "École"),
            ("na¨ıve", "naïve"),
            ("O(n^2) `code`", "O(n^2) `code`"),
        ] {
            let mut out = String::new();
            push_clean(given, &mut out);
            assert_eq!(nfc(out), expected, "{given:?}");
        }
    }

    #[test]
    fn spaced_letters_are_one_word() {
        assert_eq!(
            join_spaced_letters("S K I L L S").as_deref(),
            Some("SKILLS")
        );
        assert_eq!(
            join_spaced_letters("W O R K  H I S T O R Y").as_deref(),
            Some("WORK HISTORY")
        );
        assert_eq!(join_spaced_letters("Java C R and Go"), None);
    }

    #[test]
    fn fonts_of_pictures_and_signs() {
        assert_eq!(
            font_kind("ABCDEF+FontAwesome5Free-Solid"),
            FontKind::Pictures
        );
        assert_eq!(font_kind("SymbolMT"), FontKind::Signs);
        assert_eq!(font_kind("ABCDEF+Lato-Regular"), FontKind::Letters);
    }
}
