# Locked crates → a folder that cargo takes in place of a registry.
{ lock, seed, source, system }:
name: crates:
derivation {
  name = "${name}-vendor";
  inherit system seed;
  builder = "${seed}/bin/busybox";
  args = [ "sh" ./build/vendor.sh ];
  crates = map (crate: source crate.source) crates;
  sha256 = map (crate: lock.sources.${crate.source}.sha256) crates;
}
