//! Names of the lock's images: `<machine>-<image>`, such as `pc2-stt-service`.

/// Whether it is a name at all: it becomes a part of a repository's name (distribution specification, "Pulling
/// manifests") and of paths, and leads nowhere else
pub fn is_name(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(sign)
        && text.ends_with(sign)
        && text.chars().all(|c| sign(c) || "-_.".contains(c))
        && !text.contains("..")
}

/// Whether it is the name of a layer, which becomes a part of paths: versions of wheels may have a `+`
pub fn is_layer_name(text: &str) -> bool {
    is_name(&text.replace(['+', '!', '~'], "-"))
}

/// Whether an image is of a machine
pub fn is_of(name: &str, machine: &str) -> bool {
    let rest = name.strip_prefix(machine);
    rest.is_some_and(|rest| rest.starts_with('-'))
}

/// The image without its machine
pub fn short(name: &str) -> &str {
    name.split_once('-').map_or(name, |(_, short)| short)
}

/// Whether a person means it: by its whole name, or for all machines
pub fn is_called(name: &str, wanted: &str) -> bool {
    name == wanted || short(name) == wanted
}

#[cfg(test)]
mod tests {
    use super::{is_called, is_layer_name, is_name, is_of, short};

    #[test]
    fn a_layer_may_be_of_a_local_version() {
        for name in ["base-debs", "wheel-torch-2.2.2+cu121"] {
            assert!(is_layer_name(name), "{name}");
        }
        assert!(
            !is_name("wheel-torch-2.2.2+cu121") && !is_layer_name("a/+b") && !is_layer_name("+")
        );
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        for name in ["pc2-stt-service", "a", "a.b_c-2"] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "", ".", "..", "../b", "a/b", "a..b", "-a", "a-", "A", "a b", "a\n", "é",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn a_machine_is_a_whole_word() {
        assert!(is_of("pc2-stt-service", "pc2"));
        assert!(!is_of("pc2-stt-service", "pc"));
        assert!(!is_of("pc2", "pc2"));
    }

    #[test]
    fn an_image_has_two_names() {
        assert_eq!(short("pc2-stt-service"), "stt-service");
        assert!(is_called("pc2-stt-service", "stt-service"));
        assert!(is_called("pc2-stt-service", "pc2-stt-service"));
        assert!(!is_called("pc2-stt-service", "service"));
    }
}
