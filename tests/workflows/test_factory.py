"""`./factory` installs the uv that is pinned, by the hash of its wheel, and no other."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = ROOT / "factory.d/uv.txt"
# Makes a folder with a pip that notes its arguments; the first use asks whether there is venv.
PYTHON = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "$@" >> "%s"\\n' "$NOTED" > "$3/bin/pip"
chmod +x "$3/bin/pip"
"""


class Factory(unittest.TestCase):
    def test_the_pin_names_a_version_and_a_wheel_of_each_architecture(self):
        lines = [line for line in PIN.read_text().splitlines() if not line.startswith("#")]
        self.assertRegex(lines[0], r"^uv==[0-9.]+ \\$")
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", "\n".join(lines))
        self.assertEqual((len(hashes), len(set(hashes)), len(lines)), (2, 2, 3))

    def test_the_pinned_uv_is_installed_by_its_hash_once(self):
        with tempfile.TemporaryDirectory() as folder:
            state, tools = Path(folder) / "state", Path(folder) / "tools"
            tools.mkdir()
            (tools / "python3").write_text(PYTHON)
            (tools / "python3").chmod(0o755)
            noted = Path(folder) / "noted"
            self.set_up(folder, state, tools, noted)
            wanted = "install --quiet --no-deps --only-binary :all: --require-hashes --requirement factory.d/uv.txt\n"
            self.assertEqual(noted.read_text(), wanted)
            self.set_up(folder, state, tools, noted)
            self.assertEqual(noted.read_text(), wanted, "it is there")
            # Another pin, or what an earlier factory installed by no pin
            (state / "uv/pin").unlink()
            self.set_up(folder, state, tools, noted)
            self.assertEqual(noted.read_text(), wanted * 2)

    def set_up(self, folder: str, state: Path, tools: Path, noted: Path) -> None:
        script = 'say() { :; }; fail() { exit 3; }; . factory.d/setup.sh; STATE=$1; set_up_uv; echo "$GEN_LOCK_UV"'
        # A uv of this machine is none of the test's.
        for name in ("cmp", "rm", "cp", "sh", "mkdir", "chmod"):
            (tools / name).unlink(missing_ok=True)
            (tools / name).symlink_to(shutil.which(name))
        environment = {"PATH": str(tools), "NOTED": str(noted), "HOME": folder}
        said = subprocess.run(
            [shutil.which("bash"), "-euc", script, "bash", state], cwd=ROOT, env=environment, text=True, capture_output=True, check=False
        )
        self.assertEqual((said.returncode, said.stdout), (0, f"{state}/uv/bin/uv\n"), said.stderr)


if __name__ == "__main__":
    unittest.main()
