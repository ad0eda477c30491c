//! A registry, as this machine's user sees it.

use crate::credentials::User;
use crate::environment::Environment;
use anyhow::Result;
use clap::Args;
use registry::{Client, Options, Repository, UploadMethod};
use std::time::Duration;

/// How to reach a registry
#[derive(Debug, Clone, Args)]
pub struct Remote {
    /// Contact the registry without TLS (default for localhost)
    #[arg(long)]
    plain_http: bool,
    /// Timeout for a registry that does not respond
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=3600))]
    registry_timeout: u64,
}

impl Remote {
    /// A client of the registry of a namespace
    ///
    /// # Errors
    /// When an auth file or the machine's certificates cannot be read.
    pub fn client(&self, namespace: &Repository) -> Result<Client> {
        self.client_that_sends(namespace, None)
    }

    /// The same, restricted to one upload method
    ///
    /// # Errors
    /// As without.
    pub fn client_that_sends(
        &self,
        namespace: &Repository,
        method: Option<UploadMethod>,
    ) -> Result<Client> {
        let user = User::read(&Environment::read()?)?;
        let options = Options {
            plain_http: self.plain_http,
            agent: concat!("gen-lock/", env!("CARGO_PKG_VERSION")).to_owned(),
            silence: Duration::from_secs(self.registry_timeout),
            method,
            ..Options::default()
        };
        Ok(Client::new(
            namespace.host.clone(),
            &options,
            Box::new(user),
        )?)
    }
}
