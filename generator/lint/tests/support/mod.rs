//! A small fleet to try rules on.

use fleet::{FamilyFile, Source, Table};
use lint::print::Texts;
use lint::{Attributes, Code, Entering, Finding, Image, Input, Lock, Rule};
use std::collections::BTreeMap;

const HEAD: &str = r#"version = 1
retired = ["RequestCoordinator"]

[fleet]
python = "3.11.2"
codec = "zstd"

[machines.cpu]
[machines.cpu.profile]

[machines.gpu]
gpu = "RTX"
sm = "8.9"
[machines.gpu.profile]

[needs.CPU]
[needs.Docker]
engine = true

"#;

const FAMILIES: [(&str, &str); 3] = [
    ("base", "description = \"base\"\n"),
    (
        "cuda",
        "description = \"cuda\"\nparent = \"base\"\ngpu = true\nsm = [\"8.6\", \"9.0\"]\n",
    ),
    (
        "old",
        "description = \"old\"\nparent = \"base\"\ngpu = true\nsm = [\"7.5\", \"9.0\"]\n",
    ),
];

/// A table and the code of its services
pub struct Case {
    pub table: String,
    code: Vec<Code>,
    images: Vec<Image>,
    locks: Vec<Lock>,
    entering: Vec<Entering>,
    attributes: Vec<Attributes>,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            table: HEAD.to_owned(),
            code: Vec::new(),
            images: Vec::new(),
            locks: Vec::new(),
            entering: Vec::new(),
            attributes: Vec::new(),
        }
    }
}

impl Case {
    pub fn rows(mut self, rows: String) -> Self {
        // Arrays of tables end a table, so that what is no row may stand anywhere.
        self.table += &rows;
        self
    }

    pub fn code(mut self, text: &str) -> Self {
        let services = vec!["A".to_owned()];
        let code = Code::read(services, "services/a/a.py".to_owned(), text.to_owned());
        self.code.push(code);
        self
    }

    pub fn lock(mut self, text: &str) -> Self {
        let file = "families/base/pylock.toml".to_owned();
        self.locks.push(Lock {
            file,
            text: text.to_owned(),
        });
        self
    }

    /// What enters from `services/a`: files, and folders with a slash at their end
    pub fn entering(mut self, paths: &[&str]) -> Self {
        let entering = paths.iter().map(|path| Entering {
            path: path.trim_end_matches('/').to_owned(),
            tree: "services/a".to_owned(),
            is_folder: path.ends_with('/'),
        });
        self.entering.extend(entering);
        self
    }

    /// A `.gitattributes` of a folder
    pub fn attributes(mut self, folder: &str, text: &str) -> Self {
        self.attributes.push(Attributes {
            file: format!("{folder}/.gitattributes")
                .trim_start_matches('/')
                .to_owned(),
            folder: folder.to_owned(),
            text: text.to_owned(),
        });
        self
    }

    /// The image of the row `A`, sound but for what `change` does
    pub fn image(mut self, change: impl FnOnce(&mut Image)) -> Self {
        let mut image = Image {
            machine: "cpu".to_owned(),
            name: "a".to_owned(),
            user: "10001:10001".to_owned(),
            labels: BTreeMap::from([("health_check_port".to_owned(), "6000".to_owned())]),
            needs: Vec::new(),
            unloadable: Vec::new(),
            programs: Vec::new(),
        };
        change(&mut image);
        self.images.push(image);
        self
    }
}

/// A row on the machine `cpu`
pub fn row(name: &str, port: u32, more: &str) -> String {
    let health = port + 1000;
    format!(
        "[[services]]\nname = \"{name}\"\nmachines = [\"cpu\"]\nneeds = [\"CPU\"]\n\
         family = \"base\"\nport = {port}\nhealth-port = {health}\n{more}\n\n"
    )
}

pub fn findings(case: &Case, rules: &[Rule]) -> Vec<Finding> {
    let source = Source {
        file: "services/fleet.toml",
        text: &case.table,
    };
    let table: Table = source.parse().unwrap();
    let families: BTreeMap<String, (Source<'_>, FamilyFile)> = FAMILIES
        .iter()
        .map(|(name, text)| {
            let source = Source { file: name, text };
            ((*name).to_owned(), (source, source.parse().unwrap()))
        })
        .collect();
    let input = Input {
        source,
        table: &table,
        families: &families,
        code: &case.code,
        images: &case.images,
        locks: &case.locks,
        entering: &case.entering,
        attributes: &case.attributes,
        hardened: true,
    };
    lint::check(&input, rules, "2026-11-24".parse().unwrap())
}

pub fn rendered(case: &Case) -> String {
    let text = |code: &Code| (code.file.clone(), code.text.clone());
    let mut texts: Texts = case.code.iter().map(text).collect();
    texts.extend(
        case.locks
            .iter()
            .map(|lock| (lock.file.clone(), lock.text.clone())),
    );
    texts.extend(
        case.attributes
            .iter()
            .map(|one| (one.file.clone(), one.text.clone())),
    );
    texts.insert("services/fleet.toml".to_owned(), case.table.clone());
    lint::print::human(&findings(case, lint::RULES), &texts, false)
}
