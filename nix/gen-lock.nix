# The tool, built from the whole workspace by its Cargo.lock.
{ generated, root, rust, workspace }:
rust {
  name = "gen-lock";
  description = "Resolves, fetches, generates and verifies the fleet's locks";
  crates = generated.toolchain.crates.gen-lock;
  src = workspace {
    name = "gen-lock-source";
    crates = (builtins.fromTOML (builtins.readFile (root + "/Cargo.toml"))).workspace.members;
    files = [ "Cargo.toml" "Cargo.lock" ];
  };
}
