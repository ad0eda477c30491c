let
  layer = import ../layer.nix {
    codec = "zstd";
    generated = {
      toolchain = { python = "3.11"; };
      layers = {
        bare = { description = "Nothing"; };
        full = {
          wheels = [{ source = "pypi:a/a-1.whl"; admit = [ "x" ]; }];
          winners = [{ wheel = { source = "pypi:a/a-1.whl"; admit = [ ]; }; path = "a/"; }];
          debs = [{ source = "debian:pool/b~1.deb"; package = "b"; }];
          tree = [{ path = "services/demo"; at = "app"; ignore = [ "models" ]; }];
          certificates = true;
        };
      };
    };
    layer-builder = "/layer-builder";
    source = locator: "/store/${locator}";
    system = "mock";
    tree = entry: "/tree/${entry.path}";
  };
  spec = name: builtins.fromJSON (layer name).spec;
in
{
  name = { expr = (layer "bare").name; expected = "bare-layer"; };
  builder = { expr = (layer "bare").builder; expected = "/layer-builder/bin/layer-builder"; };
  noReferences = { expr = (layer "bare").allowedReferences; expected = [ ]; };
  # a description is for people: another text is the same layer
  everyAttribute = {
    expr = spec "bare";
    expected = {
      version = 1;
      name = "bare";
      codec = "zstd";
      python = "3.11";
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
  };
  wheels = {
    expr = (spec "full").wheels;
    expected = [{ file = "/store/pypi:a/a-1.whl"; filename = "a-1.whl"; admit = [ "x" ]; }];
  };
  winners = {
    expr = (spec "full").winners;
    expected = [{
      wheel = { file = "/store/pypi:a/a-1.whl"; filename = "a-1.whl"; admit = [ ]; };
      path = "a/";
    }];
  };
  debs = {
    expr = (spec "full").debs;
    expected = [{ file = "/store/debian:pool/b~1.deb"; filename = "b~1.deb"; package = "b"; }];
  };
  tree = {
    expr = (spec "full").tree;
    expected = [{ path = "/tree/services/demo"; at = "app"; }];
  };
  certificates = { expr = (spec "full").certificates; expected = true; };
  unknown = { expr = (builtins.tryEval (layer "none")).success; expected = false; };
}
