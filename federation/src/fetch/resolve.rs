//! Resolving names once, and only into addresses that the rules permit.

use std::error::Error;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::address::{Reach, Rules, is_localhost};

/// The most addresses of a name that are looked at; large services have about eight.
const ADDRESSES_MAX: usize = 32;

/// Turns a name into addresses. The real one asks the system; tests bring hostile ones.
#[async_trait]
pub trait Lookup: Send + Sync {
    /// All addresses of `name`.
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The resolver of the system, but `localhost` and the names below it are this machine (RFC 6761, 6.3):
/// not every system says so, and the demonstration needs several names here.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

#[async_trait]
impl Lookup for SystemLookup {
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        if is_localhost(name) {
            return Ok(vec![Ipv4Addr::LOCALHOST.into()]);
        }
        let found = tokio::net::lookup_host((name, 0)).await?;
        Ok(found.map(|socket| socket.ip()).take(ADDRESSES_MAX).collect())
    }
}

/// What the HTTP client resolves with: one look-up, vetted, and the connection goes to exactly these
/// addresses, so that a name cannot change between the check and the connection (F05).
pub(super) struct VettedResolver {
    pub(super) lookup: Arc<dyn Lookup>,
    pub(super) rules: Arc<Rules>,
    pub(super) reach: Reach,
}

impl Resolve for VettedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, rules, reach) = (Arc::clone(&self.lookup), Arc::clone(&self.rules), self.reach);
        Box::pin(async move {
            let boxed = |error: io::Error| -> Box<dyn Error + Send + Sync> { error.into() };
            let found = lookup.addresses(name.as_str()).await.map_err(boxed)?;
            if found.is_empty() {
                return Err(boxed(io::ErrorKind::NotFound.into()));
            }
            let vetted = rules.vet(found, reach)?;
            let addresses: Addrs =
                Box::new(vetted.into_iter().map(move |ip| SocketAddr::new(ip, reach.port())));
            Ok(addresses)
        })
    }
}
