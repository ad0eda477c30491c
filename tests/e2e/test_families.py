"""What each family promises its services: requirements that hold, modules that import without a GPU, a compiler."""

import json
import re
import tomllib
import unittest
from collections.abc import Sequence

import fleet_engine
import project
import wheel
from container import ALONE, LOCKED_DOWN

# `torch.distributed` makes a folder there when it is imported.
TMP = ("--tmpfs", "/tmp")
TORCH = "2.2.2+cu121"
FINDING = re.compile(r"^(\S+) \S+ (?:has requirement|requires) ([\w.-]+)")
# Module and distribution, by the family that brings them
MODULES = {
    "base-cpu-pydeps": {"fastapi": "fastapi", "numpy": "numpy", "pydantic": "pydantic", "uvicorn": "uvicorn"},
    "family-web": {"gunicorn": "gunicorn", "starlette": "starlette", "uvloop": "uvloop", "websockets": "websockets"},
    "legacy-py311-cpu": {"fastapi": "fastapi", "pydantic": "pydantic"},
    "family-torch-cu121": {"numpy": "numpy", "torch": "torch", "torchvision": "torchvision"},
    # vllm's own extension needs the driver's libcuda.
    "family-llm-cu121": {"accelerate": "accelerate", "torch": "torch", "xformers": "xformers"},
    "family-vision-cu121": {"cv2": "opencv-python-headless", "numpy": "numpy", "onnxruntime": "onnxruntime-gpu"},
}
IMPORT = """
import importlib, importlib.metadata, json, sys
modules = json.loads(sys.argv[1])
for module in modules: importlib.import_module(module)
versions = {name: importlib.metadata.version(name) for name in modules.values()}
versions["torch itself"] = getattr(sys.modules.get("torch"), "__version__", None)
print(json.dumps(versions))
"""
EXTENSION = "#include <Python.h>\nPyMODINIT_FUNC PyInit_x(void) { return NULL; }\n"


class Families(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = fleet_engine.filled().engine
        cls.images = {
            family: f"{machine}-{family}" for machine in project.machines() for family in project.families_of(machine)
        }

    def python(self, family: str, *arguments: str, options: Sequence[str] = (), codes: Sequence[int] = (0,)) -> str:
        """Runs the family's Python, locked down as a service is."""
        words = ("--rm", *LOCKED_DOWN, *ALONE, *options, "--entrypoint", "/usr/bin/python3.11")
        ended = self.engine.attempt("run", *words, self.images[family], *arguments)
        self.assertIn(ended.returncode, codes, ended.stdout + ended.stderr)
        return ended.stdout

    def test_requirements_hold_but_for_declared_overrides(self):
        _, pip = wheel.pinned("pip")
        mounted = ("--volume", f"{pip}:/pip.whl:ro")
        for family in sorted(self.images):
            with self.subTest(family):
                said = self.python(family, "/pip.whl/pip", "check", options=mounted, codes=(0, 1))
                files = [project.families()[name] for name in project.chain(family)]
                # a package that is left out is declared by its own name, whoever requires it
                excluded = {name for file in files for name in file.get("exclude", {})}
                found = (_finding(line) for line in said.splitlines())
                found = sorted(one for one in found if one.split(" ")[-1] not in excluded)
                declared = sorted(key for file in files for key in file.get("overridden", {}))
                self.assertEqual(found, declared or ["No broken requirements found."])
                print(f"{family}: {len(declared)} declared overrides, nothing else", flush=True)

    def test_modules_import_without_a_gpu(self):
        for family, modules in MODULES.items():
            with self.subTest(family):
                said = self.python(family, "-c", IMPORT, json.dumps(modules), options=TMP)
                versions = json.loads(said.splitlines()[-1])
                torch = TORCH if "family-torch-cu121" in project.chain(family) else None
                self.assertEqual(versions.pop("torch itself"), torch)
                self.assertEqual(versions, {name: _locked(family, name) for name in modules.values()})
                print(f"{family}: {versions}", flush=True)

    def test_every_built_family_with_requirements_is_tried(self):
        with_lock = {name for name in self.images if (project.ROOT / f"families/{name}/requirements.in").exists()}
        self.assertEqual(with_lock - MODULES.keys(), {"base-gpu-cu121"})  # libraries alone, no module

    def test_the_compiler_that_triton_calls(self):
        build = "import subprocess, sys; subprocess.run(sys.argv[2:], input=sys.argv[1], text=True, check=True)"
        compiler = ("cc", "-shared", "-fPIC", "-I/usr/include/python3.11", "-x", "c", "-", "-o", "/tmp/x.so")
        self.python("family-llm-cu121", "-c", build, EXTENSION, *compiler, options=TMP)


def _finding(line: str) -> str:
    """A line of pip as the families' files declare it: the package and what it asks for."""
    match = FINDING.match(line)
    return " ".join(match.groups()) if match else line


def _locked(family: str, name: str) -> str:
    lock = tomllib.loads((project.ROOT / f"families/{family}/pylock.toml").read_text())
    return next(package["version"] for package in lock["packages"] if package["name"] == name)
