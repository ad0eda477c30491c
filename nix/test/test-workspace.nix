let
  workspace = import ../workspace.nix { root = ./fixture; };
  names = path: builtins.attrNames (builtins.readDir path);
  two = workspace { name = "two"; crates = [ "generator/oci" "generator/layer" ]; };
  file = workspace { name = "file"; crates = [ "generator/oci" ]; files = [ "Cargo.toml" ]; };
in
{
  onlyCrates = { expr = names two; expected = [ "generator" ]; };
  onlyNamed = { expr = names "${two}/generator"; expected = [ "layer" "oci" ]; };
  noTests = { expr = names "${two}/generator/oci"; expected = [ "Cargo.toml" "src" ]; };
  modules = { expr = names "${two}/generator/layer/src"; expected = [ "lib.rs" "tar" ]; };
  files = { expr = names file; expected = [ "Cargo.toml" "generator" ]; };
}
