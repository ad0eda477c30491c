use crate::content::Content;
use crate::member::Member;
use crate::tar::Tar;
use crate::TarError;
use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

/// A member that the other side did not have so far
pub struct Held {
    pub member: Member,
    pub content: Content,
    pub place: u64,
    /// The path before it
    pub after: Vec<u8>,
}

/// One of the two tars: its present member, and those that wait for their like
pub struct Side<R> {
    pub tar: Tar<R>,
    pub head: Option<Member>,
    /// The place of the present member
    pub place: u64,
    /// The path before it
    pub after: Vec<u8>,
    held: BTreeMap<Vec<u8>, VecDeque<Held>>,
}

impl<R: Read> Side<R> {
    pub fn new(input: R) -> Result<Self, TarError> {
        let mut tar = Tar::new(input);
        let head = tar.next()?;
        Ok(Self {
            tar,
            head,
            place: 0,
            after: Vec::new(),
            held: BTreeMap::new(),
        })
    }

    /// Goes to the next member; gives the path before it
    pub fn advance(&mut self, path: Vec<u8>) -> Result<(), TarError> {
        self.head = self.tar.next()?;
        self.place += 1;
        self.after = path;
        Ok(())
    }

    /// Reads the present member, and goes to the next
    pub fn take(&mut self) -> Result<Option<Held>, TarError> {
        let Some(member) = self.head.take() else {
            return Ok(None);
        };
        let content = Content::read(&mut self.tar, member.size)?;
        let held = Held {
            content,
            place: self.place,
            after: self.after.clone(),
            member,
        };
        self.advance(held.member.path.clone())?;
        Ok(Some(held))
    }

    /// Lets a member wait
    pub fn hold(&mut self, held: Held) {
        let path = held.member.path.clone();
        self.held.entry(path).or_default().push_back(held);
    }

    /// The first that waits under a path
    pub fn release(&mut self, path: &[u8]) -> Option<Held> {
        let waiting = self.held.get_mut(path)?;
        let held = waiting.pop_front();
        if waiting.is_empty() {
            self.held.remove(path);
        }
        held
    }

    /// All that wait
    pub fn rest(&mut self) -> impl Iterator<Item = Held> {
        std::mem::take(&mut self.held).into_values().flatten()
    }
}
