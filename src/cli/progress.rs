//! A line on the terminal that says how far a long run has come.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use specwright_spec::sanitize::Text;
use specwright_spec::terminal;

/// Runs that are over before this say nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const REST: Duration = Duration::from_millis(100);

/// The line, which is drawn by a thread of its own until this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    shared: Arc<Shared>,
    /// Dropped to end the thread.
    running: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    files: usize,
    done: AtomicUsize,
    /// How much was read of files with a record on each line, which may be long.
    read: Arc<AtomicU64>,
    is_shown: Mutex<bool>,
}

impl Progress {
    /// Starts the line, if there is a terminal for it.
    pub(super) fn start(files: usize) -> Option<Self> {
        if !terminal::is_stderr_terminal() {
            return None;
        }
        let shared = Arc::new(Shared {
            files,
            done: AtomicUsize::new(0),
            read: Arc::default(),
            is_shown: Mutex::new(false),
        });
        let (running, ended) = mpsc::channel::<()>();
        let drawn = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            let mut wait = PATIENCE;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                drawn.draw();
                wait = REST;
            }
        });
        Some(Self {
            shared,
            running: Some(running),
            thread: Some(thread),
        })
    }

    /// One more file is checked.
    pub(super) fn advance(&self) {
        self.shared.done.fetch_add(1, Ordering::Relaxed);
    }

    /// The reader, with what is read from it counted.
    pub(super) fn watch(&self, reader: Box<dyn Read>) -> Box<dyn Read> {
        let read = Arc::clone(&self.shared.read);
        Box::new(Watched { reader, read })
    }

    /// Takes the line away for as long as the guard lives, so that something else may be written.
    pub(super) fn pause(&self) -> MutexGuard<'_, bool> {
        let mut is_shown = self.shared.lock();
        if std::mem::replace(&mut *is_shown, false) {
            terminal::draw_progress(&Text::default());
        }
        is_shown
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            // A line that could not be drawn is no reason to fail.
            let _ = thread.join();
        }
        drop(self.pause());
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.is_shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self) {
        let mut is_shown = self.lock();
        let done = self.done.load(Ordering::Relaxed);
        let read = self.read.load(Ordering::Relaxed);
        terminal::draw_progress(&Text::line(&in_words(done, self.files, read)));
        *is_shown = true;
    }
}

struct Watched {
    reader: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

fn in_words(done: usize, files: usize, read: u64) -> String {
    match read / 1_000_000 {
        0 => format!("checked {done} of {files} files"),
        megabytes => format!("checked {done} of {files} files, {megabytes} MB of records"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use super::{Arc, AtomicU64, Ordering, Read, Watched, in_words};

    #[test]
    fn a_long_file_of_records_moves_the_line() {
        let read = Arc::new(AtomicU64::new(0));
        let mut watched = Watched {
            reader: Box::new(std::io::repeat(b' ').take(3_000_000)),
            read: Arc::clone(&read),
        };
        std::io::copy(&mut watched, &mut std::io::sink()).unwrap();
        let read = read.load(Ordering::Relaxed);
        assert_eq!(
            in_words(0, 1, read),
            "checked 0 of 1 files, 3 MB of records"
        );
        assert_eq!(in_words(2, 3, 9), "checked 2 of 3 files");
    }
}
