let
  call = import ../layer-builder.nix {
    generated.toolchain.crates.layer-builder = [ "a" ];
    root = ./fixture;
    rust = arguments: arguments;
    toml = value: value;
    workspace = arguments: arguments;
  };
in
{
  # neither the whole Cargo.toml nor Cargo.lock: a change there rebuilds no layer
  noWorkspaceFiles = { expr = call.src.files or [ ]; expected = [ ]; };
  crates = { expr = call.src.crates; expected = [ "generator/oci" "generator/layer" ]; };
  manifest = {
    expr = call.manifest;
    expected = {
      workspace = {
        members = [ "generator/oci" "generator/layer" ];
        resolver = "2";
        package.edition = "2021";
        lints.rust.unsafe_code = "forbid";
      };
      profile.release.codegen-units = 1;
    };
  };
}
