# The literals that `gen-lock generate` writes: layers, images, toolchain.
{ root }:
let
  read = name:
    let file = root + "/nix/generated/${name}.nix"; in
    if builtins.pathExists file then import file
    else throw "`nix/generated/${name}.nix` is missing: run `gen-lock generate`, then `git add -N nix/generated`";
in
{
  layers = read "layers";
  images = read "images";
  toolchain = read "toolchain";
}
