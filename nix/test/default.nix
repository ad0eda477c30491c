# Runs test-<file>.nix for each file of the table; gives the failures, one line
# each. A test is { expr, expected }. A file without tests is a failure.
{ files }:
let
  inherit (builtins) attrNames concatMap filter pathExists toJSON;

  ofFile = name:
    let file = ./. + "/test-${name}.nix"; in
    if pathExists file
    then filter (line: line != null) (runAll name (import file))
    else [ "${name}: nix/test/test-${name}.nix is missing" ];

  runAll = name: tests: map (test: run "${name}.${test}" tests.${test}) (attrNames tests);

  run = label: { expr, expected }:
    if expr == expected then null
    else "${label}: want ${toJSON expected}, got ${toJSON expr}";
in
concatMap ofFile (attrNames files)
