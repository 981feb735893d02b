//! `cvrank background`.

use anyhow::Result;

use super::Exit;
use super::arguments::BackgroundOptions;
use super::output::{check, progress, say, write};
use super::protect::protect;
use super::resolved::{Resolved, pool};
use cvrank::train::background::count;

pub(crate) fn background(options: &BackgroundOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    let cvs = options
        .pool
        .cvs
        .iter()
        .chain(&options.pool.pools)
        .map(|cv| &**cv);
    protect(
        options.output.as_deref(),
        cvs.chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let sources = pool(&options.pool)?;
    let bar = progress(sources.len(), options.common.quiet);
    let counted = count(&scorer, &sources, &|| bar.inc(1));
    bar.finish_and_clear();
    let mut json = serde_json::to_string(&counted.table)?;
    json.push('\n');
    write(options.output.as_deref(), json.as_bytes())?;
    if !options.common.quiet {
        say(&format!(
            "counted {} documents, {} could not be read",
            counted.documents, counted.failed
        ));
    }
    Ok(if counted.failed == 0 {
        Exit::Done
    } else {
        Exit::SomeFailed
    })
}
