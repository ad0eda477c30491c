//! The releases of a machine, for people and for programs.

use crate::state::{Link, State};
use anyhow::Result;
use fleet::document::canonical;
use rollout::Release;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Row {
    release: String,
    machine: String,
    state: &'static str,
    /// Why it failed
    reason: Option<String>,
    git_sha: String,
    lock: String,
    force_image_tag: Option<String>,
    services: usize,
}

/// Prints them, the oldest first
///
/// # Errors
/// When one cannot be read.
pub fn print(state: &State, json: bool) -> Result<()> {
    let releases = state.releases()?;
    let rows = releases.iter().map(|release| row(state, release));
    let rows = rows.collect::<Result<Vec<_>>>()?;
    if json {
        print!("{}", canonical(&rows));
        return Ok(());
    }
    if rows.is_empty() {
        println!("no releases");
    }
    for row in rows {
        let (release, state, services) = (&row.release, row.state, row.services);
        let commit: String = row.git_sha.chars().take(12).collect();
        let mut line = format!("{release:18} {state:10} commit {commit}, {services} services");
        if let Some(tag) = &row.force_image_tag {
            line += &format!(", forced tag `{tag}`");
        }
        if let Some(reason) = &row.reason {
            line += &format!(": {reason}");
        }
        println!("{line}");
    }
    Ok(())
}

fn row(state: &State, release: &Release) -> Result<Row> {
    let record = state.record(release)?;
    let reason = state.failure(release);
    let is = |link| state.release(link).as_ref() == Some(release);
    let word = if is(Link::Current) {
        "current"
    } else if is(Link::Previous) {
        "previous"
    } else if reason.is_some() {
        "failed"
    } else if state.was_healthy(release) {
        "kept"
    } else {
        "unfinished"
    };
    Ok(Row {
        release: release.to_string(),
        machine: record.machine,
        state: word,
        reason: reason.map(|reason| rollout::shown(&reason, 1).concat()),
        git_sha: record.git_sha,
        lock: record.lock,
        force_image_tag: record.force_image_tag,
        services: record.services.len(),
    })
}
