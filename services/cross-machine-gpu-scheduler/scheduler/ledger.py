"""Who holds how much of which GPU. A ledger lives in one process and ends with it."""

import secrets
from dataclasses import dataclass, field

from .gpu import Gpu


# A thousand jobs share no machine's GPUs; a list of more helps nobody.
MOST_RESERVATIONS = 1000


class Full(Exception):
    """There are as many reservations as there may be."""


@dataclass(frozen=True)
class Reservation:
    id: str
    gpu: str
    memory_mb: int


@dataclass
class Account:
    """One GPU's reservations, and how much of it was in use before the first of them."""

    used_before_mb: int
    reservations: dict[str, Reservation] = field(default_factory=dict)

    @property
    def reserved_mb(self) -> int:
        return sum(reservation.memory_mb for reservation in self.reservations.values())


class Ledger:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}

    def reservations(self) -> list[Reservation]:
        return [held for account in self.accounts.values() for held in account.reservations.values()]

    def available_mb(self, gpu: Gpu) -> int:
        """Free memory less what is reserved and not yet in use.

        A holder that allocates what it reserved takes it from NVML's free memory too, and it must not count twice: what
        the GPU's use has grown by since the account was opened counts as the holders'.
        """
        account = self.accounts.get(gpu.uuid)
        if account is None:
            return gpu.free_mb
        grown = max(0, gpu.used_mb - account.used_before_mb)
        return max(0, gpu.free_mb - max(0, account.reserved_mb - grown))

    def reserve(self, gpus: list[Gpu], memory_mb: int) -> Reservation | None:
        """On the GPU with the most memory available, the first of equals; None if it does not fit there.

        Raises `Full` where there are too many, however small.
        """
        if sum(len(account.reservations) for account in self.accounts.values()) >= MOST_RESERVATIONS:
            raise Full
        gpu = max(gpus, key=self.available_mb)
        if self.available_mb(gpu) < memory_mb:
            return None
        reservation = Reservation(secrets.token_hex(8), gpu.uuid, memory_mb)
        account = self.accounts.setdefault(gpu.uuid, Account(gpu.used_mb))
        account.reservations[reservation.id] = reservation
        return reservation

    def release(self, id: str) -> bool:
        """False if there is no such reservation. The last one closes the account."""
        for uuid, account in self.accounts.items():
            if account.reservations.pop(id, None):
                if not account.reservations:
                    del self.accounts[uuid]
                return True
        return False
