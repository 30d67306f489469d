"""The level of a hub on each axis of the integration ladder, and what the next level still asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portee.hubs.integration.criteria import TOP, Axis, Criterion, IntegrationLadder, shipped_ladder
from portee.offers.conditions import verdict

__all__ = ["AxisLevel", "Fact", "Judged", "integration_levels"]

Fact = bool | float | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Judged:
    """A criterion of a hub: met is None where nothing tells. value: what was found of the first fact that it asks."""

    id: str
    level: int
    criterion: Criterion
    met: bool | None
    value: Fact


@dataclass(frozen=True)
class AxisLevel:
    """Where a hub stands on one axis: its level, and every criterion of the axis as judged, the lowest level first."""

    axis: Axis
    level: int
    judged: tuple[Judged, ...]

    @property
    def lacking(self) -> tuple[Judged, ...]:
        """What the next level asks and is not met or not told; none at the top."""
        return tuple(each for each in self.judged if each.level == self.level + 1 and not each.met)

    @property
    def met(self) -> tuple[Judged, ...]:
        """All that is met, also above the level reached."""
        return tuple(each for each in self.judged if each.met)


def integration_levels(facts: Mapping[str, Fact], ladder: IntegrationLadder | None = None) -> tuple[AxisLevel, ...]:
    """Levels by axis: the highest one of which, and of all below, every criterion is met. More met is never lower.

    Args:
        facts: by the names that criteria ask for (see `portee.hubs.integration.facts`); missing ones are not told.
        ladder: another ladder than the one that comes with Portée.
    """
    ladder = ladder or shipped_ladder()
    found = []
    for axis in ladder.axes:
        judged = tuple(
            _judged(name, number, ladder.criteria[name], facts)
            for number, level in enumerate(axis.levels)
            for name in level.asks
        )
        unmet = [each.level for each in judged if not each.met]
        found.append(AxisLevel(axis, min(unmet, default=TOP + 1) - 1, judged))
    return tuple(found)


def _judged(name: str, level: int, criterion: Criterion, facts: Mapping[str, Fact]) -> Judged:
    answer = verdict(criterion.asks, facts).answer
    first = criterion.asks[0]
    asked = first.fact if first.any_of is None else first.any_of[0].fact
    return Judged(name, level, criterion, {"yes": True, "no": False}.get(answer), facts.get(asked or ""))
