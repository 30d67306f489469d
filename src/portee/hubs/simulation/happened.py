"""What happens in one replication, told moment by moment and as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

__all__ = ["Moment", "Outcome", "Run"]


class Outcome(IntEnum):
    """What becomes of a user."""

    served = 0
    no_vehicle = 1
    no_charge = 2
    no_dock = 3
    closed = 4


@dataclass(frozen=True)
class Moment:
    """The hub just after an event, told to whoever watches. Lists are by station, kwh by vehicle."""

    at: float
    standing: list[int]
    reserved: list[int]
    charging: list[int]
    hired: int
    moving: int
    waiting: int
    kwh: list[float]


@dataclass(frozen=True, eq=False)
class Run:
    """What happened in one replication.

    Attributes:
        outcome, wait_h: by user, in the order of coming; wait_h also of those who left.
        log: float64 (events, 6): hour, vehicles hired or kept for somebody, moving, charging, standing, users waiting,
            from that hour on.
        moves: vehicles moved by staff. kwh_first, kwh_last: energy in all batteries. kwh_charged, kwh_used: put in and
            driven out. events: counted one by one.
    """

    outcome: np.ndarray[tuple[int], np.dtype[np.int8]]
    wait_h: np.ndarray[tuple[int], np.dtype[np.float64]]
    log: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    moves: int
    kwh_first: float
    kwh_last: float
    kwh_charged: float
    kwh_used: float
    events: int
