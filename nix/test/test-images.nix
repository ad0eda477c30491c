let
  images = import ../images.nix {
    generated.images.mainpc.stt-service = {
      description = "Speech to text";
      layers = [ "base" "code" ];
      config.User = "10001:10001";
    };
    layer = name: "/layer/${name}";
    layer-builder = "/layer-builder";
    system = "mock";
  };
  image = images.mainpc.stt-service;
in
{
  name = { expr = image.name; expected = "mainpc-stt-service-image"; };
  description = { expr = image.meta.description; expected = "Speech to text"; };
  spec = {
    expr = builtins.fromJSON image.spec;
    expected = {
      version = 1;
      name = "mainpc-stt-service";
      ref = "stt-service";
      machine = "mainpc";
      layers = [ "/layer/base" "/layer/code" ];
      config.User = "10001:10001";
    };
  };
}
