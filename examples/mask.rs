use cvrank::{
    document::{Format, Span, plain},
    lexicon::Lexicon,
    profile::{cv, dates::Month},
};
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let document = if path.ends_with("pdf") {
            cvrank::document::pdf::read(&bytes)
        } else {
            plain::read(&bytes, Format::PlainText)
        };
        let Ok(document) = document else { continue };
        let profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        println!("== {path}");
        for line in document.lines.iter().take(30) {
            let mut shown = String::new();
            let mut at = line.span.start;
            for part in profile.visible_parts(line.span) {
                if part.start > at {
                    shown += &format!(
                        "[[{}]]",
                        Span {
                            start: at,
                            end: part.start
                        }
                        .of(&document.text)
                    );
                }
                shown += part.of(&document.text);
                at = part.end;
            }
            if at < line.span.end {
                shown += &format!(
                    "[[{}]]",
                    Span {
                        start: at,
                        end: line.span.end
                    }
                    .of(&document.text)
                );
            }
            println!("  {:?} {shown}", line.role);
        }
    }
}
