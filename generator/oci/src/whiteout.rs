use std::fmt;

/// What the name of a whiteout begins with
const PREFIX: &str = ".wh.";
const OPAQUE: &str = ".wh..wh..opq";
/// What AUFS keeps for itself
const AUFS: &str = ".wh..wh.";

/// A member of a layer of which an engine makes no entry: it deletes from the layers below.
///
/// OCI image specification, layers, "Whiteouts". A path counts as a whiteout by its names alone,
/// whatever kind of member it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whiteout {
    /// Deletes what is at this path in the layers below
    Of(String),
    /// Deletes what this folder has in the layers below; empty for the root
    Opaque(String),
    /// A file of AUFS, which engines leave out
    Aufs,
    /// Lies in a folder of such a name, given here
    Below(String),
}

impl Whiteout {
    /// What a path of a layer is, written without a slash at its start
    pub fn of(path: &str) -> Option<Self> {
        let mut start = 0;
        for name in path.split('/') {
            let end = start + name.len();
            if name.starts_with(PREFIX) {
                return Some(match end == path.len() {
                    true => Self::named(&path[..start], name),
                    false => Self::Below(name.to_owned()),
                });
            }
            start = end + 1;
        }
        None
    }

    /// `folder` ends with a slash, or is empty
    fn named(folder: &str, name: &str) -> Self {
        match name {
            OPAQUE => Self::Opaque(folder.trim_end_matches('/').to_owned()),
            name if name.starts_with(AUFS) => Self::Aufs,
            name => Self::Of(format!("{folder}{}", &name[PREFIX.len()..])),
        }
    }

    /// Whether it deletes what the layers below have at a path
    pub fn deletes(&self, path: &str) -> bool {
        let below = |folder: &str| {
            let rest = path.strip_prefix(folder);
            folder.is_empty() || rest.is_some_and(|rest| rest.starts_with('/'))
        };
        match self {
            Self::Of(gone) => path == gone || (!gone.is_empty() && below(gone)),
            Self::Opaque(folder) => below(folder),
            Self::Aufs | Self::Below(_) => false,
        }
    }
}

impl fmt::Display for Whiteout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(path) => write!(f, "whiteout of `{path}`"),
            Self::Opaque(folder) => {
                let folder = if folder.is_empty() { "/" } else { folder };
                write!(
                    f,
                    "whiteout of all that the layers below have in `{folder}`"
                )
            }
            Self::Aufs => f.write_str("name of AUFS's own"),
            Self::Below(name) => {
                write!(f, "entry below the whiteout `{name}`")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Whiteout;

    #[test]
    fn whiteouts_are_known_by_their_names() {
        let of = |path: &str| Whiteout::of(path).map_or(String::new(), |found| found.to_string());
        assert_eq!(
            of("usr/lib/.wh.libc.so.6"),
            "whiteout of `usr/lib/libc.so.6`"
        );
        assert_eq!(of(".wh.etc"), "whiteout of `etc`");
        assert_eq!(
            of("app/.wh..wh..opq"),
            "whiteout of all that the layers below have in `app`"
        );
        assert_eq!(
            of(".wh..wh..opq"),
            "whiteout of all that the layers below have in `/`"
        );
        assert_eq!(of(".wh..wh.plnk"), "name of AUFS's own");
        assert_eq!(of("app/.wh.x/a.py"), "entry below the whiteout `.wh.x`");
        for path in ["app/a.wh.x", "app/.wh", "app/.WH.x", ""] {
            assert_eq!(of(path), "");
        }
    }

    #[test]
    fn a_whiteout_deletes_a_path_and_all_below_it() {
        let gone = |whiteout: &str, path: &str| Whiteout::of(whiteout).unwrap().deletes(path);
        assert!(gone("usr/.wh.lib", "usr/lib"));
        assert!(gone("usr/.wh.lib", "usr/lib/a/b"));
        assert!(!gone("usr/.wh.lib", "usr/lib64"));
        assert!(!gone("usr/.wh.lib", "usr"));
        assert!(gone("usr/.wh..wh..opq", "usr/lib"));
        assert!(!gone("usr/.wh..wh..opq", "usr"));
        assert!(gone(".wh..wh..opq", "etc"));
        assert!(!gone(".wh..wh.plnk", "etc"));
        assert!(!gone("usr/.wh.", "etc"));
    }
}
