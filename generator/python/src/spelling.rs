//! File names whose project is spelled in several ways (PEP 503).

/// Whether two names are of one file: uv writes the normal form of a project's name, and an index may spell
/// it otherwise.
pub fn same_file(one: &str, other: &str) -> bool {
    normal(one).eq(normal(other))
}

/// The first field is the project's name (wheels: "File name convention" of the packaging specifications);
/// the others are spelled in one way
fn normal(filename: &str) -> impl Iterator<Item = String> + '_ {
    let mut fields = filename.split('-');
    let project = fields.next().unwrap_or_default();
    let parts = project.split(['_', '.']).filter(|part| !part.is_empty());
    let project = parts.collect::<Vec<_>>().join("-").to_lowercase();
    std::iter::once(project).chain(fields.map(str::to_owned))
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
            "pyyaml-x-6.0-py3-none-any.whl",
            "pyyaml_x-6-0-py3-none-any.whl",
        ] {
            assert!(
                !same_file("pyyaml_x-6.0-py3-none-any.whl", other),
                "{other}"
            );
        }
    }
}
