//! `cvrank pool`: CVs that are read once.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use jiff::civil::Date;
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Exit;
use super::arguments::{
    CheckFormat, CommonOptions, PoolAddOptions, PoolCommand, PoolStatusOptions, PoolWatchOptions,
};
use super::output::{say, show, told, width, write, write_with};
use super::protect::protect;
use super::resolved::Resolved;
use super::score::piped;
use cvrank::document::source::PoolOptions;
use cvrank::pool::report::{
    added_text, damage_text, forgotten_text, list_json, list_text, overview_json, overview_text,
    rebuilt_text, refreshed_text,
};
use cvrank::pool::{AddOptions, Damage, ExportError, Pool, PoolError, Whom};

pub(crate) fn pool(command: &PoolCommand) -> Result<Exit> {
    match command {
        PoolCommand::Add(options) => add(options),
        PoolCommand::Status(options) => status(options),
        PoolCommand::Refresh {
            pool,
            forget_gone,
            common,
        } => refresh(pool, *forget_gone, common),
        PoolCommand::Remove {
            pool,
            ids,
            person,
            older_than,
            expired,
            as_of,
        } => {
            let pool = Pool::open(pool)?;
            let whom = match (person, older_than, expired) {
                (Some(person), ..) => Whom::Person(person.clone()),
                (_, Some(age), _) => Whom::OlderThan(*age),
                (.., true) => Whom::OlderThan(pool.retention()?.context(
                    "the pool keeps CVs for ever; `cvrank pool set POOL --retention 24m` sets a rule, or name an age with --older-than",
                )?),
                _ => Whom::Ids(ids.clone()),
            };
            let forgotten = pool.forget(&whom, as_of.unwrap_or_else(today))?;
            show(None, &forgotten_text(&forgotten))?;
            Ok(Exit::Done)
        }
        PoolCommand::Tag {
            pool,
            tag,
            ids,
            remove,
        } => {
            Pool::open(pool)?.tag(tag, ids, *remove)?;
            Ok(Exit::Done)
        }
        PoolCommand::Set { pool, retention } => {
            Pool::open(pool)?.set_retention(retention.0)?;
            Ok(Exit::Done)
        }
        PoolCommand::Verify {
            pool,
            rebuild,
            common,
        } => verify(pool, *rebuild, common),
        PoolCommand::Export { pool, output } => {
            protect(output.as_deref(), [&**pool])?;
            let pool = Pool::open(pool)?;
            let mut failed = None;
            write_with(output.as_deref(), &mut |out| match pool.export(out) {
                Ok(()) => Ok(()),
                Err(ExportError::Output(error)) => Err(error),
                Err(ExportError::Pool(error)) => {
                    let told = std::io::Error::other(error.to_string());
                    failed = Some(error);
                    Err(told)
                }
            })
            .map_err(|error| failed.map_or(error, Into::into))?;
            Ok(Exit::Done)
        }
        PoolCommand::Watch(options) => watch(options),
    }
}

fn today() -> Date {
    jiff::Zoned::now().date()
}

fn options(resolved: &Resolved, common: &CommonOptions) -> AddOptions {
    AddOptions {
        files: PoolOptions::default(),
        arrived: common.as_of.unwrap_or_else(today),
        tags: Vec::new(),
        recognises: resolved.recogniser().is_some(),
    }
}

fn add(options: &PoolAddOptions) -> Result<Exit> {
    ensure!(
        !options.cvs.iter().any(|cv| piped(cv)),
        "a pool keeps where its CVs lie, and standard input lies nowhere; give files"
    );
    let resolved = Resolved::new(&options.common)?;
    let given = self::options(&resolved, &options.common);
    let given = AddOptions {
        files: PoolOptions {
            id_column: options.id_column.clone(),
            text_column: options.text_column.clone(),
            ..PoolOptions::default()
        },
        arrived: options.arrived.unwrap_or(given.arrived),
        tags: options.tag.clone(),
        ..given
    };
    for path in &options.cvs {
        super::resolved::check_path(path)?;
        ensure!(
            path.exists(),
            "nothing was found at {}; check the path",
            path.display()
        );
    }
    let pool = Pool::open_or_make(&options.pool)?;
    let mut told = told(options.common.quiet);
    let added = pool.add(&options.cvs, &resolved.scorer(), &given, &mut told)?;
    if !options.common.quiet {
        show(None, &added_text(&added))?;
    }
    Ok(match added.unreadable.is_empty() {
        true => Exit::Done,
        false => Exit::SomeFailed,
    })
}

fn status(options: &PoolStatusOptions) -> Result<Exit> {
    let pool = Pool::open(&options.pool)?;
    let resolved = Resolved::new(&options.common)?;
    let today = options.common.as_of.unwrap_or_else(today);
    let text = match (options.list, options.format) {
        (true, CheckFormat::Table) => list_text(&pool.list()?, width()),
        (true, CheckFormat::Json) => list_json(&pool.list()?),
        (false, CheckFormat::Table) => overview_text(&pool.overview(&resolved.scorer(), today)?),
        (false, CheckFormat::Json) => overview_json(&pool.overview(&resolved.scorer(), today)?),
    };
    write(None, text.as_bytes())?;
    Ok(Exit::Done)
}

fn refresh(path: &Path, forget_gone: bool, common: &CommonOptions) -> Result<Exit> {
    let pool = Pool::open(path)?;
    let resolved = Resolved::new(common)?;
    let given = options(&resolved, common);
    let refreshed = pool.refresh(&resolved.scorer(), &given, &mut told(common.quiet))?;
    show(None, &refreshed_text(&refreshed))?;
    if forget_gone && !refreshed.gone.is_empty() {
        show(
            None,
            &forgotten_text(&pool.forget(&Whom::Gone, given.arrived)?),
        )?;
    }
    Ok(match refreshed.added.unreadable.is_empty() {
        true => Exit::Done,
        false => Exit::SomeFailed,
    })
}

fn verify(path: &Path, rebuild: bool, common: &CommonOptions) -> Result<Exit> {
    if rebuild {
        let resolved = Resolved::new(common)?;
        let given = options(&resolved, common);
        let scorer = resolved.scorer();
        let rebuilt = Pool::rebuild(path, &scorer, &given, &mut told(common.quiet))?;
        show(None, &rebuilt_text(&rebuilt))?;
        return Ok(match rebuilt.lost.is_empty() {
            true => Exit::Done,
            false => Exit::SomeFailed,
        });
    }
    let found = Pool::open(path).and_then(|pool| pool.verify(&mut told(common.quiet)));
    let damages = match found {
        Err(PoolError::Damaged { why, .. }) => vec![Damage {
            cv_id: None,
            what: why,
        }],
        found => found?,
    };
    show(None, &damage_text(&damages))?;
    Ok(match damages.is_empty() {
        true => Exit::Done,
        false => Exit::Found,
    })
}

/// How long a folder must be quiet before what is new in it is read: a file that is being copied
/// there is not read by halves.
const QUIET: Duration = Duration::from_secs(1);

fn watch(options: &PoolWatchOptions) -> Result<Exit> {
    for folder in &options.folders {
        ensure!(
            folder.is_dir(),
            "{}: no folder; watch looks into folders",
            folder.display()
        );
    }
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let pool = Pool::open_or_make(&options.pool)?;
    let (sender, changed) = channel();
    let own = std::path::absolute(&options.pool)?.display().to_string();
    let heard = move |event: notify::Result<notify::Event>| {
        // What is read, and what the pool itself writes beside itself, is nothing new.
        let is_own = |path: &PathBuf| path.display().to_string().starts_with(&own);
        let says_nothing = |event: &notify::Event| {
            matches!(event.kind, EventKind::Access(_)) || event.paths.iter().all(is_own)
        };
        if !event.as_ref().is_ok_and(says_nothing) {
            // Nobody listens any more only when the program ends.
            let _ = sender.send(());
        }
    };
    let mut watcher: Box<dyn Watcher> = match options.every {
        Some(seconds) => {
            let config = Config::default().with_poll_interval(Duration::from_secs(seconds));
            Box::new(PollWatcher::new(heard, config)?)
        }
        None => Box::new(RecommendedWatcher::new(heard, Config::default())?),
    };
    for folder in &options.folders {
        let watched = watcher.watch(&std::path::absolute(folder)?, RecursiveMode::Recursive);
        watched.with_context(|| {
            format!(
                "{}: the system does not tell of changes here; look every so often with --every 60",
                folder.display()
            )
        })?;
    }
    if !options.common.quiet {
        let folders: Vec<String> = options
            .folders
            .iter()
            .map(|folder| folder.display().to_string())
            .collect();
        say(&format!("watching {}; Ctrl-C ends it", folders.join(", ")));
    }
    loop {
        let given = AddOptions {
            tags: options.tag.clone(),
            ..self::options(&resolved, &options.common)
        };
        let added = pool.add(&options.folders, &scorer, &given, &mut |_, _| ())?;
        let has_changed = added.new + added.changed + added.moved + added.gone > 0;
        if has_changed && !options.common.quiet {
            show(None, &added_text(&added))?;
        }
        if changed.recv().is_err() {
            bail!("the watch has ended");
        }
        while !matches!(changed.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout)) {}
    }
}
