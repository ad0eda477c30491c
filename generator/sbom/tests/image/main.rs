//! A small image: its layers against the lock, and its documents.

mod agreement;
mod documents;
mod support;
