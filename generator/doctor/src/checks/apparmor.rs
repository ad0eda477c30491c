use crate::check::{Check, Question};
use crate::engine::Engine;
use crate::{Probe, Readings};

/// The profile of the fleet's containers
const PROFILE: &str = "gen-lock";

/// Whether AppArmor is on, and the fleet's profile loaded
pub fn check(readings: &Readings, engine: Option<&Engine>) -> Check {
    let want = format!("profile `{PROFILE}` enforced");
    let question = Question::new("apparmor", "AppArmor", want);
    let enabled = readings.text(Probe::ApparmorEnabled).map(str::trim);
    if enabled != Some("Y") {
        let got = match enabled {
            None => "not enabled in the kernel: the profile is not enforced",
            Some(_) => "disabled in the kernel: the profile is not enforced",
        };
        return question.note(got, "boot with `apparmor=1 security=apparmor` to enable it");
    }
    if let Some(error) = readings.error(Probe::ApparmorProfiles) {
        let got = format!("enabled; the profiles cannot be read: {error}");
        return question.unknown(got, "run this as root");
    }
    let Some(text) = readings.text(Probe::ApparmorProfiles) else {
        let got = "enabled; `/sys/kernel/security` is not mounted";
        return question.unknown(got, "mount securityfs there");
    };
    match (mode(text), engine) {
        (Some("enforce" | "kill"), Some(engine)) if !engine.apparmor => {
            let remedy = "install `apparmor` and restart the engine";
            question.note(
                "the profile is loaded, but the engine does not use AppArmor",
                remedy,
            )
        }
        (Some(mode @ ("enforce" | "kill")), _) => question.ok(format!("`{PROFILE}` ({mode})")),
        (Some(mode), _) => {
            let remedy = format!("run `aa-enforce {PROFILE}`: without it, nothing is denied");
            question.note(format!("`{PROFILE}` ({mode})"), remedy)
        }
        (None, _) => {
            let remedy = "run `gen-lock hardening apparmor | apparmor_parser --replace`: \
                          containers that name a profile do not start without it";
            question.blocker(
                format!("enabled, but profile `{PROFILE}` is not loaded"),
                remedy,
            )
        }
    }
}

/// The mode of the fleet's profile: `gen-lock (enforce)`
fn mode(text: &str) -> Option<&str> {
    text.lines().find_map(|line| {
        let (name, mode) = line.trim().rsplit_once(" (")?;
        (name == PROFILE).then(|| mode.trim_end_matches(')'))
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{said, Case};
    use crate::{Probe, Verdict};

    fn on() -> Case {
        Case::new().text(Probe::ApparmorEnabled, "Y\n")
    }

    fn profiles(text: &str) -> (Verdict, String) {
        said(&check(&on().text(Probe::ApparmorProfiles, text).0, None))
    }

    #[test]
    fn a_kernel_without_it_is_said() {
        let got = "not enabled in the kernel: the profile is not enforced";
        assert_eq!(
            said(&check(&Case::new().0, None)),
            (Verdict::Note, got.to_owned())
        );
        let off = Case::new().text(Probe::ApparmorEnabled, "N\n");
        assert_eq!(said(&check(&off.0, None)).0, Verdict::Note);
    }

    #[test]
    fn the_profile_is_loaded_and_enforced() {
        let ok = (Verdict::Ok, "`gen-lock` (enforce)".to_owned());
        assert_eq!(
            profiles("docker-default (enforce)\ngen-lock (enforce)\n"),
            ok
        );
        assert_eq!(profiles("gen-lock (complain)\n").0, Verdict::Note);
        assert_eq!(profiles("gen-lock-old (enforce)\n").0, Verdict::Blocker);
    }

    #[test]
    fn only_root_can_tell() {
        let denied = on().failed(Probe::ApparmorProfiles, "Permission denied (os error 13)");
        assert_eq!(said(&check(&denied.0, None)).0, Verdict::Unknown);
    }
}
