//! A request body that must come in time (security.md R05).

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Limits;

/// A body with a deadline that moves only as far as the bytes that came allow.
pub(super) struct TimedBody {
    incoming: Incoming,
    started: Instant,
    free: Duration,
    bytes_per_second_min: u32,
    received_bytes: u64,
    /// Made at the first wait: most bodies are there at once, and most requests have none.
    deadline: Option<Pin<Box<Sleep>>>,
}

/// The body came slower than the limits allow.
#[derive(Debug)]
pub(super) struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request body came too slowly")
    }
}

impl Error for TooSlow {}

impl TimedBody {
    pub(super) fn new(incoming: Incoming, limits: &Limits) -> Self {
        Self {
            incoming,
            started: Instant::now(),
            free: limits.body,
            bytes_per_second_min: limits.body_bytes_per_second_min.max(1),
            received_bytes: 0,
            deadline: None,
        }
    }

    fn due(&self) -> Instant {
        self.started
            + self.free
            + Duration::from_secs(self.received_bytes / u64::from(self.bytes_per_second_min))
    }
}

impl Body for TimedBody {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match Pin::new(&mut self.incoming).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                self.received_bytes =
                    self.received_bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                let due = self.due();
                let deadline = self.deadline.get_or_insert_with(|| Box::pin(sleep_until(due)));
                if deadline.deadline() != due {
                    deadline.as_mut().reset(due);
                }
                deadline.as_mut().poll(context).map(|()| Some(Err(TooSlow.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}
