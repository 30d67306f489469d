"""What the homes of a question have within reach, at several minutes of departure or at several walking speeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.records.shape import Text
from portee.reach.cluster import ReachRequest
from portee.services.evidence.ground import Ground, told
from portee.services.evidence.recipe import text
from portee.services.evidence.settings import AccessSettings, Spread, When
from portee.services.search import prepare
from portee.territory.places import Places
from portee.world import World

__all__ = ["EDGES", "WALKING", "Asked", "Within", "ask", "interval_text", "percent", "rounded", "within"]

Floats = npt.NDArray[np.float64]

EDGES = (10.0, 50.0, 90.0)
"""Percentiles of travel time over the minutes of a window: a lucky, a usual and an unlucky moment to leave."""

WALKING = (1.1, 1.0, 0.9)
"""Factors on walking speed: a tenth faster, as declared, a tenth slower."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A question of access made ready.

    Attributes:
        world: after the scenario if there is one; base: before it. homes, goals: places.
        residents: of each home. weights: of each goal. notes: of the engine.
        scenario: id of the scenario, None for none.
    """

    settings: AccessSettings
    world: World
    base: World
    homes: Places
    residents: Floats
    goals: Places
    weights: Floats
    scenario: str | None
    notes: tuple[str, ...]

    @property
    def shares(self) -> Floats:
        """Share of all residents that lives in each home."""
        return np.asarray(self.residents / self.residents.sum())

    def caveats(self, notes: tuple[str, ...] = ()) -> tuple[Text, ...]:
        """What a reader must know: proxies first, then the engine's remarks, each once."""
        proxy = () if self.settings.goals.proxy is None else (self.settings.goals.proxy,)
        return (*proxy, *told(tuple(dict.fromkeys((*self.base.network.notes, *self.notes, *notes)))))


@dataclass(frozen=True, eq=False)
class Within:
    """Weight of the goals within reach: float64 (3, homes), from the lucky to the unlucky; notes of the engine."""

    best: Floats
    usual: Floats
    worst: Floats
    notes: tuple[str, ...]


def ask(settings: AccessSettings, ground: Ground) -> Asked:
    """Read and build what a question needs."""
    base = ground.world(settings.network)
    homes = ground.homes(settings.homes, base)
    goals, weights = ground.goals(settings.goals, base)
    world, scenario = base, None
    notes: tuple[str, ...] = ()
    if settings.scenario is not None:
        changed = ground.under(settings.scenario, base, settings.waterways)
        world, scenario, notes = changed.world, changed.id, changed.notes
    return Asked(
        settings, world, base, homes, homes.weight(settings.homes.residents), goals, weights, scenario, notes
    )  # fmt: skip


def within(asked: Asked, ground: Ground, *, world: World | None = None, when: When | None = None) -> Within:
    """Weight of the goals within the time limit of each home.

    Args:
        world: instead of that of the question. when: instead of its window.
    """
    settings = asked.settings
    spread: Spread = settings.interval
    window = (when or settings.when or None) if settings.how.mode == "transit" else None
    percentiles = EDGES if spread == "departures" else (50.0,)
    factors = WALKING if spread == "walking" else (1.0,)
    found: list[Floats] = []
    notes: dict[str, None] = {}
    for factor in factors:
        request = ReachRequest(
            asked.homes, asked.goals, settings.how.travel(settings.within_min, factor),
            None if window is None else window.window(), percentiles,
        )  # fmt: skip
        reach = prepare(world or asked.world, request, threads=ground.threads)
        sums = np.zeros((len(asked.homes), len(percentiles)))
        for chunk in reach.chunks():
            inside = chunk.minutes() <= settings.within_min
            sums[chunk.first : chunk.last] = inside.astype(np.float64) @ asked.weights
        found += list(sums.T)
        notes.update(dict.fromkeys(reach.notes))
    best, usual, worst = found if len(found) == len(EDGES) else (found[0],) * len(EDGES)
    return Within(best, usual, worst, tuple(notes))


def interval_text(spread: Spread) -> Text:
    """What the interval of a question of access stands for."""
    return {
        "departures": text(
            "Selon la minute de départ dans la fenêtre : du neuvième décile au premier décile du temps de trajet.",
            "By the minute of departure in the window: from the ninth to the first decile of travel time.",
        ),
        "walking": text(
            "Selon la vitesse de marche : de 10 % plus lente à 10 % plus rapide que celle des réglages.",
            "By walking speed: from 10% slower to 10% faster than that of the settings.",
        ),
        "none": text("Aucun intervalle n'a été calculé.", "No interval was computed."),
    }[spread]


def percent(value: float) -> float:
    """A share from 0 to 1 in percent, to ten digits, so that machines that round otherwise write the same."""
    return rounded(100.0 * value)


def rounded(value: float) -> float:
    """To ten significant digits."""
    return float(f"{value:.10g}")
