use super::*;
use crate::reader::chain::train::{Settings, train};
use crate::reader::labels::never_follows;
use crate::reader::lines;
use crate::text::tokenize;

fn reader() -> Reader {
    let settings = Settings {
        rounds: 1,
        rate: 0.1,
        penalty: 0.0,
        least: 1,
        smallest: 0.0,
    };
    let sequences = [crate::reader::chain::train::Sequence::default()];
    Reader::new(
        train(LineLabel::NAMES, &sequences, &|_, _| false, settings),
        train(WORD_CHAIN, &sequences, &never_follows, settings),
    )
}

fn features(text: &str, masked: &[(usize, usize)]) -> Vec<u32> {
    let lines = lines::of_text(text);
    let tokens = tokenize(text);
    let masked: Vec<Span> = masked
        .iter()
        .map(|(from, to)| Span::new(*from, *to))
        .collect();
    let source = Source {
        text,
        tokens: &tokens,
        lines: &lines,
        masked: &masked,
    };
    let page = Page::new(source, Classes::builtin());
    let labels = vec![LineLabel::PositionStart; page.lines.len()];
    let told = Told::new(&page, &labels);
    let mut all = Vec::new();
    for at in 0..page.lines.len() {
        line_features::of_line(&page, at, true, &mut |feature| all.push(feature));
        let seen = Seen::new(&told, at);
        for index in 0..seen.part_of().len() {
            seen.word(index, true, &mut |feature| all.push(feature));
        }
    }
    all
}

#[test]
fn nothing_of_a_masked_name_is_seen() {
    let behind = "\nWork\nNurse, Brill Ltd\nMay 2015 - 2018";
    let seen = |name: &str| features(&format!("{name}{behind}"), &[(0, name.len())]);
    let plain = seen("Ada Quill");
    for other in [
        "B",
        "Jean-Luc van der Meer",
        "May College Ltd",
        "ŁUKASZ ŻÓŁĆ",
        "王小明",
    ] {
        assert_eq!(seen(other), plain, "{other}");
    }
    let unmasked = features(&format!("May College Ltd{behind}"), &[]);
    assert_ne!(unmasked, plain);
}

#[test]
fn a_reader_is_read_back_and_one_of_other_labels_is_refused() {
    let reader = reader();
    assert_eq!(Reader::from_bytes(&reader.to_bytes()), Ok(reader.clone()));
    let swapped = file::write(&[(LINES, &reader.words), (WORDS, &reader.lines)]);
    let refused = Reader::from_bytes(&swapped).unwrap_err();
    assert_eq!(
        refused,
        FileError::Labels {
            chain: LINES.to_owned()
        }
    );
}

#[test]
fn what_is_empty_is_read_as_nothing() {
    for text in ["", "\n\n", " - \n---\n"] {
        let lines = lines::of_text(text);
        let tokens = tokenize(text);
        let source = Source {
            text,
            tokens: &tokens,
            lines: &lines,
            masked: &[],
        };
        let reading = reader().read(source, Classes::builtin());
        assert!(reading.labels.is_empty() && reading.runs.is_empty());
    }
}
