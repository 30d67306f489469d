"""A kind of resident: age, household, income, licences, vehicles, rights, limits and schedule. Never a named person.

None means not known. An offer that asks for something not known is neither given nor refused: it is told as "to check".
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.core.parameters import Source
from portee.people.schedule import Schedule

__all__ = ["Child", "Household", "Income", "Limits", "Profile", "Stop", "Vehicle", "Walking"]

Euros = Annotated[float, Field(ge=0, le=100_000)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]

Status = Literal[
    "jobseeker", "employee", "apprentice", "student", "trainee", "self_employed", "inactive", "retired"
]  # fmt: skip
Licence = Literal["AM", "A1", "A2", "A", "B1", "B"]
Energy = Literal["petrol", "diesel", "electric", "hybrid", "plug_in_hybrid", "lpg", "human"]
CritAir = Literal["EL", "V1", "V2", "V3", "V4", "V5", "NC"]
VehicleKind = Literal["car", "van", "moped", "motorcycle", "bicycle", "e_bike", "cargo_bike", "e_scooter"]
Tenure = Literal["tenant", "furnished", "social_tenant", "owner", "free"]
MOTORED = ("car", "van", "moped", "motorcycle")


class Child(Declared):
    """A child of the household. age: years; care: where it must be brought on days of work."""

    age: Annotated[float, Field(ge=0, lt=26)]
    care: Literal["none", "childcare", "school"] = "none"


class Household(Declared):
    """Who lives together.

    Attributes:
        adults, children: of the household.
        housing_eur_month: rent or repayment with charges, housing benefit not deducted.
        tenure: tenant of an empty or furnished home, tenant of social housing, owner, or housed free of charge.
        other_income_eur_month: net, of the other adults.
    """

    adults: Annotated[int, Field(ge=1, le=12)] = 1
    children: Annotated[tuple[Child, ...], Field(max_length=15)] = ()
    housing_eur_month: Euros | None = None
    tenure: Tenure | None = None
    other_income_eur_month: Euros | None = None


class Income(Declared):
    """One source of income, net per month."""

    source: Literal[
        "wage", "unemployment", "rsa", "activity_bonus", "disability", "housing", "family", "pension", "scholarship",
        "other",
    ]  # fmt: skip
    eur_month: Euros


class Vehicle(Declared):
    """A vehicle at hand.

    Attributes:
        kind, energy: what it is. crit_air: class of its Crit'Air sticker, "NC" for none.
        consumption_per_100km: litres, or kWh when electric; None: that of its kind.
        ownership: owned, leased, or lent free of charge. bought: new or used.
        lease_eur_month: rent of a leased one. fiscal_power_cv: administrative power.
        parking_home_eur_month: what its place at home costs. home_charging: whether it can be charged at home.
    """

    kind: VehicleKind
    energy: Energy
    crit_air: CritAir | None = None
    consumption_per_100km: Annotated[float, Field(gt=0, le=60)] | None = None
    ownership: Literal["owned", "leased", "lent"] = "owned"
    bought: Literal["new", "used"] = "used"
    lease_eur_month: Euros | None = None
    fiscal_power_cv: Annotated[int, Field(ge=1, le=60)] | None = None
    parking_home_eur_month: Euros = 0
    home_charging: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Vehicle:
        if self.ownership == "leased" and self.lease_eur_month is None:
            raise Wrong("A leased vehicle has no rent.", "Add 'lease_eur_month'.")
        if self.kind == "bicycle" and self.energy != "human":
            raise Wrong("A bicycle with a motor is of kind 'e_bike'.", "Write 'kind: e_bike', or 'energy: human'.")
        if self.kind in MOTORED and self.energy == "human":
            raise Wrong(f"A {self.kind} does not run on human energy.", "Correct 'energy'.")
        if self.energy == "electric" and self.crit_air not in (None, "EL"):
            raise Wrong(f"An electric vehicle has class EL, not {self.crit_air}.", "Correct 'crit_air'.")
        return self


class Walking(Declared):
    """How someone walks.

    Attributes:
        max_min: longest walk to a stop, from one, or all the way.
        pushchair: needs streets without steps. wheelchair: and stops and vehicles declared accessible.
    """

    speed_kmh: Annotated[float, Field(ge=0.5, le=8)] = 3.6
    max_min: Annotated[float, Field(ge=0, le=240)] = 20
    pushchair: bool = False
    wheelchair: bool = False


class Limits(Declared):
    """What someone accepts. max_time_min: one way, door to start of work; budget_eur_month: None for no limit.

    cycles: whether riding a bicycle or scooter is an option. max_cycle_min: longest ride.
    dark: how walking unlit streets at night is felt. carpool: whether riding with others is an option.
    """

    max_time_min: Annotated[float, Field(gt=0, le=240)] = 60
    budget_eur_month: Euros | None = None
    cycles: bool = True
    max_cycle_min: Annotated[float, Field(ge=0, le=240)] = 30
    dark: Literal["fine", "avoids", "refuses"] = "fine"
    carpool: bool = True


class Stop(Declared):
    """A stop on the way to work and back. dwell_min: minutes spent there each time."""

    kind: Literal["childcare", "school"]
    dwell_min: Annotated[float, Field(ge=0, le=120)] = 10


class Profile(Declared):
    """A kind of resident. See the module for what None means.

    Attributes:
        id, title, note: name and words in both languages. as_of: date of its facts. sources: what they rest on.
        age: years. status: towards work. household, income, licences, vehicles: as their classes say.
        passes: ids of tariffs held. bank_card, smartphone: whether at hand.
        rights: recognised rights, such as "rsa", "css", "disability_card", "priority_neighbourhood", "solidarity_fare".
        languages: of information, ISO 639-1, the first preferred.
        walking, limits, schedule: how one walks, what one accepts, when one works.
        stops: visited in this order on the way to work, and the other way round on the way back.
    """

    id: Identifier
    title: Words
    note: Words | None = None
    as_of: date
    sources: tuple[Source, ...] = ()
    age: Annotated[float, Field(ge=14, le=100)] | None = None
    status: Status | None = None
    household: Household = Household()
    income: tuple[Income, ...] | None = None
    licences: tuple[Licence, ...] | None = None
    vehicles: tuple[Vehicle, ...] = ()
    passes: tuple[str, ...] = ()
    bank_card: bool | None = None
    smartphone: bool | None = None
    rights: tuple[str, ...] = ()
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...] = ("fr",)
    walking: Walking = Walking()
    limits: Limits = Limits()
    schedule: Schedule
    stops: Annotated[tuple[Stop, ...], Field(max_length=2)] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Profile:
        if len(set(self.licences or ())) != len(self.licences or ()):
            raise Wrong("A licence is listed twice.", "List each once.")
        wanted = [stop.kind for stop in self.stops]
        there = [child.care for child in self.household.children]
        for kind in dict.fromkeys(wanted):
            if kind not in there:
                raise Wrong(
                    f"There is a stop at {kind}, but no child whose care is '{kind}'.",
                    "Add 'care' to the child, or remove the stop.",
                )
            if wanted.count(kind) > there.count(kind):
                raise Wrong(f"There are more stops at {kind} than children for it.", "Remove a stop.")
        if self.age is not None and self.age < 17 and "B" in (self.licences or ()):
            raise Wrong("A car licence is not given before 17.", "Correct 'age' or 'licences'.")
        return self

    @property
    def income_eur_month(self) -> float | None:
        """Net income of the person per month, None when not known."""
        return None if self.income is None else sum(part.eur_month for part in self.income)

    def replace(self, **changes: object) -> Profile:
        """The same kind of resident with some fields exchanged, checked again. Raises pydantic.ValidationError."""
        return Profile.model_validate({**{name: getattr(self, name) for name in type(self).model_fields}, **changes})
