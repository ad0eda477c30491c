//! The merged `/usr`: what packages still put into `/bin` or `/lib` lies below `/usr` in Debian 12,
//! and the top-level names are links, which the layer's specification declares.

use crate::TreePath;

const MERGED: [&str; 6] = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

/// Where `path` really lies.
pub fn merged(path: TreePath) -> TreePath {
    let top = path.as_str().split('/').next().unwrap_or_default();
    match MERGED.contains(&top) {
        true => path.below("usr"),
        false => path,
    }
}

/// Where the package's member at `path` lies, a link to `target` if it is one, and the link's target
/// there; none if it leads out of the root.
///
/// The links that make the merge (`lib64` to `usr/lib64`, which base-files ships since Debian 13) stay
/// where they are.
pub fn merged_link(path: TreePath, target: &str) -> Option<(TreePath, String)> {
    let moved = merged(path.clone());
    if path.as_str() != moved.as_str() && path.resolve(target)? == moved.as_str() {
        let target = moved.as_str().to_owned();
        if MERGED.contains(&path.as_str()) {
            return Some((path, target));
        }
    }
    let target = merged_target(&path, target).filter(|target| !target.is_empty())?;
    Some((moved, target))
}

/// The target of the link that a package has at `path`, for where the link really lies.
///
/// A relative target that leaves a moved top-level folder would count one `..` too few; it becomes
/// absolute. None if it leads out of the root.
fn merged_target(path: &TreePath, target: &str) -> Option<String> {
    let resolved = path.resolve(target)?;
    let moved = merged(path.clone()) != *path;
    let top = |path: &str| path.split('/').next().map(str::to_owned);
    if moved && !target.starts_with('/') && top(&resolved) != top(path.as_str()) {
        let resolved = TreePath::parse(&resolved).ok()?;
        return Some(format!("/{}", merged(resolved)));
    }
    Some(target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> TreePath {
        TreePath::parse(text).unwrap()
    }

    #[test]
    fn moves_the_six_and_nothing_else() {
        assert_eq!(merged(path("bin/dash")).as_str(), "usr/bin/dash");
        assert_eq!(merged(path("lib64")).as_str(), "usr/lib64");
        assert_eq!(
            merged(path("lib/x/libc.so.6")).as_str(),
            "usr/lib/x/libc.so.6"
        );
        assert_eq!(merged(path("libexec/x")).as_str(), "libexec/x");
        assert_eq!(merged(path("usr/bin/env")).as_str(), "usr/bin/env");
    }

    #[test]
    fn the_links_of_the_merge_stay() {
        let link = |link, to| {
            let (path, target) = merged_link(path(link), to)?;
            Some(format!("{path} -> {target}"))
        };
        for to in ["usr/lib64", "/usr/lib64", "./usr/lib64/"] {
            assert_eq!(link("lib64", to).as_deref(), Some("lib64 -> usr/lib64"));
        }
        assert_eq!(
            link("lib64", "lib").as_deref(),
            Some("usr/lib64 -> /usr/lib")
        );
        assert_eq!(
            link("bin/sh", "dash").as_deref(),
            Some("usr/bin/sh -> dash")
        );
        assert_eq!(link("etc/a", ""), None);
        assert_eq!(link("etc/a", "../../x"), None);
    }

    #[test]
    fn targets_still_lead_where_they_led() {
        let target = |link, to| merged_target(&path(link), to);
        assert_eq!(target("bin/sh", "dash").as_deref(), Some("dash"));
        assert_eq!(target("lib/a/b", "../c").as_deref(), Some("../c"));
        assert_eq!(
            target("lib/a", "../usr/share/a").as_deref(),
            Some("/usr/share/a")
        );
        assert_eq!(target("sbin/a", "../bin/a").as_deref(), Some("/usr/bin/a"));
        assert_eq!(
            target("lib64/ld.so", "/lib/x/ld.so").as_deref(),
            Some("/lib/x/ld.so")
        );
        assert_eq!(target("etc/a", "../../x"), None);
    }
}
