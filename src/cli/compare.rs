//! `cvrank compare`.

use anyhow::{Result, bail, ensure};

use super::Exit;
use super::arguments::{CompareOptions, ExplanationFormat};
use super::output::{check, show, write};
use super::protect::protect;
use super::resolved::{Resolved, one};
use super::score::{BOTH_PIPED, piped};
use cvrank::compare::compare as compare_scores;
use cvrank::rank::Ranking;
use cvrank::report::{comparison_json, comparison_text};

pub(crate) fn compare(options: &CompareOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    let inputs = [&options.job, &options.first, &options.second];
    ensure!(
        inputs.into_iter().filter(|path| piped(path)).count() < 2,
        BOTH_PIPED
    );
    protect(
        options.output.as_deref(),
        inputs
            .into_iter()
            .map(|path| &**path)
            .chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let query = resolved.job(&options.job)?;
    let sources = [one(&options.first)?, one(&options.second)?];
    if sources[0].path == sources[1].path {
        bail!(
            "A and B are one file, {}; give two CVs to compare",
            sources[0].path
        );
    }
    let [first, second] = sources.map(|source| scorer.score(&query, &source));
    let comparison = match (&first.explanation, &second.explanation) {
        (Some(a), Some(b)) => Some(compare_scores(&query, scorer.ranker, a, b)),
        _ => None,
    };
    let run = resolved.run(&query);
    let both = [&first, &second];
    let path = options.output.as_deref();
    let comparison = comparison.as_ref();
    match options.format {
        ExplanationFormat::Text => show(path, &comparison_text(&run, &query, both, comparison))?,
        ExplanationFormat::Json => {
            write(
                path,
                comparison_json(&run, &query, both, comparison).as_bytes(),
            )?;
        }
    }
    Ok(Exit::of(&Ranking::new(vec![first.clone(), second.clone()])))
}
