"""`gen-lock lock check` takes the locks that packaging takes, and the requirements of METADATA are judged as it judges them.

packaging runs in the Python of TOOLS_PYTHON, at the version that `tests/tools.in` pins.
"""

import json
import os
import subprocess
import unittest
from pathlib import Path

import folder
import project
import tool

HASH = "1f02e8b43a8fbbc3f3e0d4f0f4bfc8131bcb4eebe8849b8e5c773f3a1c582a53"
TOP = 'lock-version = "1.0"\ncreated-by = "x"\n'
FILE = f'path = "wheels/a-1-py3-none-any.whl", size = 1, hashes = {{ sha256 = "{HASH}" }}'


def lock(file: str = FILE, name: str = "a", top: str = TOP, more: str = "") -> str:
    return f'{top}[[packages]]\nname = "{name}"\nversion = "1"\n{more}wheels = [{{ {file} }}]\n'


LOCKS = {
    "sound": lock(),
    "path-and-url": lock(FILE + ', url = "https://files.example/a-1-py3-none-any.whl"'),
    "name": lock(name="A"),
    "extra": lock(top=TOP + 'extras = ["X_y"]\n'),
    "upload-text": lock(FILE + ', upload-time = "2024-01-01T00:00:00Z"'),
    "upload-date": lock(FILE + ", upload-time = 2024-01-01"),
    "upload-local": lock(FILE + ", upload-time = 2024-01-01T00:00:00"),
    "unknown-key": lock(more="sum = 3\n"),
    "minor": lock(top=TOP.replace("1.0", "1.1")),
    "major": lock(top=TOP.replace("1.0", "2.0")),
    "older": lock(top=TOP.replace("1.0", "0.9")),
    "no-environment": lock(top=TOP + "environments = []\n"),
    "elsewhere": lock(top=TOP + "environments = [\"sys_platform == 'win32'\"]\n"),
    "comma": lock(top=TOP + 'requires-python = ">=3.7,"\n'),
    "no-size": lock(FILE.replace("size = 1, ", "")),
    "other-name": lock(name="b"),
    "group": lock(top=TOP + 'dependency-groups = ["dev"]\ndefault-groups = ["dev"]\n', more="marker = \"'dev' in dependency_groups\"\n"),
    "no-wheel": lock(FILE.replace("py3-none-any", "cp313-cp313t-manylinux_2_17_x86_64")),
    "bare-linux": lock(FILE.replace("py3-none-any", "cp311-cp311-linux_x86_64")),
}

JUDGE_LOCKS = """
import json, sys, tomllib
from packaging.pylock import Pylock
from packaging.tags import cpython_tags, compatible_tags
platforms = ["linux_x86_64"] + [f"manylinux_2_{minor}_x86_64" for minor in range(36, 4, -1)]
tags = [*cpython_tags((3, 11), platforms=platforms), *compatible_tags((3, 11), "cp311", platforms)]
environment = dict(implementation_name="cpython", implementation_version="3.11.2", os_name="posix",
    platform_machine="x86_64", platform_release="", platform_system="Linux", platform_version="",
    python_full_version="3.11.2", platform_python_implementation="CPython", python_version="3.11",
    sys_platform="linux")
def takes(text):
    try:
        list(Pylock.from_dict(tomllib.loads(text)).select(environment=environment, tags=tags))
    except Exception:
        return False
    return True
print(json.dumps({name: takes(text) for name, text in json.load(sys.stdin).items()}))
"""

JUDGE_REQUIREMENTS = """
import json, sys
from packaging.requirements import Requirement
def verdict(text):
    try:
        Requirement(text)
    except Exception:
        return "no"
    return "ok"
print(json.dumps({text: verdict(text) for text in json.load(sys.stdin)}))
"""


def judged(program: str, values: object) -> dict:
    judge = os.environ.get("TOOLS_PYTHON")
    assert judge, "TOOLS_PYTHON names no Python with packaging: run `./factory test images test_lock_check`"
    ended = subprocess.run([judge, "-c", program], input=json.dumps(values), capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


class LockCheck(unittest.TestCase):
    maxDiff = None

    def test_locks_are_taken_as_packaging_takes_them(self):
        root = folder.of_class(type(self))
        ours = {}
        for name, text in LOCKS.items():
            path = root / f"pylock.{name}.toml"
            path.write_text(text)
            ended = tool.attempt("gen-lock", "lock", "check", path)
            self.assertIn(ended.returncode, (0, 1), ended.stdout + ended.stderr)
            ours[name] = ended.returncode == 0
        self.assertEqual(ours, judged(JUDGE_LOCKS, LOCKS))
        self.assertEqual({True, False}, set(ours.values()))

    def test_the_table_of_requirements_is_what_packaging_says(self):
        table = Path(project.ROOT) / "generator/python/tests/requires-dist.txt"
        written = dict(reversed(line.split(" ", 1)) for line in table.read_text().splitlines())
        self.assertGreater(len(written), 50)
        self.assertEqual(written, judged(JUDGE_REQUIREMENTS, list(written)))


if __name__ == "__main__":
    unittest.main()
