"""Which GPU is picked, and how much of it is left."""

import unittest

from scheduler.gpu import Gpu
from scheduler.ledger import MOST_RESERVATIONS, Full, Ledger


def gpu(index: int, free_mb: int, total_mb: int = 24000) -> Gpu:
    return Gpu(index, "GPU", f"GPU-{index}", "535.104", total_mb, free_mb)


class Reserve(unittest.TestCase):
    def setUp(self) -> None:
        self.ledger = Ledger()

    def test_the_most_free_memory(self):
        self.assertEqual(self.ledger.reserve([gpu(0, 8000), gpu(1, 12000), gpu(2, 9000)], 1000).gpu, "GPU-1")

    def test_the_first_of_equals(self):
        self.assertEqual(self.ledger.reserve([gpu(0, 8000), gpu(1, 8000)], 1000).gpu, "GPU-0")

    def test_exactly_what_is_free(self):
        self.assertIsNotNone(self.ledger.reserve([gpu(0, 8000)], 8000))
        self.assertIsNone(self.ledger.reserve([gpu(0, 8000)], 1))

    def test_more_than_is_free(self):
        self.assertIsNone(self.ledger.reserve([gpu(0, 8000)], 8001))
        self.assertEqual(self.ledger.reservations(), [])

    def test_what_is_reserved_is_not_given_twice(self):
        gpus = [gpu(0, 8000), gpu(1, 6000)]
        self.assertEqual(self.ledger.reserve(gpus, 5000).gpu, "GPU-0")
        self.assertEqual(self.ledger.reserve(gpus, 5000).gpu, "GPU-1")
        self.assertIsNone(self.ledger.reserve(gpus, 5000))

    def test_too_many_though_they_are_small(self):
        held = [self.ledger.reserve([gpu(0, 8000), gpu(1, 8000)], 1) for _ in range(MOST_RESERVATIONS)]
        with self.assertRaises(Full):
            self.ledger.reserve([gpu(0, 8000)], 1)
        self.ledger.release(held[0].id)
        self.assertIsNotNone(self.ledger.reserve([gpu(0, 8000)], 1))

    def test_release_gives_it_back(self):
        reservation = self.ledger.reserve([gpu(0, 8000)], 5000)
        self.assertTrue(self.ledger.release(reservation.id))
        self.assertFalse(self.ledger.release(reservation.id))
        self.assertEqual(self.ledger.available_mb(gpu(0, 8000)), 8000)


class Available(unittest.TestCase):
    def setUp(self) -> None:
        self.ledger = Ledger()
        self.ledger.reserve([gpu(0, 20000)], 5000)

    def test_before_the_holder_allocates(self):
        self.assertEqual(self.ledger.available_mb(gpu(0, 20000)), 15000)

    def test_while_the_holder_allocates(self):
        self.assertEqual(self.ledger.available_mb(gpu(0, 18000)), 15000)

    def test_after_the_holder_allocated(self):
        self.assertEqual(self.ledger.available_mb(gpu(0, 15000)), 15000)

    def test_when_somebody_else_took_more(self):
        self.assertEqual(self.ledger.available_mb(gpu(0, 3000)), 3000)

    def test_when_somebody_else_left(self):
        self.assertEqual(self.ledger.available_mb(gpu(0, 24000)), 19000)
