{
  packages = {
    expr = import ../matrix.nix {
      fleets = { mainpc = 1; pc2 = 2; };
      images = { mainpc = { a = 3; b = 4; }; pc2 = { a = 5; }; };
    };
    expected = {
      mainpc-fleet = 1;
      mainpc-a = 3;
      mainpc-b = 4;
      pc2-fleet = 2;
      pc2-a = 5;
    };
  };
}
