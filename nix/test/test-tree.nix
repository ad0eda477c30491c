let
  tree = import ../tree.nix {
    root = ./fixture;
    ignore = import ../ignore.nix { };
    store-name = import ../store-name.nix { };
  };
  demo = tree { path = "services/demo"; at = "app"; ignore = [ "models" "*.log" ]; };
in
{
  top = { expr = builtins.attrNames (builtins.readDir demo); expected = [ "main.py" "sub" ]; };
  below = { expr = builtins.attrNames (builtins.readDir "${demo}/sub"); expected = [ "kept.py" ]; };
  noList = {
    expr = builtins.attrNames (builtins.readDir (tree { path = "services/demo"; at = "app"; }));
    expected = [ "main.py" "models" "sub" ];
  };
}
