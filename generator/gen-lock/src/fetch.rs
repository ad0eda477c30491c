//! Locked sources into the Nix store, by content.

use crate::address::debian::{Mirrors, NO_SECURITY};
use crate::address::{cargo, pypi::Indexes};
use crate::download::{self, Expected};
use crate::environment::Environment;
use crate::failure::finding;
use crate::held::Held;
use crate::http::Http;
use crate::login::Logins;
use crate::printer::{bytes, Printer};
use crate::sources::{copy, Places};
use crate::store;
use anyhow::{Context as _, Result};
use fleet::build_lock::Content;
use indicatif::ProgressBar;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

mod room;

use room::Disk;

/// Downloads under way at once
const PARALLEL: usize = 4;
/// Layers take about as much as the sources that they are made from, twice over while they are
/// written
const BUILD_FACTOR: u64 = 2;
/// Errors that are shown
const SHOWN: usize = 20;
const REMEDY: &str =
    "\n\nhint: push this checkout's sources to the archive (`gen-lock archive push`), or omit `--offline`";
const OTHER_INDEX: &str =
    "\n\nhint: give another index with `--index-url`, or a folder of files named by sha256 with `--from`";

/// Where sources come from
pub struct Fetcher<'a> {
    environment: &'a Environment,
    project: &'a Path,
    printer: &'a Printer,
    /// Asked before all else
    places: &'a Places,
    http: Http,
    indexes: OnceLock<Result<Indexes, String>>,
    mirrors: OnceLock<Result<Mirrors, String>>,
    crates: OnceLock<Result<Vec<PathBuf>, String>>,
    /// Whether it was said that another process fetches too
    told: AtomicBool,
}

/// A source that the store has not
struct Missing<'a> {
    locator: &'a str,
    content: &'a Content,
    store_path: String,
}

impl<'a> Fetcher<'a> {
    /// A fetcher; addresses are looked up when they are first needed
    ///
    /// # Errors
    /// When the host's certificates cannot be read.
    pub fn new(
        environment: &'a Environment,
        project: &'a Path,
        printer: &'a Printer,
        places: &'a Places,
    ) -> Result<Self> {
        Ok(Self {
            environment,
            project,
            printer,
            places,
            http: Http::new(Logins::of(environment))?,
            indexes: OnceLock::new(),
            mirrors: OnceLock::new(),
            crates: OnceLock::new(),
            told: AtomicBool::new(false),
        })
    }

    /// Fetches what is missing, or with `dry` says only what that is
    ///
    /// # Errors
    /// When a source cannot be had, or the disk is too small.
    pub fn fetch(&self, sources: &BTreeMap<String, Content>, dry: bool) -> Result<()> {
        let missing = missing(sources)?;
        let total: u64 = missing.iter().map(|one| one.content.size).sum();
        let all: u64 = sources.values().map(|content| content.size).sum();
        std::fs::create_dir_all(&self.environment.cache)?;
        let (cache, store) = (
            Disk::of(&self.environment.cache)?,
            Disk::of(&self.environment.store)?,
        );
        let need = total + all * BUILD_FACTOR;
        self.printer.say(format!(
            "{} of {} sources to fetch, {}; a build of everything needs up to {}, {} are free in `{}`",
            missing.len(),
            sources.len(),
            bytes(total),
            bytes(need),
            bytes(store.free),
            store.name()
        ));
        if dry {
            return Ok(());
        }
        self.tidy(sources, &missing);
        if missing.is_empty() {
            return Ok(());
        }
        let sizes: Vec<u64> = missing.iter().map(|one| one.content.size).collect();
        room::check(&cache, &store, &sizes, PARALLEL)?;
        self.places.ping(missing[0].locator, missing[0].content)?;
        self.all(missing, total)
    }

    /// What a fetch left that was killed once the store had the file
    fn tidy(&self, sources: &BTreeMap<String, Content>, missing: &[Missing<'_>]) {
        let wanted: BTreeSet<&str> = missing
            .iter()
            .map(|one| one.content.sha256.as_str())
            .collect();
        for content in sources.values() {
            if !wanted.contains(content.sha256.as_str()) {
                let folder = self.environment.cache.join(&content.sha256);
                // Another fetch may be at it; what stays is only in the way.
                if Held::attempt(&folder).is_some_and(|held| held.is_at(&folder)) {
                    let _ = std::fs::remove_dir_all(folder);
                }
            }
        }
    }

    fn all(&self, mut missing: Vec<Missing<'_>>, total: u64) -> Result<()> {
        let bar = self.printer.total(total);
        // Taken from the end: the largest first, so that none is left alone at the end.
        missing.sort_by_key(|one| (one.content.size, one.locator));
        let queue = Mutex::new(missing);
        let errors = Mutex::new(Vec::new());
        let failed = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..PARALLEL {
                scope.spawn(|| loop {
                    let next = locked(&queue).pop();
                    let Some(one) = next else { return };
                    if let Err(error) = self.one(&one, &bar) {
                        let lost = error.is::<registry::Error>();
                        let error = error.context(format!("`{}`", one.locator));
                        locked(&failed).push(one.locator);
                        locked(&errors).push(error);
                        if lost {
                            // An archive that fails once fails again.
                            locked(&queue).clear();
                        }
                    }
                });
            }
        });
        bar.finish_and_clear();
        let errors = errors.into_inner().unwrap_or_else(PoisonError::into_inner);
        let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        match errors.len() {
            0 => Ok(()),
            count => {
                if let Some(error) = self.no_security(&failed) {
                    return Err(error);
                }
                let text = lines(&errors);
                let hint = match self.places.only() {
                    true => REMEDY,
                    false if text.contains("`pypi:") => OTHER_INDEX,
                    false => "",
                };
                anyhow::bail!("{count} sources could not be fetched:\n{text}{hint}")
            }
        }
    }

    /// One line in place of many that answer 404, where all that failed is of an archive that nobody
    /// names
    fn no_security(&self, failed: &[&str]) -> Option<anyhow::Error> {
        let mirrors = self.mirrors.get()?.as_ref().ok()?;
        let lacks = |locator: &&str| {
            let path = locator.strip_prefix("debian:");
            path.is_some_and(|path| mirrors.lacks_security(path))
        };
        failed.iter().all(lacks).then(|| {
            anyhow::anyhow!(
                "{} sources could not be fetched: {NO_SECURITY}",
                failed.len()
            )
        })
    }

    fn one(&self, missing: &Missing<'_>, total: &ProgressBar) -> Result<()> {
        let name = nix::store_name(missing.locator);
        let folder = self.environment.cache.join(&missing.content.sha256);
        let (_alone, waited) = self.alone(&folder)?;
        // Another process may have fetched it since we asked the store.
        let there = waited || Path::new(&missing.store_path).exists();
        if there && store::missing(&[missing.store_path.clone()].into())?.is_empty() {
            total.inc(missing.content.size);
            std::fs::remove_dir_all(&folder)?;
            return Ok(());
        }
        let file = folder.join(&name);
        let bar = self.printer.file(&name, missing.content.size);
        let fetched = self.bring(missing, &file, [&bar, total]);
        bar.finish_and_clear();
        fetched?;
        // The store path follows from the content: another path means other bytes.
        let added = store::add_flat(&file)?;
        if added != missing.store_path {
            std::fs::remove_dir_all(&folder)?;
            return Err(finding(format!(
                "its hash differs from the lock: want sha256 {}",
                missing.content.sha256
            )));
        }
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }

    /// Keeps other processes out of the folder of a download; tells whether one was in it
    fn alone(&self, folder: &Path) -> Result<(Held, bool)> {
        let mut waited = false;
        loop {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot write `{}`", folder.display()))?;
            let held = Held::wait(folder, |holder| {
                waited = true;
                if !holder.is_us() && !self.told.swap(true, Ordering::Relaxed) {
                    let line = format!("waiting for {holder}, which is fetching the same sources");
                    self.printer.say(line);
                }
            });
            match held {
                Ok(held) if held.is_at(folder) => return Ok((held, waited)),
                Err(error) if folder.exists() => return Err(error),
                // Who had it removed it.
                _ => waited = true,
            }
        }
    }

    /// From the places that were named; else from cargo's own folders, else from afar
    fn bring(&self, missing: &Missing<'_>, file: &Path, bars: [&ProgressBar; 2]) -> Result<()> {
        let (locator, content) = (missing.locator, missing.content);
        if self.places.download((locator, content), file, bars)? {
            return Ok(());
        }
        if self.places.only() {
            anyhow::bail!("it is in none of the places given with `--from`");
        }
        if let Some(name) = locator.strip_prefix("cargo:") {
            for folder in self.crates()? {
                if copy(&folder.join(name), file, bars)? {
                    return Ok(());
                }
            }
        }
        let expected = Expected {
            sha256: &content.sha256,
            size: content.size,
        };
        let (scheme, rest) = locator.split_once(':').unwrap_or_default();
        let urls: Box<dyn Iterator<Item = Result<String>>> = match scheme {
            "pypi" => {
                let (project, file) = rest.split_once('/').unwrap_or_default();
                let indexes = self.indexes()?;
                Box::new(indexes.urls_of(&self.http, project, file, &content.sha256))
            }
            "debian" => Box::new(self.mirrors()?.urls_of(rest).into_iter().map(Ok)),
            "url" => Box::new([Ok(rest.to_owned())].into_iter()),
            "cargo" => anyhow::bail!("cargo did not fetch `{rest}`"),
            _ => return Err(finding(format!("`{locator}` has an unknown scheme"))),
        };
        download::fetch(&self.http, urls, file, expected, bars)
    }

    fn indexes(&self) -> Result<&Indexes> {
        once(&self.indexes, || {
            self.http.logins.tell(self.printer);
            Indexes::of(self.environment, &self.http.logins)
        })
    }

    fn mirrors(&self) -> Result<&Mirrors> {
        once(&self.mirrors, || {
            let mirrors = Mirrors::of(self.environment, &self.http.logins);
            self.http.logins.tell(self.printer);
            mirrors
        })
    }

    fn crates(&self) -> Result<&Vec<PathBuf>> {
        once(&self.crates, || {
            cargo::fetch(self.environment, self.project)
        })
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The first of them
fn lines(errors: &[anyhow::Error]) -> String {
    let mut lines: Vec<String> = errors
        .iter()
        .take(SHOWN)
        .map(|error| format!("{error:#}"))
        .collect();
    if errors.len() > SHOWN {
        lines.push(format!("and {} more", errors.len() - SHOWN));
    }
    lines.join("\n")
}

/// One answer for all threads, an error too
fn once<T>(cell: &OnceLock<Result<T, String>>, ask: impl FnOnce() -> Result<T>) -> Result<&T> {
    let answer = cell.get_or_init(|| ask().map_err(|error| format!("{error:#}")));
    answer.as_ref().map_err(|error| anyhow::anyhow!("{error}"))
}

fn missing(sources: &BTreeMap<String, Content>) -> Result<Vec<Missing<'_>>> {
    let path = |(locator, content): (&String, &Content)| {
        nix::flat_path(&nix::store_name(locator), &content.sha256)
    };
    let paths: BTreeSet<String> = sources.iter().map(path).collect();
    let absent = store::missing(&paths)?;
    let found = sources.iter().filter_map(|(locator, content)| {
        let store_path = path((locator, content));
        absent.contains(&store_path).then_some(Missing {
            locator,
            content,
            store_path,
        })
    });
    Ok(found.collect())
}
