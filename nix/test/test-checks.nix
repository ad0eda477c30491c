let
  checks = import ../checks.nix {
    files = { };
    gen-lock = "/gen-lock";
    layer-builder = "/layer-builder";
    seed = "/seed";
    system = "mock";
  };
in
{
  names = { expr = builtins.attrNames checks; expected = [ "gen-lock" "layer-builder" "nix" ]; };
  noFailures = { expr = checks.nix.failures; expected = ""; };
  missingTest = {
    expr = import ./. { files.absent = ../absent.nix; };
    expected = [ "absent: nix/test/test-absent.nix is missing" ];
  };
}
