"""What each family promises its services: requirements that hold, modules that import without a GPU, a compiler."""

import json
import re
import tomllib
import unittest

import fleet_engine
import project
import wheel
from container import ALONE, LOCKED_DOWN

FINDING = re.compile(r"^(\S+) \S+ (?:has requirement|requires) ([\w.-]+)")
# Module and distribution, by the family that brings them
MODULES = {
    "base-cpu-pydeps": {"fastapi": "fastapi", "numpy": "numpy", "pydantic": "pydantic", "uvicorn": "uvicorn"},
    "family-web": {"gunicorn": "gunicorn", "starlette": "starlette", "uvloop": "uvloop", "websockets": "websockets"},
    "legacy-py311-cpu": {"fastapi": "fastapi", "pydantic": "pydantic"},
    "family-torch-cu121": {"numpy": "numpy", "torch": "torch", "torchvision": "torchvision"},
    "family-llm-cu121": {"accelerate": "accelerate", "vllm": "vllm", "xformers": "xformers"},
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

    def python(self, family: str, *arguments: str, options: tuple[str, ...] = (), allowed: tuple[int, ...] = (0,)) -> str:
        """Runs the family's Python, locked down as a service is."""
        words = ("--rm", *LOCKED_DOWN, *ALONE, *options, "--entrypoint", "/usr/bin/python3.11")
        ended = self.engine.attempt("run", *words, self.images[family], *arguments)
        self.assertIn(ended.returncode, allowed, ended.stdout + ended.stderr)
        return ended.stdout

    def test_requirements_hold_but_for_declared_overrides(self):
        _, pip = wheel.pinned("pip")
        mounted = ("--volume", f"{pip}:/pip.whl:ro")
        for family in sorted(self.images):
            with self.subTest(family):
                said = self.python(family, "/pip.whl/pip", "check", options=mounted, allowed=(0, 1))
                found = [" ".join(match.groups()) if (match := FINDING.match(line)) else line for line in said.splitlines()]
                declared = [key for name in project.chain(family) for key in project.families()[name].get("overridden", {})]
                self.assertEqual(sorted(found), sorted(declared) or ["No broken requirements found."])
                print(f"{family}: {len(declared)} declared overrides, nothing else", flush=True)

    def test_modules_import_without_a_gpu(self):
        for family, modules in MODULES.items():
            with self.subTest(family):
                versions = json.loads(self.python(family, "-c", IMPORT, json.dumps(modules)).splitlines()[-1])
                torch = versions.pop("torch itself")
                self.assertEqual(torch, "2.2.2+cu121" if "torch" in project.families()[family]["description"] else torch)
                self.assertEqual(versions, {name: _locked(family, name) for name in modules.values()})
                print(f"{family}: {versions}", flush=True)

    def test_every_built_family_with_requirements_is_tried(self):
        with_lock = {name for name in self.images if (project.ROOT / f"families/{name}/requirements.in").exists()}
        self.assertEqual(with_lock - MODULES.keys(), {"base-gpu-cu121"})  # libraries alone, no module

    def test_the_compiler_that_triton_calls(self):
        build = "import subprocess, sys; subprocess.run(sys.argv[2:], input=sys.argv[1], text=True, check=True)"
        compiler = ("cc", "-shared", "-fPIC", "-I/usr/include/python3.11", "-x", "c", "-", "-o", "/tmp/x.so")
        self.python("family-llm-cu121", "-c", build, EXTENSION, *compiler, options=("--tmpfs", "/tmp"))


def _locked(family: str, name: str) -> str:
    lock = tomllib.loads((project.ROOT / f"families/{family}/pylock.toml").read_text())
    return next(package["version"] for package in lock["packages"] if package["name"] == name)
