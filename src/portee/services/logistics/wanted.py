"""What a plan of goods asks of siting: among which places micro-hubs and lockers may stand, and within which limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.clock import DAY_S
from portee.core.declared import Declared, Wrong
from portee.offers.areas import Area
from portee.services.logistics.parts import Amount, Clock, Count, DeclaredVehicle, Id, Position

__all__ = ["Fleet", "HubSiting", "LockerSiting", "PointSpot", "Siting", "SpotKind", "Spots"]

SpotKind = Literal["parking", "vacant_ground_floor", "kerb", "depot", "shop", "square", "other"]
Ids = Annotated[tuple[Id, ...], Field(max_length=1000)]


class PointSpot(Declared):
    """A place written in the file itself."""

    id: Id
    at: Position
    name: Annotated[str, Field(max_length=200)] = ""
    m2: Amount | None = None
    cost_day: Amount | None = None
    parcels: Count | None = None


class Spots(Declared):
    """Places of one kind: those of a file, points written here, or squares of a grid over the streets.

    Attributes:
        file: of places, beside the plan. keep: values by column; places with another value are left out.
        points: written here. grid_m: side of the squares, each entered at the crossing nearest its centre.
        area: the part of them that is meant. apart_m: of places nearer to each other than this the first is kept.
        m2, cost_day, parcels: area, euros a day and parcels held a day, of each that does not tell its own.
        m2_column, cost_column, parcels_column: columns of the file that tell them.
    """

    kind: SpotKind = "other"
    file: Annotated[str, Field(min_length=1)] | None = None
    keep: Annotated[dict[str, tuple[str, ...]], Field(max_length=20)] = Field(default_factory=dict)
    points: Annotated[tuple[PointSpot, ...], Field(max_length=5000)] = ()
    grid_m: Annotated[int, Field(ge=50, le=10_000)] | None = None
    area: Area | None = None
    apart_m: Annotated[float, Field(ge=0, le=10_000)] = 0.0
    m2: Amount | None = None
    cost_day: Amount = 0.0
    parcels: Count | None = None
    m2_column: str | None = None
    cost_column: str | None = None
    parcels_column: str | None = None

    @model_validator(mode="after")
    def _is_of_one_origin(self) -> Spots:
        if sum((self.file is not None, bool(self.points), self.grid_m is not None)) != 1:
            raise Wrong(
                "These places come from nowhere, or from several.", "Give one of 'file', 'points' and 'grid_m'."
            )
        columns = (self.m2_column, self.cost_column, self.parcels_column)
        if self.file is None and (self.keep or any(columns)):
            raise Wrong("Columns are those of a file.", "Give 'file', or leave 'keep' and the columns out.")
        return self


class Fleet(DeclaredVehicle):
    """Vehicles that each opened micro-hub has, at most `count` of them: those that do not go out cost nothing."""

    home: Id = "each"

    @model_validator(mode="after")
    def _goes_to_doors(self) -> Fleet:
        if self.supplies or self.home != "each":
            raise Wrong("A fleet starts at each micro-hub and goes to doors.", "Leave 'home' and 'supplies' out.")
        return self


class _Limits(Declared):
    """Of what is opened.

    Attributes:
        among: where. count, budget_day: most places, most euros a day. decided, excluded: ids.
        least_m2: area that each needs; places that do not tell theirs are left out then.
        gap: relative gap to the best that is near enough. time_limit_s: for the solver.
    """

    among: Annotated[tuple[Spots, ...], Field(min_length=1, max_length=50)]
    count: Annotated[int, Field(ge=1, le=1000)] | None = None
    budget_day: Amount | None = None
    decided: Ids = ()
    excluded: Ids = ()
    least_m2: Amount = 0.0
    gap: Annotated[float, Field(ge=0, lt=1)] = 0.0
    time_limit_s: Annotated[float, Field(gt=0, le=3600)] = 60.0

    @model_validator(mode="after")
    def _has_limits(self) -> _Limits:
        if self.count is None and self.budget_day is None and getattr(self, "model", "") != "set-covering":
            raise Wrong("It is not said how much may be opened.", "Give 'count' or 'budget_day'.")
        return self


class HubSiting(_Limits):
    """Micro-hubs to be found.

    Attributes:
        model: p-median: least minutes to all parcels; covering: most parcels within `within_min`; set-covering: the
            cheapest places for `share` of them; p-centre: nearest for whoever is farthest.
        within_min: minutes of the ride that counts; of the p-median, minutes that count at most.
        opens, closes, load_minutes: of each. fleet: what rides from each; the first of it measures minutes.
    """

    model: Literal["p-median", "covering", "set-covering", "p-centre"] = "p-median"
    within_min: Annotated[float, Field(gt=0, le=480)] | None = None
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    opens: Clock = 0
    closes: Clock = DAY_S
    load_minutes: Amount = 10.0
    fleet: Annotated[tuple[Fleet, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _says_within(self) -> HubSiting:
        if self.model in ("covering", "set-covering") and self.within_min is None:
            raise Wrong("It is not said within what parcels are covered.", "Give 'within_min'.")
        return self


class LockerSiting(_Limits):
    """Lockers to be found: they cover the parcels of doors within a walk.

    Attributes:
        within_min: of the walk. fetched: share of the parcels within it that people fetch there themselves; which ones
            is drawn. seed: of that draw. stop_minutes: of each visit.
    """

    within_min: Annotated[float, Field(gt=0, le=60)] = 8.0
    fetched: Annotated[float, Field(ge=0, le=1)]
    seed: Count = 0
    stop_minutes: Amount = 10.0


class Siting(Declared):
    """What is to be found."""

    micro_hubs: HubSiting | None = None
    lockers: LockerSiting | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Siting:
        if self.micro_hubs is None and self.lockers is None:
            raise Wrong("Nothing is to be sited.", "Give 'micro_hubs' or 'lockers', or leave 'siting' out.")
        return self
