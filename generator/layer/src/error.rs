//! Everything that can stop a build, each with the file and the member that is at fault.

use std::io;
use std::path::{Path, PathBuf};

use crate::deb::DebError;
use crate::image::ImageError;
use crate::path::PathFault;
use crate::shown;
use crate::tree::TreeError;
use crate::wheel::{Contested, WheelError};

/// A build that cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file in question.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A specification that is not of the expected shape.
    #[error("specification `{}` is malformed: {source}", path.display())]
    Spec {
        /// The specification.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A specification of another version.
    #[error("specification `{}` has version {version}, this builder reads version 1", path.display())]
    SpecVersion {
        /// The specification.
        path: PathBuf,
        /// The version as read.
        version: u64,
    },
    /// A value of the specification that means nothing.
    #[error("specification, {what}: {value}")]
    SpecValue {
        /// The attribute.
        what: &'static str,
        /// Its value and what is wrong with it.
        value: String,
    },
    /// A path of the specification that is none.
    #[error("specification, {what} is {fault}: `{path}`")]
    SpecPath {
        /// The attribute.
        what: &'static str,
        /// The path as written.
        path: String,
        /// Why it is refused.
        fault: PathFault,
    },
    /// A wheel that is refused.
    #[error("wheel `{file}`: {}", shown::message(source))]
    Wheel {
        /// The wheel's file name.
        file: String,
        /// Why.
        source: WheelError,
    },
    /// A Debian package that is refused.
    #[error("package `{file}`: {}", shown::message(source))]
    Deb {
        /// The package's file name.
        file: String,
        /// Why.
        source: DebError,
    },
    /// Two wheels, one path, different bytes.
    #[error(transparent)]
    Contested(Box<Contested>),
    /// Parts that do not fit into one tree.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// Layers that do not fit into one image.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// A malformed OCI document.
    #[error("{}: {source}", path.display())]
    Oci {
        /// The document.
        path: PathBuf,
        /// What is wrong with it.
        source: oci::Error,
    },
    /// The compressor refused.
    #[error("codec {codec}: {source}")]
    Codec {
        /// Its name.
        codec: &'static str,
        /// What it said.
        source: io::Error,
    },
    /// The writing half stopped first; its own error is the one that is reported.
    #[error("the writer of the blob has stopped")]
    Stopped,
}

impl Error {
    /// Names the file that an I/O error is about.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn spec_path<'a>(
        what: &'static str,
        path: &'a str,
    ) -> impl FnOnce(PathFault) -> Self + 'a {
        move |fault| Self::SpecPath {
            what,
            path: shown::name(path),
            fault,
        }
    }
}
