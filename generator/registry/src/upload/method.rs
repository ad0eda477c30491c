//! The methods to upload a blob, and which of them the registry accepted.

use std::fmt;
use std::str::FromStr;

/// A method to upload a blob
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UploadMethod {
    /// One PUT with all of it ("POST then PUT", distribution specification, "Pushing a blob
    /// monolithically")
    Whole,
    /// One PATCH with all of it, without `Content-Range`, then an empty PUT: as docker and skopeo do
    Stream,
    /// Several PATCHes with `Content-Range`, then an empty PUT ("Pushing a blob in chunks")
    Chunked,
}

impl UploadMethod {
    /// In the order in which they are tried after a refusal
    pub const ALL: [Self; 3] = [Self::Whole, Self::Stream, Self::Chunked];

    /// The one that is tried after the connection broke: chunks cost least when it breaks again
    pub(super) fn after_cut(self) -> Self {
        match self {
            Self::Whole => Self::Chunked,
            Self::Chunked => Self::Stream,
            Self::Stream => Self::Whole,
        }
    }

    /// What it is, for people
    pub fn description(self) -> &'static str {
        match self {
            Self::Whole => "whole, in one PUT",
            Self::Stream => "whole, in one PATCH",
            Self::Chunked => "in chunks",
        }
    }
}

impl fmt::Display for UploadMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => "whole",
            Self::Stream => "stream",
            Self::Chunked => "chunked",
        })
    }
}

impl FromStr for UploadMethod {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL
            .into_iter()
            .find(|method| method.to_string() == text);
        known.ok_or_else(|| format!("want `whole`, `stream` or `chunked`, got `{text}`"))
    }
}

/// What the registry took after it had refused something else
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Learned {
    /// The method
    pub(super) method: Option<UploadMethod>,
    /// Bytes of a chunk, where fewer than the client's own
    pub(super) chunk: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::UploadMethod;

    #[test]
    fn a_method_reads_as_it_prints() {
        for method in UploadMethod::ALL {
            assert_eq!(method.to_string().parse(), Ok(method));
        }
        assert!("monolithic".parse::<UploadMethod>().is_err());
    }

    #[test]
    fn after_cuts_every_method_has_its_turn() {
        let turns = [
            UploadMethod::Whole,
            UploadMethod::Whole.after_cut(),
            UploadMethod::Whole.after_cut().after_cut(),
        ];
        assert_eq!(
            turns,
            [
                UploadMethod::Whole,
                UploadMethod::Chunked,
                UploadMethod::Stream
            ]
        );
        assert_eq!(turns[2].after_cut(), UploadMethod::Whole);
    }
}
