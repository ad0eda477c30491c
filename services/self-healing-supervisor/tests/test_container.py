"""What stays known of a container when somebody makes it anew."""

import unittest

from supervisor.container import Container
from supervisor.engine import Inspected, Listed
from supervisor.policy import Limits, Policy, Sight, State

LIMITS = Limits(budget=1)


class MadeAnew(unittest.TestCase):
    def setUp(self) -> None:
        self.container = Container(Listed("old", "pc2-a", "a", 8080, "exited"), Policy(LIMITS, 0.0))
        self.look(1, "old", "exited")
        self.container.policy.attempt(2)
        self.container.policy.refused(3, "500")
        self.assertEqual((self.container.policy.state, self.left(4)), (State.GAVE_UP, 0))

    def look(self, now: float, id: str, status: str, run: str = "1") -> None:
        self.container.inspected(now, Inspected("no", "image", Sight(id, status, run, now)), LIMITS)

    def left(self, now: float) -> int:
        return self.container.policy.budget.left(now)

    def test_after_it_was_given_up_has_a_full_budget(self):
        self.look(5, "new", "running")
        self.assertEqual((self.container.policy.state, self.left(5)), (State.STARTING, 1))
        self.assertEqual(self.container.shown(5)["restarts_left"], 1)

    def test_and_ended_at_once_is_restarted(self):
        self.look(5, "new", "exited")
        self.assertIs(self.container.policy.state, State.RESTARTING)
        self.assertTrue(self.container.policy.due(6))

    def test_while_the_engine_restarts_the_old_one(self):
        """Its late answer says nothing of the new one."""
        self.look(700, "other", "exited")
        late = self.container.policy
        late.attempt(701)
        self.look(702, "new", "running")
        late.refused(703, "404: No such container")
        self.assertEqual((self.container.policy.state, self.left(703)), (State.STARTING, 1))

    def test_started_again_by_hand_has_none(self):
        """It is the same container: only the window fills it."""
        self.look(5, "old", "running", "2")
        self.assertEqual((self.container.policy.state, self.left(5)), (State.GAVE_UP, 0))
        self.assertEqual(self.left(602), 1)
