"""The baseline profiles: every family runs under the filter, and what nobody of the fleet needs fails because of it."""

import json
import unittest
from pathlib import Path

import fleet_engine
import folder
import project
import tool
from container import ALONE, LOCKED_DOWN
from test_families import IMPORT, MODULES, TMP

# On amd64, with arguments that do no harm where the call is allowed. Each is called as root with the capabilities
# that it asks for, so that only the filter can refuse it.
DENIED = {
    "acct": (163, [-1]),
    "add_key": (248, [0, 0, 0, 0, -9]),
    "adjtimex": (159, [0]),
    "bpf": (321, [-1, 0, 0]),
    "chroot": (161, [0]),
    "clock_adjtime": (305, [0, 0]),
    "delete_module": (176, [0, 0]),
    "fanotify_init": (300, [-1, 0]),
    "finit_module": (313, [-1, 0, 0]),
    "fsopen": (430, [0, 0]),
    "init_module": (175, [0, 0, 0]),
    "io_setup": (206, [0, 0]),
    "io_uring_setup": (425, [0, 0]),
    "kcmp": (312, [1, 1, -1, 0, 0]),
    "kexec_load": (246, [0, 0, 0, -1]),
    "keyctl": (250, [-1, 0, 0, 0, 0]),
    "lookup_dcookie": (212, [0, 0, 0]),
    "mknod": (133, [0, 0, 0]),
    "mknodat": (259, [-100, 0, 0, 0]),
    "modify_ldt": (154, [-1, 0, 0]),
    "mount": (165, [0, 0, 0, 0, 0]),
    "move_mount": (429, [-1, 0, -1, 0, 0]),
    "name_to_handle_at": (303, [-100, 0, 0, 0, 0]),
    "open_by_handle_at": (304, [-1, 0, 0]),
    "open_tree": (428, [-100, 0, 0]),
    "perf_event_open": (298, [0, 0, -1, -1, 0]),
    "pidfd_getfd": (438, [-1, -1, 0]),
    "pivot_root": (155, [0, 0]),
    "process_vm_readv": (310, [1, 0, 0, 0, 0, -1]),
    "process_vm_writev": (311, [1, 0, 0, 0, 0, -1]),
    "ptrace": (101, [-1, -1, 0, 0]),
    "quotactl": (179, [0, 0, 0, 0]),
    "reboot": (169, [0, 0, 0, 0]),
    "request_key": (249, [0, 0, 0, 0]),
    "setns": (308, [-1, 0]),
    "swapoff": (168, [0]),
    "swapon": (167, [0, 0]),
    "syslog": (103, [-1, 0, 0]),
    "umount2": (166, [0, 0]),
    "unshare": (272, [0]),
    "userfaultfd": (323, [-1]),
    "clone into a user namespace": (56, [0x10000000 | 0x00000800, 0, 0, 0, 0]),
    "socket of AF_VSOCK": (41, [40, -1, 0]),
    "socket of AF_ALG": (41, [38, -1, 0]),
    "personality without randomized addresses": (135, [0x0040000]),
}
CALL = """
import ctypes, json, os, sys
libc = ctypes.CDLL(None, use_errno=True)
said = {}
for name, (number, arguments) in json.loads(sys.argv[1]).items():
    ctypes.set_errno(0)
    value = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    said[name] = ctypes.get_errno() if value == -1 else 0
print(json.dumps(said))
"""
EPERM = 1
# All that one of these calls asks for; a machine that runs the tests may lack others.
CAPABILITIES = (
    *("DAC_READ_SEARCH", "MKNOD", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT", "SYS_MODULE", "SYS_PACCT"),
    *("SYS_PTRACE", "SYS_TIME"),
)
ALMIGHTY = ("--user", "0:0", *(f"--cap-add={capability}" for capability in CAPABILITIES))


class Hardening(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = fleet_engine.filled().engine
        cls.folder = folder.of_class(cls)
        cls.images = {
            family: f"{machine}-{family}" for machine in project.machines() for family in project.families_of(machine)
        }

    def profile(self, family: str) -> Path:
        file = self.folder / f"{family}.json"
        file.write_text(tool.run("gen-lock", "-C", project.ROOT, "hardening", "seccomp", "--family", family))
        return file

    def python(self, family: str, *arguments: str, seccomp: str, options: tuple[str, ...]) -> str:
        words = ("--rm", *ALONE, "--security-opt", f"seccomp={seccomp}", *options, "--entrypoint", "/usr/bin/python3.11")
        return self.engine.run("run", *words, self.images[family], *arguments)

    def test_what_nobody_needs_is_refused_by_the_filter_alone(self):
        calls = json.dumps(DENIED)
        filtered = self.python("base-utils", "-c", CALL, calls, seccomp=self.profile("base-utils"), options=ALMIGHTY)
        free = self.python("base-utils", "-c", CALL, calls, seccomp="unconfined", options=ALMIGHTY)
        filtered, free = json.loads(filtered), json.loads(free)
        for name in DENIED:
            with self.subTest(name):
                self.assertEqual(filtered[name], EPERM)
                self.assertNotEqual(free[name], EPERM, "refused without the filter, too: this shows nothing")
        print(f"{len(DENIED)} calls refused by the filter", flush=True)

    def test_every_family_runs_under_it(self):
        for family in sorted(self.images):
            modules = MODULES.get(family, {})
            with self.subTest(family):
                options = (*LOCKED_DOWN, *TMP)
                said = self.python(family, "-c", IMPORT, json.dumps(modules), seccomp=self.profile(family), options=options)
                self.assertEqual(json.loads(said.splitlines()[-1]).keys() - {"torch itself"}, set(modules.values()))

    def test_the_apparmor_profile_compiles(self):
        """And where the kernel has AppArmor, every family runs under it; where it has none, that is said."""
        text = tool.run("gen-lock", "-C", project.ROOT, "hardening", "apparmor")
        tool.run("apparmor_parser", "--skip-kernel-load", "--skip-cache", input=text, stdin=None)
        if not Path("/sys/kernel/security/apparmor/profiles").exists():
            print("AppArmor: compiled, not enforced: this kernel has none", flush=True)
            return
        tool.run("apparmor_parser", "--replace", "--skip-cache", input=text, stdin=None)
        under = (*LOCKED_DOWN, *TMP, "--security-opt", "apparmor=gen-lock")
        for family in sorted(self.images):
            with self.subTest(family):
                modules = json.dumps(MODULES.get(family, {}))
                self.python(family, "-c", IMPORT, modules, seccomp=self.profile(family), options=under)


if __name__ == "__main__":
    unittest.main()
