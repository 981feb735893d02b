//! Control words of RTF, each with its last value, and the table of colours that they count in.

use std::collections::HashMap;
use std::io::Write;

/// The numbers of the fixed colours (`Ico`, MS-DOC 2.9.119), from 1; 0 is the viewer's choice.
const FIXED: [[u8; 3]; 16] = [
    [0, 0, 0],
    [0, 0, 255],
    [0, 255, 255],
    [0, 255, 0],
    [255, 0, 255],
    [255, 0, 0],
    [255, 255, 0],
    [255, 255, 255],
    [0, 0, 128],
    [0, 128, 128],
    [0, 128, 0],
    [128, 0, 128],
    [128, 0, 0],
    [128, 128, 0],
    [128, 128, 128],
    [192, 192, 192],
];

/// The colour of a fixed number; `None` for the viewer's choice and for what is no number.
pub(super) fn fixed(number: u8) -> Option<[u8; 3]> {
    FIXED.get(usize::from(number).checked_sub(1)?).copied()
}

#[derive(Default)]
pub(super) struct Colours {
    numbers: HashMap<[u8; 3], i32>,
    all: Vec<[u8; 3]>,
}

impl Colours {
    /// The number of a colour, 0 for the viewer's choice.
    pub(super) fn number(&mut self, colour: Option<[u8; 3]>) -> i32 {
        let Some(colour) = colour else {
            return 0;
        };
        let next = self.all.len() as i32 + 1;
        *self.numbers.entry(colour).or_insert_with(|| {
            self.all.push(colour);
            next
        })
    }

    /// The table, to stand before what counts in it.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\\colortbl;");
        for [red, green, blue] in &self.all {
            // Writing to memory cannot fail.
            let _ = write!(out, "\\red{red}\\green{green}\\blue{blue};");
        }
        out.extend_from_slice(b"}\n");
    }
}

/// Control words with their values, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    all: Vec<(&'static str, i32)>,
}

impl Words {
    pub(super) fn set(&mut self, word: &'static str, value: i32) {
        match self.all.iter_mut().find(|(known, _)| *known == word) {
            Some((_, known)) => *known = value,
            None => self.all.push((word, value)),
        }
    }

    pub(super) fn get(&self, word: &str) -> Option<i32> {
        let mut all = self.all.iter();
        all.find(|(known, _)| *known == word)
            .map(|(_, value)| *value)
    }

    pub(super) fn remove(&mut self, words: &[&str]) {
        self.all.retain(|(known, _)| !words.contains(known));
    }

    /// Takes up what `other` says.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, value) in &other.all {
            self.set(word, *value);
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for (word, value) in &self.all {
            let _ = write!(out, "\\{word}{value}");
        }
    }
}
