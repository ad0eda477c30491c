use crate::check::{Check, Question};
use crate::engine::{Engine, Kind};
use crate::{Probe, Readings};

/// As `gen-lock resume --print timer` says to call it
const TIMER: &str = "gen-lock-resume.timer";

/// Whether the timer runs that finishes a roll-out which was killed
pub fn check(readings: &Readings, engine: Option<&Engine>) -> Check {
    let want = format!("`{TIMER}`, enabled and active");
    let question = Question::new("resume", "resume timer", want);
    if engine.is_some_and(|engine| engine.kind == Kind::Podman) {
        return question.said("not checked: systemd itself starts quadlets");
    }
    if let Some(error) = readings.error(Probe::ResumeTimer) {
        let got = format!("cannot be checked: {error}");
        return question.unknown(got, elsewhere());
    }
    let Some(text) = readings.text(Probe::ResumeTimer) else {
        return question.unknown("cannot be checked: there is no systemd", elsewhere());
    };
    let value = |key: &str| {
        let mut lines = text.lines();
        lines.find_map(|line| line.trim().strip_prefix(key)?.strip_prefix('='))
    };
    let (Some(load), Some(active)) = (value("LoadState"), value("ActiveState")) else {
        return question.unknown("systemd reports nothing about it", elsewhere());
    };
    let enabled = value("UnitFileState").unwrap_or_default();
    let enable = format!("run `systemctl enable --now {TIMER}`");
    match (load, enabled, active) {
        ("loaded", "enabled", "active") => question.ok("enabled and active"),
        ("loaded", _, "active") => {
            question.note("active only until the next boot: not enabled", enable)
        }
        ("loaded", "enabled", _) => question.note(format!("enabled and {active}"), enable),
        ("loaded", ..) => question.note(format!("neither enabled nor active ({active})"), enable),
        ("not-found", ..) => question.note(
            "not installed: nothing finishes a killed roll-out",
            "write both units as shown in `gen-lock resume --help`",
        ),
        _ => question.note(
            format!("systemd does not load it: {load}"),
            format!("see `systemctl status {TIMER}`; `gen-lock resume --help` shows the commands"),
        ),
    }
}

/// What to do where systemd cannot tell
fn elsewhere() -> &'static str {
    "schedule `gen-lock resume` after each boot and once a minute"
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{said, Case, PODMAN};
    use crate::engine::Engine;
    use crate::{Probe, Verdict};

    fn judged(load: &str, file: &str, active: &str) -> (Verdict, String) {
        let text = format!("LoadState={load}\nActiveState={active}\nUnitFileState={file}\n");
        said(&check(&Case::new().text(Probe::ResumeTimer, &text).0, None))
    }

    #[test]
    fn the_timer_is_enabled_and_active() {
        let ok = (Verdict::Ok, "enabled and active".to_owned());
        assert_eq!(judged("loaded", "enabled", "active"), ok);
        for (load, file, active, got) in [
            (
                "loaded",
                "disabled",
                "active",
                "active only until the next boot: not enabled",
            ),
            ("loaded", "enabled", "inactive", "enabled and inactive"),
            (
                "loaded",
                "disabled",
                "inactive",
                "neither enabled nor active (inactive)",
            ),
            (
                "masked",
                "masked",
                "inactive",
                "systemd does not load it: masked",
            ),
            (
                "not-found",
                "",
                "inactive",
                "not installed: nothing finishes a killed roll-out",
            ),
        ] {
            assert_eq!(judged(load, file, active), (Verdict::Note, got.to_owned()));
        }
    }

    #[test]
    fn who_cannot_look_says_so() {
        let none = said(&check(&Case::new().0, None));
        assert_eq!(
            none,
            (
                Verdict::Unknown,
                "cannot be checked: there is no systemd".to_owned()
            )
        );
        let failed = Case::new().failed(Probe::ResumeTimer, "Failed to connect to bus");
        let got = "cannot be checked: Failed to connect to bus".to_owned();
        assert_eq!(said(&check(&failed.0, None)), (Verdict::Unknown, got));
        let empty = Case::new().text(Probe::ResumeTimer, "");
        assert_eq!(said(&check(&empty.0, None)).0, Verdict::Unknown);
    }

    #[test]
    fn podman_needs_none() {
        let case = Case::new().text(Probe::PodmanInfo, PODMAN);
        let engine = Engine::used(&case.0);
        assert_eq!(said(&check(&case.0, engine.as_ref())).0, Verdict::Note);
    }
}
