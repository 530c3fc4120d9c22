//! Decides who may ask for what.
//!
//! - Health and metrics are open: probes and Prometheus know no token, and neither shows an article or a secret.
//! - The `Host` header of all other requests must be this server's: a page of another site that points its own name at
//!   this address (DNS rebinding) is refused.
//! - A browser that asks on behalf of another site's page is refused.
//! - With a token all other requests need it. Without one they are answered on loopback alone.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HOST, HeaderMap, ORIGIN};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use crate::settings::Console;

/// Who may ask.
#[derive(Debug)]
pub(super) struct Access {
    is_loopback: bool,
    /// Names in `Host` besides `localhost` and IP addresses, in small letters.
    hosts: Vec<String>,
    /// The SHA-256 of the token: digests of the same length take the same time to compare.
    token: Option<[u8; 32]>,
}

impl Access {
    pub(super) fn new(address: SocketAddr, settings: &Console) -> Self {
        Self {
            is_loopback: address.ip().to_canonical().is_loopback(),
            hosts: settings.hosts.iter().map(|host| host.to_lowercase()).collect(),
            token: settings.token.as_ref().map(|token| Sha256::digest(token.reveal()).into()),
        }
    }

    fn check(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let host = text(headers, HOST.as_str()).unwrap_or_default();
        if !self.is_own_host(name_of(host)) {
            return Err(Problem::host_not_allowed());
        }
        if is_cross_site(headers, host) {
            return Err(Problem::cross_site());
        }
        match &self.token {
            Some(token) => {
                let given = bearer(headers).ok_or_else(Problem::token_required)?;
                let given: [u8; 32] = Sha256::digest(given).into();
                let differs = token.iter().zip(given).fold(0, |differs, (a, b)| differs | (a ^ b));
                if differs == 0 { Ok(()) } else { Err(Problem::token_required()) }
            }
            None if self.is_loopback => Ok(()),
            None => Err(Problem::token_not_set()),
        }
    }

    /// An address cannot be pointed elsewhere by another site's name server.
    fn is_own_host(&self, name: &str) -> bool {
        let bare = name.trim_start_matches('[').trim_end_matches(']');
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
}
