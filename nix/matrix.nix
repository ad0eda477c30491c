# Machines × images → packages: `<machine>-fleet` and `<machine>-<image>`.
{ fleets, images }:
let
  inherit (builtins) attrNames concatMap listToAttrs;
  ofMachine = machine:
    [{ name = "${machine}-fleet"; value = fleets.${machine}; }]
    ++ map (image: { name = "${machine}-${image}"; value = images.${machine}.${image}; })
      (attrNames images.${machine});
in
listToAttrs (concatMap ofMachine (attrNames images))
