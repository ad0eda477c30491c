#!/usr/bin/env bash
# Finding: Two Python libraries that judge SPDX expressions disagree on `LicenseRef-…`, which every CUDA 13 wheel of NVIDIA states.
# Expectation: The SPDX licensing object of `license-expression` accepts a `LicenseRef-`, as SPDX's grammar does.
# Behaviour: `validate` calls it an unknown licence and gives no normalized expression, for the whole expression; `packaging` accepts it
#   and keeps it. They also differ on `GPL-2.0+`: one writes `GPL-2.0-or-later`, the other keeps it.
# Version: license-expression 30.4.4 (with boolean.py 5.0), packaging 26.4
# Source: SPDX specification 2.3, annex D (license-ref = [DocumentRef-…:]LicenseRef-…); PEP 639, "License-Expression"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --target "$work/site" \
  license-expression==30.4.4 boolean.py==5.0 packaging==26.4
PYTHONPATH="$work/site" python3 - <<'PYTHON'
from license_expression import get_spdx_licensing
from packaging.licenses import canonicalize_license_expression

licensing = get_spdx_licensing()
rows = {}
for text in ("LicenseRef-Example-Terms", "mit and LicenseRef-Example-Terms", "GPL-2.0+", "mit or apache-2.0"):
    judged = licensing.validate(text)
    rows[text] = (judged.normalized_expression, tuple(judged.errors), canonicalize_license_expression(text))
    print(f"{text}\n  license-expression: {rows[text][0]} {list(rows[text][1])}\n  packaging:          {rows[text][2]}")
for text in ("LicenseRef-Example-Terms", "mit and LicenseRef-Example-Terms"):
    assert rows[text][0] is None and rows[text][1] == ("Unknown license key(s): LicenseRef-Example-Terms",)
assert rows["mit and LicenseRef-Example-Terms"][2] == "MIT AND LicenseRef-Example-Terms"
assert rows["GPL-2.0+"][0] == "GPL-2.0-or-later" and rows["GPL-2.0+"][2] == "GPL-2.0+"
assert rows["mit or apache-2.0"][0] == rows["mit or apache-2.0"][2] == "MIT OR Apache-2.0"
PYTHON
