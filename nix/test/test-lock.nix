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
  missing = {
    expr = (builtins.tryEval (read ./fixture/services)).success;
    expected = false;
  };
}
