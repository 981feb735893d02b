//! What each CV of a pool can earn at most: made once for posts in a language, and kept.

use std::collections::HashMap;

use rayon::prelude::*;
use rusqlite::params;

use super::{Pool, PoolError};
use crate::features::ceiling::{Above, Record, Scratch};
use crate::features::{Background, COUNT, JobQuery, copied};
use crate::model::FULL_SCORE;
use crate::score::Scorer;

/// Records that are made before they are written, and that are read at once.
const BATCH: usize = 2048;

/// What no score of a CV passes.
#[derive(Clone, Copy)]
pub(super) struct Ceiling {
    pub points: i64,
    /// Rounded up.
    pub vector: [f32; COUNT],
    /// It may hold a copy of the post, without which it is read again: then all of it is unknown.
    pub may_copy: bool,
}

impl Pool {
    /// What no score for `job` passes, by reading; those without a profile have none.
    pub(super) fn ceilings(
        &self,
        scorer: &Scorer,
        job: &JobQuery,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<HashMap<i64, Ceiling>, PoolError> {
        let language = &job.profile.language;
        let version = version(scorer);
        // Those of other frequencies are kept nowhere.
        if !std::ptr::eq(scorer.background, Background::builtin()) {
            return Ok(HashMap::new());
        }
        let made = self.make_ready(scorer, language, &version, progress)?;
        let above = Above::new(job, scorer.lexicon);
        let asked: f64 = job
            .features()
            .map(|feature| scorer.ranker.weight(feature))
            .sum();
        let mut weights = [0.0; COUNT];
        for feature in job.features().filter(|_| asked > 0.0) {
            weights[feature.index()] = FULL_SCORE as f64 * scorer.ranker.weight(feature) / asked;
        }
        let ceiling = |record: &[u8], room: &mut Scratch| {
            let vector = above.vector(record, room)?;
            let sum: f64 = weights
                .iter()
                .zip(&vector)
                .map(|(weight, most)| weight * most)
                .sum();
            Some(Ceiling {
                // One more, for what rounding may have lost.
                points: sum.ceil() as i64 + 1,
                vector: vector.map(rounded_up),
                may_copy: above.may_copy(room),
            })
        };
        let (first, last): (Option<i64>, Option<i64>) = self.store.with(|connection| {
            connection.query_row("SELECT min(number), max(number) FROM ceiling", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })?;
        let ranges = first.zip(last).map_or(Vec::new(), |(first, last)| {
            let starts = (first..=last).step_by(BATCH);
            starts.collect()
        });
        let read: Vec<Vec<(i64, Ceiling)>> = ranges
            .par_iter()
            .map_init(
                || above.scratch(),
                |room, start| {
                    self.store.with(|connection| {
                        let mut query = connection.prepare_cached(
                            "SELECT reading, record FROM ceiling WHERE number BETWEEN ? AND ? \
                             AND language = ? AND version = ?",
                        )?;
                        let end = start + BATCH as i64 - 1;
                        let mut rows = query.query(params![start, end, language, version])?;
                        let mut found = Vec::new();
                        while let Some(row) = rows.next()? {
                            let record = row.get_ref(1)?.as_blob()?;
                            if let Some(ceiling) = ceiling(record, room) {
                                found.push((row.get(0)?, ceiling));
                            }
                        }
                        Ok(found)
                    })
                },
            )
            .collect::<Result<_, _>>()?;
        let mut room = above.scratch();
        let mut ceilings: HashMap<i64, Ceiling> = read.into_iter().flatten().collect();
        for (reading, record) in made {
            if let Some(ceiling) = ceiling(&record, &mut room) {
                ceilings.insert(reading, ceiling);
            }
        }
        Ok(ceilings)
    }

    /// Makes the records that are missing for posts in `language`, and keeps them; gives back those
    /// that could not be written, where the pool may only be read.
    fn make_ready(
        &self,
        scorer: &Scorer,
        language: &str,
        version: &str,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<(i64, Vec<u8>)>, PoolError> {
        let profiler = scorer.profile_version();
        let missing: Vec<i64> = self.store.with(|connection| {
            let mut query = connection.prepare(
                "SELECT reading.number FROM reading LEFT JOIN ceiling \
                 ON ceiling.reading = reading.number AND ceiling.language = ? \
                 WHERE reading.status = 'scored' AND reading.profiler = ? \
                 AND (ceiling.version IS NULL OR ceiling.version != ?) ORDER BY reading.number",
            )?;
            let rows = query.query_map(params![language, profiler, version], |row| row.get(0))?;
            rows.collect()
        })?;
        let all = missing.len();
        let mut unwritten = Vec::new();
        for (batch, done) in missing.chunks(BATCH).zip((0..).step_by(BATCH)) {
            progress(done, all);
            let made: Vec<(i64, Vec<u8>)> = batch
                .par_iter()
                .filter_map(|reading| Some((*reading, self.record(*reading, scorer, language)?)))
                .collect();
            let written = self.store.write(|transaction| {
                let mut insert = transaction.prepare_cached(
                    "INSERT INTO ceiling (language, reading, version, record) \
                     SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM reading WHERE number = ?2) \
                     ON CONFLICT (language, reading) DO UPDATE \
                     SET version = excluded.version, record = excluded.record",
                )?;
                for (reading, record) in &made {
                    insert.execute(params![language, reading, version, record])?;
                }
                Ok(())
            });
            match written {
                Ok(()) => {}
                Err(
                    PoolError::ReadOnly { .. }
                    | PoolError::Busy { .. }
                    | PoolError::Full { .. }
                    | PoolError::Disk { .. },
                ) => {
                    unwritten.extend(made);
                }
                Err(error) => return Err(error),
            }
        }
        if all > 0 {
            progress(all, all);
        }
        Ok(unwritten)
    }

    /// Whether a CV holds a copy of the post; `None` where what is kept is damaged.
    pub(super) fn copies(&self, reading: i64, job: &JobQuery) -> Option<bool> {
        let (document, profile) = self.read(reading)?;
        let found = copied::find(job, &profile, &document.text);
        Some(!found.spans.is_empty())
    }

    /// The record of one reading; `None` where what is kept is damaged, so that it is scored.
    fn record(&self, reading: i64, scorer: &Scorer, language: &str) -> Option<Vec<u8>> {
        let (document, profile) = self.read(reading)?;
        let record = Record::of(&profile, &document.text, language, scorer.background);
        Some(record.to_bytes())
    }
}
/// What a ceiling depends on beside the CV's bytes.
fn version(scorer: &Scorer) -> String {
    let (readers, ceilings) = (env!("CVRANK_READERS"), env!("CVRANK_CEILINGS"));
    format!("{readers} {} {ceilings}", scorer.profile_version())
}

fn rounded_up(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) < value {
        near.next_up()
    } else {
        near
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::document::source::{PoolOptions, collect};
    use crate::features::REGISTRY;
    use crate::profile::dates::Month;
    use crate::score::Scorer;

    /// No feature of any CV lies above what its record says; prints by how much it lies below.
    #[test]
    fn no_value_lies_above_its_ceiling() {
        let scorer = Scorer::builtin(Month::new(2026, 6));
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("data/cvs")];
        if let Some(more) = std::env::var_os("CVRANK_CEILING_CVS") {
            folders = vec![PathBuf::from(more)];
        }
        let sources = collect(&folders, &PoolOptions::default()).unwrap();
        let posts: Vec<PathBuf> = fs::read_dir(root.join("data/jobs"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        let mut slack = [0.0; COUNT];
        let mut suspects = 0.0;
        let mut count = 0.0;
        for post in posts {
            let source = crate::document::source::Source::file(&post);
            let job = scorer.query(scorer.read_job(&source).unwrap());
            let above = Above::new(&job, scorer.lexicon);
            let mut room = above.scratch();
            for source in &sources {
                let Ok(read) = scorer.read_cv(source) else {
                    continue;
                };
                let language = &job.profile.language;
                let record = Record::of(
                    &read.profile,
                    &read.document.text,
                    language,
                    scorer.background,
                );
                let most = above.vector(&record.to_bytes(), &mut room).unwrap();
                let measured = scorer.measure(&job, &read);
                count += 1.0;
                suspects += f64::from(u8::from(above.may_copy(&room)));
                if !measured.copied.is_empty() {
                    assert!(above.may_copy(&room), "{} copies", source.id);
                    continue;
                }
                let is = measured.vector();
                for info in REGISTRY.iter().filter(|info| job.applies(info.feature)) {
                    let at = info.feature.index();
                    let weight = 100.0 * scorer.ranker.weights()[at];
                    slack[at] += weight * (most[at] - is[at]);
                    assert!(
                        is[at] <= most[at] + 1e-9,
                        "{} of {} for {}: {} > {}",
                        info.name,
                        source.id,
                        post.display(),
                        is[at],
                        most[at]
                    );
                }
            }
        }
        println!("may copy {:.3}", suspects / count);
        for (info, slack) in REGISTRY.iter().zip(slack) {
            println!("{:24} {:6.2}", info.name, slack / count);
        }
    }
}
