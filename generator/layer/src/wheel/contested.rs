//! Paths that two wheels claim: the same bytes are one file, whatever their RECORDs hash with; other
//! bytes need a declared winner.

use std::collections::BTreeMap;
use std::fmt;

use super::fault::WheelError;
use super::inflate::Inflater;
use super::install::Installation;
use super::plan::{Placed, Target};
use crate::tree::{self, Content, Node, Tree};
use crate::{spec, Error, TreePath};

/// A path that two wheels install with different bytes or modes.
#[derive(Debug)]
pub struct Contested {
    path: TreePath,
    first: Claim,
    second: Claim,
}

impl std::error::Error for Contested {}

/// What one wheel would install there.
#[derive(Debug)]
struct Claim {
    wheel: String,
    sha256: String,
    mode: u32,
}

impl fmt::Display for Contested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            first,
            second,
        } = self;
        write!(
            f,
            "`{path}` is claimed by `{}` (sha256 {}, mode {:04o}) and by `{}` (sha256 {}, mode {:04o})",
            first.wheel, first.sha256, first.mode, second.wheel, second.sha256, second.mode
        )?;
        f.write_str(
            "\n\nhint: declare whose file stays, in the family.toml or the service's row that brings them: \
             `[[winners]]` with `wheel`, its `sha256` of the lock, `path` in the wheel (`folder/` for all \
             below) and `reason`; `[[omit]]` with the same leaves one file of a wheel out",
        )
    }
}

/// Which wheel's file stays, by installed path.
#[derive(Debug, Default)]
pub struct Winners(BTreeMap<TreePath, String>);

impl Winners {
    /// Reads which paths the declared winners install.
    pub fn read(
        winners: &[spec::Winner],
        target: &Target,
        inflater: &mut Inflater,
    ) -> Result<Self, Error> {
        let mut stays = Self::default();
        for winner in winners {
            let opened = Installation::open(&winner.wheel, inflater)?;
            let filename = &winner.wheel.filename;
            let wrong = |text: String| Error::Wheel {
                file: filename.clone(),
                source: WheelError::Metadata(text),
            };
            let mut claimed = false;
            for placed in opened.placed(0, target, inflater).map_err(opened.named())? {
                if !covers(&winner.path, &placed.source) {
                    continue;
                }
                claimed = true;
                let path = placed.path.clone();
                let before = stays.0.insert(placed.path, filename.clone());
                if let Some(other) = before.filter(|other| other != filename) {
                    return Err(wrong(format!(
                        "is declared the winner of `{path}`, and so is `{other}`"
                    )));
                }
            }
            if !claimed {
                return Err(wrong(format!(
                    "is declared the winner of `{}`, which it does not install",
                    winner.path
                )));
            }
        }
        Ok(stays)
    }

    /// Whether the file of another wheel stays at `path`.
    pub fn is_lost(&self, path: &TreePath, wheel: &str) -> bool {
        self.0.get(path).is_some_and(|winner| winner != wheel)
    }

    /// A line for each path: what this layer may replace of the layers below.
    pub fn print(&self) -> String {
        self.0.keys().map(|path| format!("{path}\n")).collect()
    }
}

/// Whether a declared `path`, perhaps `folder/`, is that of a file.
fn covers(path: &str, file: &str) -> bool {
    match path.strip_suffix('/') {
        Some(_) => file.starts_with(path),
        None => file == path,
    }
}

/// Adds what a wheel installs to `tree`, which `others` have filled so far.
pub fn add(
    wheel: &Installation,
    placed: Vec<Placed>,
    others: &[Installation],
    inflater: &mut Inflater,
    tree: &mut Tree,
) -> Result<(), Error> {
    for Placed {
        path, mut entry, ..
    } in placed
    {
        let Some(mut before) = tree.get(&path).cloned() else {
            tree.add(path, entry)?;
            continue;
        };
        know(&mut entry, wheel, inflater)?;
        let owner = match &before.node {
            Node::File(tree::File {
                content: Content::Member { wheel: at, .. },
                ..
            }) => others.get(*at).unwrap_or(wheel),
            _ => wheel,
        };
        know(&mut before, owner, inflater)?;
        let (first, second) = (Claim::of(&before), Claim::of(&entry));
        if let (Some(first), Some(second)) = (first, second) {
            if (&first.sha256, first.mode) != (&second.sha256, second.mode) {
                return Err(Error::Contested(Box::new(Contested {
                    path,
                    first,
                    second,
                })));
            }
            continue;
        }
        tree.add(path, entry)?;
    }
    Ok(())
}

/// Reads a member whose bytes are claimed twice, so that its SHA-256 is known and proved, whatever
/// its RECORD hashes with.
fn know(
    entry: &mut tree::Entry,
    wheel: &Installation,
    inflater: &mut Inflater,
) -> Result<(), Error> {
    if let Node::File(file) = &mut entry.node {
        if let Content::Member { member, .. } = file.content {
            let sha256 = wheel.prove(member, inflater).map_err(wheel.named())?;
            file.sha256 = Some(sha256);
        }
    }
    Ok(())
}

impl Claim {
    /// That of a file whose bytes are known.
    fn of(entry: &tree::Entry) -> Option<Self> {
        let Node::File(file) = &entry.node else {
            return None;
        };
        Some(Self {
            wheel: entry.origin.to_string(),
            sha256: hex::encode(file.sha256?),
            mode: entry.mode,
        })
    }
}
