//! Names of the lock's images: `<machine>-<image>`, such as `pc2-stt-service`.

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
    use super::{is_called, is_of, short};

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
