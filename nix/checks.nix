# `nix flake check`: both programs build and start, and what is written in Nix
# holds (test/).
{ files, gen-lock, layer-builder, seed, system }:
let
  # a derivation that runs one line of shell, with the seed alone
  runs = name: line: environment: derivation ({
    inherit name system;
    builder = "${seed}/bin/busybox";
    args = [ "sh" "-euc" "( ${line} ) > $out" ];
  } // environment);
in
{
  gen-lock = runs "gen-lock-check" "$program --version" {
    program = "${gen-lock}/bin/gen-lock";
  };
  # no command given: it must refuse, not crash
  layer-builder = runs "layer-builder-check" "if $program; then exit 1; else test $? -lt 126; fi" {
    program = "${layer-builder}/bin/layer-builder";
  };
  nix = runs "nix-check" ''test -z "$failures" || { echo "$failures" >&2; exit 1; }'' {
    failures = builtins.concatStringsSep "\n" (import ./test { inherit files; });
  };
}
