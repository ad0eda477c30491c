"""The end-to-end tests, or those that are named: `python tests/e2e [test_verify …]`. The fast ones come first."""

import importlib
import signal
import sys
import time
import unittest
from pathlib import Path

import project

TESTS = (
    "test_generate",
    "test_bad_input",
    "test_startup_configs",
    "test_lint",
    "test_lock_check",
    "test_render",
    "test_refresh",
    "test_index",
    "test_config",
    "test_sharing",
    "test_readers",
    "test_registry",
    "test_mirror",
    "test_registries",
    "test_push",
    "test_tls",
    "test_push_faults",
    "test_kill",
    "test_prune",
    "test_archive",
    "test_diff",
    "test_scan",
    "test_verify_altered",
    "test_verify",
    "test_sbom",
    "test_verify_kept",
    "test_record",
    "test_pip_tree",
    "test_engine_copy",
    "test_containers",
    "test_failing_app",
    "test_families",
    "test_hardening",
    "test_roll_out",
    "test_kept_layers",
    "test_remote_builder",
    "test_rebuild",
    "test_binary_cache",
)
# A quarter of an hour more: `./factory test long`
LONG = (
    "test_engine_containerd",
    "test_two_stores",
    "test_offline",
)


def main(wanted: list[str]) -> int:
    # Ended as by Ctrl-C, so that what was started is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    present = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    if present != {*TESTS, *LONG}:
        raise SystemExit(f"error: `{__file__}` does not list what the folder holds: {sorted(present ^ {*TESTS, *LONG})}")
    wanted = [*LONG] if wanted == ["long"] else wanted
    if unknown := set(wanted) - present:
        raise SystemExit(f"error: no such test: {', '.join(sorted(unknown))}")
    for machine in project.machines():
        print(f"{machine}: {project.build(f'{machine}-fleet')}", flush=True)
    failed = [name for name in wanted or TESTS if not passes(name)]
    print(f"failed: {', '.join(failed)}" if failed else "all end-to-end tests pass", flush=True)
    return 1 if failed else 0


def passes(name: str) -> bool:
    begin = time.monotonic()
    print(f"== {name}", flush=True)
    tests = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(name))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(tests)
    print(f"== {name}: {result.testsRun} tests, {time.monotonic() - begin:.0f} s", flush=True)
    return result.wasSuccessful() and result.testsRun > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
