let
  fleets = import ../fleets.nix {
    images.mainpc = { b = "/image/b"; a = "/image/a"; };
    layer-builder = "/layer-builder";
    system = "mock";
  };
in
{
  name = { expr = fleets.mainpc.name; expected = "mainpc-fleet"; };
  spec = {
    expr = builtins.fromJSON fleets.mainpc.spec;
    expected = { version = 1; name = "mainpc-fleet"; images = [ "/image/a" "/image/b" ]; };
  };
}
