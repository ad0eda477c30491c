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

/// Where credentials come from
pub trait Credentials: Send + Sync {
    /// Those for a repository; none where nobody logged in
    ///
    /// # Errors
    /// When a file or a helper cannot be read. The text holds no secret.
    fn of(&self, repository: &Repository) -> Result<Option<Credential>, String>;
}

/// Nobody in particular
#[derive(Debug)]
pub struct Nobody;

impl Credentials for Nobody {
    fn of(&self, _: &Repository) -> Result<Option<Credential>, String> {
        Ok(None)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}
