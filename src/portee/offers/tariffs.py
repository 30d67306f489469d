"""What public transport costs: tickets and passes, what each opens, for whom, and until when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.core.parameters import Source
from portee.offers.conditions import Condition

__all__ = ["EVERYTHING", "Opening", "Tariff"]

Kind = Literal["single", "carnet", "day", "week", "month", "year"]
Texts = tuple[str, ...]


class Opening(Declared):
    """The part of the timetable that a ticket or pass opens. Each selector that is given must hold; none: everything.

    Attributes:
        agencies: names or ids of agencies. routes: route ids or short names. route_types: GTFS route types.
        stops: ids of the stops where one may board and alight (a zone written out); a vehicle may pass others.
        first_stops, last_stops: ids of stops where the journey may begin and end (fares by pair of zones); on the
            way back they change places.
    """

    agencies: Texts | None = None
    routes: Texts | None = None
    route_types: tuple[int, ...] | None = None
    stops: Texts | None = None
    first_stops: Texts | None = None
    last_stops: Texts | None = None

    @property
    def is_everything(self) -> bool:
        return all(getattr(self, name) is None for name in type(self).model_fields)


EVERYTHING = Opening()


class Tariff(Declared):
    """One ticket or pass.

    Attributes:
        id, title: name, and words in both languages.
        network: what it belongs to; tariffs of one network exclude each other, those of several add up.
        kind: what one price buys: a trip, a carnet of trips, or a day, week, month or year of travel.
        price_eur: that price. trips: trips in a carnet.
        minutes: how long a single ticket is valid from the first boarding, changes included; None: one whole trip.
        rides: vehicles that one single ticket boards at most; None: any number.
        cap_eur_month: most that single tickets cost in a month.
        opens: what may be used with it. eligibility: who may have it; all conditions must hold.
        employer_share: whether the employer pays a part of it by law (passes only).
        begins, ends: first and last day on which it is sold, None for not known.
        source: where it was read. checked: whether read at the source itself.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:/ -]{0,99}$")]
    title: Words
    network: str = "all"
    kind: Kind
    price_eur: Annotated[float, Field(ge=0, le=20_000)]
    trips: Annotated[int, Field(ge=2, le=1000)] | None = None
    minutes: Annotated[float, Field(gt=0, le=1440)] | None = None
    rides: Annotated[int, Field(ge=1, le=20)] | None = None
    cap_eur_month: Annotated[float, Field(ge=0, le=20_000)] | None = None
    opens: Opening = EVERYTHING
    eligibility: tuple[Condition, ...] = ()
    employer_share: bool | None = None
    begins: date | None = None
    ends: date | None = None
    source: Source | None = None
    checked: bool = False
    note: Words | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Tariff:
        if (self.kind == "carnet") != (self.trips is not None):
            raise Wrong("'trips' says how many trips a carnet holds.", "Give it for a carnet, and only there.")
        if self.kind not in ("single", "carnet") and (self.minutes, self.rides, self.cap_eur_month) != (None,) * 3:
            raise Wrong("A pass has no 'minutes', 'rides' or 'cap_eur_month'.", "Leave them out.")
        if self.employer_share and self.kind in ("single", "carnet", "day"):
            raise Wrong("The employer's share by law is for passes of a week or more.", "Remove 'employer_share'.")
        if self.begins and self.ends and self.ends < self.begins:
            raise Wrong("The tariff ends before it begins.", "Correct 'begins' or 'ends'.")
        return self

    @property
    def is_pass(self) -> bool:
        return self.kind not in ("single", "carnet")

    def sold_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)
