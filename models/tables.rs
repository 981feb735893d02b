//! Labelled lines in tables without a heading, cells parted by tabs.

use std::error::Error;
use std::path::Path;

/// The rows of all files in `folder` whose names begin with `prefix`, in order of the names; a line
/// of other cells, or of which `row` makes nothing, is refused by its place.
pub(crate) fn read<Row, const CELLS: usize>(
    folder: &Path,
    prefix: &str,
    row: impl Fn([String; CELLS]) -> Option<Row>,
) -> Result<Vec<Row>, Box<dyn Error + Send + Sync>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with(prefix) && name.ends_with(".tsv"))
    });
    files.sort();
    let mut rows = Vec::new();
    for path in files {
        for (number, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let found = cells.try_into().ok().and_then(&row);
            let wrong = || format!("{}, line {}: {line}", path.display(), number + 1);
            rows.push(found.ok_or_else(wrong)?);
        }
    }
    Ok(rows)
}
