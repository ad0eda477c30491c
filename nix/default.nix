# The table of names and files: each file takes the attributes it names, and
# gives the value of that name. `root` is the repository, a fixture in tests;
# `codec` is the table's, or another for engines that want it.
{ root ? ../., codec ? null }:
let
  files = {
    # what the generator wrote
    lock = ./lock.nix;
    generated = ./generated.nix;

    # locked content → store paths
    store-name = ./store-name.nix;
    source = ./source.nix;
    seed = ./seed.nix;
    ignore = ./ignore.nix;
    tree = ./tree.nix;

    # Debian's compiler, and what it builds
    toolchain = ./toolchain.nix;
    vendor = ./vendor.nix;
    toml = ./toml.nix;
    workspace = ./workspace.nix;
    rust = ./rust.nix;
    gen-lock = ./gen-lock.nix;
    layer-builder = ./layer-builder.nix;

    # layers → images → fleets
    layer = ./layer.nix;
    images = ./images.nix;
    fleets = ./fleets.nix;
    matrix = ./matrix.nix;

    # the flake's outputs
    apps = ./apps.nix;
    checks = ./checks.nix;
  };

  scope = builtins.mapAttrs call files // {
    inherit root files;
    system = "x86_64-linux";
    codec = if codec == null then scope.generated.toolchain.codec else codec;
  };

  call = _: file:
    let part = import file; in
    part (builtins.intersectAttrs (builtins.functionArgs part) scope);
in
{
  packages.${scope.system} = scope.matrix // { inherit (scope) gen-lock; };
  apps.${scope.system} = scope.apps;
  checks.${scope.system} = scope.checks;

  # The same images in another codec: `nix build .#gzip.pc2-fleet`
  legacyPackages.${scope.system} = builtins.listToAttrs (map
    (codec: { name = codec; value = (import ./. { inherit root codec; }).packages.${scope.system}; })
    [ "gzip" "zstd" ]);
}
