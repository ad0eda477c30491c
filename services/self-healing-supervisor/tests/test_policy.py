"""What is done about a container, step by step: no clock and no engine."""

import unittest

from supervisor.budget import Budget
from supervisor.policy import AGAIN_SECONDS, SETTLE_SECONDS, Failure, Limits, Policy, Sight, State

BAD = Failure("no answer")
LIMITS = Limits()


def running(run: str = "1", started: float = 0.0) -> Sight:
    return Sight("id", "running", run, started)


def exited(run: str = "1", ending: str = "ended with code 1") -> Sight:
    return Sight("id", "exited", run, 0.0, ending)


class PolicyCase(unittest.TestCase):
    def setUp(self) -> None:
        self.policy = Policy(LIMITS, 0.0)

    def kinds(self) -> list[str]:
        return [happening.kind for happening in self.policy.happenings]

    def healthy(self, now: float = 1.0, run: str = "1") -> None:
        self.policy.seen(now, running(run))
        self.policy.probed(now, None)
        self.assertIs(self.policy.state, State.HEALTHY)

    def restart(self, now: float) -> None:
        self.assertTrue(self.policy.due(now))
        self.policy.attempt(now)
        self.policy.restarted(now)

    def crash(self, now: float, run: str) -> float:
        """It ends and is restarted: when that was."""
        self.policy.seen(now, exited(run))
        self.assertIs(self.policy.state, State.RESTARTING)
        due = self.policy.next_attempt
        self.restart(due)
        return due


class Starting(PolicyCase):
    def test_bad_probes_within_the_grace_count_for_nothing(self):
        self.policy.seen(1, running(started=0))
        for now in range(1, 45):
            self.policy.probed(now, BAD)
        self.assertIs(self.policy.state, State.STARTING)
        self.assertEqual(self.policy.reason, BAD.reason)

    def test_a_good_probe_ends_it(self):
        self.healthy()
        self.assertEqual(self.kinds(), [])

    def test_three_bad_ones_after_the_grace(self):
        self.policy.seen(1, running(started=0))
        for now in (46, 51, 56):
            self.assertFalse(self.policy.due(now))
            self.policy.probed(now, BAD)
        self.assertIs(self.policy.state, State.RESTARTING)
        self.assertTrue(self.policy.due(56 + SETTLE_SECONDS))

    def test_what_ran_long_before_the_supervisor_has_no_grace(self):
        self.policy.seen(1, running(started=-1000))
        self.policy.probed(1, BAD)
        self.assertIs(self.policy.state, State.FAILING)


class Failing(PolicyCase):
    def test_fewer_than_three_in_a_row_are_forgotten(self):
        self.healthy()
        for now in (10, 15):
            self.policy.probed(now, BAD)
        self.assertEqual((self.policy.state, self.policy.reason), (State.FAILING, "no answer (2 of 3)"))
        self.policy.probed(20, None)
        self.policy.probed(25, BAD)
        self.assertEqual(self.policy.reason, "no answer (1 of 3)")
        self.assertEqual(self.kinds(), [])

    def test_three_in_a_row(self):
        self.healthy()
        for now in (10, 15, 20):
            self.policy.probed(now, BAD)
        self.restart(20 + SETTLE_SECONDS)
        self.assertIs(self.policy.state, State.STARTING)
        self.assertEqual(self.kinds(), ["restarted"])

    def test_a_good_probe_cancels_the_restart(self):
        self.healthy()
        for now in (10, 15, 20, None):
            self.policy.probed(now or 20.2, BAD if now else None)
        self.assertIs(self.policy.state, State.HEALTHY)
        self.assertFalse(self.policy.due(100))

    def test_the_grace_begins_anew_with_a_start_by_somebody_else(self):
        self.healthy()
        self.policy.probed(10, BAD)
        self.policy.seen(12, running("2", started=11))
        self.policy.probed(13, BAD)
        self.assertIs(self.policy.state, State.STARTING)


class Exited(PolicyCase):
    def test_is_restarted_at_once(self):
        self.healthy()
        self.policy.seen(10, exited())
        self.assertEqual(self.policy.next_attempt, 10 + SETTLE_SECONDS)
        self.restart(10 + SETTLE_SECONDS)
        self.assertIn("ended with code 1", self.policy.happenings[0].message)

    def test_with_code_0_too(self):
        self.policy.seen(10, exited(ending="ended with code 0"))
        self.assertIs(self.policy.state, State.RESTARTING)

    def test_before_the_supervisor_began(self):
        self.policy.seen(0, exited())
        self.assertIs(self.policy.state, State.RESTARTING)

    def test_seen_again_and_again_does_not_put_it_off(self):
        for now in (10, 10.1, 10.2):
            self.policy.seen(now, exited())
        self.assertEqual(self.policy.next_attempt, 10 + SETTLE_SECONDS)

    def test_somebody_else_started_it(self):
        self.policy.seen(10, exited())
        self.policy.seen(10.2, running("2", started=10.1))
        self.assertIs(self.policy.state, State.STARTING)
        self.assertFalse(self.policy.due(100))


class Recovered(PolicyCase):
    def test_is_said_once(self):
        self.healthy()
        at = self.crash(10, "1")
        self.policy.seen(at + 1, running("2", started=at))
        for _ in range(3):
            self.policy.probed(at + 2, None)
        self.assertEqual(self.kinds(), ["restarted", "recovered"])

    def test_a_look_from_before_the_restart_is_old(self):
        self.healthy()
        at = self.crash(10, "1")
        self.policy.seen(at - 0.1, exited())
        self.assertIs(self.policy.state, State.STARTING)

    def test_nothing_is_seen_while_the_engine_restarts_it(self):
        self.policy.seen(10, exited())
        self.policy.attempt(11)
        self.policy.seen(12, exited())
        self.policy.probed(12, BAD)
        self.policy.heard_stop(12)
        self.policy.heard_start(12)
        self.assertFalse(self.policy.due(100))
        self.policy.restarted(13)
        self.policy.seen(14, running("2", started=13))
        self.assertIs(self.policy.state, State.STARTING)


class Backoff(PolicyCase):
    def test_doubles_to_the_cap(self):
        self.policy = Policy(Limits(budget=20, window=10_000), 0.0)
        now, waits = 1.0, []
        for run in range(9):
            at = self.crash(now, str(run))
            waits.append(at - now)
            now = at + 1
        self.assertEqual(waits, [SETTLE_SECONDS, 1, 2, 4, 8, 16, 32, 60, 60])

    def test_of_a_huge_budget(self):
        self.policy = Policy(Limits(budget=2000, window=1e9), 0.0)
        for _ in range(1999):
            self.policy.budget.spend(1)
        self.policy.seen(2, exited())
        self.assertEqual(self.policy.next_attempt, 62)

    def test_begins_anew_after_a_window_without_a_restart(self):
        at = self.crash(self.crash(10, "1") + 1, "2")
        self.healthy(at + 1, "3")
        self.assertEqual(self.crash(at + 601, "3"), at + 601 + SETTLE_SECONDS)


class GaveUp(PolicyCase):
    def setUp(self) -> None:
        super().setUp()
        now = 1.0
        for run in range(LIMITS.budget):
            now = self.crash(now, str(run)) + 1
        self.policy.seen(now, exited("9"))
        self.now = now

    def test_after_five_restarts(self):
        self.assertIs(self.policy.state, State.GAVE_UP)
        self.assertEqual(self.kinds(), ["restarted"] * 5 + ["gave-up"])
        self.assertIn("5 restarts in 600 s did not help", self.policy.reason)

    def test_is_final_while_it_is_ill(self):
        for now in (self.now + 1, self.now + 10_000):
            self.policy.seen(now, exited("9"))
            self.policy.probed(now, BAD)
            self.assertFalse(self.policy.due(now))
        self.policy.seen(self.now + 10_001, running("10", started=self.now + 10_001))
        for now in (10_002, 20_000, 20_005, 20_010, 20_015):
            self.policy.probed(self.now + now, BAD)
        self.assertIs(self.policy.state, State.GAVE_UP)
        self.assertEqual(self.kinds().count("gave-up"), 1)

    def test_until_it_is_healthy_by_itself(self):
        self.policy.seen(self.now + 1, running("10", started=self.now))
        self.policy.probed(self.now + 2, None)
        self.assertIs(self.policy.state, State.HEALTHY)
        self.assertEqual(self.kinds()[-1], "recovered")
        self.assertEqual(self.policy.budget.left(self.now + 2), 0)
        self.assertEqual(self.policy.budget.left(self.now + 700), 5)

    def test_and_again_if_it_does_not_last(self):
        self.policy.seen(self.now + 1, running("10", started=self.now))
        self.policy.probed(self.now + 2, None)
        self.policy.seen(self.now + 3, exited("10"))
        self.assertIs(self.policy.state, State.GAVE_UP)
        self.assertEqual(self.kinds()[-2:], ["recovered", "gave-up"])


class TheEngine(PolicyCase):
    def test_refuses(self):
        """That is an attempt: it counts, and the next one waits longer."""
        self.policy.seen(10, exited())
        self.policy.attempt(11)
        self.policy.refused(12, "500: driver failed")
        self.assertEqual((self.policy.state, self.policy.next_attempt), (State.RESTARTING, 13))
        self.assertEqual(self.policy.budget.left(12), 4)
        self.assertEqual(self.kinds(), [])

    def test_refuses_until_the_budget_is_spent(self):
        self.policy.seen(10, exited())
        for _ in range(LIMITS.budget):
            now = self.policy.next_attempt
            self.policy.attempt(now)
            self.policy.refused(now, "500: driver failed")
        self.assertIs(self.policy.state, State.GAVE_UP)
        self.assertEqual(self.kinds(), ["gave-up"])
        self.assertIn("driver failed", self.policy.reason)

    def test_is_away(self):
        """That counts as nothing."""
        self.policy.seen(10, exited())
        self.policy.attempt(11)
        self.policy.unreached(12, "503")
        self.assertEqual(self.policy.budget.left(12), 5)
        self.assertEqual(self.policy.next_attempt, 12 + AGAIN_SECONDS)


class ByHand(PolicyCase):
    def stop(self, now: float) -> None:
        self.policy.heard_stop(now)
        self.policy.seen(now + SETTLE_SECONDS, exited())

    def test_stays_stopped(self):
        self.healthy()
        self.stop(10)
        self.assertIs(self.policy.state, State.STOPPED)
        for now in (20, 10_000):
            self.policy.seen(now, exited())
            self.assertFalse(self.policy.due(now))
        self.assertEqual(self.kinds(), ["stopped-by-hand"])

    def test_the_stop_is_heard_after_the_end_is_seen(self):
        self.healthy()
        self.policy.seen(10, exited())
        self.stop(10.2)
        self.assertIs(self.policy.state, State.STOPPED)
        self.assertFalse(self.policy.due(100))

    def test_is_looked_at_again_when_it_has_settled(self):
        self.healthy()
        self.policy.heard_stop(10)
        self.assertEqual(self.policy.wake, 10 + SETTLE_SECONDS)
        self.policy.seen(10.1, exited())
        self.assertIs(self.policy.state, State.HEALTHY)
        self.policy.seen(10 + SETTLE_SECONDS, exited())
        self.assertIs(self.policy.state, State.STOPPED)
        self.assertIsNone(self.policy.wake)

    def test_a_look_from_before_the_stop_is_old(self):
        self.healthy()
        self.policy.heard_stop(10)
        self.policy.seen(9.9, running())
        self.policy.seen(11, exited())
        self.assertIs(self.policy.state, State.STOPPED)

    def test_restarted_by_hand_is_not_stopped(self):
        self.healthy()
        self.policy.heard_stop(10)
        self.policy.heard_start(10.1)
        self.policy.seen(10.2, running("2", started=10.1))
        self.assertIs(self.policy.state, State.STARTING)
        self.assertEqual(self.kinds(), [])

    def test_restarted_by_hand_and_crashed_is_a_crash(self):
        self.healthy()
        self.policy.heard_stop(10)
        self.policy.heard_start(10.1)
        self.policy.seen(10.2, exited("2"))
        self.assertTrue(self.policy.due(10.2 + SETTLE_SECONDS))

    def test_started_again_by_hand(self):
        self.healthy()
        self.stop(10)
        self.policy.heard_start(20)
        self.policy.seen(20.1, exited("2"))
        self.assertIs(self.policy.state, State.RESTARTING)

    def test_started_again_while_nobody_listened(self):
        self.healthy()
        self.stop(10)
        self.policy.seen(30, exited("2"))
        self.assertIs(self.policy.state, State.RESTARTING)

    def test_after_it_was_given_up(self):
        self.policy.state = State.GAVE_UP
        self.stop(10)
        self.assertIs(self.policy.state, State.STOPPED)

    def test_our_own_restart_is_none(self):
        self.policy.seen(10, exited())
        self.policy.attempt(11)
        self.policy.heard_stop(11.1)
        self.policy.restarted(12)
        self.policy.seen(13, exited("2"))
        self.assertIs(self.policy.state, State.RESTARTING)


class LeftAlone(PolicyCase):
    def test_what_neither_runs_nor_ended(self):
        for status in ("created", "paused", "removing", "restarting", "dead", "<garbage>"):
            with self.subTest(status):
                self.policy.seen(10, Sight("id", status, "1", 0.0))
                self.assertIs(self.policy.state, State.LEFT_ALONE)
                self.policy.probed(11, BAD)
                self.assertFalse(self.policy.due(1000))

    def test_runs_again(self):
        self.healthy()
        self.policy.seen(10, Sight("id", "paused", "1", 0.0))
        self.policy.seen(20, running())
        self.assertIs(self.policy.state, State.STARTING)

    def test_a_stop_of_it_keeps_nobody_awake(self):
        self.policy.heard_stop(10)
        self.policy.seen(11, Sight("id", "removing", "1", 0.0))
        self.assertIsNone(self.policy.wake)


class BudgetSlides(unittest.TestCase):
    def test_one_by_one(self):
        budget = Budget(2, 10)
        budget.spend(0)
        budget.spend(5)
        self.assertEqual([budget.left(now) for now in (5, 9.9, 10, 14.9, 15)], [0, 0, 1, 1, 2])
