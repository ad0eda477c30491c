//! What `nvidia-smi --query-gpu=name,compute_cap,driver_version --format=csv,noheader` prints.

/// A GPU as the driver's library sees it
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    pub name: &'a str,
    /// Compute capability, such as `8.9`
    pub sm: &'a str,
    pub driver: &'a str,
}

/// The lines that have that shape; a name may hold a comma
pub fn rows(text: &str) -> Vec<Row<'_>> {
    let row = |line| {
        let mut parts = str::rsplitn(line, 3, ',').map(str::trim);
        let (driver, sm, name) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Row { name, sm, driver })
    };
    text.lines().filter_map(row).collect()
}
