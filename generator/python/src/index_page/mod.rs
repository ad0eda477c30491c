//! A project's page of the simple repository API: HTML (PEP 503) or JSON (PEP 691), whose version
//! is 1 (PEP 629).

mod html;
mod json;

use crate::FileHash;
use report::visible;

/// What a client asks for in `Accept`: JSON, else HTML
pub const ACCEPT: &str = "application/vnd.pypi.simple.v1+json, \
    application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

/// A project's page: the files that an index has of it
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexPage {
    /// What addresses are relative to, where the page says so; else to the page's own address
    pub base: Option<String>,
    /// The files, in the order of the page
    pub files: Vec<IndexFile>,
}

/// A file of a page
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Its name
    pub filename: String,
    /// Its address as written, relative or absolute
    pub url: String,
    /// The SHA-256 of its bytes, where the page says it
    pub sha256: Option<FileHash>,
    /// Whether the page says when it was uploaded; only JSON can
    pub has_date: bool,
}

/// Why a response is no page of an index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum IndexPageError {
    #[error(
        "the page has version `{0}` of the simple repository API, but only version 1 is supported"
    )]
    Version(String),
    #[error("the page is `{0}`, want the JSON or HTML of the simple repository API")]
    ContentType(String),
    #[error("the page is malformed: {0}")]
    Json(String),
}

#[derive(Clone, Copy)]
enum Form {
    Html,
    Json,
}

impl IndexPage {
    /// Reads a response by its `Content-Type`; one that is absent or says nothing
    /// (`application/octet-stream`, `text/plain`) leaves it to the first byte.
    ///
    /// # Errors
    /// When it is of another type or version, or malformed JSON. HTML is never malformed.
    pub fn parse(content_type: Option<&str>, bytes: &[u8]) -> Result<Self, IndexPageError> {
        match form(content_type.unwrap_or_default(), bytes)? {
            Form::Html => html::read(bytes),
            Form::Json => json::read(bytes),
        }
    }

    /// The file of that name
    pub fn file(&self, filename: &str) -> Option<&IndexFile> {
        self.files.iter().find(|file| file.filename == filename)
    }
}

fn form(content_type: &str, bytes: &[u8]) -> Result<Form, IndexPageError> {
    let essence = content_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    if let Some(rest) = essence.strip_prefix("application/vnd.pypi.simple.") {
        return match rest.split_once('+') {
            Some(("v1" | "latest", "json")) => Ok(Form::Json),
            Some(("v1" | "latest", "html")) => Ok(Form::Html),
            _ => Err(IndexPageError::Version(visible(rest))),
        };
    }
    match essence.as_str() {
        "application/json" => Ok(Form::Json),
        "text/html" | "application/xhtml+xml" => Ok(Form::Html),
        "" | "application/octet-stream" | "text/plain" => {
            let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
            Ok(if first == Some(&b'{') {
                Form::Json
            } else {
                Form::Html
            })
        }
        _ => Err(IndexPageError::ContentType(visible(&essence))),
    }
}

/// By PEP 629, another major version means other words
fn check_version(version: &str) -> Result<(), IndexPageError> {
    match version.trim().split('.').next() {
        Some("1") => Ok(()),
        _ => Err(IndexPageError::Version(visible(version))),
    }
}

#[cfg(test)]
mod tests;
