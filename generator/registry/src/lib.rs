//! A client of OCI registries: the distribution specification 1.1, blocking.
//!
//! Every answer is bounded and checked against a digest or a length; what a registry says in an
//! error is shown in part, and no credential ever is. Files and environment are the caller's: it
//! gives [`Credentials`] and bytes.

pub mod archive;
pub mod artifact;
mod at_once;
mod auth_file;
mod blob;
mod challenge;
mod client;
mod credential;
mod error;
mod exchange;
pub mod header;
mod index;
mod limit;
mod link;
mod manifest;
mod pace;
mod pages;
mod referrers;
mod repository;
mod retry;
mod tags;
mod token;
mod upload;

pub use at_once::at_once;
pub use auth_file::{Asks, AuthFile, Helper};
pub use blob::{Size, Source};
pub use client::{Client, Listener, Options};
pub use credential::{Anonymous, Credential, Credentials};
pub use error::{Error, What};
pub use limit::LayerLimit;
pub use manifest::{Deletion, Stored};
pub use pace::{Paced, TooSlow, SLOWEST};
pub use referrers::{subject, Attached, List as ReferrersList, Referrer};
pub use repository::{Host, Illegal, Repository};
pub use tags::is_tag;
pub use upload::UploadMethod;
