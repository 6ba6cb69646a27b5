//! A line to one server that can be made bad while it is used, and that keeps what passed on it.
//!
//! It listens in front of a server on loopback and speaks HTTP/1.1 with both sides, one request at a time: a mode holds
//! for whole requests, also on connections that were opened before it was chosen.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "this is a part of tests: what cannot be set up fails the test"
)]

mod message;
mod record;
#[cfg(test)]
mod tests;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use self::message::Message;
pub(crate) use self::record::Words;
pub use self::record::{Counts, Passed, Reply};
use self::record::{Record, Strike};

/// How long a port that was given up may take to be had again: connections of before may still be closing.
const LISTEN_TIME_MAX: Duration = Duration::from_secs(5);

/// How the line is. Delay, Drip, Hold and Drop end for the requests at hand when a mode is set, whichever it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// As it should be.
    Pass,
    /// Each request goes on after this time.
    Delay(Duration),
    /// So many bytes each tick, both ways.
    Drip(usize, Duration),
    /// A request is taken and goes on when a mode is set: even if whoever sent it has given up.
    Hold,
    /// A request is taken and never goes on; nothing is answered. The connection ends when a mode is set.
    Drop,
    /// Answered with this status; nothing goes on.
    Answer(u16),
    /// The connection is reset after so many bytes of the request have gone on.
    ResetRequest(usize),
    /// The server has the whole request and answers; the connection is reset after so many bytes of that answer.
    ResetAnswer(usize),
    /// Nobody listens, and open connections end. For one sender or one strike: a reset at the first request.
    Cut,
}

/// A line to one server.
pub struct Proxy {
    address: SocketAddr,
    line: Arc<Line>,
    /// Accepts connections and serves them; empty while the line is cut.
    open: tokio::sync::Mutex<JoinSet<()>>,
}

/// What the connections share.
struct Line {
    upstream: SocketAddr,
    record: Mutex<Record>,
    /// Stirs whatever waits for a mode to be set.
    changes: watch::Sender<()>,
}

impl Proxy {
    /// A line in good order from this listener to the server there.
    pub fn open(listener: TcpListener, upstream: SocketAddr) -> Self {
        let address = listener.local_addr().unwrap();
        let line = Arc::new(Line { upstream, record: Mutex::default(), changes: watch::Sender::default() });
        let mut open = JoinSet::new();
        open.spawn(line.clone().accept(listener));
        Self { address, line, open: tokio::sync::Mutex::new(open) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How the line is from now on, for everybody whose own line was not set by [`Self::set_from`].
    pub async fn set(&self, mode: Mode) {
        let mut open = self.open.lock().await;
        self.line.change(|record| record.mode = mode);
        if mode == Mode::Cut {
            open.shutdown().await;
        } else if open.is_empty() {
            let listener = listen(self.address).await;
            open.spawn(self.line.clone().accept(listener));
        }
    }

    /// How the line is from now on for the server that is known as `host:port`; `None` makes it as all others again.
    pub fn set_from(&self, sender: &str, mode: Option<Mode>) {
        self.line.change(|record| match mode {
            Some(mode) => drop(record.by_sender.insert(sender.to_owned(), mode)),
            None => drop(record.by_sender.remove(sender)),
        });
    }

    /// The next `times` requests in which these words stand (head or body, whatever the case) meet this mode.
    pub fn strike(&self, words: &str, times: usize, mode: Mode) {
        self.line.record().strikes.push(Strike { words: words.to_owned(), times, mode });
    }

    /// What passed until now, oldest first. Fails where that was more than is kept: see [`Self::forget`].
    pub fn passed(&self) -> Vec<Passed> {
        self.line.record().passed().to_vec()
    }

    /// The requests in which these words stand, whatever the case.
    pub fn with(&self, words: &str) -> Vec<Passed> {
        let words = Words::new([words]);
        self.line.record().passed().iter().filter(|passed| passed.holds(&words)).cloned().collect()
    }

    /// How much passed since the beginning.
    pub fn counts(&self) -> Counts {
        self.line.record().counts
    }

    /// Forgets what passed, not how much that was.
    pub fn forget(&self) {
        self.line.record().forget();
    }

    /// Sends a request once more, byte by byte as it was: a replay. The status of the answer.
    pub async fn send_again(&self, passed: &Passed) -> io::Result<u16> {
        let mut server = BufReader::new(TcpStream::connect(self.line.upstream).await?);
        server.write_all(&passed.raw).await?;
        let answer = message::answer(&mut server, &passed.method).await?;
        answer.status().ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

impl Line {
    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, to: impl FnOnce(&mut Record)) {
        let mut record = self.record();
        to(&mut record);
        // Under the lock: a request that has read the mode of before waits for this change already.
        self.changes.send_replace(());
    }

    async fn accept(self: Arc<Self>, listener: TcpListener) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => {
                    let Ok((stream, _)) = accepted else { continue };
                    self.record().counts.connections += 1;
                    connections.spawn(self.clone().connection(stream));
                }
                Some(_) = connections.join_next() => {}
            }
        }
    }

    async fn connection(self: Arc<Self>, stream: TcpStream) {
        // Without it each small piece would wait for the acknowledgement of the one before.
        let _best_effort = stream.set_nodelay(true);
        let mut client = BufReader::new(stream);
        while matches!(self.exchange(&mut client).await, Ok(After::Open)) {}
    }

    /// One request and what becomes of it.
    async fn exchange(&self, client: &mut BufReader<TcpStream>) -> io::Result<After> {
        let Some(request) = message::request(client).await? else { return Ok(After::Closed) };
        let (number, mode, mut changes) = {
            let mut record = self.record();
            let (number, mode) = record.take(&request);
            (number, mode, self.changes.subscribe())
        };
        match mode {
            Mode::Pass | Mode::Drip(..) | Mode::ResetAnswer(_) => {}
            Mode::Delay(time) => wait(time, &mut changes).await,
            Mode::Hold => drop(changes.changed().await),
            Mode::Drop => return Ok(silence(client, &mut changes).await),
            Mode::Cut => return reset(client),
            Mode::Answer(status) => {
                let answer = format!("HTTP/1.1 {status} by the line\r\ncontent-length: 0\r\n\r\n");
                client.write_all(answer.as_bytes()).await?;
                self.record().counts.bytes_down += answer.len();
                return Ok(After::Open);
            }
            Mode::ResetRequest(bytes) => {
                let mut server = TcpStream::connect(self.upstream).await?;
                server.write_all(request.raw.get(..bytes).unwrap_or(&request.raw)).await?;
                server.set_zero_linger()?;
                return reset(client);
            }
        }
        let Ok(answer) = self.forward(&request, number, mode, &mut changes).await else {
            // The server is not there, or ended before it had answered.
            return reset(client);
        };
        if let Mode::ResetAnswer(bytes) = mode {
            client.write_all(answer.raw.get(..bytes).unwrap_or(&answer.raw)).await?;
            return reset(client);
        }
        send(client, &answer.raw, mode, &mut changes).await?;
        self.record().counts.bytes_down += answer.raw.len();
        Ok(if request.closes || answer.closes { After::Closed } else { After::Open })
    }

    /// Sends a request on, over a connection of its own, and keeps what is answered.
    async fn forward(
        &self,
        request: &Message,
        number: usize,
        mode: Mode,
        changes: &mut watch::Receiver<()>,
    ) -> io::Result<Message> {
        let mut server = BufReader::new(TcpStream::connect(self.upstream).await?);
        server.get_ref().set_nodelay(true)?;
        send(&mut server, &request.raw, mode, changes).await?;
        self.record().reached(number);
        let answer = message::answer(&mut server, request.method()).await?;
        self.record().answered(number, &answer);
        Ok(answer)
    }
}

/// Whether a connection may carry another request.
enum After {
    Open,
    Closed,
}

/// All at once, or in drops until a mode is set.
async fn send(
    to: &mut BufReader<TcpStream>,
    bytes: &[u8],
    mode: Mode,
    changes: &mut watch::Receiver<()>,
) -> io::Result<()> {
    let Mode::Drip(size, tick) = mode else { return to.write_all(bytes).await };
    for drop in bytes.chunks(size) {
        to.write_all(drop).await?;
        if !changes.has_changed().unwrap_or(true) {
            tokio::select! {
                () = tokio::time::sleep(tick) => {}
                // Seen by the next turn too.
                _ = changes.changed() => changes.mark_changed(),
            }
        }
    }
    Ok(())
}

/// Waits, or until a mode is set.
async fn wait(time: Duration, changes: &mut watch::Receiver<()>) {
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        _ = changes.changed() => {}
    }
}

/// Says nothing until the other side leaves or a mode is set.
async fn silence(client: &mut BufReader<TcpStream>, changes: &mut watch::Receiver<()>) -> After {
    tokio::select! {
        left = client.fill_buf() => if left.is_ok_and(<[u8]>::is_empty) { return After::Closed },
        _ = changes.changed() => return After::Closed,
    }
    // It went on talking; nobody listens.
    let _ = changes.changed().await;
    After::Closed
}

/// The connection ends with a reset as soon as it is dropped.
fn reset(client: &BufReader<TcpStream>) -> io::Result<After> {
    client.get_ref().set_zero_linger()?;
    Ok(After::Closed)
}

async fn listen(address: SocketAddr) -> TcpListener {
    let began = tokio::time::Instant::now();
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return listener,
            Err(error) => assert!(began.elapsed() < LISTEN_TIME_MAX, "{address} is not to be had: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
