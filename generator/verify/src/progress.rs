//! What is under way, for whoever shows it.

/// Told of work while it goes on, from several threads
pub trait Progress: Sync {
    /// Work begins: its name, and how much of it there is in bytes
    fn bytes(&self, name: &str, total: u64);
    /// Work begins: its name, and how many steps it has
    fn steps(&self, name: &str, total: u64);
    /// So much of it is done
    fn advance(&self, done: u64);
    /// It is at its end
    fn end(&self);
}

/// Nobody looks
impl Progress for () {
    fn bytes(&self, _name: &str, _total: u64) {}
    fn steps(&self, _name: &str, _total: u64) {}
    fn advance(&self, _done: u64) {}
    fn end(&self) {}
}
