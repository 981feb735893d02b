//! A pool in words.

use super::{Added, Damage, Forgotten, Listed, Overview, Rebuilt, Refreshed};
use crate::report::terminal::value;
use crate::report::{columns, json_text};

/// Lines of one kind before the rest is only counted.
const SHOWN: usize = 10;

/// What became of files that were added.
pub fn added_text(added: &Added) -> String {
    let mut parts = Vec::new();
    for (count, what) in [
        (added.new, "new"),
        (added.changed, "changed"),
        (added.moved, "moved"),
        (added.gone, "gone from their file"),
    ] {
        if count > 0 {
            parts.push(format!("{} {what}", cvs(count)));
        }
    }
    if parts.is_empty() {
        parts.push("nothing new".to_owned());
    }
    let mut text = format!("{}; {} read", parts.join(", "), added.read);
    match added.unchanged_files {
        0 => {}
        1 => text.push_str("; 1 file is as it was"),
        count => text.push_str(&format!("; {count} files are as they were")),
    }
    text.push('\n');
    let mut unreadable = added.unreadable.iter();
    for (id, status, reason) in unreadable.by_ref().take(SHOWN) {
        let status = crate::report::status_word(*status);
        text.push_str(&format!("! {} ({status}): {}\n", value(id), value(reason)));
    }
    text.push_str(&more(unreadable.count(), "! ", "cannot be scored"));
    text
}

/// What a refresh did.
pub fn refreshed_text(refreshed: &Refreshed) -> String {
    let mut text = added_text(&refreshed.added);
    if refreshed.profiles > 0 {
        text.push_str(&format!(
            "{} profiles made anew of the texts that are kept\n",
            refreshed.profiles
        ));
    }
    let mut gone = refreshed.gone.iter();
    for file in gone.by_ref().take(SHOWN) {
        text.push_str(&format!(
            "! {} is gone; what was read of it stays\n",
            value(file)
        ));
    }
    text.push_str(&more(gone.count(), "! ", "are gone"));
    if !refreshed.gone.is_empty() {
        text.push_str("--forget-gone forgets them.\n");
    }
    text
}

/// What was forgotten, and what is left to do.
pub fn forgotten_text(forgotten: &Forgotten) -> String {
    let mut text = format!("{} forgotten\n", cvs(forgotten.cvs));
    if !forgotten.is_settled {
        text.push_str(
            "! Somebody is reading the pool: what they still see is overwritten when the pool is next written to. Run `cvrank pool remove` again to be sure.\n",
        );
    }
    if !forgotten.files.is_empty() {
        text.push_str("The files are not touched. Delete them, or the next `cvrank pool add` brings them back (a row, when its table changes):\n");
    }
    let mut files = forgotten.files.iter();
    for file in files.by_ref().take(SHOWN) {
        text.push_str(&format!("  {}\n", value(file)));
    }
    text.push_str(&more(files.count(), "  ", "files"));
    text
}

/// What is damaged.
pub fn damage_text(damages: &[Damage]) -> String {
    if damages.is_empty() {
        return "The pool is whole.\n".to_owned();
    }
    let mut text = String::new();
    let mut each = damages.iter();
    for Damage { cv_id, what } in each.by_ref().take(SHOWN) {
        let of = cv_id.as_deref().map_or("the file".into(), value);
        text.push_str(&format!("! {of}: {}\n", value(what)));
    }
    text.push_str(&more(each.count(), "! ", "damages"));
    text.push_str("`cvrank pool verify POOL --rebuild` makes the pool again from the files.\n");
    text
}

/// What became of a pool that was made again.
pub fn rebuilt_text(rebuilt: &Rebuilt) -> String {
    let mut text = format!("made again: {}", added_text(&rebuilt.added));
    let mut lost = rebuilt.lost.iter();
    for file in lost.by_ref().take(SHOWN) {
        text.push_str(&format!(
            "! {} is gone, and what was read of it lost\n",
            value(file)
        ));
    }
    text.push_str(&more(lost.count(), "! ", "are lost"));
    text
}

/// The pool in numbers.
pub fn overview_text(overview: &Overview) -> String {
    let mut text = format!(
        "{}, {} can be scored; {} files, {} readings, {:.1} MB\n",
        cvs(overview.cvs),
        overview.readable,
        overview.files,
        overview.readings,
        overview.bytes as f64 / 1e6
    );
    if let Some((first, last)) = &overview.arrived {
        text.push_str(&format!("came from {first} to {last}\n"));
    }
    let counted = |all: &[(String, usize)]| -> String {
        let each = all
            .iter()
            .map(|(what, count)| format!("{} {count}", value(what)));
        each.collect::<Vec<_>>().join(", ")
    };
    if !overview.languages.is_empty() {
        text.push_str(&format!("languages: {}\n", counted(&overview.languages)));
    }
    if !overview.tags.is_empty() {
        text.push_str(&format!("tags: {}\n", counted(&overview.tags)));
    }
    text.push_str(&match &overview.retention {
        Some((age, 0)) => format!("kept for {age}; none is older\n"),
        Some((age, older)) => format!(
            "kept for {age}; ! {older} are older: `cvrank pool remove POOL --expired` forgets them\n"
        ),
        None => "kept for ever; `cvrank pool set POOL --retention 24m` changes that\n".to_owned(),
    });
    let outdated = overview.outdated_documents + overview.outdated_profiles;
    if outdated > 0 {
        text.push_str(&format!(
            "! {} texts and {} profiles were made by another version, in another month or with another lexicon; `cvrank pool refresh POOL` makes them anew\n",
            overview.outdated_documents, overview.outdated_profiles
        ));
    }
    let mut unreadable = overview.unreadable.iter();
    for (status, reason, count) in unreadable.by_ref().take(SHOWN) {
        let status = value(status);
        text.push_str(&format!(
            "! {count} cannot be scored ({status}): {}\n",
            value(reason)
        ));
    }
    text.push_str(&more(unreadable.count(), "! ", "reasons"));
    for erasure in &overview.erasures {
        text.push_str(&format!(
            "{}: {} forgotten ({})\n",
            erasure.day,
            cvs(erasure.cvs),
            value(&erasure.why)
        ));
    }
    text
}

/// The same as JSON.
pub fn overview_json(overview: &Overview) -> String {
    json_text::text(overview)
}

/// Every CV as JSON.
pub fn list_json(listed: &[Listed]) -> String {
    json_text::text(&listed)
}

/// Every CV, a line each.
pub fn list_text(listed: &[Listed], width: u16) -> String {
    let header = ["cv", "came", "status", "language", "tags", "file"];
    let mut table = columns::table(width, &header, &[]);
    for cv in listed {
        let tags = cv.tags.join(", ");
        let cells = [
            &cv.cv_id,
            &cv.arrived,
            &cv.status,
            &cv.language,
            &tags,
            &cv.source,
        ];
        table.add_row(cells.map(|cell| value(cell).into_owned()));
    }
    format!("{table}\n")
}

fn cvs(count: usize) -> String {
    match count {
        1 => "1 CV".to_owned(),
        count => format!("{count} CVs"),
    }
}

fn more(count: usize, sign: &str, what: &str) -> String {
    match count {
        0 => String::new(),
        count => format!("{sign}{count} more {what}\n"),
    }
}
