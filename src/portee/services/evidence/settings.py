"""Parts of which the settings of recipes are made: which files, where people live, what they go to, when and how."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from portee.commons.records.shape import Day, Line, Text
from portee.core.clock import parse_time_of_day
from portee.core.declared import Declared, Wrong
from portee.core.errors import ParameterError
from portee.reach.options import Travel, Window

__all__ = ["AccessSettings", "Goals", "Homes", "How", "Near", "NetworkFiles", "Spread", "When"]

Spread = Literal["departures", "walking", "none"]
"""Where an interval comes from: the minute of departure, or a tenth more and less of walking speed."""


class NetworkFiles(Declared):
    """Inputs that a network is built from, by their names, and remarks that every result of it must carry.

    elevation: a GeoTIFF of ground heights; None: the ground is flat.
    """

    streets: Line
    timetable: tuple[Line, ...] = ()
    elevation: Line | None = None
    notes: tuple[Line, ...] = ()


class Near(Declared):
    """Places within so many metres of a position, in a straight line."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    metres: Annotated[float, Field(gt=0)]


class Homes(Declared):
    """Where people live: an input, and the part of it that is meant."""

    cells: Line
    near: Near | None = None
    residents: Line = "residents"
    """Column that counts people."""


class Goals(Declared):
    """What people go to: inputs, which of their places, and how each of them counts."""

    files: Annotated[tuple[Line, ...], Field(min_length=1)]
    weight: Line = "@count"
    """Column of weights; @count counts each place for one."""
    keep: dict[Line, tuple[Line, ...]] = Field(default_factory=dict)
    """Values by column; places with another value are left out."""
    proxy: Text | None = None
    """What they stand for, where they are not what is meant."""


class When(Declared):
    """A window of departures, or of latest arrivals, in local time."""

    date: Day
    depart: Line | None = None
    arrive: Line | None = None
    minutes: Annotated[int, Field(ge=1, le=480)] = 60

    @field_validator("date")
    @classmethod
    def _is_day(cls, value: str) -> str:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise Wrong(f"'{value[:20]}' is no day of the calendar.", "Write it as 2026-09-08.") from None
        return value

    @model_validator(mode="after")
    def _has_one_time(self) -> When:
        if (self.depart is None) == (self.arrive is None):
            raise Wrong("A window needs one time.", "Give either depart or arrive, such as 05:30.")
        try:
            self.window()
        except ParameterError as problem:
            raise Wrong(problem.what, problem.mend) from None
        return self

    def window(self) -> Window:
        """The same for a search."""
        text = self.depart or self.arrive or ""
        return Window(date.fromisoformat(self.date), parse_time_of_day(text), self.minutes, arrive=self.depart is None)

    def told(self, lang: str) -> str:
        """In words, such as "départ entre 05:00 et 06:00"."""
        window = self.window()
        ends = window.start_s, window.start_s + 60 * self.minutes
        first, last = (f"{second // 3600:02d}:{second // 60 % 60:02d}" for second in ends)
        if lang == "fr":
            return f"{'arrivée' if window.arrive else 'départ'} entre {first} et {last}, le {self.date}"
        return f"{'arrival' if window.arrive else 'departure'} between {first} and {last}, on {self.date}"


class How(Declared):
    """By which mode, and how fast on foot."""

    mode: Literal["transit", "walk", "bicycle", "e_scooter", "car"] = "transit"
    walk_speed_kmh: Annotated[float, Field(ge=0.5, le=15)] = 3.6
    max_walk_min: Annotated[float, Field(gt=0, le=240)] | None = None
    bicycle_speed_kmh: Annotated[float, Field(ge=0.5, le=60)] = 12.0
    step_free: bool = False

    def travel(self, minutes: float, factor: float = 1.0) -> Travel:
        """The same for a search of at most so many minutes, walking so many times as fast."""
        return Travel(
            mode=self.mode, max_time_min=minutes, max_walk_min=self.max_walk_min, step_free=self.step_free,
            walk_speed_kmh=self.walk_speed_kmh * factor, bicycle_speed_kmh=self.bicycle_speed_kmh,
        )  # fmt: skip


class AccessSettings(Declared):
    """What every question of access says: who goes where, in how long, when, how, and in which scenario."""

    network: NetworkFiles
    homes: Homes
    goals: Goals
    within_min: Annotated[float, Field(gt=0, le=240)]
    when: When | None = None
    how: How = How()
    scenario: Line | dict[str, Any] | None = None
    """Name of a replay that comes with Portée, or what a scenario file holds."""
    waterways: Line | None = None
    """Input around which a replayed flood is built."""
    interval: Spread = "departures"

    @model_validator(mode="after")
    def _has_a_time(self) -> AccessSettings:
        if self.how.mode == "transit" and (self.when is None or not self.network.timetable):
            raise Wrong("Public transport needs a timetable and a time.", "Give network.timetable and when.")
        if self.how.mode != "transit" and self.interval == "departures":
            raise Wrong(
                "Without a timetable every minute of departure is like another.", "Use interval: walking, or none."
            )
        return self
