# Locator → the name of its file in the store: the last segment, with every
# character that a store path cannot hold replaced by `_`.
#
#   debian:pool/main/z/zlib/zlib1g_1.2.13~x_amd64.deb → zlib1g_1.2.13_x_amd64.deb
#   cargo:serde-1.0.0.crate → serde-1.0.0.crate
{ }:
let
  inherit (builtins) concatStringsSep elemAt filter isString match split;
  sanitize = text: concatStringsSep "_" (filter isString (split "[^0-9A-Za-z+._?=-]" text));
  last = locator: elemAt (match "([a-z]+:)?(.*/)?([^/]*)" locator) 2;
in
locator: sanitize (last locator)
