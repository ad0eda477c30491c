"""`docs/trust.md` names tests that are there."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# `FILE`: `function`, `function`
NAMED = re.compile(r"`((?:tests|generator)/\S+\.(?:py|rs))`: ((?:`\w+`(?:, )?)+)")


class Trust(unittest.TestCase):
    def test_each_promise_has_its_tests(self):
        table = (ROOT / "docs/trust.md").read_text().partition("| promise | test |\n")[2].partition("\n\n")[0]
        rows = table.splitlines()[1:]
        self.assertGreater(len(rows), 10)
        for row in rows:
            named = NAMED.findall(row)
            self.assertTrue(named, row)
            for file, functions in named:
                text = (ROOT / file).read_text()
                for function in re.findall(r"`(\w+)`", functions):
                    self.assertRegex(text, rf"(?m)^ *(def|fn) {function}\(", f"{file} has no `{function}`")


if __name__ == "__main__":
    unittest.main()
