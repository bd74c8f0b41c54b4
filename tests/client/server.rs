//! A server that does what it is told, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What becomes of a request.
#[derive(Clone)]
pub(crate) enum Turn {
    /// It is answered with that status, these headers and that body.
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    /// As `Answer` without headers, and the connection stays for the next request.
    Kept(u16, &'static str),
    /// The connection is closed as soon as the request is there.
    Close,
    /// The body ends before it is as long as was said.
    Cut,
    /// Nothing comes.
    Silence,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

pub(crate) struct Server {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// One request for each turn; those that come later are like the last.
    pub(crate) fn start(turns: &[Turn]) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), turns)
    }

    pub(crate) fn on(listener: TcpListener, turns: &[Turn]) -> Self {
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (turns, seen) = (turns.to_vec(), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (turns, seen) = (turns.clone(), Arc::clone(&seen));
                // A silent connection must not keep others waiting.
                thread::spawn(move || serve(&stream, &turns, &seen));
            }
        });
        Self { url, asked }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn serve(stream: &TcpStream, turns: &[Turn], seen: &Mutex<Vec<Asked>>) {
    while let Some(request) = read(stream) {
        let nth = {
            let mut seen = seen.lock().unwrap();
            seen.push(request);
            seen.len() - 1
        };
        let turn = turns.get(nth).or(turns.last()).unwrap();
        answer(stream, turn);
        if !matches!(turn, Turn::Kept(..)) {
            return;
        }
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let headers = lines.iter().skip(1).filter_map(|line| line.split_once(':'));
    let headers: Vec<(String, String)> = headers
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut asked = Asked {
        line: lines.first()?.clone(),
        headers,
        body: String::new(),
    };
    let length = asked
        .header("content-length")
        .and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}

fn answer(mut stream: &TcpStream, turn: &Turn) {
    let text = match turn {
        Turn::Answer(status, headers, body) => {
            let headers: String = headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}\r\n"))
                .collect();
            let length = body.len();
            format!(
                "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
        }
        Turn::Kept(status, body) => {
            let length = body.len();
            format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n\r\n{body}")
        }
        Turn::Cut => "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"job_id\":".to_owned(),
        Turn::Close => return,
        Turn::Silence => {
            thread::sleep(Duration::from_secs(20));
            return;
        }
    };
    let _ = stream.write_all(text.as_bytes());
}
