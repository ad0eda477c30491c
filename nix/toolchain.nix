# Debian's rustc, cargo, gcc and libc, unpacked into one tree that runs where it
# lies in the store: no maintainer script, no namespace, no entry in `/`.
{ generated, seed, source, system }:
derivation {
  name = "gen-lock-toolchain";
  inherit system seed;
  builder = "${seed}/bin/busybox";
  args = [ "sh" ./build/toolchain.sh ];
  debs = map source generated.toolchain.debs;
  allowedReferences = [ "out" seed ];
}
