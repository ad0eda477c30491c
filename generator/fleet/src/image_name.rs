//! Names of the lock's images: `<machine>-<image>`, such as `pc2-stt-service`.

use std::fmt;

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

/// The name of an image, taken apart
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImageName<'a> {
    /// The machine, whose name has no dash
    pub machine: &'a str,
    /// The image without its machine: a service's or a family's name
    pub image: &'a str,
}

impl<'a> ImageName<'a> {
    /// The name of a machine's image
    pub fn new(machine: &'a str, image: &'a str) -> Self {
        Self { machine, image }
    }

    /// Takes a name apart; none where it names no machine
    pub fn parse(name: &'a str) -> Option<Self> {
        let (machine, image) = name.split_once('-')?;
        Some(Self { machine, image })
    }
}

impl fmt::Display for ImageName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.machine, self.image)
    }
}

/// Whether an image is of a machine
pub fn is_of(name: &str, machine: &str) -> bool {
    ImageName::parse(name).is_some_and(|name| name.machine == machine)
}

/// The image without its machine
pub fn short(name: &str) -> &str {
    ImageName::parse(name).map_or(name, |name| name.image)
}

/// Whether a person means it: by its whole name, or for all machines
pub fn is_called(name: &str, wanted: &str) -> bool {
    name == wanted || short(name) == wanted
}

#[cfg(test)]
mod tests {
    use super::{is_called, is_layer_name, is_name, is_of, short, ImageName};

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
    fn a_name_is_taken_apart_as_it_was_put_together() {
        let name = ImageName::new("pc2", "stt-service");
        assert_eq!(name.to_string(), "pc2-stt-service");
        assert_eq!(ImageName::parse("pc2-stt-service"), Some(name));
        assert_eq!(ImageName::parse("pc2"), None);
    }

    #[test]
    fn an_image_has_two_names() {
        assert_eq!(short("pc2-stt-service"), "stt-service");
        assert!(is_called("pc2-stt-service", "stt-service"));
        assert!(is_called("pc2-stt-service", "pc2-stt-service"));
        assert!(!is_called("pc2-stt-service", "service"));
    }
}
