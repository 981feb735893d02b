//! Other names for the CVs of a ranking, for whoever decides without knowing who it is.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use cvrank::report::terminal::value;

use super::score::Scored;

const COLUMNS: [&str; 2] = ["cv_id", "pseudonym"];

/// Calls each CV as `table` says; no file is named then.
pub(super) fn give(table: &Path, scored: &mut Scored) -> Result<()> {
    let names = read(table)?;
    let name = |id: &str| -> Result<String> {
        let name = names.get(id);
        name.cloned()
            .with_context(|| format!("{}: no pseudonym for {}", table.display(), value(id)))
    };
    for known in &mut scored.ranking.matches {
        known.cv_id = name(&known.cv_id)?;
        known.source.clear();
        for other in known
            .duplicates
            .iter_mut()
            .flat_map(|same| &mut same.cv_ids)
        {
            *other = name(other)?;
        }
    }
    // What is kept of a CV is found by its name. Those that no row is of have none.
    for source in &mut scored.sources {
        source.id = names.get(&source.id).cloned().unwrap_or_default();
    }
    Ok(())
}

/// By cv id.
fn read(table: &Path) -> Result<HashMap<String, String>> {
    let named = || table.display().to_string();
    let mut reader = csv::Reader::from_path(table).with_context(named)?;
    let header = reader.headers().with_context(named)?.clone();
    let place = |wanted| header.iter().position(|name| name.trim() == wanted);
    let [Some(id), Some(name)] = COLUMNS.map(place) else {
        bail!(
            "{}: pseudonyms stand in a CSV with the columns {}",
            table.display(),
            COLUMNS.join(" and ")
        );
    };
    let mut names = HashMap::new();
    let mut given = HashSet::new();
    for row in reader.records() {
        let row = row.with_context(named)?;
        let cell = |at| row.get(at).unwrap_or_default().trim().to_owned();
        let (id, name) = (cell(id), cell(name));
        ensure!(
            !name.is_empty(),
            "{}: the pseudonym of {} is empty",
            table.display(),
            value(&id)
        );
        ensure!(
            given.insert(name.clone()),
            "{}: two CVs have the pseudonym {}",
            table.display(),
            value(&name)
        );
        ensure!(
            names.insert(id.clone(), name).is_none(),
            "{}: {} has two pseudonyms",
            table.display(),
            value(&id)
        );
    }
    Ok(names)
}
