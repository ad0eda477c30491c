# Ignore list → filter for `builtins.path`. A pattern is a name, which leaves out
# every file and folder of that name, or `*.suffix`. Names alone are compared, so
# a service's own `models` is left out wherever it lies.
{ }:
let
  inherit (builtins) any baseNameOf stringLength substring;
  hasSuffix = suffix: name:
    let rest = stringLength name - stringLength suffix; in
    rest >= 0 && substring rest (-1) name == suffix;
  matches = name: pattern:
    if substring 0 1 pattern == "*"
    then hasSuffix (substring 1 (-1) pattern) name
    else name == pattern;
in
patterns: path: _type: !any (matches (baseNameOf path)) patterns
