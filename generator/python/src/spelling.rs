//! File names whose project is spelled in several ways (PEP 503).

/// Whether two names are of one file: uv writes the normal form of a project's name, and an index may spell
/// it otherwise.
pub fn same_file(one: &str, other: &str) -> bool {
    normal(one).eq(normal(other))
}

fn normal(filename: &str) -> impl Iterator<Item = String> + '_ {
    let parts = filename.split(['-', '_', '.']);
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::same_file;

    #[test]
    fn a_project_is_spelled_in_several_ways_and_a_version_in_one() {
        for other in [
            "PyYAML_X-6.0-py3-none-any.whl",
            "pyyaml.x-6.0-py3-none-any.whl",
        ] {
            assert!(same_file("pyyaml_x-6.0-py3-none-any.whl", other), "{other}");
        }
        for other in [
            "pyyaml_x-6.1-py3-none-any.whl",
            "pyyaml_x-6.0-py3-none-any.zip",
            "pyyamlx-6.0-py3-none-any.whl",
        ] {
            assert!(
                !same_file("pyyaml_x-6.0-py3-none-any.whl", other),
                "{other}"
            );
        }
    }
}
