//! A list of services, each with its `name`.

use super::{field, Reader};
use crate::yaml::Node;
use crate::{Error, Problem};

impl Reader {
    pub(super) fn list(&mut self, items: &[Node]) -> Result<(), Error> {
        for item in items {
            let map = item.map(|| "an item of the list of services".to_owned())?;
            let name = map.get("name").ok_or_else(|| {
                let what = "an item of the list of services".to_owned();
                let field = "name";
                Error::new(item.place, Problem::Missing { what, field })
            })?;
            let name = field::name(name, "the `name` of a service")?;
            self.service(name, None, map, item.place)?;
        }
        Ok(())
    }
}
