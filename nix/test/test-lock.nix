let read = root: import ../lock.nix { inherit root; }; in
{
  inputs = {
    expr = (read ./fixture).sources."cargo:a-1.0.0.crate".size;
    expected = 0;
  };
  otherVersion = {
    expr = (builtins.tryEval (read ./fixture/bad)).success;
    expected = false;
  };
  twice = {
    expr = (builtins.tryEval (read ./fixture/twice)).success;
    expected = false;
  };
  # A number that prints longer than it is written makes up for no key.
  padded = {
    expr = (builtins.tryEval (read ./fixture/padded)).success;
    expected = false;
  };
  missing = {
    expr = (builtins.tryEval (read ./fixture/services)).success;
    expected = false;
  };
}
