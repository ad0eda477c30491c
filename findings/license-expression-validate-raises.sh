#!/usr/bin/env bash
# Finding: `validate` of `license-expression`, which gathers errors in its answer, raises AttributeError for an old-style `MIT/Apache-2.0`.
# Expectation: An expression that cannot be parsed comes back as an ExpressionInfo with `errors`, as its documentation says.
# Behaviour: The slash makes an ExpressionError without the attribute that the handler reads, so AttributeError reaches the caller.
#   Crates and wheels of before SPDX expressions state licences in this way, so a scan over an image meets it.
# Version: license-expression 30.4.4 (with boolean.py 5.0)
# Source: docstring of `Licensing.validate` ("Return a ExpressionInfo object that contains information about the validation")
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --target "$work/site" \
  license-expression==30.4.4 boolean.py==5.0
PYTHONPATH="$work/site" python3 - <<'PYTHON'
from license_expression import get_spdx_licensing

licensing = get_spdx_licensing()
told = licensing.validate("MIT OR (")
print("`MIT OR (`:", told.normalized_expression, told.errors)
assert told.normalized_expression is None and told.errors
try:
    licensing.validate("MIT/Apache-2.0")
except AttributeError as error:
    print("`MIT/Apache-2.0`: AttributeError:", error)
else:
    raise SystemExit("changed: `validate` tells of the slash in its answer")
PYTHON
