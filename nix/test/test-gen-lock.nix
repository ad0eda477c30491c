let
  call = import ../gen-lock.nix {
    generated.toolchain.crates.gen-lock = [ "a" ];
    root = ./fixture;
    rust = arguments: arguments;
    workspace = arguments: arguments;
  };
in
{
  crates = { expr = call.crates; expected = [ "a" ]; };
  members = {
    expr = call.src.crates;
    expected = [ "generator/oci" "generator/layer" "generator/gen-lock" ];
  };
  locked = { expr = call.src.files; expected = [ "Cargo.toml" "Cargo.lock" ]; };
}
