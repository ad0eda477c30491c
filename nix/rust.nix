# One package of a cargo workspace → its static programs in $out/bin.
#
#   src       the workspace: Cargo.toml, Cargo.lock, members
#   manifest  when given, takes the place of src's Cargo.toml, and cargo resolves
#             against `crates` alone, which hold one version of each
{ seed, system, toolchain, vendor }:
{ name, package ? name, src, crates, manifest ? null, description }:
derivation {
  inherit name package src manifest system seed toolchain;
  builder = "${seed}/bin/busybox";
  args = [ "sh" ./build/rust.sh ];
  vendor = vendor name crates;
  allowedReferences = [ ];
} // { meta = { inherit description; }; }
