"""What goes wrong on the way to a registry: a push ends right or says what failed, and no tag names half an image."""

import re
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import fault_cases
import folder
import project
from checkout import Checkout
from layout import Layout
from login_cases import ENCODED, SECRET
from push_case import BOTH, Case, Run, World
from registry import Registry

# Most of a case is waiting.
AT_ONCE = 6


class Faults(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        place = folder.of_class(cls)
        registry = Registry(place)
        cls.addClassCleanup(registry.stop)
        checkout = Checkout(place / "checkout")
        tag = checkout.commit()
        images = {name: Layout(project.build(name)).image for name in BOTH}
        cls.world = World(place, registry, checkout, tag, images)

    def test_every_fault_has_its_outcome(self):
        begin, cases = time.monotonic(), fault_cases.all_of_them(self.world, self.addClassCleanup)
        self.assertEqual(len({case.name for case in cases}), len(cases))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            runs = list(pool.map(self.run_case, cases))
        for run, problem in runs:
            print(run.line(), flush=True)
        for run, problem in runs:
            with self.subTest(run.case.name):
                self.assertEqual(problem, "", f"{run.line()}\n{run.said}")
        print(f"{len(cases)} cases, {time.monotonic() - begin:.0f} s", flush=True)

    def run_case(self, case: Case) -> tuple[Run, str]:
        run = Run(self.world, case)
        try:
            return run, self.problem(run)
        except AssertionError as error:
            return run, str(error)
        finally:
            run.proxy.stop()

    def problem(self, run: Run) -> str:
        """What is not as it should be."""
        case, found = run.case, []
        if not re.search(case.says or "^", run.said):
            found.append(f"it does not say `{case.says}`")
        if run.ended.returncode != (case.code if case.says else 0):
            found.append(f"it ends with {run.ended.returncode}")
        stands = run.stands()
        allowed = {"whole"} if run.ended.returncode == 0 or case.command == "verify" else {"whole", "no tag"}
        if not set(stands.values()) <= allowed:
            found.append(f"its tags: {stands}")
        if run.sent_again > case.again:
            found.append(f"{run.sent_again} bytes were sent again, and {case.again} may be")
        if SECRET in run.said or ENCODED in run.said:
            found.append("it tells the secret")
        if case.holds(run) is False:
            found.append("what else must hold does not")
        run.proxy.rules, run.proxy.gate = [], None
        if case.says and case.command == "push":
            run.again(run.address)
            if set(run.stands().values()) != {"whole"}:
                found.append(f"its tags after another push: {run.stands()}")
        return "; ".join(found)
