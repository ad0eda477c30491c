//! A machine with three services, a project, and an engine that answers from files.

use crate::written_short::{digested, shortened};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub const UNHEALTHY: &str =
    r#"{"Status":"running","Health":{"Status":"unhealthy","Log":[{"Output":"curl: (7)"}]}}"#;
const REGISTRY: &str = "registry.example:5000/fleet";
const SERVICES: [&str; 3] = ["alpha", "beta", "watch"];
/// What has a digest
const WORDS: [&str; 8] = [
    "alpha", "beta", "watch", "config", "older", "layer-1", "layer-2", "layer-x",
];

pub struct Machine {
    folder: tempfile::TempDir,
}

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Machine {
    pub fn new() -> Self {
        let machine = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for folder in ["images", "registry", "containers", "health"] {
            std::fs::create_dir_all(machine.path(&format!("fake/{folder}"))).unwrap();
        }
        machine.write("fake/log", "");
        let state = machine.path("state").display().to_string();
        machine.write(
            "project/services/fleet.toml",
            &include_str!("fleet.toml").replace("STATE", &state),
        );
        machine.write(
            "project/families/base/family.toml",
            "description = \"base\"\n",
        );
        machine.write(
            "project/build-lock.json",
            &digested(include_str!("build-lock.json")),
        );
        for service in SERVICES {
            machine.put_image(service, &format!("@sha256:{service}"), "layer-1");
        }
        machine
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn touch(&self, name: &str) {
        self.write(name, "");
    }

    /// What an engine would say of a container's state
    pub fn health(&self, container: &str, state: &str) {
        self.write(&format!("fake/health/{container}"), state);
    }

    pub fn replace_layer(&self, service: &str, was: &str, is: &str) {
        let path = self.image(service, &format!("@sha256:{service}"));
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text.replace(&digested(was), &digested(is))).unwrap();
    }

    pub fn forget_image(&self, service: &str) {
        std::fs::remove_file(self.image(service, &format!("@sha256:{service}"))).unwrap();
    }

    pub fn tag_images(&self, tag: &str) {
        for service in SERVICES {
            self.put_image(service, &format!(":{tag}"), "layer-x");
        }
    }

    pub fn deploy(&self, options: &[&str]) -> Ran {
        self.ran(self.deploying(&doctor(), options).output().unwrap())
    }

    pub fn deploy_despite(&self, checks: &str) -> Ran {
        self.ran(self.deploying(checks, &[]).output().unwrap())
    }

    /// With Ctrl-C once Compose runs
    pub fn interrupted(&self, options: &[&str]) -> Ran {
        let child = self.composing(options);
        send("INT", &child.id().to_string());
        self.ran(child.wait_with_output().unwrap())
    }

    /// Killed once Compose runs, which goes on
    pub fn killed(&self, options: &[&str]) -> Compose {
        let mut child = self.composing(options);
        child.kill().unwrap();
        child.wait().unwrap();
        let id = std::fs::read_to_string(self.path("fake/waits")).unwrap();
        std::fs::remove_file(self.path("fake/wait")).unwrap();
        Compose {
            process: id.trim().to_owned(),
            lock: self.path("state/roll-out.lock"),
        }
    }

    /// Since the last try to resume
    pub fn an_hour_later(&self) {
        let file = std::fs::File::open(self.path("state/resume-tries")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
    }

    /// In the midst of the next Compose
    pub fn engine_goes(&self) {
        let words = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.";
        self.write("fake/compose-fails", words);
    }

    /// Says to the next Compose that a port is taken, which no container has
    pub fn engine_keeps_a_port(&self) {
        let words = "ERROR: for box-beta  Bind for 0.0.0.0:9110 failed: port is already allocated";
        self.write("fake/compose-fails", words);
    }

    /// As a service manager ends a program, once Compose runs
    pub fn terminated(&self, options: &[&str]) -> Ran {
        let child = self.composing(options);
        send("TERM", &child.id().to_string());
        self.ran(child.wait_with_output().unwrap())
    }

    pub fn resume(&self, options: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(["resume", "--machine", "box", "--state"]);
        command.arg(self.path("state")).args(options);
        self.ran(command.output().unwrap())
    }

    /// Once Compose runs
    fn composing(&self, options: &[&str]) -> Child {
        self.touch("fake/wait");
        let mut deploy = self.deploying(&doctor(), options);
        let child = deploy
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let begin = Instant::now();
        while !self.path("fake/waits").exists() {
            assert!(
                begin.elapsed() < Duration::from_secs(60),
                "Compose was not run"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        child
    }

    /// Into pipes whose readers are gone, as after a broken ssh; gives the exit code
    pub fn deploy_unread(&self, options: &[&str]) -> Option<i32> {
        let mut command = self.deploying(&doctor(), options);
        for stream in [Command::stdout, Command::stderr] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            stream(&mut command, Stdio::from(writer));
        }
        command.status().unwrap().code()
    }

    pub fn rollback(&self, options: &[&str]) -> Ran {
        let mut command = self.command();
        command
            .arg("rollback")
            .arg("--state")
            .arg(self.path("state"));
        self.ran(command.args(options).output().unwrap())
    }

    pub fn verify(&self, options: &[&str]) -> Ran {
        let mut command = self.command();
        command.arg("-C").arg(self.path("project")).arg("verify");
        self.ran(command.args(options).output().unwrap())
    }

    /// A container that nobody rolled out
    pub fn intrude(&self, name: &str, image: &str) {
        let labels = r#""Labels":{"gen-lock.machine":"box"}"#;
        let config = format!(r#""Config":{{"Image":"{image}",{labels}}}"#);
        let text = format!(
            r#"{{"Id":"0","Name":"/{name}","Image":"sha256:config",{config},"State":{{"Status":"running"}}}}"#
        );
        self.write(&format!("fake/containers/{name}"), &digested(&text));
    }

    /// What an engine says of a container, otherwise
    pub fn change(&self, container: &str, was: &str, is: &str) {
        let file = format!("fake/containers/{container}");
        self.replace(&file, &digested(was), &digested(is));
    }

    /// A file of the project, otherwise
    pub fn edit(&self, name: &str, was: &str, is: &str) {
        self.replace(&format!("project/{name}"), was, is);
    }

    fn replace(&self, name: &str, was: &str, is: &str) {
        let path = self.path(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(was), "{was}: {text}");
        std::fs::write(path, text.replacen(was, is, 1)).unwrap();
    }

    /// What a Compose that was killed leaves
    pub fn half_made(&self, name: &str) {
        self.intrude(name, "x");
    }

    /// What was changed in a container
    pub fn alter(&self, name: &str, changed: &str) {
        self.write(&format!("fake/diff/{name}"), changed);
    }

    /// What the engine was told to do
    pub fn log(&self) -> String {
        self.plain(&std::fs::read_to_string(self.path("fake/log")).unwrap())
    }

    pub fn current(&self) -> String {
        let target = std::fs::read_link(self.path("state/current")).unwrap();
        self.plain(target.to_str().unwrap())
    }

    /// The name of a release by its number
    pub fn release(&self, number: usize) -> String {
        let mut names: Vec<String> = std::fs::read_dir(self.path("state/releases"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names[number - 1].clone()
    }

    fn deploying(&self, despite: &str, options: &[&str]) -> Command {
        let mut command = self.command();
        command.arg("-C").arg(self.path("project"));
        command.args([
            "deploy",
            "--machine",
            "box",
            "--registry",
            REGISTRY,
            "--despite",
            despite,
        ]);
        if !options.contains(&"--git-sha") {
            command.args(["--git-sha", "0123456789012345678901234567890123456789"]);
        }
        command.args(options);
        command
    }

    fn command(&self) -> Command {
        let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/roll_out");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gen-lock"));
        command.env("PATH", format!("{}:/usr/bin:/bin", programs.display()));
        command
            .env("FAKE", self.path("fake"))
            .env("FAKE_IMAGE", digested("sha256:config"))
            .env_remove("FORCE_IMAGE_TAG");
        command.stdin(Stdio::null());
        command
    }

    fn ran(&self, output: Output) -> Ran {
        let text = |bytes| self.plain(std::str::from_utf8(bytes).unwrap());
        Ran {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Without the digest of the lock, whose text is not what these tests are of, and with words for others
    fn plain(&self, text: &str) -> String {
        let text = shortened(text, &WORDS);
        match self.lock() {
            Some(lock) => text.replace(&lock, "LOCK"),
            None => text,
        }
    }

    fn lock(&self) -> Option<String> {
        let entries = std::fs::read_dir(self.path("state/releases")).ok()?;
        let name = entries.flatten().next()?.file_name().into_string().ok()?;
        Some(name.split_once('-')?.1.to_owned())
    }

    fn put_image(&self, service: &str, at: &str, layer: &str) {
        let image = format!(
            r#"[{{"Id":"sha256:config","RepoDigests":["{REGISTRY}/box-{service}@sha256:{service}"],"RootFS":{{"Layers":["sha256:{layer}"]}}}}]"#
        );
        std::fs::write(self.image(service, at), digested(&image)).unwrap();
    }

    fn image(&self, service: &str, at: &str) -> PathBuf {
        let reference = digested(&format!("{REGISTRY}/box-{service}{at}"));
        self.path(&format!(
            "fake/registry/{}",
            reference.replace(['/', ':', '@'], "_")
        ))
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// A Compose that goes on without the roll-out that started it
pub struct Compose {
    process: String,
    lock: PathBuf,
}

impl Compose {
    /// Kills it, and waits until it let go of the lock: a signal is sent before it is obeyed
    pub fn end(self) {
        send("KILL", &self.process);
        std::fs::File::open(self.lock).unwrap().lock().unwrap();
    }
}

/// By the shell's own `kill`: a small system has no other
fn send(signal: &str, process: &str) {
    let kill = format!("kill -{signal} {process}");
    let sent = Command::new("sh").args(["-c", &kill]).status();
    assert!(sent.unwrap().success());
}

/// What the machine of the tests is, is not what they are of
fn doctor() -> String {
    doctor::IDS.join(",")
}
