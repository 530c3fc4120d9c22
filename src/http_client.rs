//! One HTTP/1.1 request over a connection of its own, plain or by TLS: to a collector, to the management API of the broker, and
//! to the console of another worker.

use std::sync::Arc;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderValue};
use hyper::{Request, Response, Uri};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// The cause of a request without an answer; its text names no secret.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The server of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    host: String,
    port: u16,
}

impl Server {
    /// The server that an address names; an IPv6 address stands in brackets there. `None` where the address has no host.
    pub fn of(address: &Uri, usual_port: u16) -> Option<Self> {
        let host = address.host()?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Some(Self { host, port: address.port_u16().unwrap_or(usual_port) })
    }

    /// Host and port as the header `Host` writes them.
    pub fn authority(&self) -> String {
        let Self { host, port } = self;
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }
}

/// Sends a request and reads its answer, which has at most `longest` bytes. The request names its path alone; `Host` is added.
/// The caller limits the time.
pub async fn exchange(
    server: &Server,
    tls: Option<&Arc<ClientConfig>>,
    request: Request<Bytes>,
    longest: usize,
) -> Result<Response<Bytes>, Error> {
    let mut request = request.map(Full::new);
    request.headers_mut().insert(HOST, HeaderValue::try_from(server.authority())?);
    let plain = TcpStream::connect((server.host.as_str(), server.port)).await?;
    match tls {
        None => over(plain, request, longest).await,
        Some(config) => {
            let name = ServerName::try_from(server.host.clone())?;
            over(TlsConnector::from(Arc::clone(config)).connect(name, plain).await?, request, longest).await
        }
    }
}

async fn over<S>(stream: S, request: Request<Full<Bytes>>, longest: usize) -> Result<Response<Bytes>, Error>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let answer = async {
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = Limited::new(body, longest).collect().await?.to_bytes();
        Ok(Response::from_parts(head, body))
    };
    tokio::pin!(answer);
    tokio::select! {
        biased;
        answer = &mut answer => return answer,
        ended = connection => ended?,
    }
    // The server has closed the connection; the answer may be whole.
    answer.await
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    fn server(address: &str) -> Option<Server> {
        Server::of(&address.parse().unwrap(), 80)
    }

    #[test]
    fn an_ipv6_address_stands_in_brackets_in_the_header_alone() {
        let ipv6 = server("http://[::1]:8080/api").unwrap();
        assert_eq!((ipv6.host.as_str(), ipv6.authority().as_str()), ("::1", "[::1]:8080"));
        assert_eq!(server("http://broker.example/").unwrap().authority(), "broker.example:80");
        assert_eq!(server("/status"), None);
    }

    /// Answers one request with `answer`, and closes the connection.
    async fn asked(answer: &'static [u8], longest: usize) -> Result<Response<Bytes>, Error> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answering = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            let length = stream.read(&mut request).await.unwrap();
            stream.write_all(answer).await.unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        };
        let request = Request::get("/status").body(Bytes::new()).unwrap();
        let server = server(&address).unwrap();
        let (request, answer) = tokio::join!(answering, exchange(&server, None, request, longest));
        assert!(request.starts_with("GET /status HTTP/1.1\r\n"), "{request}");
        assert!(request.contains(&format!("host: {}\r\n", server.authority())), "{request}");
        answer
    }

    #[tokio::test]
    async fn an_answer_that_the_end_of_the_connection_ends_is_whole() {
        let answer = asked(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nwell", 10).await.unwrap();
        assert_eq!((answer.status().as_u16(), &answer.body()[..]), (200, &b"well"[..]));
    }

    #[tokio::test]
    async fn an_answer_that_is_cut_short_or_too_long_is_an_error() {
        asked(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nwell", 10).await.unwrap_err();
        asked(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nvery well indeed", 10).await.unwrap_err();
        asked(b"", 10).await.unwrap_err();
    }
}
