//! The sheet as a page to print.

use std::io;

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::sheet::Sheet;
use crate::report::templates::templates;

/// Its ending makes the template engine escape whatever is put in.
const TEMPLATE: &str = "page.html";

pub(super) fn page(sheet: &Sheet) -> io::Result<Vec<u8>> {
    render(sheet)
        .map(String::into_bytes)
        .map_err(io::Error::other)
}

fn render(sheet: &Sheet) -> Result<String, minijinja::Error> {
    let mut environment = templates()?;
    environment.add_template(TEMPLATE, include_str!("page.html"))?;
    environment
        .get_template(TEMPLATE)?
        .render(context! { sheet => Value::from(Serde(sheet)) })
}
