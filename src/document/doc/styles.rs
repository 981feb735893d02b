//! The style sheet (MS-DOC 2.9.271), each style with those that it is based on.

use super::file::{File, Place, u16_at};
use super::properties;
use super::words::{Colours, Words};

/// Styles based on each other further than this go round in circles.
const LONGEST_CHAIN: usize = 64;

/// A style without one that it is based on.
const NONE: u16 = 0xFFF;

#[derive(Default)]
struct Style<'f> {
    /// Number of a heading's level, from 1, where it is a built-in heading.
    heading: Option<i32>,
    base: Option<u16>,
    paragraph: &'f [u8],
    letters: &'f [u8],
}

/// What a style comes to.
#[derive(Clone, Default)]
pub(super) struct Look {
    pub paragraph: Words,
    pub letters: Words,
}

pub(super) struct Styles<'f> {
    all: Vec<Option<Style<'f>>>,
    known: Vec<Option<Look>>,
}

impl<'f> Styles<'f> {
    pub(super) fn read(file: &'f File) -> Self {
        let sheet = file.place(Place::Styles);
        let all = styles(sheet).unwrap_or_default();
        let known = all.iter().map(|_| None).collect();
        Self { all, known }
    }

    /// What the style and those below it say, the nearest last.
    pub(super) fn look(&mut self, number: u16, colours: &mut Colours) -> Look {
        if let Some(Some(look)) = self.known.get(usize::from(number)) {
            return look.clone();
        }
        let mut chain = Vec::new();
        let mut next = Some(number);
        while let Some(at) = next.filter(|_| chain.len() < LONGEST_CHAIN) {
            let Some(Some(style)) = self.all.get(usize::from(at)) else {
                break;
            };
            chain.push(at);
            next = style.base;
        }
        let mut look = Look::default();
        for at in chain.into_iter().rev() {
            let Some(Some(style)) = self.all.get(usize::from(at)) else {
                continue;
            };
            properties::paragraph(style.paragraph, colours, &mut look.paragraph);
            if let Some(level) = style.heading {
                look.paragraph.set("outlinelevel", level - 1);
            }
            let below = look.letters.clone();
            properties::letters(style.letters, &below, colours, &mut look.letters);
        }
        if let Some(known) = self.known.get_mut(usize::from(number)) {
            *known = Some(look.clone());
        }
        look
    }
}

fn styles(sheet: &[u8]) -> Option<Vec<Option<Style<'_>>>> {
    let header = usize::from(u16_at(sheet, 0)?);
    let count = usize::from(u16_at(sheet, 2)?);
    let base = usize::from(u16_at(sheet, 4)?);
    let mut rest = sheet.get(2 + header..)?;
    let mut all = Vec::with_capacity(count.min(4096));
    for _ in 0..count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else {
            break;
        };
        let Some(style) = rest.get(2..2 + length) else {
            break;
        };
        all.push(of(style, base));
        // Each begins at an even byte.
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
    }
    Some(all)
}

fn of(style: &[u8], base: usize) -> Option<Style<'_>> {
    let (identifier, kind, counts) = (u16_at(style, 0)?, u16_at(style, 2)?, u16_at(style, 4)?);
    let name = usize::from(u16_at(style, base)?);
    // The name ends in a null.
    let mut at = base + 2 + 2 * name + 2;
    let mut parts = Vec::new();
    for _ in 0..counts & 0xF {
        at += at % 2;
        let Some(length) = u16_at(style, at).map(usize::from) else {
            break;
        };
        let part = style.get(at + 2..at + 2 + length);
        parts.push(part.unwrap_or_default());
        at += 2 + length;
    }
    let part = |index: usize| parts.get(index).copied().unwrap_or_default();
    let heading = i32::from(identifier & 0xFFF);
    let base = kind >> 4;
    let (paragraph, letters) = match kind & 0xF {
        // Of paragraphs: its own number stands before what it says.
        1 => (part(0).get(2..).unwrap_or_default(), part(1)),
        2 => (&[][..], part(0)),
        _ => (&[][..], &[][..]),
    };
    Some(Style {
        heading: (1..=9).contains(&heading).then_some(heading),
        base: (base != NONE).then_some(base),
        paragraph,
        letters,
    })
}
