use anyhow::{bail, Result};
use clap::Args;
use fleet::image_name::{is_called, is_of};
use std::collections::BTreeMap;
use std::path::PathBuf;
use verify::{Layout, LayoutImage};

/// Which images, and where they are
#[derive(Debug, Clone, Args)]
pub struct Selection {
    /// OCI image layouts
    #[arg(default_value = "result")]
    pub layouts: Vec<PathBuf>,
    /// Only this image: its name, or `<machine>-<name>`
    #[arg(long, value_name = "NAME")]
    pub image: Option<String>,
    /// Only this machine's images
    #[arg(long, value_name = "NAME")]
    pub machine: Option<String>,
}

impl Selection {
    /// Every image of some layouts
    pub fn all(layouts: Vec<PathBuf>) -> Self {
        Self {
            layouts,
            image: None,
            machine: None,
        }
    }

    /// The images by `<machine>-<image>`
    pub(super) fn images(&self) -> Result<BTreeMap<String, LayoutImage>> {
        let mut images = BTreeMap::new();
        for layout in &self.layouts {
            let found = Layout::new(layout).named()?.into_iter();
            images.extend(found.filter(|(name, _)| self.wants(name)));
        }
        if images.is_empty() {
            let layouts: Vec<String> = self
                .layouts
                .iter()
                .map(|path| format!("`{}`", path.display()))
                .collect();
            let what = match (&self.image, &self.machine) {
                (Some(image), _) => format!("image `{image}`"),
                (None, Some(machine)) => format!("image of machine `{machine}`"),
                (None, None) => "image".to_owned(),
            };
            bail!("there is no {what} in {}", layouts.join(", "));
        }
        Ok(images)
    }

    fn wants(&self, name: &str) -> bool {
        let named = |only: &String| is_called(name, only);
        let of = |machine: &String| is_of(name, machine);
        self.image.as_ref().is_none_or(named) && self.machine.as_ref().is_none_or(of)
    }
}
