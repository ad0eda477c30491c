//! What a service may take: the row's word, else the largest of its needs', else the machine's,
//! else the fleet's; each limit on its own.

use super::Request;
use fleet::table::{Limits as Written, Service};
use fleet::Error;
use serde_spanned::Spanned;

/// What a service may take of its machine
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// MiB
    pub memory_mb: Option<u32>,
    /// Microseconds of processor time in each [`Limits::PERIOD`]
    ///
    /// Not `cpus`, which Docker refuses where the machine has fewer: this is no limit there.
    pub cpu_quota: Option<u64>,
    /// Processes and threads
    pub pids: Option<u32>,
}

/// The kernel refuses less
const LEAST_MEMORY: u32 = 6;

impl Limits {
    /// Microseconds: the kernel's default
    pub const PERIOD: u64 = 100_000;

    pub(super) fn of(request: &Request<'_>, row: &Service) -> Result<Self, Error> {
        let (_, machine) = request.written()?;
        let needs = row.needs.iter();
        let needs = needs.filter_map(|need| request.table.needs.get(need.get_ref()));
        let needs: Vec<&Written> = needs.map(|need| &need.limits).collect();
        let levels = [
            vec![&row.limits],
            needs,
            vec![&machine.limits],
            vec![&request.table.fleet.limits],
        ];
        let number = |get: fn(&Written) -> &Option<Spanned<u32>>, least| -> Result<_, Error> {
            let found = nearest(&levels, get, |one, other| one > other);
            found
                .map(|value| at_least(request, value, least))
                .transpose()
        };
        let memory_mb = number(|limits| &limits.memory_mb, LEAST_MEMORY)?;
        let pids = number(|limits| &limits.pids, 1)?;
        let cpus = nearest(&levels, |limits| &limits.cpus, |one, other| one > other);
        let cpu_quota = cpus.map(|cpus| quota(request, cpus)).transpose()?;
        Ok(Self {
            memory_mb,
            cpu_quota,
            pids,
        })
    }
}

/// The largest value of the first level that has one
fn nearest<'a, T>(
    levels: &[Vec<&'a Written>],
    get: fn(&'a Written) -> &'a Option<Spanned<T>>,
    larger: fn(&T, &T) -> bool,
) -> Option<&'a Spanned<T>> {
    levels.iter().find_map(|level| {
        let values = level.iter().filter_map(|limits| get(limits).as_ref());
        values.reduce(|one, other| {
            if larger(other.get_ref(), one.get_ref()) {
                other
            } else {
                one
            }
        })
    })
}

fn at_least(request: &Request<'_>, value: &Spanned<u32>, least: u32) -> Result<u32, Error> {
    let number = *value.get_ref();
    if number >= least {
        return Ok(number);
    }
    let message = format!("limit `{number}` is below {least}");
    Err(request.source.error(value, message))
}

/// Hundredths of a processor, so that no rounding shows
fn quota(request: &Request<'_>, cpus: &Spanned<f64>) -> Result<u64, Error> {
    let hundredths = (cpus.get_ref() * 100.0).round();
    if !(1.0..=100_000.0).contains(&hundredths) {
        let message = format!("`{}` CPUs: want 0.01 to 1000", cpus.get_ref());
        return Err(request.source.error(cpus, message));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the range above
    Ok(hundredths as u64 * Limits::PERIOD / 100)
}
