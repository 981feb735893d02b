//! What the program says of itself: help with examples, completions of shells, the manual.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::{Command, CommandFactory, FromArgMatches};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Exit;
use super::arguments::Arguments;
use super::output::{write, write_with};

/// Examples by the path of their command, which run on the sample: `tests/it/help.rs` runs each.
const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "cvrank score data/jobs/ward_nurse.md data/cvs",
            "cvrank explain data/jobs/ward_nurse.md data/cvs/c-0012.md",
        ],
    ),
    (
        "score",
        &[
            "cvrank score data/jobs/ward_nurse.md data/cvs --top 10",
            "cvrank score data/jobs/ward_nurse.md data/cvs --format html -o report.html",
            "cvrank score data/jobs/ward_nurse.md data/cvs --format jsonl",
            "cvrank score data/jobs/ward_nurse.md data/cvs --top 5 --interview sheet.docx",
            "cvrank score data/jobs/ward_nurse.md data/cvs --out run",
            "cvrank score --jobs data/jobs data/cvs --format xlsx -o jobs.xlsx",
        ],
    ),
    (
        "explain",
        &[
            "cvrank explain data/jobs/ward_nurse.md data/cvs/c-0012.md",
            "cvrank explain data/jobs/ward_nurse.md data/cvs/c-0012.md --for candidate",
            "cvrank explain data/jobs/ward_nurse.md data/cvs/c-0012.md --pool data/cvs --top 5",
        ],
    ),
    (
        "compare",
        &["cvrank compare data/jobs/backend_engineer.md data/cvs/c-0010.txt data/cvs/c-0001.md"],
    ),
    ("replay", &["cvrank replay run"]),
    ("verify", &["cvrank verify run"]),
    (
        "override",
        &["cvrank override run c-0010 --rank 1 --reason \"Built our router\" --by \"M. Example\""],
    ),
    (
        "parse",
        &[
            "cvrank parse data/jobs/backend_engineer.md -o job.toml",
            "cvrank parse data/cvs/c-0001.md",
            "cvrank parse data/cvs/c-0001.md --as text",
        ],
    ),
    ("evaluate", &["cvrank evaluate data --as-of 2026-06-01"]),
    ("train", &["cvrank train data -o ours.json"]),
    ("model", &["cvrank model show"]),
    ("model show", &["cvrank model show"]),
    ("model export", &["cvrank model export --to solr"]),
    (
        "lint",
        &["cvrank lint data/jobs/ward_nurse.md --pool data/cvs"],
    ),
    (
        "audit",
        &[
            "cvrank score data/jobs/ward_nurse.md data/cvs --format json -o ranking.json",
            "cvrank audit ranking.json --groups data/groups.csv --cut 10",
        ],
    ),
    (
        "check",
        &["cvrank check data/jobs/ward_nurse.md data/cvs/c-0001.md --swaps 2"],
    ),
    (
        "pool",
        &[
            "cvrank pool add nurses.pool data/cvs",
            "cvrank pool status nurses.pool",
            "cvrank score data/jobs/ward_nurse.md --pool nurses.pool --top 10",
        ],
    ),
    (
        "pool add",
        &["cvrank pool add nurses.pool data/cvs --tag sample"],
    ),
    (
        "pool status",
        &[
            "cvrank pool status nurses.pool",
            "cvrank pool status nurses.pool --list",
        ],
    ),
    (
        "pool refresh",
        &["cvrank pool refresh nurses.pool --forget-gone"],
    ),
    (
        "pool tag",
        &["cvrank pool tag nurses.pool ward c-0012 c-0023"],
    ),
    ("pool set", &["cvrank pool set nurses.pool --retention 24m"]),
    (
        "pool remove",
        &[
            "cvrank pool remove nurses.pool c-0031",
            "cvrank pool remove nurses.pool --person ewa@example.org",
            "cvrank pool remove nurses.pool --expired",
        ],
    ),
    ("pool verify", &["cvrank pool verify nurses.pool"]),
    (
        "pool export",
        &["cvrank pool export nurses.pool -o nurses.jsonl"],
    ),
    (
        "background",
        &["cvrank background data/cvs -o background.json"],
    ),
    ("languages", &["cvrank languages"]),
    ("features", &["cvrank features"]),
    (
        "completions",
        &[
            "cvrank completions bash",
            "cvrank completions zsh",
            "cvrank completions powershell",
        ],
    ),
    ("man", &["cvrank man", "cvrank man --output man"]),
];

/// Reads the arguments of the program, its own name first.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, clap::Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The program's commands, each with its examples.
fn command() -> Command {
    with_examples(Arguments::command(), "")
}

fn with_examples(command: Command, path: &str) -> Command {
    let listed = EXAMPLES.iter().find(|(of, _)| *of == path);
    let before = command.get_after_help().map(|text| format!("\n\n{text}"));
    let command = match listed {
        Some((_, examples)) => {
            let examples: String = examples.iter().map(|one| format!("\n  {one}")).collect();
            command.after_help(format!("Examples:{examples}{}", before.unwrap_or_default()))
        }
        None => command,
    };
    command.mut_subcommands(|inner| {
        let path = match path {
            "" => inner.get_name().to_owned(),
            path => format!("{path} {}", inner.get_name()),
        };
        with_examples(inner, &path)
    })
}

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "cvrank", &mut script);
    write(None, &script)?;
    Ok(Exit::Done)
}

/// Writes the manual to standard output, or one page a command into `folder`.
pub(crate) fn man(folder: Option<&Path>) -> Result<Exit> {
    let mut pages = Vec::new();
    let mut all = command();
    all.build();
    collect(&all, "", &mut pages)?;
    match folder {
        None => write_with(None, &mut |out| {
            pages.iter().try_for_each(|(_, page)| out.write_all(page))
        })?,
        Some(folder) => {
            ensure!(
                !folder.is_file(),
                "cannot write {}: it is a file; name a folder",
                folder.display()
            );
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
            for (name, page) in &pages {
                write(Some(&folder.join(format!("{name}.1"))), page)?;
            }
        }
    }
    Ok(Exit::Done)
}

/// The page of `command` and those of the commands within it, each with its name.
fn collect(command: &Command, within: &str, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let name = match within {
        "" => command.get_name().to_owned(),
        within => format!("{within}-{}", command.get_name()),
    };
    let mut page = Vec::new();
    Man::new(command.clone())
        .title(name.to_uppercase())
        .render(&mut page)?;
    pages.push((name.clone(), page));
    let inner = command.get_subcommands();
    inner
        .filter(|inner| !inner.is_hide_set() && inner.get_name() != "help")
        .try_for_each(|inner| collect(inner, &name, pages))
}
