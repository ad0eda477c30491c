use rollout::Standing;

/// A release that is healthy
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Services that are
    pub healthy: usize,
    /// All services
    pub services: usize,
    /// Containers of optional services that are not, each with how it is
    pub optional: Vec<(String, String)>,
}

impl Health {
    /// That of a release whose required services are
    pub fn from_standing(standing: &Standing<'_>) -> Self {
        let optional = standing.optional().into_iter();
        Self {
            healthy: standing.healthy(),
            services: standing.count(),
            optional: optional
                .map(|one| (one.name.clone(), one.state.to_string()))
                .collect(),
        }
    }
}
