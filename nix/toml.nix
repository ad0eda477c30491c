# Attribute set → TOML, one dotted key a line; strings, numbers, booleans and
# lists of them are written alike in JSON and TOML.
#
#   { profile.release.lto = "thin"; } → "profile"."release"."lto" = "thin"
{ }:
let
  inherit (builtins) attrNames concatMap concatStringsSep isAttrs toJSON;
  lines = path: value:
    if isAttrs value
    then concatMap (key: lines (path ++ [ (toJSON key) ]) value.${key}) (attrNames value)
    else [ "${concatStringsSep "." path} = ${toJSON value}\n" ];
in
value: concatStringsSep "" (lines [ ] value)
