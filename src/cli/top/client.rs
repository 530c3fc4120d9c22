//! Asks a worker's console how it is.

use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use dateline::http_client::{Server, exchange};
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, HeaderValue};
use hyper::{Request, Response, StatusCode};
use serde_json::Value;
use tokio::time::timeout;

/// Longest answer of a worker.
const PATIENCE: Duration = Duration::from_secs(5);
/// The port where the address names none: the usual one of a console.
const PORT: u16 = 9464;
/// Bytes of an answer; it has a few kilobytes.
const LONGEST: usize = 1 << 20;

/// The console of one worker.
#[derive(Debug)]
pub(super) struct Client {
    address: String,
    server: Server,
    authorization: Option<HeaderValue>,
}

impl Client {
    pub(super) fn new(address: &str, token: Option<String>) -> anyhow::Result<Self> {
        let header = |token: String| {
            let mut value = HeaderValue::try_from(format!("Bearer {token}"))?;
            value.set_sensitive(true);
            anyhow::Ok(value)
        };
        let authorization = token
            .map(header)
            .transpose()
            .map_err(|_| anyhow!("the token cannot be sent: it is one line of text"))?;
        let server = format!("http://{address}").parse().ok().and_then(|address| Server::of(&address, PORT));
        let server = server.with_context(|| format!("{address} is no address: expected HOST:PORT"))?;
        Ok(Self { address: address.to_owned(), server, authorization })
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The answer of `/v1/status`.
    pub(super) async fn status(&self) -> anyhow::Result<Value> {
        let asking = timeout(PATIENCE, self.ask());
        let answer = asking
            .await
            .map_err(|_| anyhow!("no answer within {} s", PATIENCE.as_secs()))
            .flatten()
            .with_context(|| format!("the console at {}", self.address))?;
        let refusal = serde_json::from_slice::<Value>(answer.body()).unwrap_or_default();
        match answer.status() {
            StatusCode::OK if refusal.is_object() => Ok(refusal),
            StatusCode::UNAUTHORIZED => bail!(
                "the console at {} wants its token: --token-file FILE, or console.token_file",
                self.address
            ),
            StatusCode::NOT_FOUND | StatusCode::OK => {
                bail!("{} is no console of Dateline (console.listen), or an older one", self.address)
            }
            status => {
                let words =
                    refusal["detail"].as_str().or_else(|| refusal["title"].as_str()).unwrap_or_default();
                bail!("the console at {}: {status} {words}", self.address)
            }
        }
    }

    async fn ask(&self) -> anyhow::Result<Response<Bytes>> {
        let mut request = Request::get("/v1/status").body(Bytes::new())?;
        if let Some(value) = &self.authorization {
            request.headers_mut().insert(AUTHORIZATION, value.clone());
        }
        exchange(&self.server, None, request, LONGEST).await.map_err(|error| anyhow!(error))
    }
}
