use crate::challenge::Challenge;
use crate::token::Authorization;
use crate::upload::Learned;
use crate::{Credentials, Error, Host, UploadMethod};
use reqwest::blocking::Client as Http;
use reqwest::redirect::{Action, Attempt, Policy};
use reqwest::Url;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;
use tokio::runtime::Runtime;

const CONNECT: Duration = Duration::from_secs(15);
/// From the registry to where it keeps its blobs
const MOST_REDIRECTS: usize = 5;

/// How to speak to a registry
#[derive(Debug, Clone)]
pub struct Options {
    /// Without TLS, even where the registry is not this machine
    pub plain_http: bool,
    /// Who asks, for the registry's log
    pub agent: String,
    /// A registry that says nothing for so long is gone; one that took much may think twice as long
    pub silence: Duration,
    /// Before the second try of a request; doubled with each
    pub pause: Duration,
    /// Bytes of a chunk, at most: large enough that a request costs nothing beside it, small enough to
    /// send again
    pub chunk: usize,
    /// The only upload method to use; by default the first that the registry accepts
    pub method: Option<UploadMethod>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            plain_http: false,
            agent: String::new(),
            silence: Duration::from_secs(60),
            pause: Duration::from_millis(500),
            chunk: 16 << 20,
            method: None,
        }
    }
}

/// A registry, as one user sees it. It may be shared by threads.
pub struct Client {
    pub(crate) host: Host,
    pub(crate) http: Http,
    pub(crate) scheme: &'static str,
    pub(crate) options: Options,
    /// The registry's own address
    own: Url,
    pub(crate) credentials: Box<dyn Credentials>,
    /// By scope
    pub(crate) authorizations: Mutex<BTreeMap<String, Authorization>>,
    /// What the registry asks for, once it has
    pub(crate) challenge: Mutex<Option<Challenge>>,
    /// For bodies that are read as they go, once there is one
    pub(crate) streaming: OnceLock<Streaming>,
    pub(crate) learned: Mutex<Learned>,
    /// Who is told what the registry takes
    pub(crate) listener: Option<Listener>,
}

/// A client whose requests wait for nothing but what they send and get, and where they run
pub(crate) struct Streaming {
    pub(crate) http: reqwest::Client,
    pub(crate) runtime: Runtime,
}

impl Streaming {
    fn new(agent: &str, loopback: bool) -> Result<Self, Error> {
        // Redirects are followed by who has the body; it has a time limit of its own.
        let mut http = reqwest::Client::builder()
            .user_agent(agent)
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            .referer(false)
            .redirect(Policy::none());
        if loopback {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| Error::Client(cause(&error)))?;
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| Error::Client(error.to_string()))?;
        Ok(Self { http, runtime })
    }
}

/// Is told a line
pub type Listener = Box<dyn Fn(&str) + Send + Sync>;

impl Client {
    /// A client of one registry; nothing is sent yet
    ///
    /// # Errors
    /// When the machine's certificates cannot be read.
    pub fn new(
        host: Host,
        options: &Options,
        credentials: Box<dyn Credentials>,
    ) -> Result<Self, Error> {
        // A second call finds the provider installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let plain = options.plain_http || host.is_loopback();
        let scheme = if plain { "http" } else { "https" };
        let own = Url::parse(&format!("{scheme}://{}", host.api()));
        let own = own.map_err(|error| Error::Client(format!("`{host}`: {error}")))?;
        let first = own.clone();
        let mut http = Http::builder()
            .user_agent(&options.agent)
            .timeout(options.silence)
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            .referer(false)
            .redirect(Policy::custom(move |attempt| redirect(&first, attempt)));
        if host.is_loopback() {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| Error::Client(cause(&error)))?;
        Ok(Self {
            host,
            http,
            scheme,
            own,
            options: options.clone(),
            credentials,
            authorizations: Mutex::default(),
            challenge: Mutex::default(),
            streaming: OnceLock::new(),
            learned: Mutex::default(),
            listener: None,
        })
    }

    /// Tells what the registry refuses and takes, as it is found
    pub fn listen(&mut self, listener: Listener) {
        self.listener = Some(listener);
    }

    /// What sends bodies that are read as they go
    pub(crate) fn streaming(&self) -> Result<&Streaming, Error> {
        if let Some(made) = self.streaming.get() {
            return Ok(made);
        }
        let made = Streaming::new(&self.options.agent, self.host.is_loopback())?;
        // Of two that make one at once, the first one's is used.
        Ok(self.streaming.get_or_init(|| made))
    }

    /// Whether an address is the registry's own, and not one where it sent us: what is ours to know
    /// goes there alone
    pub(crate) fn is_own(&self, url: &Url) -> bool {
        self.own.origin() == url.origin()
    }

    /// The same path and query at the registry itself
    pub(crate) fn at_own(&self, url: &Url) -> Url {
        let mut own = self.own.clone();
        own.set_path(url.path());
        own.set_query(url.query());
        own
    }

    /// An address that leads from TLS to none is the registry's own: it does not know that a proxy speaks
    /// TLS for it
    pub(crate) fn without_downgrade(&self, mut url: Url) -> Url {
        url.set_fragment(None);
        match self.own.scheme() == "https" && url.scheme() != "https" {
            true => self.at_own(&url),
            false => url,
        }
    }

    /// An address of the registry's API
    pub(crate) fn url(&self, name: &str, rest: &str) -> String {
        let (host, path) = (self.host.api(), self.host.path(name));
        format!("{}://{host}/v2/{path}/{rest}", self.scheme)
    }
}

/// Followed a few times, never from TLS to none, and only from the registry: what a token service is
/// sent is for it alone. The HTTP client itself drops credentials where another host is.
fn redirect(own: &Url, attempt: Attempt<'_>) -> Action {
    let previous = attempt.previous();
    if previous.len() > MOST_REDIRECTS {
        return attempt.error("it redirects too many times");
    }
    let first = previous.first().map(Url::origin);
    if first != Some(own.origin()) {
        return attempt.error("another host than the registry redirects");
    }
    // A token service may be on the registry's host, and what it is sent is for it alone.
    let is_api = previous
        .first()
        .is_some_and(|url| url.path().starts_with("/v2/"));
    if !is_api && attempt.url().origin() != own.origin() {
        return attempt.error("a URL outside of the registry's API redirects to another host");
    }
    let tls = previous.iter().any(|url| url.scheme() == "https");
    if tls && attempt.url().scheme() != "https" {
        return attempt.error("it redirects from TLS to plain HTTP");
    }
    attempt.follow()
}

type Reason = dyn std::error::Error + 'static;

/// What an error came of
fn reason(error: &Reason) -> Option<&Reason> {
    // What an input error carries is not its source.
    let carried = error.downcast_ref::<std::io::Error>();
    let carried = carried.and_then(std::io::Error::get_ref);
    match carried {
        Some(carried) => Some(carried),
        None => error.source(),
    }
}

/// Whether the other side's certificate, or what it speaks, is at fault: a second try ends alike
pub(crate) fn is_no_tls(error: &Reason) -> bool {
    let mut reasons = std::iter::successors(Some(error), |one| reason(*one));
    reasons.any(|one| {
        matches!(
            one.downcast_ref::<rustls::Error>(),
            Some(rustls::Error::InvalidCertificate(_) | rustls::Error::InvalidMessage(_))
        )
    })
}

/// The innermost reason: the outer ones hold addresses, which may hold secrets
pub(crate) fn cause(error: &Reason) -> String {
    let mut innermost = error;
    loop {
        let next = reason(innermost);
        let own = innermost.downcast_ref::<reqwest::Error>();
        if own.is_some_and(reqwest::Error::is_timeout) {
            return "it does not answer in time".to_owned();
        }
        match next {
            Some(next) => innermost = next,
            None if own.is_some() => return "the connection broke".to_owned(),
            None => return innermost.to_string(),
        }
    }
}
