# Machine and image name → an OCI image layout of that one image, its layers'
# blobs linked.
{ generated, layer, layer-builder, system }:
let
  build = machine: ref: image:
    let name = "${machine}-${ref}"; in
    derivation {
      name = "${name}-image";
      inherit system;
      builder = "${layer-builder}/bin/layer-builder";
      args = [ "image" ];
      passAsFile = [ "spec" ];
      spec = builtins.toJSON {
        version = 1;
        inherit name ref machine;
        inherit (image) config;
        layers = map layer image.layers;
      };
    } // { meta = { inherit (image) description; }; };
in
builtins.mapAttrs (machine: builtins.mapAttrs (build machine)) generated.images
