use super::smi::{rows, Row};
use super::{driver, toolkit};
use crate::check::{Check, Question};
use crate::engine::Engine;
use crate::want::{Gpu, Want};
use crate::{Probe, Readings};

/// Driver, model, compute capability and toolkit; one note on a machine without a GPU
pub fn check(want: &Want, readings: &Readings, engine: Option<&Engine>) -> Vec<Check> {
    let Some(gpu) = &want.gpu else {
        let none = "none: the table gives the machine no GPU";
        return vec![Question::new("gpu", "GPU", none).said("not looked for")];
    };
    let mut checks = vec![driver::check(want, gpu, readings)];
    checks.extend(models(want, gpu, readings));
    checks.push(toolkit::check(readings, engine));
    checks
}

fn models(want: &Want, gpu: &Gpu, readings: &Readings) -> Vec<Check> {
    let rows = found(readings);
    let ask = |question: Question, field, want_value| match &rows {
        Err((why, remedy)) => question.unknown(why, remedy.as_str()),
        Ok(rows) => one(question, want_value, rows, field, &want.machine),
    };
    let model = Question::new("gpu", "GPU model", &gpu.model);
    let mut checks = vec![ask(model, Field::Name, &gpu.model)];
    if let Some(sm) = &gpu.sm {
        let question = Question::new("sm", "compute capability", sm);
        checks.push(ask(question, Field::Sm, sm));
    }
    checks
}

#[derive(Clone, Copy)]
enum Field {
    Name,
    Sm,
}

fn one(question: Question, want: &str, rows: &[Row<'_>], field: Field, machine: &str) -> Check {
    let values = rows.iter().map(|row| match field {
        Field::Name => row.name,
        Field::Sm => row.sm,
    });
    let values: Vec<&str> = values.collect();
    let got = values.join("; ");
    if values.iter().all(|value| *value == want) {
        return question.ok(got);
    }
    let key = match field {
        Field::Name => "gpu",
        Field::Sm => "sm",
    };
    if values.contains(&want) {
        let remedy = "see that `GPU_VISIBLE_DEVICES` of the machine's profile names that one";
        return question.note(got, remedy);
    }
    let remedy = format!(
        "name the machine that this is with `--machine`, or correct `{key}` of \
         `[machines.{machine}]` and run `gen-lock lint`"
    );
    question.blocker(got, remedy)
}

/// At least one GPU, or why none can be told and what to do
fn found(readings: &Readings) -> Result<Vec<Row<'_>>, (String, String)> {
    let install = || "install `nvidia-smi` of the driver's version".to_owned();
    if let Some(error) = readings.error(Probe::NvidiaSmi) {
        // The library is newer than the loaded module, as after an upgrade.
        let remedy = if error.contains("version mismatch") {
            "reboot: the loaded module is of another version than the driver's library".to_owned()
        } else {
            "make `nvidia-smi` work: it asks the driver as the containers do".to_owned()
        };
        return Err((format!("`nvidia-smi` fails: {error}"), remedy));
    }
    let Some(text) = readings.text(Probe::NvidiaSmi) else {
        return Err(("`nvidia-smi` is not there".to_owned(), install()));
    };
    let rows = rows(text);
    if rows.is_empty() {
        return Err((format!("`nvidia-smi` names no GPU: {text}"), install()));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::models;
    use crate::checks::support::{mainpc, said, Case};
    use crate::{Probe, Readings, Verdict};

    fn both(readings: &Readings) -> Vec<(Verdict, String)> {
        let want = mainpc();
        let gpu = want.gpu.clone().unwrap();
        models(&want, &gpu, readings).iter().map(said).collect()
    }

    fn smi(text: &str) -> Vec<(Verdict, String)> {
        both(&Case::new().text(Probe::NvidiaSmi, text).0)
    }

    #[test]
    fn the_tables_gpu() {
        let ok = |text: &str| (Verdict::Ok, text.to_owned());
        let got = smi("NVIDIA GeForce RTX 4090, 8.9, 535.183.01\n");
        assert_eq!(got, [ok("NVIDIA GeForce RTX 4090"), ok("8.9")]);
    }

    #[test]
    fn another_gpu_is_another_machine() {
        let blocker = |text: &str| (Verdict::Blocker, text.to_owned());
        let got = smi("NVIDIA GeForce RTX 3060, 8.6, 535.183.01\n");
        assert_eq!(got, [blocker("NVIDIA GeForce RTX 3060"), blocker("8.6")]);
    }

    #[test]
    fn one_of_two_is_a_note() {
        let got = smi("NVIDIA GeForce RTX 3060, 8.6, 550.1\nNVIDIA GeForce RTX 4090, 8.9, 550.1\n");
        assert_eq!(got[0].0, Verdict::Note);
        assert_eq!(got[1], (Verdict::Note, "8.6; 8.9".to_owned()));
    }

    #[test]
    fn without_an_answer_it_is_not_known() {
        let mismatch = "Failed to initialize NVML: Driver/library version mismatch";
        let failed = Case::new().failed(Probe::NvidiaSmi, mismatch);
        for readings in [Case::new().0, failed.0] {
            assert!(both(&readings).iter().all(|one| one.0 == Verdict::Unknown));
        }
        assert_eq!(smi("No devices were found\n")[0].0, Verdict::Unknown);
    }
}
