# One locked file, by its content. The file is put into the store beforehand
# (`gen-lock fetch`), and then nothing is built. The url leads nowhere: where to
# fetch from is no part of a lock, so a missing file shows what to run instead.
{ lock, store-name }:
let
  build = locator: { sha256, ... }:
    let name = store-name locator; in
    derivation {
      inherit name;
      system = "builtin";
      builder = "builtin:fetchurl";
      url = "file:///gen-lock/run-gen-lock-fetch/${name}";
      outputHashMode = "flat";
      outputHashAlgo = "sha256";
      outputHash = sha256;
      preferLocalBuild = true;
    };
  # one derivation a file, however many layers hold it
  sources = builtins.mapAttrs build lock.sources;
in
locator: sources.${locator}
  or (throw "`${locator}` is not in `build-lock.json`: run `gen-lock generate`")
