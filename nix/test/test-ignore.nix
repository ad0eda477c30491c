let
  ignore = import ../ignore.nix { };
  keeps = patterns: path: ignore patterns path "regular";
in
{
  nothing = { expr = keeps [ ] "/a/models"; expected = true; };
  name = { expr = keeps [ "models" ] "/a/models"; expected = false; };
  nameIsWhole = { expr = keeps [ "models" ] "/a/models.py"; expected = true; };
  nameOfParent = { expr = keeps [ "models" ] "/models/a"; expected = true; };
  suffix = { expr = keeps [ "*.pyc" ] "/a/b.pyc"; expected = false; };
  suffixOnly = { expr = keeps [ "*.pyc" ] "/a/b.pyc.py"; expected = true; };
  suffixLonger = { expr = keeps [ "*.egg-info" ] "/a/b"; expected = true; };
  suffixAlone = { expr = keeps [ "*.pyc" ] "/a/.pyc"; expected = false; };
  second = { expr = keeps [ "logs" "*.pyc" ] "/a/b.pyc"; expected = false; };
}
