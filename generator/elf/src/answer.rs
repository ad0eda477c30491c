/// A library that an object needs, and what the image has to say to that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The path of the object.
    pub object: String,
    /// What it needs, as written (`DT_NEEDED`).
    pub name: String,
    /// Who has it.
    pub answer: Answer,
}

/// Who has a library that an object needs, from best to worst.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The loader finds it.
    Found {
        /// Its path.
        path: String,
    },
    /// The host's driver brings it.
    Driver,
    /// The loader doesn't look where it is. It serves if something has loaded it before, as
    /// Python packages do with the libraries of their neighbours.
    Elsewhere {
        /// The paths of the shared objects of this name (`DT_SONAME`); never empty, sorted.
        paths: Vec<String>,
    },
    /// Nobody has it.
    Missing,
}
