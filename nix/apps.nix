# `nix run .` and `nix run .#gen-lock`.
{ gen-lock }:
let
  app = {
    type = "app";
    program = "${gen-lock}/bin/gen-lock";
    inherit (gen-lock) meta;
  };
in
{
  gen-lock = app;
  default = app;
}
