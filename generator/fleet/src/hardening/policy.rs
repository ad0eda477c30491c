use serde::Deserialize;
use serde_spanned::Spanned;

/// `hardening/seccomp.toml` as written
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The file's format; only 1 exists
    pub version: Spanned<u32>,
    /// What may be called
    pub allow: Vec<Allow>,
    /// What fails otherwise than by EPERM
    #[serde(default)]
    pub deny: Vec<Deny>,
    /// What the engines' default allows and this does not
    #[serde(default)]
    pub taken: Vec<Taken>,
    /// What a family needs beside
    #[serde(default)]
    pub family: Vec<Family>,
}

/// System calls that may be made
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// What for
    pub why: String,
    /// Their names on amd64
    pub calls: Vec<Spanned<String>>,
    /// Only with such an argument
    pub argument: Option<Argument>,
}

/// What an argument must be
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argument {
    /// Which, from 0
    pub index: u32,
    /// The bits that are looked at; absent: all
    pub mask: Option<u64>,
    /// What it may equal
    pub equals: Vec<u64>,
}

/// System calls that fail with an error of their own
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deny {
    /// Why
    pub why: String,
    /// Their names on amd64
    pub calls: Vec<Spanned<String>>,
    /// The error: 38 is ENOSYS
    pub errno: u32,
}

/// System calls of the engines' default that are not allowed here
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Why
    pub why: String,
    /// Their names on amd64
    pub calls: Vec<Spanned<String>>,
}

/// What the images of a family, and of those below it, may call beside the baseline
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// The family
    pub name: Spanned<String>,
    /// What for
    pub why: String,
    /// Their names on amd64
    pub calls: Vec<Spanned<String>>,
}
