use super::smi;
use crate::check::{Check, Question};
use crate::want::{Gpu, Want};
use crate::{version, Probe, Readings};

/// Driver that is loaded, against the oldest that the machine may run
pub fn check(want: &Want, gpu: &Gpu, readings: &Readings) -> Check {
    let question = Question::new(
        "driver",
        "NVIDIA driver",
        format!("{} or later", gpu.driver),
    );
    let remedy = remedy(want, gpu);
    let Some((version, module)) = loaded(readings) else {
        let seen = [Probe::NvidiaModule, Probe::NvidiaSmi];
        return match seen.iter().find_map(|probe| readings.0.get(probe)) {
            None => question.blocker("none: no loaded module, no `nvidia-smi`", remedy),
            Some(reading) => {
                let said = reading.error.as_deref().unwrap_or(&reading.text);
                let remedy = format!("{remedy}; if it is installed, check the output of `dmesg`");
                question.blocker(format!("it reports no version: {said}"), remedy)
            }
        };
    };
    let got = format!("{version}, {module}");
    if version::at_least(version, &[u64::from(gpu.driver)]) {
        question.ok(got)
    } else {
        question.blocker(got, remedy)
    }
}

/// Version, and what says it
fn loaded(readings: &Readings) -> Option<(&str, &'static str)> {
    module(readings.text(Probe::NvidiaModule).unwrap_or_default()).or_else(|| {
        // Under WSL there is no module, but the library.
        let rows = smi::rows(readings.text(Probe::NvidiaSmi)?);
        let versions = rows.iter().map(|row| row.driver);
        let first = versions.filter_map(version::first).next()?;
        Some((first, "according to `nvidia-smi`"))
    })
}

/// The `NVRM version:` line: `NVIDIA UNIX x86_64 Kernel Module  535.183.01  …` or `NVIDIA UNIX Open
/// Kernel Module for x86_64  535.183.01  …`
fn module(text: &str) -> Option<(&str, &'static str)> {
    let line = text
        .lines()
        .find(|line| line.starts_with("NVRM version:"))?;
    let kind = if line.contains("Open Kernel Module") {
        "open module"
    } else {
        "proprietary module"
    };
    Some((version::first(line)?, kind))
}

/// R1: the driver, never a cu121 image under another name
fn remedy(want: &Want, gpu: &Gpu) -> String {
    let driver = format!(
        "install NVIDIA driver {} or later (Debian: `nvidia-driver` of non-free) and reboot",
        gpu.driver
    );
    if want.cu118.is_empty() {
        return format!("{driver}; no family has a `-cu118` variant for older drivers");
    }
    let families = want.cu118.join("`, `");
    format!("{driver}, or place the services in a family for older drivers: `{families}`")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{mainpc, said, Case};
    use crate::{Probe, Verdict};

    const PROPRIETARY: &str = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n";
    const OPEN: &str = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  535.183.01  Release Build  (dvs-builder@U16-I3-B03-4-3)  Sun May 12 19:23:05 UTC 2024\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n";

    fn case(probe: Probe, text: &str) -> (Verdict, String) {
        let want = mainpc();
        let gpu = want.gpu.clone().unwrap();
        said(&check(&want, &gpu, &Case::new().text(probe, text).0))
    }

    #[test]
    fn both_modules_and_nvidia_smi_say_it() {
        let ok = |text: &str| (Verdict::Ok, text.to_owned());
        let module = Probe::NvidiaModule;
        assert_eq!(
            case(module, PROPRIETARY),
            ok("535.183.01, proprietary module")
        );
        assert_eq!(case(module, OPEN), ok("535.183.01, open module"));
        let newer = PROPRIETARY.replace("535.183.01", "550.54.14");
        assert_eq!(case(module, &newer), ok("550.54.14, proprietary module"));
        let smi = "NVIDIA GeForce RTX 4090, 8.9, 550.54.14\n";
        assert_eq!(
            case(Probe::NvidiaSmi, smi),
            ok("550.54.14, according to `nvidia-smi`")
        );
    }

    #[test]
    fn one_that_is_too_old_has_the_driver_as_its_remedy() {
        let want = mainpc();
        let gpu = want.gpu.clone().unwrap();
        let text = PROPRIETARY.replace("535.183.01", "525.147.05");
        let check = check(&want, &gpu, &Case::new().text(Probe::NvidiaModule, &text).0);
        assert_eq!(said(&check).0, Verdict::Blocker);
        insta::assert_snapshot!(check.remedy.unwrap(), @"install NVIDIA driver 535 or later \
            (Debian: `nvidia-driver` of non-free) and reboot; no family has a `-cu118` variant for older drivers");
    }

    #[test]
    fn a_declared_variant_is_named() {
        let mut want = mainpc();
        want.cu118 = vec!["family-torch-cu118".to_owned()];
        let gpu = want.gpu.clone().unwrap();
        let check = check(&want, &gpu, &Case::new().0);
        assert!(check
            .remedy
            .unwrap()
            .ends_with("older drivers: `family-torch-cu118`"));
    }

    #[test]
    fn none_and_nonsense_are_blockers() {
        let blocker = |text: &str| (Verdict::Blocker, text.to_owned());
        assert_eq!(
            case(Probe::NvidiaModule, ""),
            blocker("it reports no version:")
        );
        assert_eq!(
            case(Probe::Status, ""),
            blocker("none: no loaded module, no `nvidia-smi`")
        );
    }
}
