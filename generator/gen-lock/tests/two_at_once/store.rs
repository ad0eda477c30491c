//! A Nix store that answers from files, and sources to fetch into it.

use super::project::{wait_for, Project, Running};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// As `nix-store` does: `--print-invalid` names what is not there, `--add-fixed` says a path that
/// follows from the bytes
const NIX_STORE: &str = r#"#!/bin/sh
here="$(dirname "$0")/../nix"
while [ "$1" = --option ]; do shift 3; done
case "$1" in
  --check-validity)
    shift 2
    for path; do [ -e "$here/store/${path##*/}" ] || echo "$path"; done ;;
  --add-fixed)
    sum="$(sha256sum <"$3")" || exit 1
    : >"$here/adding"
    while [ -e "$here/halt" ]; do sleep 0.01; done
    [ -e "$3" ] || { echo "error: getting status of '$3': No such file" >&2; exit 1; }
    echo "$sum" >>"$here/log"
    path="$(cat "$here/paths/${sum%% *}" 2>/dev/null || echo /nix/store/other)"
    : >"$here/store/${path##*/}"
    echo "$path" ;;
esac
"#;

pub struct Store<'a> {
    project: &'a Project,
    sums: Vec<String>,
}

impl<'a> Store<'a> {
    /// An empty one, and a lock of some sources, which are in a folder
    pub fn new(project: &'a Project, count: usize) -> Self {
        for folder in ["nix/store", "nix/paths", "from", "home"] {
            fs::create_dir_all(project.beside(folder)).unwrap();
        }
        fs::write(project.beside("nix/log"), "").unwrap();
        project.program("nix-store", NIX_STORE);
        let (mut sums, mut sources) = (Vec::new(), String::new());
        for number in 0..count {
            let bytes = vec![u8::try_from(number).unwrap(); 200_000 + number];
            let sum = hex::encode(Sha256::digest(&bytes));
            let locator = format!("url:https://sources.example/{number}.bin");
            let path = nix::flat_path(&nix::store_name(&locator), &sum);
            fs::write(project.beside("nix/paths").join(&sum), path).unwrap();
            let comma = if number == 0 { "" } else { "," };
            let size = bytes.len();
            write!(
                sources,
                r#"{comma}"{locator}":{{"sha256":"{sum}","size":{size}}}"#
            )
            .unwrap();
            fs::write(project.beside("from").join(&sum), bytes).unwrap();
            sums.push(sum);
        }
        let lock = format!(
            r#"{{"version":1,"inputs":{{"digests":{{"families":{{}},"services":{{}}}},"sources":{{{sources}}}}}}}"#
        );
        project.write("build-lock.json", &lock);
        Self { project, sums }
    }

    pub fn fetch(&self) -> Running {
        let from = self.project.beside("from").display().to_string();
        self.project.start(&["fetch", "--from", &from, "--offline"])
    }

    /// From now on the store takes its time
    pub fn halt(&self) {
        fs::write(self.project.beside("nix/halt"), "").unwrap();
    }

    pub fn go_on(&self) {
        fs::remove_file(self.project.beside("nix/halt")).unwrap();
    }

    pub fn wait_for_add(&self) {
        wait_for(&self.project.beside("nix/adding"));
    }

    /// Puts a source into the store, as if another had; gives the folder of its download
    pub fn add_by_hand(&self, number: usize) -> PathBuf {
        let sum = &self.sums[number];
        let path = fs::read_to_string(self.project.beside("nix/paths").join(sum)).unwrap();
        let name = path.rsplit('/').next().unwrap();
        fs::write(self.project.beside("nix/store").join(name), "").unwrap();
        self.cache().join(sum)
    }

    /// How often something was added
    pub fn added(&self) -> usize {
        let log = fs::read_to_string(self.project.beside("nix/log")).unwrap();
        log.lines().count()
    }

    /// Each source is there, and nothing else, neither there nor in the cache
    pub fn is_whole(&self) {
        let count = |folder: PathBuf| fs::read_dir(folder).unwrap().count();
        assert_eq!(count(self.project.beside("nix/store")), self.sums.len());
        assert_eq!(count(self.cache()), 0);
        let log = fs::read_to_string(self.project.beside("nix/log")).unwrap();
        let known = |line: &str| self.sums.iter().any(|sum| line.starts_with(sum.as_str()));
        assert!(log.lines().all(known), "{log}");
    }

    fn cache(&self) -> PathBuf {
        self.project.beside("cache/gen-lock")
    }
}
