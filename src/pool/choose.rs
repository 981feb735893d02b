//! Who of a pool is to be scored, and how many are left out by what.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::kept::Pooled;
use super::{Pool, PoolError};
use crate::document::source::Source;
use crate::profile::cv::SectionKind;
use crate::profile::dates::Month;
use crate::rank::LeftOut;
use crate::text::{Tokens, tokenize};

/// What is asked of the CVs of a pool before they are scored.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Tags of which one is needed.
    pub tags: Vec<String>,
    /// ISO 639-1 codes of which the CV is written in one.
    pub languages: Vec<String>,
    /// Places of which one is named where the CV says who the person is.
    pub places: Vec<String>,
    /// The last position ends in this month or later, or has not ended.
    pub active_since: Option<Month>,
}

/// A CV of the pool, before it is read.
pub(super) struct Candidate {
    pub source: Source,
    pub reading: i64,
    number: i64,
    language: String,
    last_month: Option<i32>,
}

impl Choice {
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
            && self.languages.is_empty()
            && self.places.is_empty()
            && self.active_since.is_none()
    }
}

impl Pool {
    /// The CVs that are chosen, in the order in which they came, and who was left out by what.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn sources(&self, choice: &Choice) -> Result<(Vec<Source>, Vec<LeftOut>), PoolError> {
        let (candidates, left_out) = self.candidates(choice)?;
        let sources = candidates.into_iter();
        Ok((
            sources.map(|candidate| candidate.source).collect(),
            left_out,
        ))
    }

    /// The same, each with where what was read of it is kept.
    pub(super) fn candidates(
        &self,
        choice: &Choice,
    ) -> Result<(Vec<Candidate>, Vec<LeftOut>), PoolError> {
        let store = &self.store;
        let mut candidates: Vec<Candidate> = store.with(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT cv.number, cv.id, file.shown || cv.inside, reading.number, \
                 reading.content, reading.bytes, reading.language, reading.last_month \
                 FROM cv JOIN file ON file.number = cv.file \
                 JOIN reading ON reading.number = cv.reading ORDER BY cv.number",
            )?;
            let rows = query.query_map([], |row| {
                let content: String = row.get(4)?;
                let bytes: Option<u64> = row.get(5)?;
                let reading = row.get(3)?;
                let kept = Pooled {
                    store: Arc::clone(store),
                    reading,
                    content: bytes.map(|bytes| (content, bytes)),
                };
                Ok(Candidate {
                    source: Source::kept(row.get(1)?, row.get(2)?, Arc::new(kept)),
                    number: row.get(0)?,
                    reading,
                    language: row.get(6)?,
                    last_month: row.get(7)?,
                })
            })?;
            rows.collect()
        })?;
        let mut left_out = Vec::new();
        let mut apply = |by: String, is_wanted: &dyn Fn(&Candidate) -> bool| {
            let all = candidates.len();
            candidates.retain(is_wanted);
            let cvs = all - candidates.len();
            left_out.push(LeftOut { by, cvs });
        };
        if !choice.tags.is_empty() {
            let tagged = self.tagged(&choice.tags)?;
            apply(given("tag", &choice.tags), &|cv| {
                tagged.contains(&cv.number)
            });
        }
        if !choice.languages.is_empty() {
            apply(given("language", &choice.languages), &|cv| {
                choice.languages.contains(&cv.language)
            });
        }
        if let Some(since) = choice.active_since {
            let by = format!("--active-since {}-{:02}", since.year(), since.month());
            apply(by, &|cv| cv.last_month.is_some_and(|last| last >= since.0));
        }
        // Last, since it opens the documents.
        if !choice.places.is_empty() {
            let places: Vec<Vec<u64>> = choice.places.iter().map(|place| words(place)).collect();
            apply(given("place", &choice.places), &|cv| {
                self.lives_in(cv.reading, &places)
            });
        }
        Ok((candidates, left_out))
    }

    fn tagged(&self, tags: &[String]) -> Result<BTreeSet<i64>, PoolError> {
        self.store.with(|connection| {
            let mut query = connection.prepare_cached("SELECT cv FROM tag WHERE name = ?")?;
            let mut tagged = BTreeSet::new();
            for tag in tags {
                for cv in query.query_map([tag], |row| row.get(0))? {
                    tagged.insert(cv?);
                }
            }
            Ok(tagged)
        })
    }

    /// Whether one of the places is named where the CV says who the person is: at its head, among
    /// contacts, or in what is masked.
    fn lives_in(&self, reading: i64, places: &[Vec<u64>]) -> bool {
        let Some((document, profile)) = self.read(reading) else {
            return false;
        };
        let text = &document.text;
        let all = tokenize(text);
        let of_person = |section| matches!(section, SectionKind::Head | SectionKind::Contact);
        let lines = profile.passages.iter();
        let lines = lines.filter(|passage| of_person(passage.section));
        let spans = lines.map(|passage| passage.span);
        let spans = spans.chain(profile.identity_spans());
        let mut named = spans.map(|span| {
            let own = &all[Tokens::new(text, &all).within(span)];
            own.iter().map(|token| token.key).collect::<Vec<_>>()
        });
        named.any(|named| {
            let holds = |place: &Vec<u64>| {
                !place.is_empty() && named.windows(place.len()).any(|words| words == place)
            };
            places.iter().any(holds)
        })
    }
}

fn words(place: &str) -> Vec<u64> {
    tokenize(place).iter().map(|token| token.key).collect()
}

fn given(option: &str, values: &[String]) -> String {
    let options: Vec<String> = values
        .iter()
        .map(|value| format!("--{option} {value}"))
        .collect();
    options.join(" ")
}
