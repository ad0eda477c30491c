//! What any builder must do with wheels at least: inflate every member once.
//!
//! By libdeflate, the fastest there is, a whole member at a time, on one thread; nothing is checked, hashed or kept.

use std::fs::File;
use std::io::Read;
use std::process::ExitCode;

use anyhow::{bail, Context, Result};
use cpu_time::ProcessTime;
use libdeflater::Decompressor;
use zip::{CompressionMethod, ZipArchive};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<()> {
    let mut floor = Floor::new();
    let (mut wheels, mut bytes) = (0, 0);
    for path in std::env::args().skip(1) {
        bytes += floor
            .inflate(&path)
            .with_context(|| format!("cannot inflate `{path}`"))?;
        wheels += 1;
    }
    if wheels == 0 {
        bail!("no wheels\n\nhint: floor WHEEL…");
    }
    let seconds = ProcessTime::now().as_duration().as_secs_f64();
    println!("{wheels} wheels, {bytes} bytes inflated, {seconds:.2} CPU seconds");
    Ok(())
}

/// Both buffers serve every member, so that memory is asked for once.
struct Floor {
    decompressor: Decompressor,
    deflated: Vec<u8>,
    inflated: Vec<u8>,
}

impl Floor {
    fn new() -> Self {
        Self {
            decompressor: Decompressor::new(),
            deflated: Vec::new(),
            inflated: Vec::new(),
        }
    }

    /// Inflates every member of a wheel; gives their size together.
    fn inflate(&mut self, path: &str) -> Result<u64> {
        let mut archive = ZipArchive::new(File::open(path)?)?;
        let mut bytes = 0;
        for at in 0..archive.len() {
            let mut member = archive.by_index_raw(at)?;
            self.deflated.clear();
            member.read_to_end(&mut self.deflated)?;
            if member.compression() == CompressionMethod::DEFLATE {
                self.inflate_member(member.size())
                    .with_context(|| format!("`{}`", member.name()))?;
            }
            bytes += member.size();
        }
        Ok(bytes)
    }

    fn inflate_member(&mut self, size: u64) -> Result<()> {
        let size = usize::try_from(size)?;
        if self.inflated.len() < size {
            self.inflated.resize(size, 0);
        }
        let made = self
            .decompressor
            .deflate_decompress(&self.deflated, &mut self.inflated[..size])?;
        if made != size {
            bail!("{made} bytes, not the {size} that the directory says");
        }
        Ok(())
    }
}
