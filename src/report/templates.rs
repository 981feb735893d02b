//! The template engine as all pages set it, with what they begin with.

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;

/// What a page may do stands here, for all of them: no network, no forms, no script but the one
/// whose hash is given.
const START: (&str, &str) = ("start.html", include_str!("start.html"));

/// An engine that leaves out the lines of its own signs. A template whose name ends in `.html` is
/// escaped.
pub(crate) fn templates() -> Result<Environment<'static>, minijinja::Error> {
    let mut syntax = SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true);
    let mut environment = Environment::new();
    environment.set_syntax(syntax.build()?);
    environment.add_template(START.0, START.1)?;
    Ok(environment)
}
