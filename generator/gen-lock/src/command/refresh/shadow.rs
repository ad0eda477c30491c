//! Modules that hide each other: `multipart.py` of one distribution beside `multipart/` of another.
//! Both are installed, and `import` finds one of them.

use std::collections::BTreeMap;

/// What each distribution brings, by the name that is imported
#[derive(Default)]
pub struct Modules {
    /// `a/b` for `a/b.py` or `a/b.abi3.so` → file and distribution
    files: BTreeMap<String, (String, String)>,
    /// `a/b` for a folder of modules → distribution, and whether it has an `__init__`
    folders: BTreeMap<String, (String, bool)>,
}

impl Modules {
    /// Adds the modules of a distribution, by their paths
    pub fn add(&mut self, distribution: &str, files: &[String]) {
        for file in files {
            let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
            let stem = name.split('.').next().unwrap_or(name);
            let is_init = stem == "__init__";
            if !folder.is_empty() {
                let of = || (distribution.to_owned(), false);
                let (by, has_init) = self.folders.entry(folder.to_owned()).or_insert_with(of);
                if is_init && !*has_init {
                    (*by, *has_init) = (distribution.to_owned(), true);
                }
            }
            if !is_init {
                let path = format!("{folder}/{stem}");
                let path = path.trim_start_matches('/').to_owned();
                self.files
                    .insert(path, (file.clone(), distribution.to_owned()));
            }
        }
    }

    /// A line for each name that two distributions bring
    pub fn hidden(&self) -> Vec<String> {
        let both = self.files.iter().filter_map(|(path, (file, by))| {
            let (other, has_init) = self.folders.get(path)?;
            (other != by).then_some((path, file, by, other, has_init))
        });
        let line =
            |(path, file, by, other, has_init): (&String, &String, &String, &String, &bool)| {
                let module = path.replace('/', ".");
                // The order of CPython's FileFinder: package, module, namespace package.
                let (file, folder) = (
                    format!("`{file}` of `{by}`"),
                    format!("`{path}/` of `{other}`"),
                );
                let (found, lost) = if *has_init {
                    (folder, file)
                } else {
                    (file, folder)
                };
                format!("`import {module}` finds {found}, which hides {lost}")
            };
        both.map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Modules;

    fn hidden(distributions: &[(&str, &[&str])]) -> Vec<String> {
        let mut modules = Modules::default();
        for (name, files) in distributions {
            let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
            modules.add(name, &files);
        }
        modules.hidden()
    }

    #[test]
    fn a_module_beside_a_package_of_another_distribution_is_told() {
        let python_multipart: &[&str] = &["multipart/__init__.py", "multipart/multipart.py"];
        assert_eq!(
            hidden(&[("multipart", &["multipart.py"]), ("python-multipart", python_multipart)]),
            ["`import multipart` finds `multipart/` of `python-multipart`, which hides `multipart.py` of `multipart`"]
        );
        assert_eq!(
            hidden(&[("b", &["ns/x/deep.py"]), ("a", &["ns/x.cpython-311-x86_64-linux-gnu.so"])]),
            ["`import ns.x` finds `ns/x.cpython-311-x86_64-linux-gnu.so` of `a`, which hides `ns/x/` of `b`"]
        );
    }

    #[test]
    fn one_distribution_and_shared_namespaces_are_no_finding() {
        assert!(hidden(&[("a", &["x.py", "x/__init__.py"])]).is_empty());
        assert!(hidden(&[("a", &["ns/a.py"]), ("b", &["ns/b.py"])]).is_empty());
        assert!(hidden(&[("a", &["ns/__init__.py"]), ("b", &["ns/__init__.py"])]).is_empty());
    }
}
