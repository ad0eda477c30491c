//! The largest layer that a registry is documented to take. It is told before a byte is sent: the
//! registries themselves tell it in the end.

use crate::Host;

/// What a registry's documentation says of layers
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayerLimit {
    /// Bytes
    pub bytes: u64,
    /// The documentation's own words
    pub said: &'static str,
    /// Where it says so
    pub source: &'static str,
}

const GHCR: LayerLimit = LayerLimit {
    // The documentation does not say which GB: the larger one refuses nothing that arrives.
    bytes: 10 << 30,
    said: "10 GB a layer",
    source: "GitHub's documentation, \"Working with the Container registry\"",
};
const ECR: LayerLimit = LayerLimit {
    bytes: 52_000 << 20,
    said: "52,000 MiB a layer",
    source: "\"Amazon ECR service quotas\"",
};
const ECR_PUBLIC: LayerLimit = LayerLimit {
    bytes: 10_000 << 20,
    said: "10,000 MiB a layer",
    source: "\"Amazon ECR Public service quotas\"",
};

impl Host {
    /// What this registry is documented to take; `None` where no limit is known
    pub fn layer_limit(&self) -> Option<LayerLimit> {
        let name = self.to_string().to_ascii_lowercase();
        let name = name.split(':').next().unwrap_or_default();
        match name {
            "ghcr.io" => Some(GHCR),
            "public.ecr.aws" => Some(ECR_PUBLIC),
            _ if is_ecr(name) => Some(ECR),
            _ => None,
        }
    }
}

/// `<account>.dkr.ecr.<region>.amazonaws.com`, also of other partitions
fn is_ecr(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    matches!(parts[..], [_, "dkr", "ecr", _, "amazonaws", "com"])
        || matches!(parts[..], [_, "dkr", "ecr", _, "amazonaws", "com", "cn"])
}

#[cfg(test)]
mod tests {
    use crate::Repository;

    #[test]
    fn limits_are_known_by_host() {
        let limit = |host: &str| {
            let repository: Repository = format!("{host}/fleet").parse().unwrap();
            repository.host.layer_limit().map(|limit| limit.bytes)
        };
        assert_eq!(limit("ghcr.io"), Some(10_737_418_240));
        assert_eq!(limit("GHCR.io:443"), Some(10_737_418_240));
        assert_eq!(limit("public.ecr.aws"), Some(10_485_760_000));
        let ecr = Some(54_525_952_000);
        assert_eq!(limit("1234.dkr.ecr.eu-west-1.amazonaws.com"), ecr);
        assert_eq!(limit("1234.dkr.ecr.cn-north-1.amazonaws.com.cn"), ecr);
        for other in [
            "registry.example",
            "ghcr.io.example",
            "dkr.ecr.amazonaws.com",
            "localhost:5000",
        ] {
            assert_eq!(limit(other), None, "{other}");
        }
    }
}
