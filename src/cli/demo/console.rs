//! The console of the demo, for `--keep`.

use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context;
use dateline::enrich::SwappableEnricher;
use dateline::http::{Enrichment, Server};
use dateline::settings::{Secret, Settings};
use dateline::worker::Monitor;

/// The address where no setting names one.
const DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 9464);

/// Shows articles, enriches what is pasted, and lets the one who has the address change something.
pub(super) fn switch_on(settings: &mut Settings) -> anyhow::Result<()> {
    let console = &mut settings.console;
    console.listen = console.listen.or(Some(DEFAULT));
    (console.articles, console.enrich) = (true, true);
    if console.token.is_none() {
        console.token = Some(Secret::new(token()?));
    }
    Ok(())
}

fn token() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("a random token")?;
    let mut text = String::with_capacity(32);
    for byte in bytes {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}

/// Starts the console and gives its address for a browser. The token stands behind `#`, the part that a browser keeps to itself.
pub(super) async fn start(
    settings: &Arc<Settings>,
    enricher: &Arc<SwappableEnricher>,
    monitor: &Arc<Monitor>,
) -> anyhow::Result<String> {
    let wanted = settings.console.listen.unwrap_or(DEFAULT);
    let threads = settings.console.enrich_threads;
    let enrichment = || Enrichment::start(settings, Arc::clone(enricher) as _, threads);
    let bind = async |address| {
        let (enricher, monitor) = (Arc::clone(enricher), Arc::clone(monitor));
        anyhow::Ok(Server::bind(address, settings, enricher, Some(monitor), Some(enrichment()?)).await?)
    };
    let server = match bind(wanted).await {
        Ok(server) => server,
        // The port is taken: any other will do.
        Err(_) => bind(SocketAddr::new(wanted.ip(), 0)).await.context("the console")?,
    };
    let address = server.address()?;
    tokio::spawn(server.serve());
    let token = settings.console.token.as_ref().map_or("", Secret::reveal);
    Ok(format!("http://{address}/#token={token}"))
}
