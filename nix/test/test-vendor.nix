let
  vendor = import ../vendor.nix {
    lock.sources."cargo:a-1.0.0.crate".sha256 = "00ff";
    seed = "/seed";
    source = locator: "/${locator}";
    system = "mock";
  };
  two = vendor "tool" [{ source = "cargo:a-1.0.0.crate"; }];
in
{
  name = { expr = two.name; expected = "tool-vendor"; };
  crates = { expr = two.crates; expected = [ "/cargo:a-1.0.0.crate" ]; };
  sha256 = { expr = two.sha256; expected = [ "00ff" ]; };
}
