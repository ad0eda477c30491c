//! `md5sums` of a package: the sums that it ships, held against its data, and those that it lacks.
//!
//! `dh_md5sums` leaves configuration files out, other tools write `./` before a path or `*` before it,
//! as md5sum(1) does for binary mode.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::DebError;
use super::merge::merged;
use super::policy;
use crate::tree::{Entry, Node};
use crate::TreePath;

/// The lines for the files among `entries`: those of `shipped` in their order, then what it lacks.
///
/// `sums` has the MD5 of the bytes of each file. Where `admit` has the path, it stands in the place of a
/// shipped one that contradicts it.
pub fn lines(
    shipped: &str,
    entries: &BTreeMap<TreePath, Entry>,
    sums: &BTreeMap<TreePath, String>,
    admit: &[String],
) -> Result<String, DebError> {
    let mut text = String::new();
    let (mut listed, mut needed) = (BTreeSet::new(), BTreeSet::new());
    for (mut sum, path) in shipped
        .lines()
        .filter_map(|line| shipped_line(line, entries))
    {
        if let Some(own) = sums.get(&path).filter(|own| **own != sum) {
            let admits = |pattern: &&String| policy::matches(pattern, path.as_str());
            let admitting = admit.iter().filter(admits);
            needed.extend(admitting.clone());
            if admitting.count() == 0 {
                return Err(contradiction(&path, &sum, own));
            }
            sum.clone_from(own);
        }
        if listed.insert(path.clone()) {
            text.push_str(&format!("{sum}  {path}\n"));
        }
    }
    if let Some(pattern) = admit.iter().find(|pattern| !needed.contains(pattern)) {
        return Err(DebError::member(
            pattern,
            "is admitted, and `md5sums` of its package contradicts nothing there\n\nhint: remove it from \
             `[admit.<package>]` of families/debian.toml",
        ));
    }
    for (path, entry) in entries {
        match (&entry.node, sums.get(path)) {
            (Node::File(_), Some(sum)) if !listed.contains(path) => {
                text.push_str(&format!("{sum}  {path}\n"));
            }
            _ => {}
        }
    }
    Ok(text)
}

fn contradiction(path: &TreePath, want: &str, got: &str) -> DebError {
    let why = format!(
        "has other bytes than `md5sums` of its package says: want {want}, got {got}\n\n\
         hint: the package was damaged or changed after it was built: take another version, build it again \
         with its sums, or take the bytes as they are by `[admit.<package>]` of families/debian.toml: \
         `\"{path}\" = \"<reason>\"`"
    );
    DebError::member(path.as_str(), why)
}

/// The sum and the path of a line; none if it names nothing in `entries`.
fn shipped_line(line: &str, entries: &BTreeMap<TreePath, Entry>) -> Option<(String, TreePath)> {
    let sum = line.get(..32)?;
    let rest = line[32..].strip_prefix([' ', '\t'])?;
    let hexadecimal = sum.bytes().all(|byte| byte.is_ascii_hexdigit());
    // The mark of the mode is a blank or `*`; a name may begin with either.
    let names = [
        rest.strip_prefix([' ', '*']).unwrap_or(rest),
        rest.trim_start(),
        rest,
    ];
    let place = |name: &str| {
        let name = name.trim_start_matches("./").trim_start_matches('/');
        let path = merged(TreePath::parse(name.trim_end_matches('\r')).ok()?);
        entries.contains_key(&path).then_some(path)
    };
    let path = names.into_iter().find_map(place)?;
    hexadecimal.then(|| (sum.to_ascii_lowercase(), path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::File;

    const A: &str = "0cc175b9c0f1b6a831c399e269772661";

    fn of(shipped: &str) -> Result<String, String> {
        admitting(shipped, &[])
    }

    fn admitting(shipped: &str, admit: &[&str]) -> Result<String, String> {
        let origin = "a.deb".into();
        let (mut entries, mut sums) = (BTreeMap::new(), BTreeMap::new());
        for name in ["etc/a", "usr/bin/a", "usr/bin/*b"] {
            let path = TreePath::parse(name).unwrap();
            let file = File::bytes(b"a".as_slice());
            entries.insert(path.clone(), Entry::file(0o644, file, &origin));
            sums.insert(path, A.to_owned());
        }
        let admit: Vec<String> = admit.iter().map(|path| (*path).to_owned()).collect();
        lines(shipped, &entries, &sums, &admit).map_err(|error| error.to_string())
    }

    #[test]
    fn every_spelling_is_kept_and_what_lacks_is_made() {
        let all = format!("{A}  usr/bin/a\n{A}  etc/a\n{A}  usr/bin/*b\n");
        for first in [
            "  usr/bin/a",
            "  ./usr/bin/a",
            " bin/a",
            " *usr/bin/a",
            " /usr/bin/a",
            "   bin/a\r",
        ] {
            assert_eq!(
                of(&format!("{A}{first}\n{A}  etc/a\n")).unwrap(),
                all,
                "{first}"
            );
        }
        let upper = format!("{}  usr/bin/a\nno sum\n", A.to_uppercase());
        assert!(of(&upper)
            .unwrap()
            .starts_with(&format!("{A}  usr/bin/a\n")));
        assert_eq!(of("").unwrap().lines().count(), 3);
    }

    #[test]
    fn a_sum_that_contradicts_the_data_is_refused() {
        let error = of("00000000000000000000000000000000 ./etc/a\n").unwrap_err();
        assert!(
            error.starts_with(
                "member `etc/a` has other bytes than `md5sums` of its package says: want 00"
            ),
            "{error}"
        );
        assert!(
            error.ends_with("debian.toml: `\"etc/a\" = \"<reason>\"`"),
            "{error}"
        );
    }

    #[test]
    fn an_admitted_file_has_the_sum_of_its_data() {
        let zeros = "0".repeat(32);
        let shipped = format!("{zeros}  bin/a\n{zeros}  bin/a\n{A}  etc/a\n{zeros}  usr/bin/*b\n");
        let all = format!("{A}  usr/bin/a\n{A}  etc/a\n{A}  usr/bin/*b\n");
        for admit in [&["usr/bin/a", "usr/bin/*b"][..], &["usr/bin/"]] {
            assert_eq!(admitting(&shipped, admit).unwrap(), all, "{admit:?}");
        }
        // The other file is not admitted with it.
        let error = admitting(&shipped, &["usr/bin/*b"]).unwrap_err();
        assert!(
            error.starts_with("member `usr/bin/a` has other bytes"),
            "{error}"
        );
        // What contradicts nothing, or is not there, is of no effect and refused.
        for idle in ["etc/a", "etc/none"] {
            let error = admitting(&shipped, &["usr/bin/", idle]).unwrap_err();
            assert!(
                error.starts_with(&format!("member `{idle}` is admitted, and `md5sums`")),
                "{error}"
            );
        }
    }
}
