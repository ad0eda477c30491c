use heck::ToKebabCase as _;

/// An image's name: the kebab case of its row (`STTService` → `stt-service`).
pub fn kebab(row: &str) -> String {
    row.to_kebab_case()
}

/// Whether a name is legal as an image name, a tag and a DNS label (RFC 1123, 63 characters).
pub fn is_label(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=63).contains(&name.len())
        && name.chars().all(inner)
        && !name.starts_with('-')
        && !name.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::{is_label, kebab};

    #[test]
    fn follows_the_rows() {
        for (row, image) in [
            ("CrossMachineGPUScheduler", "cross-machine-gpu-scheduler"),
            ("STTService", "stt-service"),
            ("RealTimeAudioPipelinePC2", "real-time-audio-pipeline-pc2"),
            ("ObservabilityDashboardAPI", "observability-dashboard-api"),
            ("NLUAgent", "nlu-agent"),
        ] {
            assert_eq!(kebab(row), image);
        }
    }

    #[test]
    fn refuses_what_is_no_label() {
        for name in ["", "-a", "a-", "A", "a_b", &"a".repeat(64)] {
            assert!(!is_label(name), "{name}");
        }
        assert!(is_label("stt-service"));
    }
}
