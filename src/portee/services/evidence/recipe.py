"""What a recipe is, and what it gives: a figure with its interval and whatever a reader must know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from portee.commons.records.shape import Text
from portee.core.declared import Declared, Words

if TYPE_CHECKING:
    from portee.services.evidence.ground import Ground

__all__ = ["Figured", "Recipe", "text"]

Settings = TypeVar("Settings", bound=Declared)


def text(fr: str, en: str) -> Text:
    """A text in both languages."""
    return Text({"fr": fr, "en": en})


@dataclass(frozen=True)
class Figured:
    """A computed figure.

    Attributes:
        value, unit: the figure. low, high: its interval; None for none.
        interval: what the interval stands for, or why there is none.
        caveats: what a reader must know, each once, in the order in which it was met.
        scenario, profile: content ids of what it was computed with; None for the territory as it is, for no profile.
    """

    value: float
    unit: str
    interval: Text
    low: float | None = None
    high: float | None = None
    caveats: tuple[Text, ...] = ()
    scenario: str | None = None
    profile: str | None = None


@dataclass(frozen=True)
class Recipe(Generic[Settings]):
    """One way to compute a figure.

    Attributes:
        name: as evidence records write it. title, about: for people.
        settings: shape of its settings. compute: from settings and the ground where inputs lie.
        indicator: the engine's own name of what it computes, where it describes it.
    """

    name: str
    title: Words
    about: Words
    settings: type[Settings]
    compute: Callable[[Settings, Ground], Figured]
    indicator: str | None = None

    def run(self, values: Any, ground: Ground) -> Figured:
        """Compute from plain values. Raises SourceError where they do not fit, and what the computation raises."""
        from portee.core.declared import declared_of

        return self.compute(declared_of(values, self.settings, f"settings of {self.name}"), ground)
