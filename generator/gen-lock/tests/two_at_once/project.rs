//! A copy of a small project, and commands that run in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes longer, on a machine that is busy
const LONGEST: Duration = Duration::from_secs(120);

pub struct Project {
    folder: tempfile::TempDir,
}

pub struct Running {
    child: Child,
    errors: BufReader<std::process::ChildStderr>,
    said: String,
}

/// A named pipe in place of a file: who opens it to read waits for us
pub struct Pipe(PathBuf);
pub struct Opened(fs::File);

pub fn ended(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

impl Project {
    /// That of a transcript
    pub fn of(transcript: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = format!("tests/cmd/{transcript}.in");
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(from),
            &folder.path().join("project"),
        );
        Self { folder }
    }

    pub fn root(&self) -> PathBuf {
        fs::canonicalize(self.folder.path())
            .unwrap()
            .join("project")
    }

    /// A place outside of the project
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn pipe(&self, name: &str) -> Pipe {
        let path = self.root().join(name);
        let _ = fs::remove_file(&path);
        let mode = rustix::fs::Mode::from(0o600);
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, &path, kind, mode, 0).unwrap();
        Pipe(path)
    }

    /// What a project of wheels and debs has beside the table
    pub fn add_runtime(&self) {
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for name in ["families/debian.toml", "families/debian-lock.json"] {
            fs::copy(ours.join(name), self.root().join(name)).unwrap();
        }
        let lock =
            r#"{"version":1,"inputs":{"digests":{"families":{},"services":{}},"sources":{}}}"#;
        self.write("build-lock.json", lock);
        self.write(
            "services/runtime/runtime.toml",
            "exclude-newer = \"2024-06-15\"\n",
        );
        self.write("services/runtime/requirements.in", "");
        self.write("services/runtime/pylock.toml", "# old\n");
    }

    /// A uv that resolves nothing to nothing, and an editor that saves a file meanwhile
    pub fn add_uv(&self, edited: &str, text: &str) {
        fs::write(self.beside("edited"), text).unwrap();
        let lines = [
            "#!/bin/sh",
            "while [ $# -gt 0 ]; do",
            "  if [ \"$1\" = --output-file ]; then",
            "    printf 'lock-version = \"1.0\"\\ncreated-by = \"uv\"\\npackages = []\\n' >\"$2\"",
            &format!(
                "    cat '{}' >'{}'",
                self.beside("edited").display(),
                self.root().join(edited).display()
            ),
            "  fi",
            "  shift",
            "done",
        ];
        self.program("uv", &lines.join("\n"));
    }

    /// A program that is found before all others
    pub fn program(&self, name: &str, text: &str) {
        let path = self.beside("bin").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// The bytes of all files, by path
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.root(), Path::new(""), &mut files);
        files
    }

    pub fn start(&self, arguments: &[&str]) -> Running {
        self.start_with(arguments, &[])
    }

    pub fn start_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gen-lock"));
        // Else it would be taken before the one on PATH.
        command.env_remove("GEN_LOCK_UV");
        #[allow(clippy::disallowed_methods)] // the programs of this machine
        let path = std::env::var("PATH").unwrap();
        command.args(arguments).current_dir(self.root());
        command.env("PATH", format!("{}:{path}", self.beside("bin").display()));
        command.env("XDG_CACHE_HOME", self.beside("cache"));
        command.env("HOME", self.beside("home"));
        command.envs(environment.iter().copied());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let errors = BufReader::new(child.stderr.take().unwrap());
        Running {
            child,
            errors,
            said: String::new(),
        }
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.start(arguments).end()
    }
}

impl Running {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line of its messages
    pub fn first_line(&mut self) -> String {
        let mut line = String::new();
        self.errors.read_line(&mut line).unwrap();
        self.said.push_str(&line);
        line
    }

    pub fn kill(self) {
        drop(self);
    }

    pub fn end(mut self) -> Output {
        self.errors.read_to_string(&mut self.said).unwrap();
        Output {
            status: self.child.wait().unwrap(),
            stdout: Vec::new(),
            stderr: std::mem::take(&mut self.said).into_bytes(),
        }
    }
}

/// A test that fails leaves nobody behind
impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Pipe {
    /// Waits until somebody reads
    pub fn open(&self) -> Opened {
        let begin = Instant::now();
        let flags = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap();
        loop {
            let opened = fs::File::options()
                .write(true)
                .custom_flags(flags)
                .open(&self.0);
            if let Ok(file) = opened {
                return Opened(file);
            }
            assert!(
                begin.elapsed() < LONGEST,
                "nobody reads `{}`",
                self.0.display()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Opened {
    /// Who reads has all of it then
    pub fn write(mut self, text: &str) {
        self.0.write_all(text.as_bytes()).unwrap();
    }
}

pub fn wait_for(path: &Path) {
    let begin = Instant::now();
    while !path.exists() {
        assert!(
            begin.elapsed() < LONGEST,
            "`{}` does not come",
            path.display()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn gather(root: &Path, below: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = below.join(entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            gather(root, &name, files);
        } else if kind.is_file() {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let mut files = BTreeMap::new();
    gather(from, Path::new(""), &mut files);
    for (name, bytes) in files {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
