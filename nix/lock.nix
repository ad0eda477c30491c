# The inputs of build-lock.json: what to fetch, by content. Its outputs are
# never read here, else a build would depend on its own result.
{ root }:
let
  file = root + "/build-lock.json";
  text = builtins.readFile file;
  lock = builtins.fromJSON text;
  # `fromJSON` takes the last of two values of a key; what it then prints is not as long as what it read.
  length = json: builtins.stringLength (builtins.replaceStrings [ " " "\n" ] [ "" "" ] json);
in
if !builtins.pathExists file then
  throw "`build-lock.json` is missing: run `gen-lock refresh`"
else if lock.version != 1 then
  throw "`build-lock.json` has version ${toString lock.version}, this Nix code reads version 1: run the `gen-lock` of this checkout"
else if length (builtins.toJSON lock) != length text then
  throw "`build-lock.json` has a key twice, or is not as gen-lock writes it: run `gen-lock generate`"
else
  lock.inputs
