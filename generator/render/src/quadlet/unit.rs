/// A unit file as systemd reads it: sections of keys, comments on lines of their own
#[derive(Default)]
pub struct Unit(String);

impl Unit {
    pub fn section(&mut self, name: &str) {
        self.0 += &format!("\n[{name}]\n");
    }

    /// Adds a key. `%` is no specifier here, and nothing ends the line.
    pub fn set(&mut self, key: &str, value: &str) {
        let value = value.replace('%', "%%").replace(char::is_control, " ");
        self.0 += &format!("{key}={value}\n");
    }

    pub fn comment(&mut self, text: &str) {
        self.0 += &format!("# {}\n", text.replace(char::is_control, " "));
    }

    pub fn print(&self) -> &str {
        &self.0
    }
}
