# Machine → one OCI image layout of all its images.
{ images, layer-builder, system }:
let
  build = machine: ofMachine:
    let name = "${machine}-fleet"; in
    derivation {
      inherit name system;
      builder = "${layer-builder}/bin/layer-builder";
      args = [ "layout" ];
      passAsFile = [ "spec" ];
      spec = builtins.toJSON {
        version = 1;
        inherit name;
        images = builtins.attrValues ofMachine;
      };
    } // { meta.description = "Every image of ${machine}, as one OCI image layout"; };
in
builtins.mapAttrs build images
