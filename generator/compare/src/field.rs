use serde::{Serialize, Serializer};
use std::fmt;

/// What differs
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Whether there is such a member
    Member,
    /// File, folder, link, …
    Type,
    /// Permission bits
    Mode,
    /// Owner
    Uid,
    /// Group
    Gid,
    /// Length
    Size,
    /// Time of last change
    Mtime,
    /// Where a link leads
    LinkTarget,
    /// The owner by name
    OwnerName,
    /// The group by name
    GroupName,
    /// A device's numbers
    Device,
    /// A PAX record that no other field is of
    Pax(String),
    /// How the path is written: `./a` or `a/` for `a`
    PathSpelling,
    /// The header's bytes, where they say the same
    Header,
    /// The bytes of a file
    Content,
    /// What fills the last block of a file
    Padding,
    /// Its place among the others
    Order,
    /// What follows the last member
    End,
    /// A value of a document
    Value,
    /// A document's bytes, where they say the same
    Spelling,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Member => "member",
            Self::Type => "type",
            Self::Mode => "mode",
            Self::Uid => "uid",
            Self::Gid => "gid",
            Self::Size => "size",
            Self::Mtime => "mtime",
            Self::LinkTarget => "link target",
            Self::OwnerName => "owner name",
            Self::GroupName => "group name",
            Self::Device => "device",
            Self::Pax(key) => return write!(f, "PAX `{key}`"),
            Self::PathSpelling => "spelling of the path",
            Self::Header => "header bytes",
            Self::Content => "content",
            Self::Padding => "padding",
            Self::Order => "order",
            Self::End => "end of the archive",
            Self::Value => "value",
            Self::Spelling => "spelling",
        })
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
