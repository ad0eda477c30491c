use super::smi::{rows, Row};
use super::{driver, toolkit};
use crate::check::{Check, Question};
use crate::engine::Engine;
use crate::want::{Gpu, NoGpu, Want};
use crate::{Probe, Readings};

/// Driver, model, compute capability and toolkit; one note on a machine without a GPU
pub fn check(want: &Want, readings: &Readings, engine: Option<&Engine>) -> Vec<Check> {
    let gpu = match &want.gpu {
        Ok(gpu) => gpu,
        Err(NoGpu::Table) => {
            let none = "none: the table gives the machine no GPU";
            return vec![Question::new("gpu", "GPU", none).said("not checked")];
        }
        Err(NoGpu::LeftOut) => {
            let none = "none: `--no-gpu`";
            let left_out = "skipped: driver, GPU model, compute capability, container toolkit";
            return vec![Question::new("gpu", "GPU", none).said(left_out)];
        }
    };
    let mut checks = vec![driver::check(want, gpu, readings)];
    checks.extend(models(want, gpu, readings));
    checks.push(toolkit::check(readings, engine));
    checks
}

fn models(want: &Want, gpu: &Gpu, readings: &Readings) -> Vec<Check> {
    let model = Question::new("gpu", "GPU model", &gpu.model);
    let sm = gpu.sm.as_ref();
    let sm = sm.map(|sm| (Question::new("sm", "compute capability", sm), sm));
    let rows = match found(readings) {
        Ok(rows) => rows,
        Err((why, remedy)) => {
            let questions = std::iter::once(model).chain(sm.map(|(question, _)| question));
            let unknown = questions.map(|question| question.unknown(&why, &remedy));
            return unknown.collect();
        }
    };
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    let mut checks = vec![one(model, &gpu.model, &names, &want.machine)];
    if let Some((question, sm)) = sm {
        let all: Vec<&str> = rows.iter().map(|row| row.sm).collect();
        checks.push(one(question, sm, &all, &want.machine));
    }
    checks
}

/// Whether a value is that of every GPU, of one, or of none
fn one(question: Question, want: &str, values: &[&str], machine: &str) -> Check {
    let got = values.join("; ");
    if values.iter().all(|value| *value == want) {
        return question.ok(got);
    }
    if values.contains(&want) {
        let remedy = "check that `GPU_VISIBLE_DEVICES` in the machine's profile selects that GPU";
        return question.note(got, remedy);
    }
    let remedy = format!(
        "give this machine's name with `--machine`, or correct `{}` of \
         `[machines.{machine}]` and run `gen-lock lint`",
        question.id
    );
    question.blocker(got, remedy)
}

/// At least one GPU, or why none can be told and what to do
fn found(readings: &Readings) -> Result<Vec<Row<'_>>, (String, String)> {
    let install = || "install `nvidia-smi` of the driver's version".to_owned();
    if let Some(error) = readings.error(Probe::NvidiaSmi) {
        // The library is newer than the loaded module, as after an upgrade.
        let remedy = if error.contains("version mismatch") {
            "reboot: the loaded module and the driver's library have different versions".to_owned()
        } else {
            "fix `nvidia-smi`: it uses the driver in the same way as the containers".to_owned()
        };
        return Err((format!("`nvidia-smi` fails: {error}"), remedy));
    }
    let Some(text) = readings.text(Probe::NvidiaSmi) else {
        return Err(("`nvidia-smi` is not installed".to_owned(), install()));
    };
    let rows = rows(text);
    if rows.is_empty() {
        return Err((format!("`nvidia-smi` lists no GPU: {text}"), install()));
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
    fn without_a_gpu_one_line_says_what_was_left_out() {
        let checks = super::check(&mainpc().without_gpu(), &Case::new().0, None);
        let left_out = "skipped: driver, GPU model, compute capability, container toolkit";
        assert_eq!(
            checks.iter().map(said).collect::<Vec<_>>(),
            [(Verdict::Note, left_out.to_owned())]
        );
        let mut none = mainpc();
        none.gpu = Err(crate::NoGpu::Table);
        assert_eq!(none.clone().without_gpu(), none);
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
