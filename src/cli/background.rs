//! `cvrank background`.

use std::sync::Mutex;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::Exit;
use super::arguments::BackgroundOptions;
use super::output::{check, progress, say, write};
use super::protect::protect;
use super::setting::{Resolved, pool};
use cvrank::features::background::BackgroundCounter;

pub fn background(options: &BackgroundOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    let cvs = options.pool.cvs.iter().map(|cv| &**cv);
    protect(
        options.output.as_deref(),
        cvs.chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let sources = pool(&options.pool)?;
    let bar = progress(sources.len(), options.common.quiet);
    let counter = Mutex::new(BackgroundCounter::default());
    let failed: usize = sources
        .par_iter()
        .map(|source| {
            let read = setting.read_cv(source);
            bar.inc(1);
            match read {
                Ok(cv) => {
                    // Counting is a small part of the work; one counter keeps memory at one vocabulary.
                    if let Ok(mut counter) = counter.lock() {
                        counter.add(cv.profile.language, &cv.document.text, &cv.profile.tokens);
                    }
                    0
                }
                Err(_) => 1,
            }
        })
        .sum();
    bar.finish_and_clear();
    let Ok(counter) = counter.into_inner() else {
        bail!("a thread failed while counting");
    };
    let mut json = serde_json::to_string(&counter.finish())?;
    json.push('\n');
    write(options.output.as_deref(), json.as_bytes())?;
    if !options.common.quiet {
        say(&format!(
            "counted {} documents, {failed} could not be read",
            sources.len() - failed
        ));
    }
    Ok(if failed == 0 {
        Exit::Done
    } else {
        Exit::SomeFailed
    })
}
