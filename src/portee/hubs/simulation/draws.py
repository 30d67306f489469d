"""Who comes in one replication, and what each wants: drawn before anything happens, one stream per group and way.

Whatever the hub has, the same users come (common random numbers); another group or service changes nobody's draws,
because each draws from a generator keyed by its own name.

Reference: Lewis, Shedler 1979, Simulation of nonhomogeneous Poisson processes by thinning, doi:10.1002/nav.3800260304.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from portee.hubs.simulation.given import WEEK_H, Arrivals, Law, Simulated, Span

__all__ = ["Requests", "drawn", "poisson_times", "stream"]

Float = np.ndarray[tuple[int], np.dtype[np.float64]]
Int = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, eq=False)
class Requests:
    """Users in the order in which they come; arrays of one length.

    Attributes:
        at: hours. of: place of their stream among the arrivals. start, end: places of stations. hours, km, patience,
            held: what each wants.
    """

    at: Float
    of: Int
    start: Int
    end: Int
    hours: Float
    km: Float
    patience: Float
    held: Float

    def __len__(self) -> int:
        return len(self.at)


def stream(seed: int, replication: int, *names: str) -> np.random.Generator:
    """The generator of one purpose: equal names and numbers, equal draws, on every machine and in every process."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    key = [int.from_bytes(digest[k : k + 4], "little") for k in range(0, 16, 4)]
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(replication, *key)))


def poisson_times(by_hour: tuple[float, ...], end_h: float, generator: np.random.Generator) -> Float:
    """Times before `end_h` of a Poisson process with rates by hour of the week, by thinning; sorted."""
    most = max(by_hour)
    if most == 0:
        return np.zeros(0)
    count = generator.poisson(most * end_h)
    # Given their number, the times of a homogeneous process are uniform.
    at = np.sort(generator.uniform(0.0, end_h, count))
    rates = np.asarray(by_hour)[np.floor(at).astype(np.int64) % WEEK_H]
    kept: Float = at[generator.uniform(0.0, most, count) < rates]
    return kept


def drawn(simulated: Simulated, span: Span, seed: int, replication: int) -> Requests:
    """All users of one replication."""
    places = {station.id: place for place, station in enumerate(simulated.stations)}
    parts = [
        _of_stream(simulated.service, arrivals, place, places, span.end_h, seed, replication)
        for place, arrivals in enumerate(simulated.arrivals)
    ]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.zeros(0)] * 8
    order = np.argsort(columns[0], kind="stable")
    at, of, start, end, *wants = (column[order] for column in columns)
    return Requests(at, of.astype(np.int64), start.astype(np.int64), end.astype(np.int64), *wants)


def _of_stream(
    service: str, arrivals: Arrivals, place: int, places: dict[str, int], end_h: float, seed: int, replication: int
) -> tuple[np.ndarray[tuple[int], np.dtype[np.generic]], ...]:
    def generator(purpose: str) -> np.random.Generator:
        return stream(seed, replication, service, arrivals.name, purpose)

    at = poisson_times(arrivals.by_hour, end_h, generator("at"))
    count = len(at)
    start, end = places[arrivals.station], places[arrivals.to or arrivals.station]
    wants = [
        _lengths(law, count, generator(purpose))
        for purpose, law in (
            ("hours", arrivals.hours), ("km", arrivals.km), ("patience", arrivals.patience), ("held", arrivals.held),
        )
    ]  # fmt: skip
    return at, np.full(count, place), np.full(count, start), np.full(count, end), *wants


def _lengths(law: Law, count: int, generator: np.random.Generator) -> Float:
    if law.kind == "fixed" or law.mean == 0:
        return np.full(count, law.mean)
    if law.kind == "exponential":
        return generator.exponential(law.mean, count)
    variance = np.log1p(law.cv**2)
    return generator.lognormal(np.log(law.mean) - variance / 2, np.sqrt(variance), count)
