let
  source = import ../source.nix {
    lock = import ../lock.nix { root = ./fixture; };
    store-name = import ../store-name.nix { };
  };
  crate = source "cargo:a-1.0.0.crate";
in
{
  name = { expr = crate.name; expected = "a-1.0.0.crate"; };
  # content decides the path: what `nix-store --add-fixed sha256` gives for an empty file
  path = {
    expr = builtins.unsafeDiscardStringContext crate.outPath;
    expected = "/nix/store/9nfpqq6chyjgh1prvf21bi3zyw3hqqmg-a-1.0.0.crate";
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
