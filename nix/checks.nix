# `nix flake check`: both programs build and start, and what is written in Nix
# holds (test/).
{ files, gen-lock, generated, layer-builder, seed, source, system }:
let
  # a derivation that runs one line of shell, with the seed alone
  runs = name: line: derivation {
    inherit name system;
    builder = "${seed}/bin/busybox";
    args = [ "sh" "-euc" "${line} > $out" ];
  };

  failures = import ./test { inherit files; };
in
{
  gen-lock = runs "gen-lock-check" "${gen-lock}/bin/gen-lock --version";
  layer-builder = runs "layer-builder-check" "test -x ${layer-builder}/bin/layer-builder && echo static";
  nix =
    if failures == [ ]
    then runs "nix-check" "echo pass"
    else throw "nix/test:\n${builtins.concatStringsSep "\n" failures}";
}
