//! Who may ask: the page that this program served, and whoever holds its secret.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderValue, ORIGIN,
    REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::Shared;
use super::error::{DeskError, Kind};
use super::uploads::{REQUEST_BYTES, too_much};

/// The header in which the page, or a program, gives the secret.
pub(super) const TOKEN: HeaderName = HeaderName::from_static("x-cvrank-token");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Nothing from anywhere else, no script but our files, no plugin, no frame around the page.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The secret and the addresses that the desk goes by.
pub(super) struct Guard {
    pub secret: String,
    pub port: u16,
}

impl Guard {
    /// Whether the request was made for this desk, and not for a name that leads to this machine.
    fn is_host(&self, host: Option<&HeaderValue>) -> bool {
        let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| host == format!("{name}:{}", self.port))
    }

    fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(ORIGIN);
        let own = |origin: &str| {
            let host = origin.strip_prefix("http://");
            host.is_some_and(|host| {
                HeaderValue::from_str(host).is_ok_and(|host| self.is_host(Some(&host)))
            })
        };
        let is_own = origin.is_none_or(|origin| origin.to_str().is_ok_and(own));
        let site = headers.get(FETCH_SITE).and_then(|site| site.to_str().ok());
        // Typed in, or followed from where no page stands, such as a terminal.
        is_own && site.is_none_or(|site| matches!(site, "same-origin" | "none"))
    }

    fn cookie_name(&self) -> String {
        // Cookies know no ports: two desks on one machine have two names.
        format!("cvrank-desk-{}", self.port)
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let cookies = headers.get_all(COOKIE).iter();
        let pairs = cookies
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let mut own = pairs.filter(|(known, _)| *known == name);
        own.any(|(_, value)| self.is_secret(value))
    }

    fn is_secret(&self, given: &str) -> bool {
        // The time says nothing of how much was right.
        let same = given.bytes().zip(self.secret.bytes());
        let differing = same.fold(0, |sum, (one, other)| sum | (one ^ other));
        given.len() == self.secret.len() && differing == 0
    }
}

/// Lets a request through, or says why not; and says in every answer what a browser may do with it.
pub(super) async fn guard(State(desk): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match check(&desk.guard, &request) {
        Ok(()) => next.run(request).await,
        Err(refused) => *refused,
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, PAGE_POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    set(REFERRER_POLICY, "no-referrer");
    set(RESOURCE_POLICY, "same-origin");
    set(OPENER_POLICY, "same-origin");
    set(CACHE_CONTROL, "no-store");
    response
}

fn check(guard: &Guard, request: &Request) -> Result<(), Box<Response>> {
    let headers = request.headers();
    let refused = |error: DeskError| Err(Box::new(error.into_response()));
    if !guard.is_host(headers.get(HOST)) {
        return refused(DeskError::new(
            StatusCode::MISDIRECTED_REQUEST,
            "this desk answers at the address that it printed, and at no other name",
        ));
    }
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    let is_large = length.is_some_and(|length| {
        length
            .parse()
            .map_or(true, |length: u64| length > REQUEST_BYTES as u64)
    });
    if is_large {
        // Before anything of it is waited for.
        return refused(
            DeskError::new(StatusCode::PAYLOAD_TOO_LARGE, too_much()).of(Kind::UploadTooLarge),
        );
    }
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    // The first page may be opened out of a mail or a chat; it shows nothing without the secret.
    let path = request.uri().path();
    if path == "/" && is_reading {
        return first_page(guard, request.uri(), headers);
    }
    if !guard.is_own_origin(headers) {
        let why = "another page asked for this; open the desk at the address that it printed";
        return refused(DeskError::new(StatusCode::FORBIDDEN, why).of(Kind::OtherPage));
    }
    let token = headers.get(TOKEN).and_then(|token| token.to_str().ok());
    let is_known = token.is_some_and(|token| guard.is_secret(token))
        || is_reading && guard.has_cookie(headers);
    match is_known {
        true => Ok(()),
        false => refused(
            DeskError::new(
                StatusCode::UNAUTHORIZED,
                "the secret is missing or of an earlier start; open the address that the desk printed, or give its secret in the header x-cvrank-token",
            )
            .of(Kind::NoSecret),
        ),
    }
}

/// The page with the secret in its address becomes the page without it.
fn first_page(guard: &Guard, uri: &Uri, headers: &HeaderMap) -> Result<(), Box<Response>> {
    let mut pairs = uri.query().unwrap_or_default().split('&');
    let given = pairs.find_map(|pair| pair.strip_prefix("secret="));
    if let Some(given) = given
        && guard.is_secret(given)
    {
        let cookie = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict",
            guard.cookie_name(),
            guard.secret
        );
        let mut answer = Redirect::to("/").into_response();
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().insert(SET_COOKIE, cookie);
        }
        return Err(Box::new(answer));
    }
    match guard.has_cookie(headers) {
        true => Ok(()),
        false => Err(Box::new(super::pages::closed(headers))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> Guard {
        Guard {
            secret: "0123456789abcdef".into(),
            port: 8017,
        }
    }

    #[test]
    fn the_desk_goes_by_its_own_addresses_alone() {
        let table = [
            ("127.0.0.1:8017", true),
            ("localhost:8017", true),
            ("[::1]:8017", true),
            ("127.0.0.1:8018", false),
            ("127.0.0.1", false),
            ("evil.example:8017", false),
            ("127.0.0.1:8017.evil.example", false),
            ("", false),
        ];
        for (host, expected) in table {
            let host = HeaderValue::from_static(host);
            assert_eq!(guard().is_host(Some(&host)), expected, "{host:?}");
        }
        assert!(!guard().is_host(None));
    }

    #[test]
    fn a_secret_is_whole_or_none() {
        let table = [
            ("0123456789abcdef", true),
            ("0123456789abcdeX", false),
            ("X123456789abcdef", false),
            ("0123456789abcde", false),
            ("0123456789abcdef0", false),
            ("", false),
        ];
        for (given, expected) in table {
            assert_eq!(guard().is_secret(given), expected, "{given}");
        }
    }

    #[test]
    fn only_the_desk_own_pages_may_ask() {
        let asks = |pairs: &[(HeaderName, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(name, HeaderValue::from_static(value));
            }
            guard().is_own_origin(&headers)
        };
        assert!(asks(&[]));
        assert!(asks(&[(ORIGIN, "http://127.0.0.1:8017")]));
        assert!(!asks(&[(ORIGIN, "https://127.0.0.1:8017")]));
        assert!(!asks(&[(ORIGIN, "http://127.0.0.1:80")]));
        assert!(!asks(&[(ORIGIN, "null")]));
        assert!(asks(&[(FETCH_SITE, "same-origin")]));
        assert!(asks(&[(FETCH_SITE, "none")]));
        assert!(!asks(&[(FETCH_SITE, "same-site")]));
        assert!(!asks(&[(FETCH_SITE, "cross-site")]));
    }
}
