# The one thing that is not built from source: the static busybox of Debian's
# `busybox-static`, alone in bin/, mode 0755. It unpacks the toolchain. Like any
# source it is content: `gen-lock fetch` puts it into the store.
{ generated }:
derivation {
  name = "gen-lock-seed";
  system = "builtin";
  builder = "builtin:fetchurl";
  url = "file:///gen-lock/run-gen-lock-fetch/gen-lock-seed";
  executable = true;
  outputHashMode = "recursive";
  outputHashAlgo = "sha256";
  outputHash = generated.toolchain.seed.narHash;
  preferLocalBuild = true;
}
