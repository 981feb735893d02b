//! `cvrank score --format jsonl`: each CV as soon as it is scored.

use std::ops::ControlFlow;

use anyhow::{Result, bail};
use cvrank::report::write_match_line;

use super::Exit;
use super::arguments::ScoreOptions;
use super::choosing::note_left_out;
use super::output::{progress, write_with};
use super::protect::protect;
use super::resolved::{Resolved, chosen_sources};

/// Writes each CV as soon as it and those before it are scored, and keeps none.
pub(super) fn stream(options: &ScoreOptions) -> Result<Exit> {
    let others = [
        ("--top", options.top.is_some()),
        ("--out", options.out.is_some()),
        ("--log", options.log.is_some()),
        ("--interview", options.interview.is_some()),
        ("--with-contact", options.with_contact),
        ("--only-musts", options.only_musts),
        ("--since", options.since.is_some()),
        ("--pseudonyms", options.pseudonyms.is_some()),
    ];
    if let Some((other, _)) = others.iter().find(|(_, is_given)| *is_given) {
        bail!(
            "--format jsonl writes each CV as soon as it is scored, when no rank is known yet; leave {other} out, or take --format json"
        );
    }
    let output = options.output.as_deref();
    protect(output, options.named())?;
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let (sources, left_out) = chosen_sources(
        &options.pool.paths(),
        options.pool.options(),
        &options.choice(),
    )?;
    let query = resolved.job(options.job())?;
    let run = resolved.run(&query);
    let bar = progress(sources.len(), options.common.quiet || output.is_none());
    let (mut scored, mut failed) = (0, 0);
    write_with(output, &mut |out| {
        let mut written = Ok(());
        scorer.stream(&query, &sources, &mut |known| {
            bar.inc(1);
            *if known.explanation.is_some() {
                &mut scored
            } else {
                &mut failed
            } += 1;
            let line = write_match_line(out, &run, &query, &known);
            // Whoever reads along shall not wait for a full buffer.
            written = line.and_then(|()| out.flush());
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        });
        written
    })?;
    bar.finish_and_clear();
    if !options.common.quiet {
        note_left_out(&left_out);
    }
    Ok(match (scored, failed) {
        (0, _) => Exit::NothingScored,
        (_, 0) => Exit::Done,
        _ => Exit::SomeFailed,
    })
}
