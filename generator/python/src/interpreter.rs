use std::collections::BTreeMap;
use std::fmt;

use pep440_rs::Version;
use pep508_rs::{MarkerEnvironment, MarkerEnvironmentBuilder};

use crate::{Marker, Tag, WheelFilename};

/// The first glibc of a manylinux tag on x86_64 (`manylinux1`).
const OLDEST_GLIBC: u32 = 5;
/// The first CPython with a stable ABI.
const OLDEST_ABI3: u64 = 2;

/// The glibc of the system that the interpreter runs on: newer wheels don't load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Glibc {
    /// 2
    pub major: u32,
    /// 36 in Debian 12
    pub minor: u32,
}

/// CPython on x86_64 Linux with glibc: what a marker is evaluated for and a wheel must fit.
#[derive(Clone, Debug)]
pub struct Interpreter {
    version: Version,
    glibc: Glibc,
    environment: MarkerEnvironment,
    rank: BTreeMap<Tag, usize>,
}

/// Why there is no such interpreter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum InterpreterError {
    #[error("the interpreter's version must be a full CPython 3 version such as `3.11.2`: `{0}`")]
    Version(String),
    #[error("glibc must be between 2.5 and 2.99: `{0}`")]
    Glibc(Glibc),
}

impl Interpreter {
    /// CPython of a full version (`3.11.2`): markers such as `python_full_version <= '3.11.2'`
    /// turn on the last number.
    pub fn cpython(full_version: &str, glibc: Glibc) -> Result<Self, InterpreterError> {
        let refuse = || InterpreterError::Version(full_version.to_owned());
        let version: Version = full_version.parse().map_err(|_| refuse())?;
        let minor = match version.release() {
            [3, minor, _] if !version.is_local() && (OLDEST_ABI3..100).contains(minor) => *minor,
            _ => return Err(refuse()),
        };
        if glibc.major != 2 || !(OLDEST_GLIBC..100).contains(&glibc.minor) {
            return Err(InterpreterError::Glibc(glibc));
        }
        let tags = tags(minor, glibc);
        Ok(Self {
            environment: environment(full_version, minor).ok_or_else(refuse)?,
            rank: tags
                .into_iter()
                .enumerate()
                .map(|(rank, tag)| (tag, rank))
                .collect(),
            version,
            glibc,
        })
    }

    /// The full version.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The glibc it runs with.
    pub fn glibc(&self) -> Glibc {
        self.glibc
    }

    /// The values of the marker variables.
    pub fn environment(&self) -> &MarkerEnvironment {
        &self.environment
    }

    /// Every tag that this interpreter takes, the best first, as pip orders them.
    pub fn tags(&self) -> Vec<&Tag> {
        let mut tags: Vec<(&Tag, &usize)> = self.rank.iter().collect();
        tags.sort_by_key(|(_, rank)| **rank);
        tags.into_iter().map(|(tag, _)| tag).collect()
    }

    /// How well a wheel fits, 0 the best; `None` if it doesn't.
    pub fn rank(&self, wheel: &WheelFilename) -> Option<usize> {
        wheel
            .tags()
            .iter()
            .filter_map(|tag| self.rank.get(tag).copied())
            .min()
    }

    /// The marker of this interpreter's minor version, whatever the last number.
    pub fn series(&self) -> Marker {
        self.marker(&format!(
            "python_version == '{}'",
            self.environment.python_version()
        ))
    }

    /// The marker of this interpreter's full version alone.
    pub fn exactly(&self) -> Marker {
        self.marker(&format!("python_full_version == '{}'", self.version))
    }

    fn marker(&self, python: &str) -> Marker {
        let rest = "implementation_name == 'cpython' and platform_machine == 'x86_64' and sys_platform == 'linux'";
        format!("{python} and {rest}")
            .parse()
            .expect("a constant and a version that parsed")
    }
}

impl fmt::Display for Interpreter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "CPython {} on x86_64 Linux with glibc {}",
            self.version, self.glibc
        )
    }
}

impl fmt::Display for Glibc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

fn environment(full_version: &str, minor: u64) -> Option<MarkerEnvironment> {
    let python_version = format!("3.{minor}");
    MarkerEnvironment::try_from(MarkerEnvironmentBuilder {
        implementation_name: "cpython",
        implementation_version: full_version,
        os_name: "posix",
        platform_machine: "x86_64",
        platform_python_implementation: "CPython",
        platform_release: "",
        platform_system: "Linux",
        platform_version: "",
        python_full_version: full_version,
        python_version: &python_version,
        sys_platform: "linux",
    })
    .ok()
}

/// pip's order: this CPython's ABI, its stable ABI, no ABI, older stable ABIs; then plain Python
/// with a platform; then wheels for any platform. Within each, the newest glibc first.
fn tags(minor: u64, glibc: Glibc) -> Vec<Tag> {
    let platforms = platforms(glibc);
    let own = format!("cp3{minor}");
    let with_platforms = |python: &str, abi: &str| -> Vec<Tag> {
        platforms
            .iter()
            .map(|platform| Tag::new(python, abi, platform))
            .collect()
    };
    let mut tags = Vec::new();
    for abi in [own.as_str(), "abi3", "none"] {
        tags.extend(with_platforms(&own, abi));
    }
    for older in (OLDEST_ABI3..minor).rev() {
        tags.extend(with_platforms(&format!("cp3{older}"), "abi3"));
    }
    for python in plain(minor) {
        tags.extend(with_platforms(&python, "none"));
    }
    tags.push(Tag::new(&own, "none", "any"));
    tags.extend(
        plain(minor)
            .iter()
            .map(|python| Tag::new(python, "none", "any")),
    );
    tags
}

/// `py311`, `py3`, then every older one.
fn plain(minor: u64) -> Vec<String> {
    let older = (0..minor).rev().map(|minor| format!("py3{minor}"));
    [format!("py3{minor}"), "py3".to_owned()]
        .into_iter()
        .chain(older)
        .collect()
}

/// The bare platform first, as packaging 26 has it; then PEP 600's, each followed by the older name
/// of the same glibc. A wheel of the bare platform, such as PyTorch's own index has, says nothing of
/// the glibc that it wants.
fn platforms(glibc: Glibc) -> Vec<String> {
    let mut platforms = vec!["linux_x86_64".to_owned()];
    for minor in (OLDEST_GLIBC..=glibc.minor).rev() {
        platforms.push(format!("manylinux_2_{minor}_x86_64"));
        match minor {
            17 => platforms.push("manylinux2014_x86_64".to_owned()),
            12 => platforms.push("manylinux2010_x86_64".to_owned()),
            5 => platforms.push("manylinux1_x86_64".to_owned()),
            _ => {}
        }
    }
    platforms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debian_12() -> Interpreter {
        Interpreter::cpython(
            "3.11.2",
            Glibc {
                major: 2,
                minor: 36,
            },
        )
        .unwrap()
    }

    /// The fixture is what pip 26.3 says (`packaging.tags.sys_tags()` of its own copy with glibc
    /// 2.36), less the musl tags.
    #[test]
    fn tags_are_in_the_order_of_pip() {
        let ours: Vec<String> = debian_12().tags().iter().map(ToString::to_string).collect();
        let pip: Vec<&str> = include_str!("../tests/pip-tags-3.11-glibc-2.36.txt")
            .lines()
            .collect();
        assert_eq!(ours, pip);
    }

    #[test]
    fn refuses_half_a_version() {
        let error = |version: &str, minor| {
            Interpreter::cpython(version, Glibc { major: 2, minor })
                .unwrap_err()
                .to_string()
        };
        insta::assert_snapshot!(error("3.11", 36), @"the interpreter's version must be a full CPython 3 version such as `3.11.2`: `3.11`");
        insta::assert_snapshot!(error("2.7.18", 36), @"the interpreter's version must be a full CPython 3 version such as `3.11.2`: `2.7.18`");
        insta::assert_snapshot!(error("3.11.2", 4), @"glibc must be between 2.5 and 2.99: `2.4`");
    }
}
