//! The golden layout, altered in every way that its formats allow, is never as locked.

mod consistent;
mod files;
mod golden;
mod json;
mod layouts;
mod locks;
mod registries;
