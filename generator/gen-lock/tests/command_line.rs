//! Transcripts of the command line: what a user types, and what comes back.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
