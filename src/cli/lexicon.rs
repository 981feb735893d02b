//! `cvrank lexicon`.

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::{CheckOptions, ImportOptions, LexiconCommand};
use super::output::{check as check_output, say, show, write};
use super::protect::protect;
use cvrank::document::limits::{SETUP_BYTES, read_file_bounded, read_text_bounded};
use cvrank::lexicon::Lexicon;
use cvrank::lexicon::import::import as import_tables;

pub(crate) fn lexicon(command: &LexiconCommand) -> Result<Exit> {
    match command {
        LexiconCommand::Import(options) => import(options),
        LexiconCommand::Check(options) => check(options),
    }
}

fn import(options: &ImportOptions) -> Result<Exit> {
    check_output(options.output.as_deref())?;
    protect(
        options.output.as_deref(),
        options.files.iter().map(|path| &**path),
    )?;
    let tables = options
        .files
        .iter()
        .map(|path| {
            let name = path.display().to_string();
            let table = read_file_bounded(path, SETUP_BYTES)
                .with_context(|| format!("cannot read {name}"))?;
            Ok((name, table))
        })
        .collect::<Result<Vec<_>>>()?;
    let tables: Vec<(&str, &[u8])> = tables
        .iter()
        .map(|(name, table)| (name.as_str(), table.as_slice()))
        .collect();
    let imported = import_tables(&tables)?;
    write(options.output.as_deref(), imported.text.as_bytes())?;
    if !options.quiet {
        say(&format!(
            "imported {} concepts with {} names, {} of them under a rule; left out {} names that an earlier \
             concept has and {} that cannot be used",
            imported.concepts,
            imported.aliases,
            imported.guarded,
            imported.clashes,
            imported.left_out
        ));
    }
    Ok(Exit::Done)
}

fn check(options: &CheckOptions) -> Result<Exit> {
    let files = options
        .files
        .iter()
        .map(|path| {
            let name = path.display().to_string();
            let text = read_text_bounded(path, SETUP_BYTES)
                .with_context(|| format!("cannot read {name}"))?;
            Ok((name, text))
        })
        .collect::<Result<Vec<_>>>()?;
    let sources: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let problems = Lexicon::problems(&sources);
    let text: String = problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect();
    show(None, &text)?;
    Ok(if problems.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}
