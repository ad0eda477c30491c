"""When the supervisor trusts the engine more than its own probes: no clock, no engine, no network."""

import unittest

from supervisor.blindness import Blindness, View
from supervisor.policy import SETTLE_SECONDS, Failure, Limits, Policy, Sight, State

SILENT = Failure("no answer", unreachable=True)
ILL = Failure("answers: 503")


def view(answered: bool | None = False, health: str = "", *, settled: bool = True) -> View:
    return View(answered, settled, health)


class Blind(unittest.TestCase):
    def setUp(self) -> None:
        self.blindness = Blindness()

    def judged(self, *views: View) -> bool:
        self.blindness.judge(views)
        return self.blindness.reason is not None

    def test_when_three_or_more_are_silent(self):
        self.assertFalse(self.judged(view(), view()))
        self.assertTrue(self.judged(view(), view(), view()))
        self.assertIn("any of 3 containers, 0 of which the engine calls healthy", self.blindness.reason)

    def test_when_one_of_them_is_healthy_by_the_engine(self):
        self.assertTrue(self.judged(view(health="healthy")))
        self.assertTrue(self.judged(view(health="unhealthy"), view(health="healthy")))

    def test_not_while_one_answers(self):
        """With 503 too: that came over the network."""
        self.assertFalse(self.judged(view(), view(), view(), view(True)))
        self.assertFalse(self.judged(view(health="healthy"), view(True)))
        self.assertFalse(self.judged(view(), view(), view(), view(True, settled=False)))

    def test_not_before_all_were_probed(self):
        self.assertFalse(self.judged(view(), view(), view(), view(None)))
        self.assertTrue(self.judged(view(), view(), view(), view(None, settled=False)))

    def test_grace_counts_for_nothing(self):
        self.assertFalse(self.judged(view(), view(), view(settled=False)))
        self.assertFalse(self.judged(view(health="healthy", settled=False)))

    def test_not_where_the_engine_sees_the_same(self):
        ill = view(health="unhealthy")
        self.assertFalse(self.judged(ill, ill, ill))
        self.assertTrue(self.judged(ill, ill, view()))
        self.assertFalse(self.judged(ill, ill, ill))

    def test_until_one_answers(self):
        self.assertTrue(self.judged(view(), view(), view()))
        reason = self.blindness.reason
        for fewer in ((view(), view()), (view(), view(None)), (view(settled=False),), ()):
            self.assertTrue(self.judged(*fewer))
        self.assertEqual(self.blindness.reason, reason)
        self.assertFalse(self.judged(view(), view(), view(True)))


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.policy = Policy(Limits(), 0.0)

    def runs(self, now: float, health: str) -> None:
        self.policy.seen(now, Sight("id", "running", "1", -1000.0, health=health))

    def probed(self, *times: float, failure: Failure = SILENT, blind: bool = False) -> None:
        for now in times:
            self.assertIsNone(self.policy.next_attempt)
            self.policy.probed(now, failure, blind=blind)

    def kinds(self) -> list[str]:
        return [happening.kind for happening in self.policy.happenings]


class HealthyByTheEngine(Case):
    def setUp(self) -> None:
        super().setUp()
        self.runs(1, "healthy")

    def test_is_restarted_after_ten_in_a_row(self):
        self.probed(*range(10, 19))
        self.assertEqual(
            (self.policy.state, self.policy.reason),
            (State.UNREACHABLE, "no answer, and the engine calls it healthy (9 of 10)"),
        )
        self.probed(19)
        self.assertTrue(self.policy.due(19 + SETTLE_SECONDS))

    def test_is_told_once(self):
        self.probed(*range(10, 15))
        self.assertEqual(self.kinds(), ["unreachable"])
        self.policy.probed(15, None)
        self.assertEqual((self.policy.state, self.kinds()), (State.HEALTHY, ["unreachable", "recovered"]))

    def test_is_not_told_before_the_third(self):
        self.probed(10, 11)
        self.policy.probed(12, None)
        self.assertEqual(self.kinds(), [])

    def test_until_the_engine_says_otherwise(self):
        self.probed(*range(10, 15))
        self.runs(15, "unhealthy")
        self.probed(16)
        self.assertIs(self.policy.state, State.RESTARTING)

    def test_has_three_with_a_bad_answer(self):
        self.probed(10, 11, 12, failure=ILL)
        self.assertIs(self.policy.state, State.RESTARTING)

    def test_never_less_than_others(self):
        self.policy.limits = Limits(bad_probes=20)
        self.probed(*range(10, 29))
        self.assertIn("(19 of 20)", self.policy.reason)

    def test_others_have_three(self):
        for health in ("", "starting", "unhealthy"):
            with self.subTest(health):
                self.policy = Policy(Limits(), 0.0)
                self.runs(1, health)
                self.probed(10, 11, 12)
                self.assertIs(self.policy.state, State.RESTARTING)


class WhileBlind(Case):
    def test_nothing_is_counted(self):
        self.runs(1, "")
        self.probed(*range(10, 50), blind=True)
        self.assertEqual((self.policy.state, self.policy.bad), (State.UNREACHABLE, 0))
        self.probed(50, 51)
        self.assertEqual(self.policy.reason, "no answer (2 of 3)")
        self.assertEqual(self.kinds(), [])

    def test_what_was_counted_is_forgotten(self):
        self.runs(1, "")
        self.probed(10, 11)
        self.policy.hold()
        self.probed(20, 21)
        self.assertIs(self.policy.state, State.FAILING)

    def test_what_was_wanted_is_taken_back(self):
        self.runs(1, "")
        self.probed(10, 11, 12)
        self.policy.hold()
        self.assertEqual((self.policy.state, self.policy.wake), (State.UNREACHABLE, None))
        self.assertFalse(self.policy.due(100))

    def test_what_ended_is_restarted(self):
        self.runs(1, "")
        self.probed(10, blind=True)
        self.policy.seen(11, Sight("id", "exited", "1", 0.0, "ended with code 1"))
        self.policy.hold()
        self.assertTrue(self.policy.due(11 + SETTLE_SECONDS))

    def test_what_the_engine_is_about_to_restart_goes_on(self):
        self.runs(1, "")
        self.probed(10, 11, 12)
        self.policy.attempt(13)
        self.policy.hold()
        self.policy.restarted(14)
        self.assertEqual((self.policy.state, self.policy.answered), (State.STARTING, None))

    def test_what_it_refused_waits_if_it_runs(self):
        self.runs(1, "")
        self.probed(10, 11, 12)
        self.policy.attempt(13)
        self.policy.refused(14, "500")
        self.policy.hold()
        self.assertIs(self.policy.state, State.UNREACHABLE)

    def test_a_good_probe_is_good(self):
        self.runs(1, "")
        self.probed(10, blind=True)
        self.policy.probed(11, None)
        self.assertIs(self.policy.state, State.HEALTHY)
