# The builder of every layer and image. Its derivation holds two crates and what
# they share with the workspace, never the workspace's Cargo.toml or Cargo.lock,
# so that a change elsewhere in the generator rebuilds no layer.
{ generated, root, rust, toml, workspace }:
let
  members = [ "generator/oci" "generator/layer" ];
  whole = builtins.fromTOML (builtins.readFile (root + "/Cargo.toml"));
in
rust {
  name = "layer-builder";
  package = "layer";
  description = "Writes layers, images and image layouts";
  crates = generated.toolchain.crates.layer-builder;
  src = workspace { name = "layer-builder-source"; crates = members; };
  manifest = toml {
    workspace = { inherit members; inherit (whole.workspace) lints package resolver; };
    inherit (whole) profile;
  };
}
