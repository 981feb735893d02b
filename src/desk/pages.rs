//! The page itself: its shell, its files, and its words in the reader's language.

use axum::extract::{Path, Query, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use minijinja::{Environment, context};
use serde::Deserialize;
use serde_json::Value;

use super::Shared;
use super::error::{Answer, DeskError};

/// The shell, with the ending that makes the template engine escape what is put in.
const SHELL: (&str, &str) = ("index.html", include_str!("page/index.html"));
const CLOSED: (&str, &str) = ("closed.html", include_str!("page/closed.html"));
/// Every word of the page, by language. The first is what everybody else gets.
pub(super) const WORDS: [(&str, &str); 2] = [
    ("en", include_str!("page/words/en.json")),
    ("de", include_str!("page/words/de.json")),
];
const LANGUAGE_COOKIE: &str = "cvrank-desk-language";

/// One of the report's own.
const COLOURS: (&str, &str) = ("colours.css", include_str!("../report/html/colours.css"));

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("page/", $name)))),+]
    };
}

/// The page's scripts and its style.
const FILES: &[(&str, &str)] = files![
    "api.js",
    "candidate.js",
    "candidate_reasons.js",
    "candidate_text.js",
    "compare.js",
    "decide.js",
    "decisions.js",
    "demand_fields.js",
    "desk.css",
    "desk.js",
    "dialogs.js",
    "dom.js",
    "dropping.js",
    "exports.js",
    "header.js",
    "jobs.js",
    "keys.js",
    "language.js",
    "learn.js",
    "messages.js",
    "models.js",
    "pages.css",
    "places.js",
    "post_text.js",
    "ranking.css",
    "ranking.js",
    "ranking_controls.js",
    "ranking_row.js",
    "requirement_adder.js",
    "requirement_rows.js",
    "requirements.js",
    "reviewer.js",
    "signs.js",
    "start.js",
    "top_ten.js",
    "uploads.js",
    "virtual_list.js",
    "walk.js",
];

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    language: Option<String>,
}

pub(super) async fn index(
    State(desk): State<Shared>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer<Response> {
    let (language, words) = words(asked.language.as_deref(), &headers);
    let shown = context! {
        token => desk.guard.secret.as_str(),
        language => language,
        // No tag can begin in it.
        words => minijinja::Value::from_safe_string(words.replace('<', "\\u003c")),
    };
    let page = rendered(SHELL, shown)?;
    let mut answer = html(page);
    if asked.language.is_some() {
        let cookie =
            format!("{LANGUAGE_COOKIE}={language}; Path=/; SameSite=Strict; Max-Age=31536000");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().insert(SET_COOKIE, cookie);
        }
    }
    Ok(answer)
}

/// A file of the page.
pub(super) async fn file(Path(name): Path<String>) -> Answer<Response> {
    let mut all = FILES.iter().chain([&COLOURS]);
    let known = all.find(|(known, _)| *known == name);
    let (_, text) = known.ok_or_else(|| DeskError::not_found("the page has no such file"))?;
    let kind = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    Ok(([(CONTENT_TYPE, kind)], *text).into_response())
}

/// What whoever has no secret sees: in every language, the reader's first, and with the page's
/// style in itself, since no other file is given to them.
pub(super) fn closed(headers: &HeaderMap) -> Response {
    match closed_page(headers) {
        Ok(answer) => answer,
        Err(error) => error.into_response(),
    }
}

fn closed_page(headers: &HeaderMap) -> Answer<Response> {
    let (liked, _) = words(None, headers);
    let mut texts = Vec::new();
    for (code, words) in WORDS {
        let words: Value = serde_json::from_str(words).map_err(DeskError::internal)?;
        let one = |key: &str| words[key].as_str().unwrap_or_default().to_owned();
        let steps = words["closed.steps"].as_array().into_iter().flatten();
        let steps: Vec<String> = steps
            .filter_map(|step| step.as_str().map(str::to_owned))
            .collect();
        let text = context! {
            language => code,
            title => one("closed.title"),
            why => one("closed.why"),
            steps,
        };
        texts.push((code != liked, text));
    }
    texts.sort_by_key(|(is_other, _)| *is_other);
    let texts: Vec<minijinja::Value> = texts.into_iter().map(|(_, text)| text).collect();
    let own = FILES.iter().find(|(name, _)| *name == "desk.css");
    let style: Vec<&str> = [&COLOURS]
        .into_iter()
        .chain(own)
        .map(|(_, text)| *text)
        .collect();
    let nonce = super::secret().map_err(DeskError::internal)?;
    let shown = context! {
        texts,
        nonce => nonce.as_str(),
        style => minijinja::Value::from_safe_string(style.concat()),
    };
    let mut answer = html(rendered(CLOSED, shown)?);
    *answer.status_mut() = StatusCode::UNAUTHORIZED;
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).map_err(DeskError::internal)?;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
}

/// A template, by its name and its text, with what it shows.
fn rendered((name, text): (&str, &str), shown: minijinja::Value) -> Answer<String> {
    let mut environment = Environment::new();
    environment
        .add_template(name, text)
        .and_then(|()| environment.get_template(name)?.render(shown))
        .map_err(DeskError::internal)
}

fn html(page: String) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// The language that is asked for, was chosen before, or that the browser likes best; with its words.
fn words(asked: Option<&str>, headers: &HeaderMap) -> (&'static str, &'static str) {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let chosen = text(COOKIE)
        .into_iter()
        .flat_map(|cookies| cookies.split(';'));
    let chosen = chosen
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(|(name, value)| (name == LANGUAGE_COOKIE).then_some(value));
    let liked = text(ACCEPT_LANGUAGE).unwrap_or_default().split(',');
    let liked = liked.filter_map(|range| range.split(['-', ';']).next().map(str::trim));
    let mut wanted = asked.into_iter().chain(chosen).chain(liked);
    let known = |wanted: &str| WORDS.iter().find(|(code, _)| *code == wanted);
    let (code, words) = wanted.find_map(known).unwrap_or(&WORDS[0]);
    (code, words)
}

#[cfg(test)]
mod tests {
    use super::super::error::Kind;
    use super::*;

    #[test]
    fn the_language_is_asked_for_then_chosen_then_liked() {
        let of = |asked: Option<&str>, cookie: &'static str, liked: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static(cookie));
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(liked));
            words(asked, &headers).0
        };
        assert_eq!(of(None, "", "fr, de-AT;q=0.8, en;q=0.5"), "de");
        assert_eq!(of(None, "cvrank-desk-language=en", "de"), "en");
        assert_eq!(of(Some("de"), "cvrank-desk-language=en", "fr"), "de");
        assert_eq!(of(Some("xx"), "", "ja"), "en");
    }

    #[test]
    fn every_file_of_the_page_is_served() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk/page");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| {
                name.ends_with(".js") || name.ends_with(".css") || name.ends_with(".svg")
            })
            .collect();
        found.sort();
        let known: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(found, known);
    }

    #[test]
    fn every_known_error_has_words_of_the_page() {
        for (code, words) in WORDS {
            let words: Value = serde_json::from_str(words).unwrap();
            for kind in Kind::ALL {
                let kind = serde_json::to_value(kind).unwrap();
                let key = format!("error.kind.{}", kind.as_str().unwrap());
                assert!(words[&key].is_string(), "{code}: {key}");
            }
        }
    }

    #[test]
    fn every_language_has_the_same_words() {
        let keys = |text: &str| -> Vec<String> {
            let words: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(text).unwrap();
            let mut keys: Vec<String> = words.keys().cloned().collect();
            keys.sort();
            keys
        };
        let (_, first) = WORDS[0];
        assert!(!keys(first).is_empty());
        for (code, words) in &WORDS[1..] {
            assert_eq!(keys(first), keys(words), "{code}");
        }
    }
}
