//! How blobs are sent to a registry, as the user says it.

use crate::failure::finding;
use crate::printer::{bytes, Printer};
use anyhow::Result;
use clap::{Args, ValueEnum};
use registry::{Client, Host, UploadMethod};

/// Layers that a message names
const SHOWN: usize = 5;

/// How to send blobs
#[derive(Debug, Clone, Args)]
pub struct Uploads {
    /// Upload blobs only with this method; by default `whole`, or another if the registry refuses it
    #[arg(long, value_name = "METHOD")]
    upload: Option<Kind>,
    /// The largest blob that the registry accepts, in bytes, instead of its documented limit; 0 means no
    /// limit
    #[arg(long, value_name = "BYTES")]
    layer_limit: Option<u64>,
    /// Show what the registry refuses, and how blobs are uploaded instead
    #[arg(long)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// One request with the whole blob (PUT)
    Whole,
    /// One request with the whole blob and one to finish it (PATCH, PUT), like docker
    Stream,
    /// Requests of at most 16 MiB
    Chunked,
}

impl Uploads {
    /// The upload method that the user chose, if any
    pub fn method(&self) -> Option<UploadMethod> {
        Some(match self.upload? {
            Kind::Whole => UploadMethod::Whole,
            Kind::Stream => UploadMethod::Stream,
            Kind::Chunked => UploadMethod::Chunked,
        })
    }

    /// Has a client tell what it finds, where that is wanted
    pub fn listen(&self, client: &mut Client, printer: &Printer) {
        if self.verbose {
            let printer = printer.clone();
            client.listen(Box::new(move |line| printer.say(line)));
        }
    }

    /// Refuses what the registry would refuse in the end
    ///
    /// # Errors
    /// When a blob is larger than the registry takes.
    pub fn check<'a>(
        &self,
        host: &Host,
        blobs: impl Iterator<Item = (&'a str, u64)>,
    ) -> Result<()> {
        let known = host.layer_limit();
        let (limit, said) = match (self.layer_limit, known) {
            (Some(0), _) | (None, None) => return Ok(()),
            (Some(limit), _) => (limit, "`--layer-limit`".to_owned()),
            (None, Some(known)) => (known.bytes, format!("{} ({})", known.said, known.source)),
        };
        let mut large: Vec<(&str, u64)> = blobs.filter(|(_, size)| *size > limit).collect();
        large.sort_unstable();
        large.dedup();
        if large.is_empty() {
            return Ok(());
        }
        let mut names: Vec<String> = large
            .iter()
            .take(SHOWN)
            .map(|(name, size)| format!("`{name}` ({})", bytes(*size)))
            .collect();
        if large.len() > SHOWN {
            names.push(format!("{} more", large.len() - SHOWN));
        }
        Err(finding(format!(
            "above the limit of `{host}`, {said}: {}; nothing was uploaded\n\nhint: \
             push to another registry; if this one accepts more, set `--layer-limit BYTES`, 0 for no limit",
            names.join(", ")
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::Uploads;
    use registry::Repository;

    fn refused(host: &str, layer_limit: Option<u64>, blobs: &[(&str, u64)]) -> Option<String> {
        let uploads = Uploads {
            upload: None,
            layer_limit,
            verbose: false,
        };
        let repository: Repository = format!("{host}/fleet").parse().unwrap();
        let checked = uploads.check(&repository.host, blobs.iter().copied());
        checked.err().map(|error| error.to_string())
    }

    #[test]
    fn a_layer_above_the_cap_is_told_before_it_is_sent() {
        let blobs = [("cuda-wheels", 11_000_000_000), ("runtime", 7)];
        let said = refused("ghcr.io", None, &blobs).unwrap();
        let want =
            "above the limit of `ghcr.io`, 10 GB a layer (GitHub's documentation, \"Working with \
                    the Container registry\"): `cuda-wheels` (11.00 GB); nothing was uploaded";
        assert!(said.starts_with(want), "{said}");
        assert!(said.contains("--layer-limit BYTES"), "{said}");
        assert_eq!(refused("registry.example", None, &blobs), None);
    }

    #[test]
    fn what_the_user_says_of_the_cap_counts() {
        let blobs = [("a", 8), ("b", 9), ("c", 10)];
        assert_eq!(refused("ghcr.io", Some(10), &blobs), None);
        assert_eq!(refused("ghcr.io", Some(0), &[("a", u64::MAX)]), None);
        let said = refused("registry.example", Some(8), &blobs).unwrap();
        let want = ", `--layer-limit`: `b` (9 B), `c` (10 B); nothing was uploaded";
        assert!(said.contains(want), "{said}");
    }

    #[test]
    fn many_large_layers_are_named_in_part() {
        let names: Vec<String> = (0..7).map(|number| format!("layer-{number}")).collect();
        let blobs: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 2)).collect();
        let said = refused("registry.example", Some(1), &blobs).unwrap();
        assert!(said.contains("`layer-4` (2 B), 2 more;"), "{said}");
    }
}
