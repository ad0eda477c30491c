//! A registry in memory, by the distribution specification.

use super::{Reply, Request};
use oci::Digest;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Memory {
    pub blobs: BTreeMap<String, Vec<u8>>,
    /// Manifests by tag and digest: type and bytes
    pub manifests: BTreeMap<String, (String, Vec<u8>)>,
    pub sessions: BTreeMap<usize, Vec<u8>>,
    /// Whether it keeps lists of referrers itself
    pub keeps_referrers: bool,
    /// What it answers in place of a list, where it keeps none
    pub instead_of_referrers: Option<Reply>,
    pub(crate) begun: usize,
}

impl Memory {
    pub fn answer(&mut self, request: &Request) -> Reply {
        let path = request.target.split('?').next().unwrap_or_default();
        let last = path.rsplit('/').next().unwrap_or_default().to_owned();
        match (request.method.as_str(), path) {
            (_, path) if path.contains("/referrers/") => self.referrers(&last),
            (method, path) if path.contains("/manifests/") => self.manifest(method, &last, request),
            ("POST", _) => self.begin(),
            (method, path) if path.contains("/uploads/") => self.upload(method, &last, request),
            ("HEAD" | "GET", _) => self.blob(&last, request),
            _ => Reply::new(405),
        }
    }

    fn begin(&mut self) -> Reply {
        self.begun += 1;
        self.sessions.insert(self.begun, Vec::new());
        self.session(self.begun, 202)
    }

    fn session(&self, id: usize, status: u16) -> Reply {
        let have = self.sessions.get(&id).map_or(0, Vec::len);
        Reply::new(status)
            .with("Location", format!("/v2/a/b/blobs/uploads/{id}"))
            .with("Range", format!("0-{}", have.saturating_sub(1)))
    }

    fn upload(&mut self, method: &str, id: &str, request: &Request) -> Reply {
        let id: usize = id.parse().unwrap_or_default();
        let Some(session) = self.sessions.get_mut(&id) else {
            return Reply::new(404);
        };
        let start = request.header("content-range");
        let start = start.and_then(|range| range.split('-').next()?.parse().ok());
        if start.is_some_and(|start: usize| start != session.len()) {
            return self.session(id, 416);
        }
        match method {
            "GET" => self.session(id, 204),
            "PATCH" => {
                session.extend(&request.body);
                self.session(id, 202)
            }
            "PUT" => {
                session.extend(&request.body);
                self.end(id, request)
            }
            _ => Reply::new(405),
        }
    }

    fn end(&mut self, id: usize, request: &Request) -> Reply {
        let bytes = self.sessions.remove(&id).unwrap_or_default();
        let digest = Digest::of(&bytes).to_string();
        if !request
            .target
            .replace("%3A", ":")
            .ends_with(&format!("digest={digest}"))
        {
            return Reply::new(400);
        }
        self.blobs.insert(digest.clone(), bytes);
        Reply::new(201).with("Docker-Content-Digest", digest)
    }

    fn blob(&self, digest: &str, request: &Request) -> Reply {
        let Some(bytes) = self.blobs.get(digest) else {
            return Reply::new(404);
        };
        let from = request.header("range");
        let from = from.and_then(|range| {
            range
                .strip_prefix("bytes=")?
                .strip_suffix('-')?
                .parse()
                .ok()
        });
        match from {
            None => Reply::new(200).body(bytes.clone()),
            Some(from) => Reply::new(206).body(bytes.get(from..).unwrap_or_default()),
        }
    }

    fn manifest(&mut self, method: &str, reference: &str, request: &Request) -> Reply {
        if method == "PUT" {
            let digest = Digest::of(&request.body).to_string();
            let kind = request
                .header("content-type")
                .unwrap_or_default()
                .to_owned();
            for name in [reference.to_owned(), digest.clone()] {
                self.manifests
                    .insert(name, (kind.clone(), request.body.clone()));
            }
            let reply = Reply::new(201).with("Docker-Content-Digest", digest);
            let about = self.keeps_referrers
                && String::from_utf8_lossy(&request.body).contains("\"subject\"");
            return if about {
                reply.with("OCI-Subject", "sha256:…")
            } else {
                reply
            };
        }
        match self.manifests.get(reference) {
            None => Reply::new(404),
            Some((kind, bytes)) => Reply::new(200)
                .with("Content-Type", kind)
                .with("Docker-Content-Digest", Digest::of(bytes))
                .body(bytes.clone()),
        }
    }

    fn referrers(&self, subject: &str) -> Reply {
        if !self.keeps_referrers {
            let instead = self.instead_of_referrers.clone();
            return instead.unwrap_or_else(|| Reply::new(404));
        }
        let about = self.manifests.iter().filter(|(name, (_, bytes))| {
            name.starts_with("sha256:")
                && String::from_utf8_lossy(bytes)
                    .contains(&format!("\"subject\":{{\"digest\":\"{subject}\""))
        });
        let listed: Vec<String> = about
            .map(|(digest, (kind, bytes))| {
                format!(
                    r#"{{"mediaType":"{kind}","digest":"{digest}","size":{}}}"#,
                    bytes.len()
                )
            })
            .collect();
        let index = "application/vnd.oci.image.index.v1+json";
        let text = format!(
            r#"{{"schemaVersion":2,"mediaType":"{index}","manifests":[{}]}}"#,
            listed.join(",")
        );
        Reply::new(200).body(text)
    }
}
