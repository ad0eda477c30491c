//! The units of systemd by which a machine finishes a roll-out that was killed (systemd.service(5),
//! systemd.timer(5)): within a minute, and after each start of the machine.

use crate::quadlet::Unit;

/// The service: it runs where a roll-out is unfinished, and is skipped otherwise
///
/// `program` is what runs with `words`, by an absolute path; `state` is the machine's state folder, an
/// absolute path too; `engine` is the address of an engine that is not the client's own (`DOCKER_HOST`).
pub fn resume_service(
    machine: &str,
    (program, words): (&str, &[&str]),
    state: &str,
    engine: Option<&str>,
) -> String {
    let mut unit = Unit::default();
    unit.section("Unit");
    unit.set(
        "Description",
        &format!("Finish a roll-out of {machine} that was killed"),
    );
    unit.set("After", "docker.service");
    unit.set(
        "ConditionPathIsSymbolicLink",
        &format!("{state}/rolling-out"),
    );
    unit.section("Service");
    unit.set("Type", "oneshot");
    if let Some(engine) = engine {
        unit.variable("DOCKER_HOST", engine);
    }
    unit.command("ExecStart", program, words);
    // The command has a time of its own.
    unit.set("TimeoutStartSec", "infinity");
    unit.print().trim_start().to_owned()
}

/// The timer of that service
pub fn resume_timer(machine: &str) -> String {
    let mut unit = Unit::default();
    unit.section("Unit");
    unit.set(
        "Description",
        &format!("Look for a roll-out of {machine} that was killed"),
    );
    unit.section("Timer");
    unit.set("OnBootSec", "15s");
    unit.set("OnCalendar", "minutely");
    unit.set("AccuracySec", "5s");
    unit.section("Install");
    unit.set("WantedBy", "timers.target");
    unit.print().trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{resume_service, resume_timer};

    #[test]
    fn the_units() {
        let words = ["resume", "--machine", "pc2", "--state", "/var/lib/fleet"];
        let command = ("/usr/local/bin/gen-lock", &words[..]);
        let service = resume_service("pc2", command, "/var/lib/fleet", None);
        assert_eq!(
            service,
            "[Unit]\nDescription=Finish a roll-out of pc2 that was killed\nAfter=docker.service\n\
             ConditionPathIsSymbolicLink=/var/lib/fleet/rolling-out\n\n[Service]\nType=oneshot\n\
             ExecStart=/usr/local/bin/gen-lock resume --machine pc2 --state /var/lib/fleet\n\
             TimeoutStartSec=infinity\n"
        );
        assert!(resume_timer("pc2").contains("\nOnCalendar=minutely\n"));
    }

    #[test]
    fn a_path_is_a_path_whatever_is_in_it() {
        let restart = ["--restart-engine", "systemctl restart docker"];
        let words = [&["resume", "--state", "/srv/50% $x"], &restart[..]].concat();
        let command = ("/opt/my tools/gen-lock", &words[..]);
        let service = resume_service("pc2", command, "/srv/50% $x", Some("unix:///run/d.sock"));
        assert!(service.contains("\nConditionPathIsSymbolicLink=/srv/50%% $x/rolling-out\n"));
        let start = "\nExecStart=\"/opt/my tools/gen-lock\" resume --state \"/srv/50%% $$x\" \
                     --restart-engine \"systemctl restart docker\"\n";
        assert!(service.contains(start), "{service}");
        assert!(service.contains("\nEnvironment=DOCKER_HOST=unix:///run/d.sock\n"));
    }

    /// systemd replaces `$` in arguments, and neither in the path of a program nor in a variable's value
    #[test]
    fn a_dollar_is_doubled_where_systemd_would_replace_it() {
        let engine = "unix:///run/my \"d\" $x\\.sock";
        let words = ["resume", "--state", "/srv/$x"];
        let command = ("/opt/$x/gen-lock", &words[..]);
        let service = resume_service("pc2", command, "/srv/$x", Some(engine));
        let start = "\nExecStart=/opt/$x/gen-lock resume --state /srv/$$x\n";
        assert!(service.contains(start), "{service}");
        let variable = "\nEnvironment=\"DOCKER_HOST=unix:///run/my \\\"d\\\" $x\\\\.sock\"\n";
        assert!(service.contains(variable), "{service}");
    }
}
