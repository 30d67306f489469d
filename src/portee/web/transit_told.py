"""What pages tell of public transport: its lines on a usual day, and how far the timetable can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from portee.core.clock import DAY_S, format_time_of_day
from portee.services.describe import suggested_date
from portee.services.transit_lines import TransitLine, transit_lines
from portee.web.site import Site
from portee.web.wording import say

__all__ = ["RECONSTRUCTED", "TransitTold", "departure_told", "transit_of"]

RECONSTRUCTED = "reconstructed timetable"
"""The remark that `portee build --note` leaves on such a network."""


@dataclass(frozen=True)
class TransitTold:
    """Lines of a territory.

    Attributes:
        lines: all of them. day: of their departures, None where no day has any.
        straight: whether the way of some between stops is not known. reconstructed: whether somebody put the timetable
            together, as where an agency publishes none.
    """

    lines: tuple[TransitLine, ...]
    day: date | None
    straight: bool
    reconstructed: bool


def transit_of(site: Site) -> TransitTold | None:
    """Lines of the site, read once; None for a territory without a timetable."""

    def make() -> TransitTold | None:
        network = site.world.network
        timetable = network.timetable
        if timetable is None:
            return None
        day = suggested_date(network)
        straight = bool((np.asarray(timetable.pattern_shape) < 0).any())
        notes = [*network.notes, *(note for record in network.provenance for note in record.notes)]
        reconstructed = RECONSTRUCTED in notes
        return TransitTold(transit_lines(timetable, day), day, straight, reconstructed)

    return site.once("transit told", make)


def departure_told(seconds: int | None, lang: str) -> str:
    """A departure as the clock shows it; after midnight it says that it belongs to the night before."""
    if seconds is None:
        return "–"
    text = format_time_of_day(seconds % DAY_S)
    return text if seconds < DAY_S else say(lang, "explorer-line-night", time=text)
