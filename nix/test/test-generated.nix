let generated = import ../generated.nix { root = ./fixture; }; in
{
  layers = { expr = generated.layers; expected = { demo-code = { }; }; };
  missing = { expr = (builtins.tryEval generated.images).success; expected = false; };
}
