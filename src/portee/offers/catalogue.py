"""All offers of a territory together: tariffs, services, aids, low-emission zones, prices. Immutable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol, Self, TypeVar

from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.core.parameters import Figures, Parameter, Parameters, shipped_parameters
from portee.core.provenance import Provenance
from portee.offers.aids import Aid
from portee.offers.conditions import Condition
from portee.offers.low_emission import LowEmissionZone
from portee.offers.services import Service
from portee.offers.tariffs import Tariff
from portee.offers.tolls import Toll

__all__ = ["FlexFeed", "Offers", "OffersFile", "SharedFeed"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


class SharedFeed(Declared):
    """A folder or zip file of a shared system, with what GBFS does not tell.

    Attributes:
        path: relative to the file of offers.
        eligibility: who may use it. None: not told; a bank card and a smartphone are then assumed to be needed.
        walk_min: mean walk to a vehicle that stands anywhere; without it such vehicles are left out.
        eur_month: subscription. availability: chance that a vehicle and a place are there.
    """

    path: str
    eligibility: tuple[Condition, ...] | None = None
    walk_min: float | None = Field(default=None, ge=0, le=240)
    eur_month: float | None = Field(default=None, ge=0, le=20_000)
    availability: float | None = Field(default=None, ge=0, le=1)


class FlexFeed(Declared):
    """A feed with rides on demand, with what GTFS-Flex does not tell.

    path: relative to the file of offers; eur_trip: each ride, where the feed's fares do not tell it; eligibility: who
    may ride; wait_min: mean wait.
    """

    path: str
    eur_trip: float | None = Field(default=None, ge=0, le=20_000)
    eligibility: tuple[Condition, ...] = ()
    wait_min: float = Field(default=15, ge=0, le=240)


class OffersFile(Declared):
    """What a file of offers holds. Paths are relative to the file.

    Attributes:
        include: names of offers shipped with Portée, such as "marseille", or paths of other files of offers.
        tariffs, services, aids, tolls, parameters: declared here.
        gtfs_fares: feeds whose fares are read. gbfs: folders or zip files of shared systems, or what their feed does
            not tell beside the path (`SharedFeed`). gtfs_flex: feeds with rides on demand, likewise (`FlexFeed`).
            low_emission: BNZFE files.
        exchange: euros for one unit of another currency, by ISO 4217 code.
        work_parking_eur_month: what a place to park at work costs, None when not known.
    """

    include: tuple[str, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    services: tuple[Service, ...] = ()
    aids: tuple[Aid, ...] = ()
    tolls: tuple[Toll, ...] = ()
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    gtfs_fares: tuple[str, ...] = ()
    gbfs: tuple[str | SharedFeed, ...] = ()
    gtfs_flex: tuple[str | FlexFeed, ...] = ()
    low_emission: tuple[str, ...] = ()
    exchange: dict[str, float] = Field(default_factory=dict)
    work_parking_eur_month: float | None = Field(default=None, ge=0, le=2000)

    @model_validator(mode="after")
    def _names_each_once(self) -> OffersFile:
        named = {"services": self.services, "aids": self.aids, "tolls": self.tolls}
        for what, ids in ((what, [one.id for one in some]) for what, some in named.items()):
            twice = next((id for place, id in enumerate(ids) if id in ids[:place]), None)
            if twice is not None:
                raise Wrong(f"Two of the {what} have the id '{twice}'.", "Give each an id of its own.")
        return self


@dataclass(frozen=True, eq=False)
class Offers:
    """What can be used to travel, and at what price.

    Attributes:
        tariffs: of public transport. None known: one may ride, and results say that prices are not known.
        services: loans, shared vehicles, carpooling, rides on demand, car-sharing.
        aids: towards costs. zones: low-emission zones. tolls: roads that one pays to pass.
        parameters: figures, those of the territory over those shipped.
        work_parking_eur_month: what a place to park at work costs, None when not known.
        shocks: factors on parameters by name or first part ("energy."): price shocks.
        provenance, notes: where the offers come from, and remarks that every result must carry.
    """

    tariffs: tuple[Tariff, ...] = ()
    services: tuple[Service, ...] = ()
    aids: tuple[Aid, ...] = ()
    zones: tuple[LowEmissionZone, ...] = ()
    tolls: tuple[Toll, ...] = ()
    parameters: Parameters = field(default_factory=shipped_parameters)
    work_parking_eur_month: float | None = None
    shocks: dict[str, float] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[str, ...] = ()

    def replace(self, **changes: Any) -> Self:
        """The same offers with some parts exchanged."""
        return replace(self, **changes)

    def figures(self, day: date) -> Figures:
        """Prices and rates on a day, shocks included; it notes which ones are read."""
        return Figures(self.parameters, day, self.shocks)

    def joined(self, other: Offers) -> Offers:
        """Both together; parameters and prices of the other one, services, aids and tolls of the same id, over ours."""
        return Offers(
            (*self.tariffs, *other.tariffs), _over(self.services, other.services), _over(self.aids, other.aids),
            (*self.zones, *other.zones), _over(self.tolls, other.tolls), self.parameters.with_(other.parameters),
            self.work_parking_eur_month if other.work_parking_eur_month is None else other.work_parking_eur_month,
            {**self.shocks, **other.shocks}, (*self.provenance, *other.provenance), (*self.notes, *other.notes),
        )  # fmt: skip


def _over(ours: tuple[Named, ...], theirs: tuple[Named, ...]) -> tuple[Named, ...]:
    """All of both; of one id, theirs in the place of ours."""
    found = {one.id: one for one in ours}
    found.update({one.id: one for one in theirs})
    return tuple(found.values())
