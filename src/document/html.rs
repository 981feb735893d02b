//! HTML pages and fragments: block by block, what a browser would show.
//!
//! What is shown is computed from a closed list of means: `elements` says what browsers do by
//! themselves, `sheet`, `selectors` and `conditions` which rules an element has, `style` what
//! comes of them, `visibility` what that means for letters, and `covers` what lies over them. Rules
//! that hold perhaps are followed beside those that hold surely; text that is seen in one of the
//! two alone is doubtful. Sheets and scripts in other files are not known.

mod cascade;
mod colours;
mod conditions;
mod covers;
mod declarations;
mod elements;
mod guard;
mod lengths;
mod properties;
mod scripts;
mod selectors;
mod sheet;
mod style;
mod values;
mod visibility;
mod walk;

use self::guard::{parse_fragment, parse_page};
use self::walk::Walker;
use super::builder::DocumentBuilder;
use super::{Document, Format, Role, Unreadable, budget, xml};

/// Tags that show a text field to hold HTML.
const TELLING_TAGS: &[&str] = &[
    "p", "br", "ul", "ol", "li", "div", "span", "strong", "b", "em", "i", "u", "h1", "h2", "h3",
    "h4", "h5", "h6", "a", "table", "font",
];

/// Reads a page.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let text = xml::decode(bytes);
    let page = parse_page(&text)?;
    let mut builder = DocumentBuilder::new(Format::Html);
    Walker::new(&mut builder, Role::Body, &page).walk(&page);
    builder.finish()
}

/// What setting up the parser takes, in steps of work: a file may hold a million fragments.
const PARSER_STEPS: usize = 500;

/// Adds the lines of a fragment; `role` is that of text which is neither heading nor item.
pub(super) fn push(
    builder: &mut DocumentBuilder,
    fragment: &str,
    role: Role,
) -> Result<(), Unreadable> {
    budget::spend(PARSER_STEPS);
    let escaped = !has_raw_tags(fragment) && fragment.contains("&lt;");
    let unescaped;
    let fragment = if escaped {
        unescaped = fragment
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        &unescaped
    } else {
        fragment
    };
    let tree = parse_fragment(fragment)?;
    Walker::new(builder, role, &tree).walk(&tree);
    Ok(())
}

/// Adds the lines of HTML that was made of another format.
pub(super) fn push_made(
    builder: &mut DocumentBuilder,
    html: &str,
    role: Role,
) -> Result<(), Unreadable> {
    let tree = parse_fragment(html)?;
    Walker::new(builder, role, &tree).walk(&tree);
    Ok(())
}

/// Whether a text field holds HTML: a tag, or a named or numbered character.
pub(super) fn has_tags(text: &str) -> bool {
    has_raw_tags(text)
        || [
            "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#", "&ndash;", "&bull;", "&rsquo;",
        ]
        .iter()
        .any(|reference| text.contains(reference))
}

fn has_raw_tags(text: &str) -> bool {
    text.split('<').skip(1).any(|after| {
        let after = after.strip_prefix('/').unwrap_or(after);
        let name: String = after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        TELLING_TAGS.contains(&name.as_str()) && after.contains('>')
    })
}

#[cfg(test)]
mod tests;
