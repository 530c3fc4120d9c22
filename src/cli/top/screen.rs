//! The terminal while `dateline top` runs: another screen, without echo and cursor, and the one from before at the end,
//! however it ends.

use std::io::{self, Write, stdout};
use std::thread;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, Event, KeyCode, KeyModifiers};
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// The wish of a key press, or of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Quit,
    /// The size of the terminal has changed.
    Redraw,
}

/// The screen; the terminal is as before once it is dropped.
#[derive(Debug)]
pub(super) struct Screen(io::Stdout);

impl Screen {
    /// Takes the terminal. The keys come from a thread of its own, which ends with the process.
    pub(super) fn open() -> io::Result<(Self, UnboundedReceiver<Key>)> {
        enable_raw_mode()?;
        let screen = Self(stdout());
        execute!(stdout(), EnterAlternateScreen, Hide)?;
        // The message of a panic belongs on the screen that stays.
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            before(info);
        }));
        let (sender, keys) = unbounded_channel();
        thread::Builder::new().name("keys".into()).spawn(move || {
            while let Ok(event) = event::read() {
                if meaning(&event).is_some_and(|key| sender.send(key).is_err()) {
                    break;
                }
            }
        })?;
        Ok((screen, keys))
    }

    /// Draws lines for the present width, as many as fit.
    pub(super) fn draw(&mut self, lines: impl Fn(usize) -> Vec<String>) -> io::Result<()> {
        let (width, height) = size()?;
        let mut out = self.0.lock();
        let mut below = 0;
        for (row, line) in (0..height).zip(lines(width.into())) {
            queue!(out, MoveTo(0, row), Print(line), Clear(ClearType::UntilNewLine))?;
            below = row + 1;
        }
        if below < height {
            queue!(out, MoveTo(0, below), Clear(ClearType::FromCursorDown))?;
        }
        out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. A terminal that is gone needs nothing.
fn restore() {
    execute!(stdout(), LeaveAlternateScreen, Show).ok();
    disable_raw_mode().ok();
}

fn meaning(event: &Event) -> Option<Key> {
    match event {
        Event::Resize(..) => Some(Key::Redraw),
        Event::Key(key) => {
            let is_interrupt =
                key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
            (is_interrupt || matches!(key.code, KeyCode::Char('q') | KeyCode::Esc)).then_some(Key::Quit)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn q_escape_and_control_c_end_it() {
        let key = |code, modifiers| meaning(&Event::Key(KeyEvent::new(code, modifiers)));
        let none = KeyModifiers::NONE;
        assert_eq!(key(KeyCode::Char('q'), none), Some(Key::Quit));
        assert_eq!(key(KeyCode::Esc, none), Some(Key::Quit));
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Key::Quit));
        assert_eq!(key(KeyCode::Char('c'), none), None);
        assert_eq!(meaning(&Event::Resize(80, 24)), Some(Key::Redraw));
    }
}
