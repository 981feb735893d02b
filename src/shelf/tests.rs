//! The shelf: what is in use, what is refused, and what happens at the same moment.

use super::*;

fn shelf() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::make(&folder.path().join("models")).unwrap();
    for name in ["one", "two", "three"] {
        shelf
            .add(name, &Ranker::builtin().to_json(), "card")
            .unwrap();
    }
    (folder, shelf)
}

fn in_use(shelf: &Shelf) -> Option<String> {
    let path = shelf.promoted().unwrap()?;
    Some(path.file_stem().unwrap().to_string_lossy().into_owned())
}

#[test]
fn what_is_promoted_is_in_use_and_rolled_back_step_by_step() {
    let (_folder, shelf) = shelf();
    assert_eq!(in_use(&shelf), None);
    assert!(matches!(
        shelf.roll_back("2026-06-01"),
        Err(ShelfError::NonePromoted(_))
    ));
    assert_eq!(shelf.promote("one", "2026-06-01").unwrap(), None);
    assert!(matches!(
        shelf.roll_back("2026-06-01"),
        Err(ShelfError::NothingBefore(_))
    ));
    assert_eq!(
        shelf.promote("two", "2026-06-01").unwrap(),
        Some("one".to_owned())
    );
    shelf.promote("three", "2026-06-02").unwrap();
    shelf.promote("three", "2026-06-03").unwrap();
    let back = |from: &str, to: &str| {
        assert_eq!(
            shelf.roll_back("2026-06-04").unwrap(),
            (from.to_owned(), to.to_owned())
        );
        assert_eq!(in_use(&shelf).unwrap(), to);
    };
    back("three", "two");
    back("two", "one");
    assert!(matches!(
        shelf.roll_back("2026-06-04"),
        Err(ShelfError::NothingBefore(_))
    ));
    shelf.promote("three", "2026-06-05").unwrap();
    back("three", "one");
    assert_eq!(shelf.promotions().unwrap().len(), 8);
}

#[test]
fn nothing_is_overwritten_and_what_is_no_model_is_not_promoted() {
    let (_folder, shelf) = shelf();
    let error = shelf.add("one", "{}", "card").unwrap_err().to_string();
    assert!(
        error.ends_with(
            "there is a model one already, and none is overwritten; give another --name"
        )
    );
    assert_eq!(shelf.free_name("one").unwrap(), "one-2");
    assert_eq!(shelf.free_name("new").unwrap(), "new");
    shelf.add("bad", "{}", "card").unwrap();
    assert!(matches!(
        shelf.promote("bad", "2026-06-01"),
        Err(ShelfError::Model { .. })
    ));
    let error = shelf.promote("four", "2026-06-01").unwrap_err().to_string();
    assert!(
        error.ends_with("no model four; there are bad, one, three, two"),
        "{error}"
    );
    for name in ["", ".hidden", "../up", "a/b", "promoted", &"x".repeat(101)] {
        assert!(
            matches!(shelf.path(name), Err(ShelfError::Name(_))),
            "{name}"
        );
    }
    assert!(shelf.path(&"x".repeat(100)).is_ok());
    assert_eq!(in_use(&shelf), None);
    let models = shelf.models().unwrap();
    let usable: Vec<(&str, bool)> = models
        .iter()
        .map(|model| (&*model.name, model.ranker.is_ok()))
        .collect();
    assert_eq!(
        usable,
        [
            ("bad", false),
            ("one", true),
            ("three", true),
            ("two", true)
        ]
    );
}

#[test]
fn a_model_that_was_changed_after_it_was_promoted_is_refused() {
    let (_folder, shelf) = shelf();
    shelf.promote("one", "2026-06-01").unwrap();
    let path = shelf.path("one").unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + " ").unwrap();
    assert!(matches!(shelf.promoted(), Err(ShelfError::Changed { .. })));
    shelf.promote("one", "2026-06-02").unwrap();
    assert_eq!(in_use(&shelf).unwrap(), "one");
    fs::remove_file(&path).unwrap();
    assert!(matches!(shelf.promoted(), Err(ShelfError::File { .. })));
}

#[test]
fn a_history_that_cannot_be_read_is_told_and_kept() {
    let (_folder, shelf) = shelf();
    let path = shelf.folder.join(PROMOTED);
    fs::write(&path, "{\"promotions\": [").unwrap();
    assert!(matches!(shelf.promoted(), Err(ShelfError::History { .. })));
    assert!(matches!(
        shelf.promote("one", "2026-06-01"),
        Err(ShelfError::History { .. })
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "{\"promotions\": [");
}

#[test]
fn promotions_at_the_same_moment_are_all_in_the_history() {
    let (_folder, shelf) = shelf();
    std::thread::scope(|scope| {
        for name in ["one", "two", "three"].repeat(8) {
            let shelf = &shelf;
            scope.spawn(move || shelf.promote(name, "2026-06-01").unwrap());
        }
    });
    let promotions = shelf.promotions().unwrap();
    assert_eq!(promotions.len(), 24);
    assert_eq!(
        in_use(&shelf),
        promotions.last().map(|last| last.name.clone())
    );
}
