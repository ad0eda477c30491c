let
  seed = import ../seed.nix {
    generated.toolchain.seed.narHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  };
in
{
  name = { expr = seed.name; expected = "gen-lock-seed"; };
  whole = { expr = seed.outputHashMode; expected = "recursive"; };
}
