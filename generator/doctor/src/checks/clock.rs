use crate::check::{Check, Question};
use crate::{Probe, Readings};

/// Seconds beyond which logs and heartbeats of two machines no longer line up
const NOTED: f64 = 1.0;
/// Seconds beyond which tokens and certificates fail
const REFUSED: f64 = 60.0;
const SYNCHRONISE: &str = "install `chrony` and let it synchronize (`chronyc makestep`)";

/// How far the clock is off
pub fn check(readings: &Readings) -> Check {
    let question = Question::new("clock", "clock", "within 1 s of its time servers");
    if let Some((offset, synchronised)) = readings.text(Probe::Chrony).and_then(chrony) {
        let got = format!("{offset:.3} s off, according to chrony");
        return match (offset, synchronised) {
            (offset, _) if offset > REFUSED => question.blocker(got, SYNCHRONISE),
            (offset, true) if offset <= NOTED => question.ok(got),
            (_, true) => question.note(got, SYNCHRONISE),
            (_, false) => question.note(format!("{got}, no time server"), SYNCHRONISE),
        };
    }
    let timedatectl = readings.text(Probe::Timedatectl).unwrap_or_default();
    let synchronised = timedatectl
        .lines()
        .find_map(|line| line.trim().strip_prefix("NTPSynchronized="));
    match synchronised {
        Some("yes") => question.ok("synchronized, according to systemd"),
        Some(_) => question.note("not synchronized, according to systemd", SYNCHRONISE),
        None => question.unknown("neither chrony nor systemd reports it", SYNCHRONISE),
    }
}

/// `System time     : 0.000003456 seconds slow of NTP time` in seconds, and whether there is a
/// server
fn chrony(text: &str) -> Option<(f64, bool)> {
    let value = |key: &str| {
        text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            (name.trim() == key).then(|| value.trim())
        })
    };
    let seconds = value("System time")?.split_whitespace().next()?;
    let offset: f64 = seconds.parse().ok()?;
    let synchronised = value("Leap status").is_some_and(|status| status != "Not synchronised");
    offset.is_finite().then_some((offset.abs(), synchronised))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{said, Case};
    use crate::{Probe, Verdict};

    const CHRONY: &str = "Reference ID    : C0A80101 (192.168.1.1)\nStratum         : 3\nSystem time     : 0.000012345 seconds slow of NTP time\nLeap status     : Normal\n";

    #[test]
    fn chrony_knows_how_far() {
        let judged = |text: &str| said(&check(&Case::new().text(Probe::Chrony, text).0));
        let got = "0.000 s off, according to chrony".to_owned();
        assert_eq!(judged(CHRONY), (Verdict::Ok, got));
        assert_eq!(judged(&CHRONY.replace("0.0000", "5.")).0, Verdict::Note);
        assert_eq!(
            judged(&CHRONY.replace("0.0000", "300.")).0,
            Verdict::Blocker
        );
        assert_eq!(
            judged(&CHRONY.replace("Normal", "Not synchronised")).0,
            Verdict::Note
        );
        assert_eq!(
            judged(&CHRONY.replace("0.000012345", "NaN")).0,
            Verdict::Unknown
        );
    }

    #[test]
    fn systemd_knows_whether() {
        let judged = |text: &str| said(&check(&Case::new().text(Probe::Timedatectl, text).0)).0;
        assert_eq!(
            judged("Timezone=Etc/UTC\nNTP=yes\nNTPSynchronized=yes\n"),
            Verdict::Ok
        );
        assert_eq!(judged("NTPSynchronized=no\n"), Verdict::Note);
        assert_eq!(judged(""), Verdict::Unknown);
    }
}
