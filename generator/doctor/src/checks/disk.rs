use crate::check::{Check, Question};
use crate::engine::Engine;
use crate::first_line::first_line;
use crate::want::Want;
use crate::{Probe, Readings};

/// Tenths of a byte that a byte of zstd unpacks to: 9.42 GB from 3.79 GB, the `tar_size` and the
/// blob's size summed over the `layer.json` of this fleet's 34 layers. The lock has no such sizes.
const UNPACKED_TENTHS: u64 = 25;

/// Room for the images of the machine where the engine keeps them
pub fn check(want: &Want, readings: &Readings, engine: Option<&Engine>) -> Check {
    let question = |want: String| Question::new("disk", "disk", want);
    let Some(images) = &want.images else {
        let question = question("space for the images".to_owned());
        return question.unknown("build-lock.json has no outputs", "run `gen-lock refresh`");
    };
    let stored = images.stored;
    let unpacked = stored.saturating_mul(UNPACKED_TENTHS) / 10;
    let both = stored.saturating_add(unpacked);
    let question = question(format!(
        "{} of layers, about {} when unpacked",
        gigabytes(stored),
        gigabytes(unpacked)
    ));
    let Some(place) = engine.and_then(|engine| engine.root.as_deref().map(first_line)) else {
        let why = "no engine reports where it stores images";
        return question.unknown(why, "see `engine`");
    };
    let free = match free(readings) {
        Ok(free) => free,
        Err(why) => return question.unknown(why, format!("check the output of `df {place}`")),
    };
    let mut got = format!("{} free in {place}", gigabytes(free));
    let missing = images.missing.len();
    if missing > 0 {
        let all = images.locked + missing;
        got += &format!("; {missing} of {all} images are not in build-lock.json");
    }
    let room = format!("free some space in {place}; layers that are already there need no space");
    match free {
        free if free < stored => question.blocker(got, room),
        free if free < both => question.note(got, room),
        _ if missing > 0 => question.note(got, "run `gen-lock refresh`: their size is not known"),
        _ => question.ok(got),
    }
}

/// Bytes; the second line of `df`
fn free(readings: &Readings) -> Result<u64, String> {
    if let Some(error) = readings.error(Probe::Disk) {
        return Err(error.to_owned());
    }
    let text = readings.text(Probe::Disk).ok_or("`df` is not installed")?;
    let line = text.lines().nth(1).unwrap_or_default();
    let number = line
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok());
    number.ok_or_else(|| format!("`df` printed no number: {text}"))
}

/// Decimal, with a tenth
fn gigabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_add(50_000_000) / 100_000_000;
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{mainpc, said, Case, DOCKER_24};
    use crate::engine::Engine;
    use crate::{Probe, Verdict};

    fn judged(df: &str) -> (Verdict, String) {
        let case = Case::new()
            .text(Probe::DockerInfo, DOCKER_24)
            .text(Probe::Disk, df);
        said(&check(&mainpc(), &case.0, Engine::used(&case.0).as_ref()))
    }

    #[test]
    fn against_blobs_and_what_they_unpack_to() {
        let df = |bytes: &str| judged(&format!("Avail Mounted on\n{bytes} /\n"));
        let got = "500.0 GB free in /var/lib/docker";
        assert_eq!(df("500000000000"), (Verdict::Ok, got.to_owned()));
        assert_eq!(df("8000000000").0, Verdict::Note);
        assert_eq!(df("3000000000").0, Verdict::Blocker);
        assert_eq!(df("18446744073709551616").0, Verdict::Unknown);
    }

    #[test]
    fn what_the_lock_lacks_is_said() {
        let mut want = mainpc();
        want.images.as_mut().unwrap().missing = vec!["mainpc-x".to_owned()];
        let case = Case::new()
            .text(Probe::DockerInfo, DOCKER_24)
            .text(Probe::Disk, "Avail Mounted on\n500000000000 /\n");
        let engine = Engine::used(&case.0);
        let judged = |want: &_| said(&check(want, &case.0, engine.as_ref())).0;
        assert_eq!(judged(&want), Verdict::Note);
        want.images = None;
        assert_eq!(judged(&want), Verdict::Unknown);
        assert_eq!(said(&check(&mainpc(), &case.0, None)).0, Verdict::Unknown);
    }
}
