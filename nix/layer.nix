# Layer name → derivation of its blob. The layer builder gets the description in
# one JSON file, each source as its path in the store; no shell stands between.
{ codec, generated, layer-builder, source, system, tree }:
let
  inherit (builtins) baseNameOf mapAttrs removeAttrs toJSON;
  inherit (generated.toolchain) python;

  empty = {
    wheels = [ ];
    winners = [ ];
    debs = [ ];
    debPolicy = { exclude = [ ]; keep = [ ]; };
    tree = [ ];
    files = [ ];
    links = [ ];
    dirs = [ ];
    copies = [ ];
    certificates = false;
    prefix = "";
  };

  fromSource = entry: removeAttrs entry [ "source" ] // {
    file = source entry.source;
    filename = fileName entry.source;
  };
  fileName = locator: baseNameOf (builtins.replaceStrings [ ":" ] [ "/" ] locator);

  spec = name: layer: empty // removeAttrs layer [ "description" ] // {
    version = 1;
    inherit name codec python;
    wheels = map fromSource (layer.wheels or [ ]);
    winners = map (entry: entry // { wheel = fromSource entry.wheel; }) (layer.winners or [ ]);
    debs = map fromSource (layer.debs or [ ]);
    tree = map (entry: removeAttrs entry [ "ignore" ] // { path = tree entry; }) (layer.tree or [ ]);
  };

  build = name: layer: derivation {
    name = "${name}-layer";
    inherit system;
    builder = "${layer-builder}/bin/layer-builder";
    args = [ "layer" ];
    passAsFile = [ "spec" ];
    spec = toJSON (spec name layer);
    allowedReferences = [ ];
  };

  layers = mapAttrs build generated.layers;
in
name: layers.${name}
  or (throw "`${name}` is not in `nix/generated/layers.nix`: run `gen-lock generate`")
