//! Decides who may ask for what.
//!
//! - Health and metrics are open: probes and Prometheus know no token, and neither shows an article or a secret.
//! - The `Host` header of all other requests must be this server's: a page of another site that points its own name at
//!   this address (DNS rebinding) is refused.
//! - A browser that asks on behalf of another site's page is refused.
//! - With a token all other requests need it, or the cookie of a browser that has shown it. Without one they are answered on
//!   loopback alone.
//! - What changes something, or shows the text of a dead letter, needs the token on loopback too.
//! - The page itself shows nothing: its files are open where the rest can be asked for at all.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::{self, AUTHORIZATION, HOST, HeaderMap, ORIGIN};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use super::sessions::Sessions;
use crate::settings::Console;

/// The name of the cookie.
pub(super) const COOKIE: &str = "dateline_session";

/// Who may ask.
#[derive(Debug)]
pub(super) struct Access {
    is_loopback: bool,
    /// Names in `Host` besides `localhost` and IP addresses, in small letters.
    hosts: Vec<String>,
    /// The SHA-256 of the token: digests of the same length take the same time to compare.
    token: Option<[u8; 32]>,
    sessions: Sessions,
}

impl Access {
    pub(super) fn new(address: SocketAddr, settings: &Console) -> Self {
        Self {
            is_loopback: address.ip().to_canonical().is_loopback(),
            hosts: settings.hosts.iter().map(|host| host.to_lowercase()).collect(),
            token: settings.token.as_ref().map(|token| Sha256::digest(token.reveal()).into()),
            sessions: Sessions::default(),
        }
    }

    /// Checks a request that only reads.
    fn check(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.check_sender(headers)?;
        match &self.token {
            Some(_) if self.is_known(headers) => Ok(()),
            Some(_) => Err(Problem::token_required()),
            None if self.is_loopback => Ok(()),
            None => Err(Problem::token_not_set()),
        }
    }

    /// Checks a request that changes something, or asks for the text of a dead letter.
    fn check_change(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.check_sender(headers)?;
        if self.token.is_none() {
            return Err(Problem::token_not_set_for_changes());
        }
        if !self.is_known(headers) {
            return Err(Problem::token_required());
        }
        // A browser sends the cookie by itself: it must say that the request is of our own page.
        let host = text(headers, HOST.as_str()).unwrap_or_default();
        if bearer(headers).is_none() && !is_same_origin(headers, host) {
            return Err(Problem::cross_site());
        }
        Ok(())
    }

    /// Checks a request for the page, which links of other sites may open.
    fn check_page(&self, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
        let is_link = method == Method::GET && text(headers, "sec-fetch-mode") == Some("navigate");
        if is_link {
            self.check_host(headers)?;
        } else {
            self.check_sender(headers)?;
        }
        if self.token.is_none() && !self.is_loopback { Err(Problem::token_not_set()) } else { Ok(()) }
    }

    fn check_sender(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.check_host(headers)?;
        let host = text(headers, HOST.as_str()).unwrap_or_default();
        if is_cross_site(headers, host) { Err(Problem::cross_site()) } else { Ok(()) }
    }

    fn check_host(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let host = text(headers, HOST.as_str()).unwrap_or_default();
        if self.is_own_host(name_of(host)) { Ok(()) } else { Err(Problem::host_not_allowed()) }
    }

    /// True if there is a token.
    pub(super) fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// True if the request brings the token, or the cookie of a session.
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        match bearer(headers) {
            Some(given) => self.is_token(given),
            None => self.token.is_some() && cookie(headers).is_some_and(|key| self.sessions.is_open(key)),
        }
    }

    fn is_token(&self, given: &str) -> bool {
        let given: [u8; 32] = Sha256::digest(given).into();
        self.token
            .is_some_and(|token| token.iter().zip(given).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0)
    }

    /// The key of a new session, for the token.
    pub(super) fn begin_session(&self, token: &str) -> Result<String, Problem> {
        if !self.has_token() {
            return Err(Problem::token_not_set_for_changes());
        }
        if !self.is_token(token) {
            return Err(Problem::token_required());
        }
        self.sessions.begin().ok_or_else(Problem::overloaded)
    }

    /// Ends the session of a request.
    pub(super) fn end_session(&self, headers: &HeaderMap) {
        if let Some(key) = cookie(headers) {
            self.sessions.end(key);
        }
    }

    /// An address cannot be pointed elsewhere by another site's name server.
    fn is_own_host(&self, name: &str) -> bool {
        let bare = name.trim_start_matches('[').trim_end_matches(']').split('%').next().unwrap_or_default();
        name == "localhost" || bare.parse::<IpAddr>().is_ok() || self.hosts.contains(&name.to_lowercase())
    }
}

/// Lets a request through, or answers with the problem.
pub(super) async fn guard(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    match access.check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Lets a request that changes something through, or answers with the problem.
pub(super) async fn guard_changes(
    State(access): State<Arc<Access>>,
    request: Request,
    next: Next,
) -> Response {
    match access.check_change(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Lets a request for the page through, or answers with the problem.
pub(super) async fn guard_page(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    match access.check_page(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// The name in a `Host` header, without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// True if a browser says that the request was made by a page of another site.
fn is_cross_site(headers: &HeaderMap, host: &str) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => !matches!(site, "same-origin" | "none"),
        None => text(headers, ORIGIN.as_str()).is_some_and(|origin| {
            origin.split_once("://").is_none_or(|(_, origin_host)| origin_host != host)
        }),
    }
}

/// True if a browser says that the request is of a page of this server.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text(headers, ORIGIN.as_str())
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_, origin_host)| origin_host == host),
    }
}

/// The key of the session.
fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then_some(value)
    })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = text(headers, AUTHORIZATION.as_str())?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Secret;

    fn access(address: &str, token: Option<&str>) -> Access {
        let settings = Console {
            hosts: vec!["desk.example".into()],
            token: token.map(Secret::new),
            ..crate::settings::Settings::default().console
        };
        Access::new(address.parse().unwrap(), &settings)
    }

    fn reason(access: &Access, headers: &[(&'static str, &str)]) -> Result<(), Problem> {
        let headers = headers
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
        access.check(&headers.collect())
    }

    #[test]
    fn the_host_must_be_ours() {
        let access = access("127.0.0.1:80", None);
        for own in ["localhost", "localhost:9464", "127.0.0.1:9464", "[::1]:9464", "[::1]", "Desk.Example:80"]
        {
            assert_eq!(reason(&access, &[("host", own)]), Ok(()), "{own}");
        }
        for other in
            ["evil.example", "evil.example:9464", "localhost.evil.example", "", "127.0.0.1.evil.example"]
        {
            assert_eq!(reason(&access, &[("host", other)]), Err(Problem::host_not_allowed()), "{other}");
        }
    }

    #[test]
    fn a_page_of_another_site_is_refused() {
        let access = access("127.0.0.1:80", None);
        let host = ("host", "localhost:9464");
        let cross = Err(Problem::cross_site());
        assert_eq!(reason(&access, &[host, ("origin", "https://evil.example")]), cross);
        assert_eq!(reason(&access, &[host, ("origin", "null")]), cross);
        assert_eq!(reason(&access, &[host, ("sec-fetch-site", "cross-site")]), cross);
        assert_eq!(reason(&access, &[host, ("sec-fetch-site", "same-site")]), cross);
        assert_eq!(reason(&access, &[host, ("origin", "http://localhost:9464")]), Ok(()));
        assert_eq!(reason(&access, &[host, ("sec-fetch-site", "same-origin")]), Ok(()));
    }

    #[test]
    fn a_token_is_needed_where_one_is_set_and_off_loopback() {
        let host = ("host", "10.0.0.7:9464");
        assert_eq!(reason(&access("0.0.0.0:80", None), &[host]), Err(Problem::token_not_set()));
        assert_eq!(reason(&access("[::ffff:127.0.0.1]:80", None), &[host]), Ok(()));
        for address in ["0.0.0.0:80", "127.0.0.1:80"] {
            let access = access(address, Some("0123456789abcdef"));
            assert_eq!(reason(&access, &[host]), Err(Problem::token_required()));
            let of = |value| reason(&access, &[host, ("authorization", value)]);
            assert_eq!(of("Bearer 0123456789abcdeX"), Err(Problem::token_required()));
            assert_eq!(of("Basic 0123456789abcdef"), Err(Problem::token_required()));
            assert_eq!(of("bearer 0123456789abcdef"), Ok(()));
        }
    }

    fn change(access: &Access, headers: &[(&'static str, &str)]) -> Result<(), Problem> {
        let headers = headers
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
        access.check_change(&headers.collect())
    }

    #[test]
    fn changes_need_the_token_on_loopback_too() {
        let host = ("host", "localhost");
        let open = access("127.0.0.1:80", None);
        assert_eq!(change(&open, &[host]), Err(Problem::token_not_set_for_changes()));
        assert_eq!(open.begin_session(""), Err(Problem::token_not_set_for_changes()));
        let closed = access("127.0.0.1:80", Some("0123456789abcdef"));
        assert_eq!(change(&closed, &[host]), Err(Problem::token_required()));
        assert_eq!(change(&closed, &[host, ("authorization", "Bearer 0123456789abcdef")]), Ok(()));
    }

    #[test]
    fn the_cookie_counts_for_requests_of_the_page_alone() {
        let host = ("host", "localhost");
        let access = access("127.0.0.1:80", Some("0123456789abcdef"));
        assert_eq!(access.begin_session("0123456789abcdeX"), Err(Problem::token_required()));
        let cookie = format!("other=1; {COOKIE}={}", access.begin_session("0123456789abcdef").unwrap());
        let cookie = ("cookie", cookie.as_str());
        assert_eq!(reason(&access, &[host, cookie]), Ok(()));
        assert_eq!(change(&access, &[host, cookie]), Err(Problem::cross_site()));
        assert_eq!(change(&access, &[host, cookie, ("sec-fetch-site", "none")]), Err(Problem::cross_site()));
        assert_eq!(change(&access, &[host, cookie, ("sec-fetch-site", "same-origin")]), Ok(()));
        assert_eq!(change(&access, &[host, cookie, ("origin", "http://localhost")]), Ok(()));
        let of_others = [host, cookie, ("origin", "http://evil.example")];
        assert_eq!(change(&access, &of_others), Err(Problem::cross_site()));
        let header = axum::http::HeaderName::from_static("cookie");
        access.end_session(&HeaderMap::from_iter([(header, cookie.1.parse().unwrap())]));
        assert_eq!(reason(&access, &[host, cookie]), Err(Problem::token_required()));
    }

    #[test]
    fn a_link_of_another_site_opens_the_page_and_nothing_else() {
        let access = access("127.0.0.1:80", None);
        let page = |method: Method, headers: &[(&'static str, &str)]| {
            let headers = headers
                .iter()
                .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
            access.check_page(&method, &headers.collect())
        };
        let (host, site) = (("host", "localhost"), ("sec-fetch-site", "cross-site"));
        assert_eq!(page(Method::GET, &[host, site, ("sec-fetch-mode", "navigate")]), Ok(()));
        assert_eq!(page(Method::GET, &[host, site]), Err(Problem::cross_site()));
        let form = [host, site, ("sec-fetch-mode", "navigate")];
        assert_eq!(page(Method::POST, &form), Err(Problem::cross_site()));
        let rebound = [("host", "evil.example"), ("sec-fetch-mode", "navigate")];
        assert_eq!(page(Method::GET, &rebound), Err(Problem::host_not_allowed()));
    }
}
