//! The stream between the socket and the client library.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use async_rs::Tokio;
use async_rs::traits::Reactor;
use futures_util::io::{AsyncRead, AsyncWrite};
use lapin::tcp::AsyncTcpStream;

use super::frames::Walker;
use super::registry::Registry;

/// Bytes asked of the socket at a time.
const CHUNK: usize = 64 * 1024;

/// A connected stream, with or without TLS.
pub(crate) type Socket = AsyncTcpStream<<Tokio as Reactor>::TcpStream>;

/// A stream that the client library can parse, over one that holds what a publisher chose.
pub(crate) struct Wire<S = Socket> {
    inner: S,
    registry: Arc<Registry>,
    walker: Walker,
    /// `..taken` went to the client library, `taken..ready` may go, the rest is the beginning of a frame.
    buffer: Vec<u8>,
    taken: usize,
    ready: usize,
}

impl<S> Wire<S> {
    /// Reads from `inner`; what is taken out goes into `registry`.
    pub(crate) fn new(inner: S, registry: Arc<Registry>) -> Self {
        let walker = Walker::new(Arc::clone(&registry));
        Self { inner, registry, walker, buffer: Vec::new(), taken: 0, ready: 0 }
    }
}

impl<S: AsyncRead + Unpin> Wire<S> {
    /// Reads until something may be handed on; `false` at the end of the stream.
    fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<io::Result<bool>> {
        while self.taken == self.ready {
            self.buffer.drain(..self.taken);
            (self.taken, self.ready) = (0, 0);
            let held = self.buffer.len();
            let mut wanted = CHUNK;
            if self.registry.budget.pauses(context) {
                // A message that has begun is read to its end: without it nothing would ever be done with.
                wanted = self.walker.certain().min(CHUNK);
                if wanted == 0 {
                    return Poll::Pending;
                }
            }
            self.buffer.resize(held + wanted, 0);
            let read = Pin::new(&mut self.inner).poll_read(context, &mut self.buffer[held..]);
            self.buffer.truncate(held + if let Poll::Ready(Ok(count)) = read { count } else { 0 });
            if ready!(read)? == 0 {
                // A frame that was cut off by the end: the client library is to see it as it is.
                self.ready = self.buffer.len();
                return Poll::Ready(Ok(self.ready > 0));
            }
            self.ready = self.walker.walk(&mut self.buffer, 0);
        }
        Poll::Ready(Ok(true))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if buffer.is_empty() || !ready!(this.poll_fill(context))? {
            return Poll::Ready(Ok(0));
        }
        let count = buffer.len().min(this.ready - this.taken);
        buffer[..count].copy_from_slice(&this.buffer[this.taken..this.taken + count]);
        this.taken += count;
        Poll::Ready(Ok(count))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = ready!(Pin::new(&mut this.inner).poll_write(context, bytes))?;
        this.registry.wrote(written);
        Poll::Ready(Ok(written))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = ready!(Pin::new(&mut this.inner).poll_write_vectored(context, buffers))?;
        this.registry.wrote(written);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(context)
    }

    fn poll_close(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_close(context)
    }
}
