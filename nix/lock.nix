# The inputs of build-lock.json: what to fetch, by content. Its outputs are
# never read here, else a build would depend on its own result.
{ root }:
let
  file = root + "/build-lock.json";
  lock = builtins.fromJSON (builtins.readFile file);
in
if !builtins.pathExists file then
  throw "`build-lock.json` is missing: run `gen-lock refresh`"
else if lock.version != 1 then
  throw "`build-lock.json` has version ${toString lock.version}, this Nix code reads version 1: run the `gen-lock` of this checkout"
else
  lock.inputs
