//! Files made of a text, with another text in them that nobody sees.

mod docx;
mod html;
pub mod pdf;

/// A kind of file, its ending, and the ways to hide text in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forgery {
    pub file_name: &'static str,
    pub ways: &'static [&'static str],
    /// The file of a text, with a secret hidden in each of the given ways (by number).
    pub write: fn(text: &str, secret: &str, ways: &[usize]) -> Option<Vec<u8>>,
}

/// All kinds.
pub(crate) const FORGERIES: [Forgery; 4] = [
    Forgery {
        file_name: "cv.html",
        ways: &html::WAYS,
        write: html::write,
    },
    Forgery {
        file_name: "cv.docx",
        ways: &docx::WAYS,
        write: docx::write,
    },
    Forgery {
        file_name: "cv.pdf",
        ways: &pdf::WAYS,
        write: pdf::write,
    },
    Forgery {
        file_name: "cv.txt",
        ways: &["tag characters"],
        write: plain,
    },
];

fn plain(text: &str, secret: &str, ways: &[usize]) -> Option<Vec<u8>> {
    let tag = |letter: char| char::from_u32(0xE0000 + u32::from(letter));
    let tags = secret.chars().filter(char::is_ascii).filter_map(tag);
    let tags: String = ways.iter().flat_map(|_| tags.clone()).collect();
    Some(format!("{text}{tags}").into_bytes())
}

/// Text for XML and HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
