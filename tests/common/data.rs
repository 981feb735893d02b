//! The measuring data, which is not part of the repository.

use std::path::PathBuf;

/// A part of the measuring data (`""` for the whole folder), or `None` with a line that says it is absent.
///
/// The folder is named by `CVRANK_DATA`, else it is `../shared/data` beside the repository.
///
/// # Panics
/// When the part is absent and `CVRANK_REQUIRE_DATA` is set, so that no check is passed over
/// unseen where the data ought to be.
pub(crate) fn shared_data(part: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CVRANK_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    if folder.join(part).exists() {
        return Some(folder.join(part));
    }
    let absent = format!(
        "ABSENT: `{part}` of the measuring data; set CVRANK_DATA to its folder. Nothing was measured."
    );
    assert!(
        std::env::var_os("CVRANK_REQUIRE_DATA").is_none(),
        "{absent} CVRANK_REQUIRE_DATA asks for it."
    );
    eprintln!("{absent}");
    None
}
