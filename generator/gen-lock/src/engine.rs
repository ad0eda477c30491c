//! Docker Engine, through its own command line: what it says is read bounded, and its words are kept.

mod child;
mod compose;

pub use child::Ended;
pub use compose::Compose;

use crate::failure::finding;
use crate::interrupt::Interrupt;
use anyhow::Result;
use child::Watch;
use rollout::{Container, Image, Info, State};
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// An answer comes sooner, or the engine hangs
const PATIENCE: Duration = Duration::from_secs(60);
/// An engine ends its containers first, each of which may take its time
const RESTART: Duration = Duration::from_secs(300);
/// Between two questions whether it is there again
const PAUSE: Duration = Duration::from_millis(500);

/// The engine that `docker` speaks to (`DOCKER_HOST` is the client's own business)
pub struct Engine {
    interrupt: Interrupt,
}

impl Engine {
    /// An engine whose programs end with Ctrl-C
    pub fn new(interrupt: Interrupt) -> Self {
        Self { interrupt }
    }

    /// Whether somebody wants this program to end
    pub fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// An image by reference, where the engine has it
    ///
    /// # Errors
    /// When the engine says anything else.
    pub fn image(&self, reference: &str) -> Result<Option<Image>> {
        let ended = self.ask(&["image", "inspect", "--", reference])?;
        if !ended.success && is_absent(&ended.stderr, "image") {
            return Ok(None);
        }
        let images = Image::all(&answer(ended, "image inspect")?).map_err(finding)?;
        Ok(images.into_iter().next())
    }

    /// Every image that the engine has
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn images(&self) -> Result<Vec<Image>> {
        let listed = self.ask(&["image", "ls", "--quiet", "--no-trunc"])?;
        let listed = answer(listed, "image ls")?;
        let mut ids: Vec<&str> = listed.lines().collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let inspected = self.ask(&[&["image", "inspect", "--"], ids.as_slice()].concat())?;
        Image::all(&answer(inspected, "image inspect")?).map_err(finding)
    }

    /// Whether images are called by manifests: containerd keeps them
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn keeps_manifests(&self) -> Result<bool> {
        let said = self.ask(&["info", "--format", "{{json .DriverStatus}}"])?;
        Ok(answer(said, "info")?.contains("\"io.containerd.snapshotter.v1\""))
    }

    /// What it is
    ///
    /// # Errors
    /// When it does not say.
    pub fn info(&self) -> Result<Info> {
        let said = self.ask(&["info", "--format", "{{json .}}"])?;
        Info::parse(&answer(said, "info")?).map_err(finding)
    }

    /// Pulls an image; `line` is told what the engine says of its layers
    ///
    /// # Errors
    /// With the engine's words, when it cannot.
    pub fn pull(&self, reference: &str, mut line: impl FnMut(&str)) -> Result<()> {
        let mut command = docker();
        command.args(["pull", "--", reference]);
        let mut tick = |said: Option<&str>| {
            said.into_iter().for_each(&mut line);
            Ok(())
        };
        let ended = child::run(&mut command, &mut self.watch(None, &mut tick))?;
        if ended.success {
            return Ok(());
        }
        Err(finding(format!(
            "cannot pull `{reference}`: {}",
            ended.stderr
        )))
    }

    /// Containers by name; those that the engine lacks are left out
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn containers(&self, names: &[&str]) -> Result<Vec<Container>> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let ended = self.ask(&[&["container", "inspect", "--"], names].concat())?;
        let out = if !ended.success && is_absent(&ended.stderr, "container") {
            ended.stdout
        } else {
            answer(ended, "container inspect")?
        };
        Container::all(&out).map_err(finding)
    }

    /// Every container, running or not
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn all_containers(&self) -> Result<Vec<Container>> {
        let listed = self.ask(&["container", "ls", "--all", "--quiet", "--no-trunc"])?;
        let listed = answer(listed, "container ls")?;
        self.containers(&listed.lines().collect::<Vec<_>>())
    }

    /// What was changed in a container's root since it was made, a line each
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn altered(&self, name: &str) -> Result<Vec<String>> {
        let said = self.ask(&["container", "diff", name])?;
        let said = answer(said, "container diff")?;
        Ok(rollout::shown(&said, usize::MAX))
    }

    /// Hands an archive of images to `take`, as the engine gives them out
    ///
    /// # Errors
    /// With the engine's words when it cannot, or with what `take` says.
    pub fn save<T>(
        &self,
        ids: &[&str],
        take: impl FnOnce(&mut dyn Read) -> Result<T>,
    ) -> Result<T> {
        child::piped(docker().args(["image", "save", "--"]).args(ids), take)
    }

    /// The last lines that a container wrote
    pub fn last_lines(&self, name: &str, count: usize) -> Vec<String> {
        let tail = count.to_string();
        match self.ask(&["logs", "--tail", &tail, "--", name]) {
            // Each stream in its own order; which of two lines was first is not told.
            Ok(ended) => rollout::shown(&format!("{}\n{}", ended.stdout, ended.stderr), count),
            Err(error) => vec![error.to_string()],
        }
    }

    /// Ends containers that run
    ///
    /// # Errors
    /// With the engine's words, when it cannot.
    pub fn stop(&self, names: &[&str]) -> Result<Vec<String>> {
        let there = self.containers(names)?;
        let runs = |one: &&Container| one.state.runs() || matches!(one.state, State::Other(_));
        let names: Vec<&str> = there
            .iter()
            .filter(runs)
            .map(|one| one.name.as_str())
            .collect();
        if !names.is_empty() {
            answer(
                self.ask(&[&["stop", "--"], names.as_slice()].concat())?,
                "stop",
            )?;
        }
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    /// Removes containers, running or not
    ///
    /// # Errors
    /// With the engine's words, when it cannot.
    pub fn remove(&self, names: &[&str]) -> Result<()> {
        if !names.is_empty() {
            let removed = self.ask(&[&["rm", "--force", "--"], names].concat())?;
            answer(removed, "rm")?;
        }
        Ok(())
    }

    /// Starts a container that is there and does not run; whether that was so, and it did
    pub fn start(&self, name: &str) -> bool {
        let there = self.containers(&[name]).unwrap_or_default();
        let stopped = there
            .iter()
            .any(|one| matches!(one.state, State::Exited(_)));
        stopped
            && self
                .ask(&["start", "--", name])
                .is_ok_and(|ended| ended.success)
    }

    /// Starts services of a compose file with what they depend on, all where none is named, and
    /// removes containers that it no longer says; `tick` is called now and then
    ///
    /// # Errors
    /// When Compose cannot be run, or somebody interrupts.
    pub fn up(
        &self,
        compose: Compose,
        (project, file): (&str, &Path),
        services: &[&str],
        until: Instant,
        tick: &mut dyn FnMut() -> Result<()>,
    ) -> Result<Ended> {
        let mut command = compose.up(project, file);
        command.args(services);
        let mut tick = |line: Option<&str>| if line.is_none() { tick() } else { Ok(()) };
        child::run(&mut command, &mut self.watch(Some(until), &mut tick))
    }

    /// Which Compose is there
    ///
    /// # Errors
    /// When none is.
    pub fn compose(&self) -> Result<Compose> {
        let answers = |mut command: Command| {
            let mut idle = |_: Option<&str>| Ok(());
            let until = Some(Instant::now() + PATIENCE);
            child::run(&mut command, &mut self.watch(until, &mut idle))
                .is_ok_and(|ended| ended.success)
        };
        let found = Compose::ALL.into_iter().find(|one| answers(one.version()));
        self.interrupt.check()?;
        found.ok_or_else(|| {
            finding(
                "Compose is not installed: neither `docker compose` nor `docker-compose`\n\nhint: \
                 install the plugin, or `docker-compose` 1.29",
            )
        })
    }

    /// Starts the engine anew by a command of the user's, and waits until it answers
    ///
    /// # Errors
    /// With the command's words when it fails or takes longer than five minutes, or when the engine does not
    /// come back in another minute.
    pub fn restart(&self, by: &str) -> Result<()> {
        let until = Instant::now() + RESTART;
        let mut command = Command::new("sh");
        let mut idle = |_: Option<&str>| Ok(());
        let ended = child::run(
            command.args(["-c", by]),
            &mut self.watch(Some(until), &mut idle),
        )?;
        if !ended.success {
            return Err(finding(format!("`{by}` failed: {}", ended.stderr)));
        }
        let until = Instant::now() + PATIENCE;
        loop {
            match self.info() {
                Err(_) if Instant::now() < until => std::thread::sleep(PAUSE),
                answered => return answered.map(|_| ()),
            }
            self.interrupt.check()?;
        }
    }

    fn ask(&self, arguments: &[&str]) -> Result<Ended> {
        let mut idle = |_: Option<&str>| Ok(());
        let until = Some(Instant::now() + PATIENCE);
        child::run(docker().args(arguments), &mut self.watch(until, &mut idle))
    }

    fn watch<'a>(&'a self, until: Option<Instant>, tick: child::Tick<'a>) -> Watch<'a> {
        Watch {
            interrupt: &self.interrupt,
            until,
            tick,
        }
    }
}

fn docker() -> Command {
    Command::new("docker")
}

/// Whether all that is wrong is that something is not there: every client writes that in its own
/// case
fn is_absent(stderr: &str, noun: &str) -> bool {
    let absent = format!("no such {noun}");
    let mut lines = stderr
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    lines.peek().is_some() && lines.all(|line| line.to_lowercase().contains(&absent))
}

fn answer(ended: Ended, what: &str) -> Result<String> {
    if ended.success {
        return Ok(ended.stdout);
    }
    Err(finding(format!("`docker {what}` failed: {}", ended.stderr)))
}

#[cfg(test)]
mod tests {
    use super::is_absent;

    #[test]
    fn absence_as_each_client_says_it() {
        for stderr in [
            "Error: No such image: a",
            "Error response from daemon: no such image: a@b: No such image: a@b",
        ] {
            assert!(is_absent(stderr, "image"), "{stderr}");
        }
        let two = "Error: No such container: a\nError: No such container: b\n";
        assert!(is_absent(two, "container"));
        let other =
            "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?";
        assert!(!is_absent(other, "image") && !is_absent("", "image"));
        assert!(!is_absent(&format!("{two}{other}"), "container"));
    }
}
