let toml = import ../toml.nix { }; in
{
  empty = { expr = toml { }; expected = ""; };
  nested = {
    expr = toml { profile.release = { lto = "thin"; codegen-units = 1; strip = true; }; };
    expected = ''
      "profile"."release"."codegen-units" = 1
      "profile"."release"."lto" = "thin"
      "profile"."release"."strip" = true
    '';
  };
  list = { expr = toml { members = [ "a" "b" ]; }; expected = "\"members\" = [\"a\",\"b\"]\n"; };
  readsBack = {
    expr = builtins.fromTOML (toml { a.b = "x\"y"; a.c = [ 1 2 ]; });
    expected = { a = { b = "x\"y"; c = [ 1 2 ]; }; };
  };
}
