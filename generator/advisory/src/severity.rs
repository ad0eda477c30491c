use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// How bad a vulnerability is, in the words of scanners
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nobody said
    #[default]
    Unknown,
    /// Up to 3.9, and what is called negligible or unimportant
    Low,
    /// 4.0 to 6.9
    Medium,
    /// 7.0 to 8.9
    High,
    /// 9.0 and more
    Critical,
}

/// A severity that cannot be read
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeverityError {
    /// Not one of the words
    #[error("severity `{0}` must be unknown, low, medium, high or critical")]
    Word(String),
    /// A severity of a kind that the format does not have
    #[error("severity type `{kind}` with `{text}` is not known")]
    Kind {
        /// Its type
        kind: String,
        /// As written
        text: String,
    },
    /// Not a vector of CVSS as it is written, and yet it can be read
    #[error("`{vector}` is not a CVSS vector: treated as {severity}")]
    Mended {
        /// As written
        vector: String,
        /// What it says
        severity: Severity,
    },
    /// Not a vector of CVSS 2, 3 or 4
    #[error("`{vector}` is not a CVSS vector: {reason}")]
    Vector {
        /// As written
        vector: String,
        /// What is wrong with it
        reason: String,
    },
}

impl Severity {
    /// Every severity, from the least
    pub const ALL: [Self; 5] = [
        Self::Unknown,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Critical,
    ];

    /// Its name
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity of a CVSS base score, such as `9.8`; none where it is no number from 0 to 10
    pub(crate) fn of_score(text: &str) -> Option<Self> {
        let score = text.parse::<f64>().ok()?;
        Some(match score {
            0.0..4.0 => Self::Low,
            4.0..7.0 => Self::Medium,
            7.0..9.0 => Self::High,
            9.0..=10.0 => Self::Critical,
            _ => return None,
        })
    }

    /// The severity of a CVSS vector
    ///
    /// # Errors
    /// When it is none of version 2, 3 or 4.
    pub fn of_vector(vector: &str) -> Result<Self, SeverityError> {
        let parsed: Result<cvss::Cvss, _> = vector.parse();
        let parsed = parsed.map_err(|error| SeverityError::Vector {
            vector: vector.chars().take(200).collect(),
            reason: error.to_string(),
        })?;
        Ok(match parsed.severity() {
            cvss::Severity::None | cvss::Severity::Low => Self::Low,
            cvss::Severity::Medium => Self::Medium,
            cvss::Severity::High => Self::High,
            cvss::Severity::Critical => Self::Critical,
        })
    }
}

impl FromStr for Severity {
    type Err = SeverityError;

    /// In the words of GitHub, Trivy and Grype, in any case
    fn from_str(text: &str) -> Result<Self, SeverityError> {
        Ok(match text.to_ascii_lowercase().as_str() {
            "unknown" | "" => Self::Unknown,
            "none" | "negligible" | "low" => Self::Low,
            "moderate" | "medium" => Self::Medium,
            "high" | "important" => Self::High,
            "critical" => Self::Critical,
            _ => return Err(SeverityError::Word(text.chars().take(60).collect())),
        })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Severity;

    #[test]
    fn scores_vectors_of_each_version() {
        for (vector, severity) in [
            (
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                Severity::Critical,
            ), // 9.8
            (
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
                Severity::High,
            ), // 7.5
            (
                "CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H",
                Severity::Medium,
            ), // 5.5
            (
                "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N",
                Severity::Low,
            ), // 1.6
            (
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N",
                Severity::Low,
            ), // 0.0
            (
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                Severity::Critical,
            ), // 9.3
            (
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N",
                Severity::Medium,
            ), // 6.9
            ("AV:N/AC:L/Au:N/C:P/I:P/A:P", Severity::High), // 7.5
        ] {
            assert_eq!(Severity::of_vector(vector), Ok(severity), "{vector}");
        }
    }

    #[test]
    fn refuses_what_is_no_severity() {
        insta::assert_snapshot!("grave".parse::<Severity>().unwrap_err(), @"severity `grave` must be unknown, low, medium, high or critical");
        insta::assert_snapshot!(Severity::of_vector("CVSS:3.1/AV:X").unwrap_err(), @"`CVSS:3.1/AV:X` is not a CVSS vector: invalid CVSSv3 AV (Attack Vector) metric: `X`");
        assert!(Severity::of_vector("7.5").is_err());
        assert!(Severity::of_vector("").is_err());
    }

    #[test]
    fn words_are_ordered() {
        assert!(Severity::ALL.is_sorted());
        for severity in Severity::ALL {
            assert_eq!(severity.name().parse(), Ok(severity));
        }
        assert_eq!("MODERATE".parse(), Ok(Severity::Medium));
    }
}
