use crate::check::{Check, Question};
use crate::{Probe, Readings};

/// What the rendered limits stand on
const CONTROLLERS: [&str; 3] = ["cpu", "memory", "pids"];

/// The cgroup version and its controllers
pub fn check(readings: &Readings) -> Check {
    let want = format!("controllers {}", CONTROLLERS.join(", "));
    let question = Question::new("cgroup", "cgroup", want);
    let two = readings.text(Probe::CgroupControllers);
    let one = readings.text(Probe::Cgroups);
    let (version, has) = match (two, one) {
        (Some(text), _) => ("v2", text.split_whitespace().collect()),
        (None, Some(text)) => ("v1", enabled(text)),
        (None, None) => {
            let remedy = "mount `/proc` and `/sys/fs/cgroup`";
            return question.unknown("the kernel does not report it", remedy);
        }
    };
    let lacks: Vec<&str> = CONTROLLERS
        .into_iter()
        .filter(|controller| !has.contains(controller))
        .collect();
    if !lacks.is_empty() {
        let got = format!("{version} without {}", lacks.join(", "));
        let remedy = "enable them (kernel parameter `cgroup_enable=`, or the kernel's \
                      configuration): engines drop limits that they cannot set";
        return question.blocker(got, remedy);
    }
    let got = format!("{version} with {}", CONTROLLERS.join(", "));
    if version == "v1" {
        return question.note(
            got,
            "it works, but current engines and systemd are dropping support for v1",
        );
    }
    question.ok(got)
}

/// `#subsys_name hierarchy num_cgroups enabled`
fn enabled(text: &str) -> Vec<&str> {
    let controller = |line| {
        let fields: Vec<&str> = str::split_whitespace(line).take(4).collect();
        (fields.get(3) == Some(&"1")).then(|| fields[0])
    };
    text.lines().filter_map(controller).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::checks::support::{said, Case};
    use crate::{Probe, Verdict};

    const ONE: &str = "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpuset\t3\t2\t1\ncpu\t1\t2\t1\nmemory\t4\t14\t1\npids\t8\t2\t1\n";

    #[test]
    fn both_versions() {
        let judged = |probe, text: &str| said(&check(&Case::new().text(probe, text).0));
        let two = judged(
            Probe::CgroupControllers,
            "cpuset cpu io memory hugetlb pids rdma misc\n",
        );
        assert_eq!(two, (Verdict::Ok, "v2 with cpu, memory, pids".to_owned()));
        let one = judged(Probe::Cgroups, ONE);
        assert_eq!(one, (Verdict::Note, "v1 with cpu, memory, pids".to_owned()));
        let off = judged(Probe::Cgroups, &ONE.replace("14\t1", "14\t0"));
        assert_eq!(off, (Verdict::Blocker, "v1 without memory".to_owned()));
        assert_eq!(said(&check(&Case::new().0)).0, Verdict::Unknown);
    }
}
