let
  rust = import ../rust.nix {
    seed = "/seed";
    system = "mock";
    toolchain = "/toolchain";
    vendor = name: crates: "/vendor/${name}/${toString crates}";
  };
  tool = rust { name = "tool"; src = "/src"; crates = [ "a" ]; description = "A tool"; };
in
{
  package = { expr = tool.package; expected = "tool"; };
  vendor = { expr = tool.vendor; expected = "/vendor/tool/a"; };
  noReferences = { expr = tool.allowedReferences; expected = [ ]; };
  description = { expr = tool.meta.description; expected = "A tool"; };
  otherPackage = {
    expr = (rust { name = "x"; package = "y"; src = "/src"; crates = [ ]; description = ""; }).package;
    expected = "y";
  };
}
