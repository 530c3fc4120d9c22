//! Writes log lines to standard error without blocking the code that logs.
//!
//! A reader of the log that stops reading (a full pipe, a paused journal, a stuck log driver) must not stop the worker.
//! So lines wait in a buffer, which a thread of its own writes out. What does not fit is dropped and counted, and when
//! the reader has come back, one line says how many are missing.

use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// Bytes of lines that wait, at most; as many may be on their way out. Chosen: eight seconds of log at 1,100 articles a
/// second.
const ROOM: usize = 4 << 20;
/// Buffers larger than this are given back once they are written.
const KEPT: usize = 64 * 1024;

/// The lines that wait.
#[derive(Debug)]
pub(super) struct Queue {
    state: Mutex<State>,
    /// Notified when something waits.
    waits: Condvar,
    /// Notified when something was written.
    written: Condvar,
    room: usize,
}

#[derive(Debug, Default)]
struct State {
    lines: Vec<u8>,
    is_writing: bool,
    dropped: u64,
    /// Dropped lines that a line in the log has told of.
    told: u64,
    /// The thread that writes.
    writer: Option<ThreadId>,
}

impl Queue {
    /// The queue of the process.
    pub(super) const fn new() -> Self {
        Self::with_room(ROOM)
    }

    const fn with_room(room: usize) -> Self {
        let state = State { lines: Vec::new(), is_writing: false, dropped: 0, told: 0, writer: None };
        Self { state: Mutex::new(state), waits: Condvar::new(), written: Condvar::new(), room }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a line wait, or drops it. What the writing thread logs itself always has room: it tells of dropped lines, and the
    /// queue is full as a rule when it does.
    fn push(&self, line: &[u8]) {
        let mut state = self.state();
        let is_full = state.lines.len() + line.len() > self.room;
        if is_full && state.writer != Some(thread::current().id()) {
            state.dropped += 1;
            return;
        }
        state.lines.extend_from_slice(line);
        drop(state);
        self.waits.notify_one();
    }

    /// Lines that were dropped so far.
    pub(super) fn dropped(&self) -> u64 {
        self.state().dropped
    }

    /// Waits until everything is written, but no longer than `limit`.
    pub(super) fn flush(&self, limit: Duration) {
        let waiting = |state: &mut State| state.is_writing || !state.lines.is_empty();
        // Both outcomes end the wait.
        drop(self.written.wait_timeout_while(self.state(), limit, waiting));
    }

    /// Writes what waits, for as long as the process lives; `tell` gets the number of lines that were dropped.
    pub(super) fn write_to(&self, mut out: impl Write, tell: impl Fn(u64)) -> ! {
        let mut batch = Vec::new();
        loop {
            self.write_one(&mut batch, &mut out, &tell);
        }
    }

    fn write_one(&self, batch: &mut Vec<u8>, out: &mut impl Write, tell: &impl Fn(u64)) {
        let idle = |state: &mut State| state.lines.is_empty();
        let mut state = self.waits.wait_while(self.state(), idle).unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(&mut state.lines, batch);
        state.is_writing = true;
        state.writer = Some(thread::current().id());
        drop(state);
        let result = out.write_all(batch).and_then(|()| out.flush());
        let lines = batch.split(|&byte| byte == b'\n').count() - 1;
        if batch.capacity() > KEPT {
            *batch = Vec::new();
        }
        batch.clear();
        let mut state = self.state();
        state.is_writing = false;
        let mut missing = 0;
        if result.is_err() {
            // Nobody is there to read, nor to be told.
            state.dropped += lines as u64;
            state.told = state.dropped;
        } else {
            missing = state.dropped - state.told;
            state.told = state.dropped;
        }
        drop(state);
        self.written.notify_all();
        if missing > 0 {
            tell(missing);
        }
    }
}

/// Gets one line at a time from the formatter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines(pub(super) &'static Queue);

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.push(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        *self
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Arc, mpsc};

    use super::*;

    /// A reader that reads only when it is let.
    struct Gate(mpsc::Receiver<()>, Arc<Mutex<Vec<u8>>>);

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.recv().map_err(io::Error::other)?;
            self.1.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const LINE: &[u8] = b"0123456789\n";
    const LINES: u64 = 1000;

    /// Logs a line that the writer takes, and `LINES` more while its reader does not read; then two batches are read.
    /// `meanwhile` looks at the queue before. Returns what was read.
    fn flood(queue: &Queue, tell: &(impl Fn(u64) + Sync), meanwhile: impl FnOnce()) -> Vec<u8> {
        let (open, gate) = mpsc::channel();
        let read = Arc::new(Mutex::new(Vec::new()));
        let mut out = Gate(gate, Arc::clone(&read));
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut batch = Vec::new();
                for _ in 0..2 {
                    queue.write_one(&mut batch, &mut out, tell);
                }
            });
            queue.push(LINE);
            while !queue.state().is_writing {
                std::thread::yield_now();
            }
            for _ in 0..LINES {
                queue.push(LINE);
            }
            meanwhile();
            open.send(()).unwrap();
            open.send(()).unwrap();
            writer.join().unwrap();
        });
        std::mem::take(&mut read.lock().unwrap())
    }

    #[test]
    fn code_that_logs_never_waits_and_what_is_dropped_is_counted() {
        let queue = Queue::with_room(100);
        let told = AtomicU64::new(0);
        let tell = |missing| {
            told.fetch_add(missing, Ordering::Relaxed);
        };
        let read = flood(&queue, &tell, || {
            assert_eq!(queue.dropped(), LINES - 9);
            queue.flush(Duration::from_millis(1));
            assert_eq!(told.load(Ordering::Relaxed), 0, "not while it goes on");
        });
        assert_eq!(read.len(), 10 * LINE.len());
        assert_eq!(told.load(Ordering::Relaxed), LINES - 9);
        queue.flush(Duration::from_mins(1));
    }

    #[test]
    fn the_line_that_tells_of_dropped_ones_has_room_in_a_full_queue() {
        let queue = Queue::with_room(10 * LINE.len());
        let tell = |missing: u64| queue.push(format!("{missing} missing\n").as_bytes());
        let read = flood(&queue, &tell, || {});
        assert!(read.ends_with(b"990 missing\n"));
        assert_eq!(queue.dropped(), 990);
    }

    #[test]
    fn without_a_reader_everything_is_counted() {
        let queue = Queue::with_room(100);
        let (open, gate) = mpsc::channel();
        drop(open);
        queue.push(b"one\n");
        queue.push(b"two\n");
        let mut out = Gate(gate, Arc::default());
        queue.write_one(&mut Vec::new(), &mut out, &|_| panic!("nobody is there to be told"));
        assert_eq!(queue.dropped(), 2);
    }
}
