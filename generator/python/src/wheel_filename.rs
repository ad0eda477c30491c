use std::fmt;
use std::str::FromStr;

use pep440_rs::Version;
use pep508_rs::PackageName;

use crate::tag::is_word;
use crate::{BuildTag, Tag};
use report::visible;

/// Longer names fit no file system.
const LONGEST: usize = 255;
/// A compressed tag set of a real wheel expands to a dozen tags.
const MOST_TAGS: usize = 512;

/// The filename of a wheel, `{name}-{version}(-{build})?-{python}-{abi}-{platform}.whl`, as
/// published: name and version compare in normal form, [`Display`](fmt::Display) gives every
/// letter back, since the file is fetched by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WheelFilename {
    text: String,
    name: PackageName,
    version: Version,
    build: Option<BuildTag>,
    tags: Vec<Tag>,
}

/// Why a text is no wheel filename; each message repeats it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum WheelFilenameError {
    #[error("the wheel filename has {} bytes, at most {LONGEST} are allowed: `{}`", .0.len(), visible(.0))]
    TooLong(String),
    #[error("the wheel filename has a character outside `A-Z a-z 0-9 . _ + ! -`: `{}`", visible(.0))]
    Character(String),
    #[error("the wheel filename doesn't end in `.whl`: `{0}`")]
    Extension(String),
    #[error(
        "the wheel filename must have 5 or 6 parts between its dashes, not {parts}: `{filename}`"
    )]
    Parts { filename: String, parts: usize },
    #[error("the wheel filename has no valid name: `{0}`")]
    Name(String),
    #[error("the wheel filename has no valid version: `{0}`")]
    Version(String),
    #[error("the build tag of the wheel filename doesn't start with a number: `{0}`")]
    Build(String),
    #[error("the wheel filename has an empty or malformed tag: `{0}`")]
    Tag(String),
    #[error("the wheel filename expands to more than {MOST_TAGS} tags: `{0}`")]
    TooManyTags(String),
}

impl WheelFilename {
    /// The name in its normal form (PEP 503).
    pub fn name(&self) -> &PackageName {
        &self.name
    }

    /// The version, with its local part.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The build tag, if there is one.
    pub fn build(&self) -> Option<&BuildTag> {
        self.build.as_ref()
    }

    /// Every tag that the compressed tag sets stand for.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The ABI of its tags that a free-threaded Python alone has, such as `cp313t` or `abi3t`; none
    /// where another tag has another ABI.
    pub fn free_threaded(&self) -> Option<&str> {
        let is_threaded = |abi: &str| {
            let version = abi.strip_prefix("cp").and_then(|abi| abi.strip_suffix('t'));
            abi == "abi3t"
                || version.is_some_and(|version| version.bytes().all(|b| b.is_ascii_digit()))
        };
        let mut abis = self.tags.iter().map(|tag| tag.abi.as_str());
        let first = abis.clone().next()?;
        abis.all(is_threaded).then_some(first)
    }

    /// The filename as published.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for WheelFilename {
    type Err = WheelFilenameError;

    fn from_str(text: &str) -> Result<Self, WheelFilenameError> {
        let own = || text.to_owned();
        if text.len() > LONGEST {
            return Err(WheelFilenameError::TooLong(own()));
        }
        if !text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._+!-".contains(&byte))
        {
            return Err(WheelFilenameError::Character(own()));
        }
        let stem = text
            .strip_suffix(".whl")
            .ok_or_else(|| WheelFilenameError::Extension(own()))?;
        let parts: Vec<&str> = stem.split('-').collect();
        let (name, version, build, sets) = match parts[..] {
            [name, version, python, abi, platform] => {
                (name, version, None, [python, abi, platform])
            }
            [name, version, build, python, abi, platform] => {
                (name, version, Some(build), [python, abi, platform])
            }
            _ => {
                return Err(WheelFilenameError::Parts {
                    filename: own(),
                    parts: parts.len(),
                });
            }
        };
        let build = build
            .map(|build| BuildTag::parse(build).ok_or_else(|| WheelFilenameError::Build(own())))
            .transpose()?;
        Ok(Self {
            name: name.parse().map_err(|_| WheelFilenameError::Name(own()))?,
            version: version
                .parse()
                .map_err(|_| WheelFilenameError::Version(own()))?,
            build,
            tags: expand(text, sets)?,
            text: own(),
        })
    }
}

impl fmt::Display for WheelFilename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// `py2.py3-none-any` stands for every combination of its dotted parts.
fn expand(text: &str, sets: [&str; 3]) -> Result<Vec<Tag>, WheelFilenameError> {
    let [python, abi, platform] = sets.map(|set| set.split('.').collect::<Vec<_>>());
    if python.len() * abi.len() * platform.len() > MOST_TAGS {
        return Err(WheelFilenameError::TooManyTags(text.to_owned()));
    }
    if ![&python, &abi, &platform]
        .into_iter()
        .flatten()
        .all(|part| is_word(part))
    {
        return Err(WheelFilenameError::Tag(text.to_owned()));
    }
    let mut tags = Vec::new();
    for python in &python {
        for abi in &abi {
            tags.extend(
                platform
                    .iter()
                    .map(|platform| Tag::new(python, abi, platform)),
            );
        }
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> WheelFilename {
        text.parse().unwrap()
    }

    fn error(text: &str) -> String {
        text.parse::<WheelFilename>().unwrap_err().to_string()
    }

    #[test]
    fn keeps_the_published_letters_and_compares_normal_ones() {
        let wheel =
            parse("PyYAML-6.0.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
        assert_eq!(wheel.name().to_string(), "pyyaml");
        assert_eq!(wheel.tags().len(), 2);
        assert_eq!(
            wheel.to_string(),
            "PyYAML-6.0.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
        );
        assert_eq!(
            parse("ruamel.yaml-0.18.6-py3-none-any.whl")
                .name()
                .to_string(),
            "ruamel-yaml"
        );
        assert_eq!(
            parse("torch-2.2.2+cu121-cp311-cp311-linux_x86_64.whl")
                .version()
                .to_string(),
            "2.2.2+cu121"
        );
    }

    #[test]
    fn build_tags_order_by_number() {
        let build = |text| parse(text).build().cloned();
        assert!(build("a-1-2-py3-none-any.whl") < build("a-1-10-py3-none-any.whl"));
        assert!(build("a-1-10-py3-none-any.whl") < build("a-1-10b-py3-none-any.whl"));
        assert!(build("a-1-py3-none-any.whl") < build("a-1-0-py3-none-any.whl"));
    }

    #[test]
    fn an_abi_of_free_threaded_python_is_known() {
        let abi = |tags: &str| {
            let wheel = parse(&format!("a-1-{tags}-linux_x86_64.whl"));
            wheel.free_threaded().map(str::to_owned)
        };
        assert_eq!(abi("cp313-cp313t").as_deref(), Some("cp313t"));
        assert_eq!(abi("cp315-abi3t").as_deref(), Some("abi3t"));
        for tags in ["cp313-cp313", "cp311-abi3", "cp315-abi3.abi3t", "py3-none"] {
            assert_eq!(abi(tags), None);
        }
    }

    #[test]
    fn every_error_repeats_the_filename() {
        insta::assert_snapshot!(error("a-1-py3-none-any.tar.gz"), @"the wheel filename doesn't end in `.whl`: `a-1-py3-none-any.tar.gz`");
        insta::assert_snapshot!(error("../a-1-py3-none-any.whl"), @"the wheel filename has a character outside `A-Z a-z 0-9 . _ + ! -`: `../a-1-py3-none-any.whl`");
        insta::assert_snapshot!(error("a-1-none-any.whl"), @"the wheel filename must have 5 or 6 parts between its dashes, not 4: `a-1-none-any.whl`");
        insta::assert_snapshot!(error("a-1-2-3-py3-none-any.whl"), @"the wheel filename must have 5 or 6 parts between its dashes, not 7: `a-1-2-3-py3-none-any.whl`");
        insta::assert_snapshot!(error("_a-1-py3-none-any.whl"), @"the wheel filename has no valid name: `_a-1-py3-none-any.whl`");
        insta::assert_snapshot!(error("a-x-py3-none-any.whl"), @"the wheel filename has no valid version: `a-x-py3-none-any.whl`");
        insta::assert_snapshot!(error("a-1-b2-py3-none-any.whl"), @"the build tag of the wheel filename doesn't start with a number: `a-1-b2-py3-none-any.whl`");
        insta::assert_snapshot!(error("a-1-py2..py3-none-any.whl"), @"the wheel filename has an empty or malformed tag: `a-1-py2..py3-none-any.whl`");
        insta::assert_snapshot!(error(&format!("a-1-{}-none-any.whl", "p".repeat(300))), @"the wheel filename has 317 bytes, at most 255 are allowed: `a-1-pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp…`");
        let set = ["a"; 30].join(".");
        insta::assert_snapshot!(error(&format!("a-1-{set}-{set}-any.whl")), @"the wheel filename expands to more than 512 tags: `a-1-a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a-a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a-any.whl`");
    }

    proptest! {
        #[test]
        fn parse_then_print_is_identity(
            text in "[A-Za-z][A-Za-z0-9_.]{0,8}[a-z0-9]-[0-9]{1,3}(\\.[0-9]{1,3}){0,3}(\\.post[0-9])?(\\+[a-z]{2}[0-9]{3})?(-[0-9]{1,3}[a-z]{0,3})?-(py2\\.)?py3-(none|abi3)-[a-z_0-9]{1,12}(\\.any)?\\.whl"
        ) {
            prop_assert_eq!(parse(&text).to_string(), text);
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,80}") {
            if let Ok(wheel) = text.parse::<WheelFilename>() {
                prop_assert_eq!(wheel.to_string(), text);
            }
        }
    }
}
