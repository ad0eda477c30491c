let
  source = import ../source.nix {
    lock = import ../lock.nix { root = ./fixture; };
    store-name = import ../store-name.nix { };
  };
  crate = source "cargo:a-1.0.0.crate";
in
{
  name = { expr = crate.name; expected = "a-1.0.0.crate"; };
  # content decides the path: the same as `nix-store --add-fixed sha256`
  path = {
    expr = builtins.unsafeDiscardStringContext crate.outPath;
    expected = builtins.unsafeDiscardStringContext (builtins.path {
      name = "a-1.0.0.crate";
      path = ./fixture/services/empty;
      recursive = false;
    });
  };
  remedy = {
    expr = crate.url;
    expected = "file:///gen-lock/run-gen-lock-fetch/a-1.0.0.crate";
  };
  unknown = {
    expr = (builtins.tryEval (source "cargo:b-1.0.0.crate")).success;
    expected = false;
  };
}
