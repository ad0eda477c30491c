//! What the specification declares beside wheels and packages: folders taken over, copies, files,
//! links, directories. Declared entries win over what archives brought.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use crate::scratch::Scratch;
use crate::spec::{self, LayerSpec};
use crate::tree::{Content, Entry, File, Node, Tree};
use crate::{Error, TreePath};

/// Files above this size are not copied within a layer.
const COPY_LIMIT: u64 = 16 << 20;

/// Adds everything that `spec` declares.
pub fn add(spec: &LayerSpec, tree: &mut Tree, scratch: Option<&Scratch>) -> Result<(), Error> {
    for folder in &spec.tree {
        add_folder(folder, tree)?;
    }
    for copy in &spec.copies {
        add_copy(copy, tree, scratch)?;
    }
    let origin: Arc<str> = "files".into();
    for file in &spec.files {
        let path = parse("path of a file", &file.path)?;
        let bytes = File::bytes(file.text.as_bytes());
        let mode = spec::parse_mode(&file.mode)?;
        let entry = Entry::file(mode, bytes, &origin);
        tree.declare(
            path,
            Entry {
                uid: file.uid,
                gid: file.gid,
                ..entry
            },
        )?;
    }
    let origin: Arc<str> = "links".into();
    for link in &spec.links {
        let path = parse("path of a link", &link.path)?;
        check_link(&path, &link.target, "links")?;
        tree.declare(path, Entry::symlink(&link.target, &origin))?;
    }
    let origin: Arc<str> = "dirs".into();
    for dir in &spec.dirs {
        let path = parse("path of a folder", &dir.path)?;
        let mode = spec::parse_mode(&dir.mode)?;
        let entry = Entry {
            mode,
            uid: dir.uid,
            gid: dir.gid,
            ..Entry::directory(&origin)
        };
        tree.declare(path, entry)?;
    }
    Ok(())
}

/// The bytes of the file at `path`, links not followed; only for small files.
pub fn read(tree: &Tree, scratch: Option<&Scratch>, path: &TreePath) -> Result<Vec<u8>, Error> {
    let wrong = |why: &str| Error::SpecValue {
        what: "copies",
        value: format!("`{path}` {why}"),
    };
    let entry = tree
        .get(path)
        .ok_or_else(|| wrong("is not in this layer"))?;
    let Node::File(file) = &entry.node else {
        return Err(wrong("is no file"));
    };
    if file.size > COPY_LIMIT {
        return Err(wrong("is too large to be copied"));
    }
    match (&file.content, scratch) {
        (Content::Bytes(bytes), _) => Ok(bytes.to_vec()),
        (Content::Disk(file), _) => fs::read(file).map_err(Error::io(file)),
        (Content::Scratch { offset, .. }, Some(scratch)) => {
            let mut bytes = vec![0; file.size as usize];
            scratch
                .read(*offset, &mut bytes)
                .map_err(Error::io(Path::new("scratch file")))?;
            Ok(bytes)
        }
        _ => Err(wrong("is a file of a wheel, which is not copied")),
    }
}

fn add_copy(copy: &spec::Copy, tree: &mut Tree, scratch: Option<&Scratch>) -> Result<(), Error> {
    let from = parse("source of a copy", &copy.from)?;
    let to = parse("path of a copy", &copy.to)?;
    let mut bytes = read(tree, scratch, &from)?;
    bytes.extend(copy.append.as_bytes());
    let mode = spec::parse_mode(&copy.mode)?;
    Ok(tree.declare(to, Entry::file(mode, File::bytes(bytes), &"copies".into()))?)
}

fn add_folder(folder: &spec::Folder, tree: &mut Tree) -> Result<(), Error> {
    let at = parse("place of a folder", &folder.at)?;
    let origin: Arc<str> = folder.path.to_string_lossy().as_ref().into();
    tree.declare_folder(at.clone(), &origin)?;
    walk(&folder.path, at.as_str(), &origin, tree)
}

fn walk(from: &Path, to: &str, origin: &Arc<str>, tree: &mut Tree) -> Result<(), Error> {
    for item in fs::read_dir(from).map_err(Error::io(from))? {
        let item = item.map_err(Error::io(from))?;
        let source = item.path();
        let name = item.file_name();
        let name = name.to_str().ok_or_else(|| Error::SpecValue {
            what: "tree",
            value: format!("`{}` is not UTF-8", source.display()),
        })?;
        let path = parse("path in a folder", &format!("{to}/{name}"))?;
        let metadata = fs::symlink_metadata(&source).map_err(Error::io(&source))?;
        if metadata.is_dir() {
            tree.declare_folder(path.clone(), origin)?;
            walk(&source, path.as_str(), origin, tree)?;
        } else if metadata.is_symlink() {
            let target = fs::read_link(&source).map_err(Error::io(&source))?;
            let target = target.to_str().ok_or_else(|| Error::SpecValue {
                what: "tree",
                value: format!("`{path}` leads to a name that is not UTF-8: {target:?}"),
            })?;
            check_link(&path, target, "tree")?;
            tree.declare(path, Entry::symlink(target, origin))?;
        } else if metadata.is_file() {
            let executable = metadata.permissions().mode() & 0o111 != 0;
            let mode = if executable { 0o755 } else { 0o644 };
            let content = Content::Disk(source);
            let file = File {
                size: metadata.len(),
                sha256: None,
                content,
            };
            tree.declare(path, Entry::file(mode, file, origin))?;
        } else {
            let value = format!("`{}` is neither a file nor a folder", source.display());
            return Err(Error::SpecValue {
                what: "tree",
                value,
            });
        }
    }
    Ok(())
}

fn check_link(path: &TreePath, target: &str, what: &'static str) -> Result<(), Error> {
    match target.is_empty() || path.resolve(target).is_none() {
        false => Ok(()),
        true => Err(Error::SpecValue {
            what,
            value: format!("`{path}` leads nowhere: {target:?}"),
        }),
    }
}

fn parse(what: &'static str, path: &str) -> Result<TreePath, Error> {
    TreePath::parse(path).map_err(Error::spec_path(what, path))
}
