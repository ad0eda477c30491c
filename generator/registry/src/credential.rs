//! Who we are to a registry.

use crate::Repository;
use std::fmt;

/// A name and its secret
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// Name and password
    Basic {
        /// The name
        user: String,
        /// The password, or a token in its place
        secret: String,
    },
    /// A token that is traded for others (OAuth 2 refresh token)
    Identity(String),
}

/// In place of a name: the secret is an identity token (Docker's protocol of credential helpers)
const TOKEN: &str = "<token>";

impl Credential {
    /// What a login says, in an auth file or from a helper
    pub fn new(user: &str, secret: &str) -> Self {
        match user {
            TOKEN => Self::Identity(secret.to_owned()),
            _ => Self::Basic {
                user: user.to_owned(),
                secret: secret.to_owned(),
            },
        }
    }
}

/// Where credentials come from
pub trait Credentials: Send + Sync {
    /// The login for a repository, if there is one
    ///
    /// # Errors
    /// When a file or a helper cannot be read. The text holds no secret.
    fn credential_for(&self, repository: &Repository) -> Result<Option<Credential>, String>;
}

/// No login: requests are anonymous
#[derive(Debug)]
pub struct Anonymous;

impl Credentials for Anonymous {
    fn credential_for(&self, _: &Repository) -> Result<Option<Credential>, String> {
        Ok(None)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}
