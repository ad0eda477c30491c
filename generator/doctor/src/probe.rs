/// Something to ask of a machine. Its name is the file that a recording keeps its answer in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Probe {
    /// The loaded kernel module of the NVIDIA driver
    NvidiaModule,
    /// GPUs as the driver's library sees them: name, compute capability, driver
    NvidiaSmi,
    /// The NVIDIA container toolkit
    NvidiaCtk,
    /// Specifications of the Container Device Interface
    Cdi,
    /// Docker Engine
    DockerInfo,
    /// Docker's running containers, a JSON object a line
    DockerPs,
    /// Podman
    PodmanInfo,
    /// Podman's running containers
    PodmanPs,
    /// The engine's socket: `MODE UID GID`, the mode octal and with the kind of file
    EngineSocket,
    /// Controllers of cgroup v2
    CgroupControllers,
    /// Controllers of cgroup v1
    Cgroups,
    /// This process, for `Seccomp:`
    Status,
    /// Whether the kernel enforces AppArmor
    ApparmorEnabled,
    /// Loaded AppArmor profiles; only root may read it
    ApparmorProfiles,
    /// Free bytes where the engine keeps images
    Disk,
    /// TCP sockets
    Tcp,
    /// TCP sockets of IPv6
    Tcp6,
    /// Who holds a socket, as far as it may be read: `INODE PID NAME` a line
    Sockets,
    /// The clock as chrony sees it
    Chrony,
    /// The clock as systemd sees it
    Timedatectl,
    /// The timer that finishes roll-outs which were killed
    ResumeTimer,
}

/// Where an answer comes from
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A file's text
    File(&'static str),
    /// What a program prints, in the locale `C`
    Program(&'static str, &'static [&'static str]),
    /// Every file of folders, each after a line `==> PATH <==`
    Folders(&'static [&'static str]),
    /// `df --block-size=1 --output=avail,target` of the engine's [`data_root`](crate::data_root), or of
    /// the nearest folder above that exists
    Disk,
    /// What stat(2) says of [`Socket::at`](crate::Socket::at), where the table wants a socket
    EngineSocket,
    /// `/proc/PID/fd` and `/proc/PID/comm` of every process that may be read
    Sockets,
}

use Source::{File, Folders, Program};

/// Only what is judged: a command line may hold a secret
const PS: &str = r#"{"Names":{{json .Names}},"Labels":{{json .Labels}},"Ports":{{json .Ports}}}"#;

impl Probe {
    /// Every probe; disk and socket after the engines, which say where they are
    pub const ALL: [Self; 21] = [
        Self::NvidiaModule,
        Self::NvidiaSmi,
        Self::NvidiaCtk,
        Self::Cdi,
        Self::DockerInfo,
        Self::DockerPs,
        Self::PodmanInfo,
        Self::PodmanPs,
        Self::EngineSocket,
        Self::CgroupControllers,
        Self::Cgroups,
        Self::Status,
        Self::ApparmorEnabled,
        Self::ApparmorProfiles,
        Self::Disk,
        Self::Tcp,
        Self::Tcp6,
        Self::Sockets,
        Self::Chrony,
        Self::Timedatectl,
        Self::ResumeTimer,
    ];

    /// The file of a recording
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Where the answer comes from
    pub fn source(self) -> Source {
        self.row().1
    }

    fn row(self) -> (&'static str, Source) {
        match self {
            Self::NvidiaModule => ("nvidia-module", File("/proc/driver/nvidia/version")),
            Self::NvidiaSmi => ("nvidia-smi", Program("nvidia-smi", SMI)),
            Self::NvidiaCtk => ("nvidia-ctk", Program("nvidia-ctk", &["--version"])),
            Self::Cdi => ("cdi", Folders(&["/etc/cdi", "/var/run/cdi"])),
            Self::DockerInfo => ("docker-info", Program("docker", DOCKER_INFO)),
            Self::DockerPs => ("docker-ps", Program("docker", &["ps", "--format", PS])),
            Self::PodmanInfo => ("podman-info", Program("podman", PODMAN_INFO)),
            Self::PodmanPs => ("podman-ps", Program("podman", &["ps", "--format", "json"])),
            Self::EngineSocket => ("engine-socket", Source::EngineSocket),
            Self::CgroupControllers => (
                "cgroup-controllers",
                File("/sys/fs/cgroup/cgroup.controllers"),
            ),
            Self::Cgroups => ("cgroups", File("/proc/cgroups")),
            Self::Status => ("status", File("/proc/self/status")),
            Self::ApparmorEnabled => (
                "apparmor-enabled",
                File("/sys/module/apparmor/parameters/enabled"),
            ),
            Self::ApparmorProfiles => (
                "apparmor-profiles",
                File("/sys/kernel/security/apparmor/profiles"),
            ),
            Self::Disk => ("disk", Source::Disk),
            Self::Tcp => ("tcp", File("/proc/net/tcp")),
            Self::Tcp6 => ("tcp6", File("/proc/net/tcp6")),
            Self::Sockets => ("sockets", Source::Sockets),
            Self::Chrony => ("chrony", Program("chronyc", &["-n", "tracking"])),
            Self::Timedatectl => ("timedatectl", Program("timedatectl", &["show"])),
            Self::ResumeTimer => ("resume-timer", Program("systemctl", RESUME_TIMER)),
        }
    }
}

const SMI: &[&str] = &[
    "--query-gpu=name,compute_cap,driver_version",
    "--format=csv,noheader",
];
/// `--format json` is newer than Docker 20.10
const DOCKER_INFO: &[&str] = &["info", "--format", "{{json .}}"];
const RESUME_TIMER: &[&str] = &[
    "show",
    "--property=LoadState,ActiveState,UnitFileState",
    "gen-lock-resume.timer",
];
const PODMAN_INFO: &[&str] = &["info", "--format", "json"];

#[cfg(test)]
mod tests {
    use super::Probe;
    use std::collections::BTreeSet;

    #[test]
    fn names_differ() {
        let names: BTreeSet<_> = Probe::ALL.iter().map(|probe| probe.name()).collect();
        assert_eq!(names.len(), Probe::ALL.len());
    }
}
