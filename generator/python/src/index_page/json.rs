use super::{check_version, IndexFile, IndexPage, IndexPageError};
use crate::reason::reason;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    meta: Meta,
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Meta {
    api_version: Option<String>,
}

/// Sizes and the rest are of no interest: the lock has them
#[derive(Deserialize)]
struct File {
    filename: String,
    url: String,
    #[serde(default)]
    hashes: Option<BTreeMap<String, serde_json::Value>>,
    #[serde(default, rename = "upload-time")]
    upload_time: Option<String>,
}

pub(super) fn read(bytes: &[u8]) -> Result<IndexPage, IndexPageError> {
    let page: Page =
        serde_json::from_slice(bytes).map_err(|error| IndexPageError::Json(reason(&error)))?;
    if let Some(version) = &page.meta.api_version {
        check_version(version)?;
    }
    let files = page.files.into_iter().map(|file| IndexFile {
        sha256: sha256(file.hashes),
        has_date: file.upload_time.is_some(),
        filename: file.filename,
        url: file.url,
    });
    Ok(IndexPage {
        base: None,
        files: files.collect(),
    })
}

fn sha256(hashes: Option<BTreeMap<String, serde_json::Value>>) -> Option<crate::FileHash> {
    hashes?.get("sha256")?.as_str()?.parse().ok()
}
