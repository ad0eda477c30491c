//! What the script of `ca-certificates` would have made: one bundle, and a link for each authority.

use std::sync::Arc;

use crate::scratch::Scratch;
use crate::tree::{Entry, File, Tree};
use crate::{overlay, Error, TreePath};

const SHIPPED: &str = "usr/share/ca-certificates/";

const ENABLED: &str = "etc/ssl/certs";

/// Adds the bundle of every certificate in `tree`, in bytewise order of their paths.
pub fn add(tree: &mut Tree, scratch: Option<&Scratch>) -> Result<(), Error> {
    let origin: Arc<str> = "certificates".into();
    let shipped =
        |path: &TreePath| path.as_str().starts_with(SHIPPED) && path.as_str().ends_with(".crt");
    let paths: Vec<TreePath> = tree
        .iter()
        .map(|(path, _)| path.clone())
        .filter(shipped)
        .collect();
    if paths.is_empty() {
        return Err(Error::SpecValue {
            what: "certificates",
            value: format!("no package of this layer has any below `{SHIPPED}`"),
        });
    }
    let mut bundle = Vec::new();
    for path in &paths {
        bundle.extend(overlay::read(tree, scratch, path)?);
        if bundle.last() != Some(&b'\n') {
            bundle.push(b'\n');
        }
        let link = enabled(&link_name(path.file_name()))?;
        tree.declare(link, Entry::symlink(&format!("/{path}"), &origin))?;
    }
    let path = enabled("ca-certificates.crt")?;
    Ok(tree.declare(path, Entry::file(0o644, File::bytes(bundle), &origin))?)
}

fn enabled(name: &str) -> Result<TreePath, Error> {
    let path = format!("{ENABLED}/{name}");
    TreePath::parse(&path).map_err(Error::spec_path("certificates: link", &path))
}

/// As `update-ca-certificates` names them.
fn link_name(file_name: &str) -> String {
    let stem = file_name.strip_suffix(".crt").unwrap_or(file_name);
    let plain = |c| match c {
        ' ' | ',' => '_',
        '(' | ')' => '=',
        c => c,
    };
    format!("{}.pem", stem.chars().map(plain).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_named_as_debian_names_them() {
        assert_eq!(link_name("A (B), C.crt"), "A_=B=__C.pem");
    }

    #[test]
    fn every_certificate_ends_its_own_line() {
        let mut tree = Tree::default();
        for (name, text) in [("b/2.crt", "two"), ("a/1.crt", "one\n"), ("a/3.txt", "no")] {
            let path = TreePath::parse(&format!("{SHIPPED}{name}")).unwrap();
            let entry = Entry::file(0o644, File::bytes(text.as_bytes()), &"x".into());
            tree.add(path, entry).unwrap();
        }
        add(&mut tree, None).unwrap();
        let bundle = TreePath::parse("etc/ssl/certs/ca-certificates.crt").unwrap();
        assert_eq!(overlay::read(&tree, None, &bundle).unwrap(), b"one\ntwo\n");
        assert!(tree
            .get(&TreePath::parse("etc/ssl/certs/2.pem").unwrap())
            .is_some());
    }
}
