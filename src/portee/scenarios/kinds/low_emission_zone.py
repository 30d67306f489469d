"""A low-emission zone abolished, or a new one."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from portee.core.declared import Wrong
from portee.offers.areas import Area, shape_of
from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works

__all__ = ["LowEmissionZones"]

CritAir = Literal["V1", "V2", "V3", "V4", "V5", "NC"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class LowEmissionZones(Modification):
    """Change low-emission zones.

    Attributes:
        off: ids of zones that end, or "all". id, area: of a new zone.
        car, van, two_wheeler: the cleanest Crit'Air class that the new zone keeps out, and with it all dirtier ones.
    """

    touches: ClassVar[str] = "offers"

    type: Literal["low_emission_zone"]
    off: Annotated[tuple[str, ...], BeforeValidator(_listed), Field(max_length=500)] = ()
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")] | None = None
    area: Area | None = None
    car: CritAir | None = None
    van: CritAir | None = None
    two_wheeler: CritAir | None = None

    @model_validator(mode="after")
    def _says_something(self) -> LowEmissionZones:
        if not self.off and self.area is None:
            raise Wrong("It ends no zone and makes none.", "Give 'off', or 'id' and 'area'.")
        if (self.area is None) != (self.id is None):
            raise Wrong("A new zone needs an 'id' and an 'area'.", "Give both.")
        if self.area is not None and (self.car, self.van, self.two_wheeler) == (None,) * 3:
            raise Wrong("The new zone keeps nobody out.", "Give 'car', 'van' or 'two_wheeler'.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        zones = works.offers.zones
        known = [zone.id for zone in zones]
        for id in self.off:
            if id not in (*known, "all"):
                tell("off", f"There is no low-emission zone '{id}'.", meant(id, [*known, "all"]))
        kept = () if "all" in self.off else tuple(zone for zone in zones if zone.id not in self.off)
        if self.area is not None and self.id is not None:
            classes = {"car": self.car, "van": self.van, "two_wheeler": self.two_wheeler}
            rules = {kind: ZoneRule(level) for kind, level in classes.items() if level is not None}
            made = LowEmissionZone(self.id, shape_of(self.area), self.from_, self.until, rules)
            kept = (*kept, made)
        works.offers = works.offers.replace(zones=kept)
