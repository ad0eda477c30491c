let
  toolchain = import ../toolchain.nix {
    generated.toolchain.debs = [ "debian:pool/a.deb" "debian:pool/b.deb" ];
    seed = "/seed";
    source = locator: "/${locator}";
    system = "mock";
  };
in
{
  builder = { expr = toolchain.builder; expected = "/seed/bin/busybox"; };
  debs = { expr = toolchain.debs; expected = [ "/debian:pool/a.deb" "/debian:pool/b.deb" ]; };
}
