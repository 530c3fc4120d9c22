//! Asks a worker's console how it is.

use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{AUTHORIZATION, HOST, HeaderValue};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longest answer of a worker.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of an answer; it has a few kilobytes.
const LONGEST: usize = 1 << 20;

/// The console of one worker.
#[derive(Debug)]
pub(super) struct Client {
    address: String,
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
        Ok(Self { address: address.to_owned(), authorization })
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The answer of `/v1/status`.
    pub(super) async fn status(&self) -> anyhow::Result<Value> {
        let asking = timeout(PATIENCE, self.ask());
        let (status, body) = asking
            .await
            .map_err(|_| anyhow!("no answer within {} s", PATIENCE.as_secs()))
            .flatten()
            .with_context(|| format!("the console at {}", self.address))?;
        let refusal = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        match status {
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

    async fn ask(&self) -> anyhow::Result<(StatusCode, Bytes)> {
        let stream = TcpStream::connect(&self.address).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let mut request =
            Request::get("/v1/status").header(HOST, &self.address).body(Empty::<Bytes>::new())?;
        if let Some(value) = &self.authorization {
            request.headers_mut().insert(AUTHORIZATION, value.clone());
        }
        let asking = async {
            let response = sender.send_request(request).await?;
            let status = response.status();
            let body = Limited::new(response.into_body(), LONGEST).collect().await;
            Ok((status, body.map_err(|error| anyhow!(error))?.to_bytes()))
        };
        tokio::pin!(connection);
        tokio::pin!(asking);
        loop {
            tokio::select! {
                biased;
                answer = &mut asking => return answer,
                ended = &mut connection => ended?,
            }
        }
    }
}
