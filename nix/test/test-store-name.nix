let store-name = import ../store-name.nix { }; in
{
  wheel = {
    expr = store-name "pypi:torch/torch-2.2.2-cp311-cp311-manylinux1_x86_64.whl";
    expected = "torch-2.2.2-cp311-cp311-manylinux1_x86_64.whl";
  };
  deb = {
    expr = store-name "debian:pool/main/z/zlib/zlib1g_1.2.13~x+b1_amd64.deb";
    expected = "zlib1g_1.2.13_x+b1_amd64.deb";
  };
  crate = {
    expr = store-name "cargo:serde-1.0.0+x.crate";
    expected = "serde-1.0.0+x.crate";
  };
  url = {
    expr = store-name "url:https://upstream.example/a/b%20c.tar.gz";
    expected = "b_20c.tar.gz";
  };
  path = {
    expr = store-name "services/stt-service";
    expected = "stt-service";
  };
}
