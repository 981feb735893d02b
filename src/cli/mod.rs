//! The command line: arguments, files, progress and exit codes. No logic of its own.

mod arguments;
mod audit;
mod background;
mod check;
mod choosing;
mod compare;
#[cfg(feature = "desk")]
mod desk;
mod evaluate;
mod explain;
mod export;
mod help;
mod jobs;
mod labelled;
mod lexicon;
mod lint;
mod model;
mod output;
mod parse;
mod pool;
mod protect;
mod pseudonyms;
mod resolved;
mod run;
mod score;
mod stream;
mod train;

use std::process::ExitCode;

use cvrank::report::terminal::value;

use arguments::Command;
use cvrank::rank::Ranking;

/// How a command ended; see `--help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    Found,
    NothingScored,
    SomeFailed,
}

impl Exit {
    fn of(ranking: &Ranking) -> Self {
        match ranking.scored() {
            0 => Exit::NothingScored,
            scored if scored < ranking.matches.len() => Exit::SomeFailed,
            _ => Exit::Done,
        }
    }
}

const USAGE: u8 = 2;

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Found => 1,
            Exit::NothingScored => 3,
            Exit::SomeFailed => 4,
        })
    }
}

pub(crate) fn main() -> ExitCode {
    // What a panic quotes may be text that a stranger wrote.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|fault| output::say(&fault.to_string())));
    }
    let arguments = match help::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(answer) => return refused(answer),
    };
    let done = match arguments.command {
        Command::Score(options) => score::score(&options),
        Command::Explain(options) => explain::explain(&options),
        Command::Compare(options) => compare::compare(&options),
        Command::Replay(options) => run::replay(&options),
        Command::Verify(options) => run::verify(&options),
        Command::Override(options) => run::decide(&options),
        Command::Parse(options) => parse::parse(&options),
        Command::Evaluate(options) => evaluate::evaluate(&options),
        Command::Train(options) => train::train(&options),
        Command::Model(command) => model::model(&command),
        Command::Background(options) => background::background(&options),
        Command::Audit(options) => audit::audit(&options),
        Command::Check(options) => check::check(&options),
        Command::Lint(options) => lint::lint(&options),
        Command::Pool(command) => pool::pool(&command),
        #[cfg(feature = "desk")]
        Command::Desk(options) => desk::desk(&options),
        Command::Lexicon(command) => lexicon::lexicon(&command),
        Command::Languages { format } => output::languages(format),
        Command::Features => output::features(),
        Command::Completions { shell } => help::completions(shell),
        Command::Man { output } => help::man(output.as_deref()),
        Command::ReadWorker => resolved::read_worker(),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(&format!("error: {error:#}"));
            ExitCode::from(USAGE)
        }
    }
}

/// What clap answers instead: help, the version, or what is wrong with the arguments.
///
/// It quotes the arguments, so they are asked for again with what commands a terminal written out.
fn refused(answer: clap::Error) -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let shown: Vec<_> = arguments.iter().map(|argument| value(argument)).collect();
    let is_plain = shown
        .iter()
        .zip(&arguments)
        .all(|(shown, given)| shown == given);
    let answer = match is_plain {
        true => answer,
        false => match help::parse(shown.iter().map(|shown| (&**shown).into())) {
            Err(answer) => answer,
            Ok(_) => {
                output::say(&answer.to_string());
                return ExitCode::from(USAGE);
            }
        },
    };
    // Fails only when nobody listens.
    let _ = answer.print();
    ExitCode::from(answer.exit_code() as u8)
}
