//! CVs by the thousand out of the parts of real ones.

use std::fs;
use std::path::PathBuf;

use cvrank::random::SplitMix64;

/// The measuring data's CVs, or the sample where that is absent.
pub(crate) fn texts() -> Vec<String> {
    let data = std::env::var_os("CVRANK_DATA")
        .map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    match fs::read_to_string(data.join("corpora/resumes_2484.jsonl")) {
        Ok(lines) => lines
            .lines()
            .filter_map(|line| {
                let row: serde_json::Value = serde_json::from_str(line).ok()?;
                let row = row.as_object()?;
                let longest = row.values().filter_map(serde_json::Value::as_str);
                longest.max_by_key(|text| text.len()).map(str::to_owned)
            })
            .filter(|text| text.len() > 200)
            .collect(),
        Err(_) => {
            eprintln!("the measuring data is absent: the sample is taken");
            let folder = fs::read_dir("data/cvs").expect("the sample CVs are there");
            folder
                .flatten()
                .filter_map(|entry| fs::read_to_string(entry.path()).ok())
                .collect()
        }
    }
}

/// Texts in three parts each.
pub(crate) struct Parts<'t>(Vec<Vec<&'t str>>);

impl<'t> Parts<'t> {
    pub(crate) fn new(texts: &'t [String]) -> Self {
        Self(texts.iter().map(|text| thirds(text)).collect())
    }

    /// The head of one, the middle of another, the end of a third.
    pub(crate) fn recombined(&self, random: &mut SplitMix64) -> String {
        let part =
            |third: usize, random: &mut SplitMix64| self.0[random.below(self.0.len())][third];
        let made: Vec<&str> = (0..3).map(|third| part(third, random)).collect();
        made.join("\n")
    }
}

/// Three parts of about the same length, between words.
fn thirds(text: &str) -> Vec<&str> {
    let border = |at: usize| {
        let mut borders = (0..=at).rev();
        let from = borders.find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text[from..]
            .find(char::is_whitespace)
            .map_or(text.len(), |space| from + space)
    };
    let (one, two) = (border(text.len() / 3), border(2 * text.len() / 3));
    vec![&text[..one], &text[one..two], &text[two..]]
}
