"""Streets closed: nobody of some modes uses them, in either direction."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from portee.network.streets import MODES, NOT_PERMITTED
from portee.scenarios.choosing import Mode, StreetChoice
from portee.scenarios.modification import Tell
from portee.scenarios.works import Works

__all__ = ["CloseStreets"]


class CloseStreets(StreetChoice):
    """Close streets. modes: to whom, everybody when left out."""

    type: Literal["close_streets"]
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)] = MODES  # type: ignore[assignment]

    def apply(self, works: Works, tell: Tell) -> None:
        chosen = self.chosen(works, tell)
        for mode in self.modes:
            for costs in works.costs(mode):
                costs[chosen] = NOT_PERMITTED
        works.notes.append(f"{int(chosen.sum()):,} street edges are closed to {', '.join(self.modes)}.")
