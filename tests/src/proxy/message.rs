//! Whole HTTP/1.1 messages (RFC 9112), read as they came: enough for what our servers and our tests send.

use std::io::{self, ErrorKind};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::net::TcpStream;

/// A longer message is none of ours: an inbox takes 1 MiB, a page of a log is about as long.
const MESSAGE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A request or an answer.
pub(super) struct Message {
    /// Its first line and its headers.
    pub(super) head: String,
    /// Its body, without the framing of chunks.
    pub(super) body: Vec<u8>,
    /// Every byte of it as it came.
    pub(super) raw: Vec<u8>,
    /// Whether the connection carries nothing after it.
    pub(super) closes: bool,
}

/// How the end of a body is known.
enum End {
    After(usize),
    Chunks,
    Close,
}

/// The next request; `None` where the connection ended between two of them.
pub(super) async fn request(from: &mut BufReader<TcpStream>) -> io::Result<Option<Message>> {
    let Some(mut message) = head(from).await? else { return Ok(None) };
    let end = if message.is_chunked() { End::Chunks } else { End::After(message.length()?.unwrap_or(0)) };
    message.read_body(from, end).await?;
    Ok(Some(message))
}

/// The answer to a request of this method.
pub(super) async fn answer(from: &mut BufReader<TcpStream>, method: &str) -> io::Result<Message> {
    let mut message = head(from).await?.ok_or(ErrorKind::UnexpectedEof)?;
    let end = match message.status() {
        // We never ask for a 100, so that an answer is one message.
        None | Some(..200) => return Err(ErrorKind::InvalidData.into()),
        Some(204 | 304) => End::After(0),
        Some(_) if method == "HEAD" => End::After(0),
        Some(_) if message.is_chunked() => End::Chunks,
        Some(_) => message.length()?.map_or(End::Close, End::After),
    };
    message.read_body(from, end).await?;
    Ok(message)
}

async fn head(from: &mut BufReader<TcpStream>) -> io::Result<Option<Message>> {
    let mut raw = Vec::new();
    while line(from, &mut raw).await? > 2 {}
    if raw.is_empty() {
        return Ok(None);
    }
    let head = String::from_utf8_lossy(&raw).into_owned();
    let mut message = Message { head, body: Vec::new(), raw, closes: false };
    message.closes = message.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    Ok(Some(message))
}

/// Reads a line with its end: 0 at the end of the connection, 2 for an empty line.
async fn line(from: &mut BufReader<TcpStream>, raw: &mut Vec<u8>) -> io::Result<usize> {
    let room = u64::try_from(MESSAGE_BYTES_MAX.saturating_sub(raw.len())).unwrap_or(0);
    let read = from.take(room).read_until(b'\n', raw).await?;
    // The end may only come before the first line.
    if raw.ends_with(b"\n") || raw.is_empty() { Ok(read) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

impl Message {
    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The method of a request.
    pub(super) fn method(&self) -> &str {
        self.head.split(' ').next().unwrap_or_default()
    }

    /// What a request asks for.
    pub(super) fn target(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// The status of an answer.
    pub(super) fn status(&self) -> Option<u16> {
        self.head.split(' ').nth(1)?.trim().parse().ok()
    }

    fn length(&self) -> io::Result<Option<usize>> {
        let Some(value) = self.header("content-length") else { return Ok(None) };
        let length = value.parse().ok().filter(|length| *length <= MESSAGE_BYTES_MAX);
        length.map(Some).ok_or_else(|| ErrorKind::InvalidData.into())
    }

    fn is_chunked(&self) -> bool {
        self.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
    }

    async fn read_body(&mut self, from: &mut BufReader<TcpStream>, end: End) -> io::Result<()> {
        match end {
            End::After(length) => self.read_bytes(from, length).await,
            End::Chunks => self.read_chunks(from).await,
            End::Close => {
                let room = u64::try_from(MESSAGE_BYTES_MAX).unwrap_or(0);
                from.take(room).read_to_end(&mut self.body).await?;
                self.raw.extend_from_slice(&self.body);
                self.closes = true;
                Ok(())
            }
        }
    }

    async fn read_bytes(&mut self, from: &mut BufReader<TcpStream>, length: usize) -> io::Result<()> {
        if self.raw.len() + length > MESSAGE_BYTES_MAX {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut bytes = vec![0; length];
        from.read_exact(&mut bytes).await?;
        self.raw.extend_from_slice(&bytes);
        self.body.append(&mut bytes);
        Ok(())
    }

    async fn read_chunks(&mut self, from: &mut BufReader<TcpStream>) -> io::Result<()> {
        loop {
            let start = self.raw.len();
            line(from, &mut self.raw).await?;
            let size = self.raw.get(start..).and_then(|line| str::from_utf8(line).ok());
            let size = size.and_then(|line| line.trim().split(';').next());
            let size = size.and_then(|size| usize::from_str_radix(size, 16).ok());
            match size.ok_or(ErrorKind::InvalidData)? {
                0 => break,
                size => self.read_bytes(from, size).await?,
            }
            line(from, &mut self.raw).await?;
        }
        // Trailers, which nobody sends us, and the empty line after them.
        while line(from, &mut self.raw).await? > 2 {}
        Ok(())
    }
}
