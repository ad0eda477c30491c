# The workspace's folder with some of its crates: their manifests and sources,
# no tests, no benchmarks.
{ root }:
let
  inherit (builtins) any elem stringLength substring;
  prefix = toString root + "/";
  relative = path: substring (stringLength prefix) (-1) path;
  isBelow = folder: path: substring 0 (stringLength folder + 1) path == "${folder}/";
  isCrateFile = crate: path:
    isBelow crate path && (path == "${crate}/Cargo.toml" || path == "${crate}/build.rs"
      || path == "${crate}/src" || isBelow "${crate}/src" path);
in
{ name, crates, files ? [ ] }:
builtins.path {
  inherit name;
  path = root;
  filter = path: _type:
    let inner = relative path; in
    elem inner files || any (crate: isBelow inner crate || crate == inner || isCrateFile crate inner) crates;
}
