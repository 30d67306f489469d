"""Tariffs, services, aids and tolls taken away."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works

__all__ = ["RemoveOffer"]

KINDS = ("tariffs", "services", "aids", "tolls")


class RemoveOffer(Modification):
    """Remove offers. ids: of tariffs, services, aids or tolls."""

    touches: ClassVar[str] = "offers"

    type: Literal["remove_offer"]
    ids: Annotated[tuple[str, ...], Field(min_length=1)]

    def apply(self, works: Works, tell: Tell) -> None:
        offers = works.offers
        known = [one.id for kind in KINDS for one in getattr(offers, kind)]
        for id in self.ids:
            if id not in known:
                mend = "An earlier modification removed it." if f"offer {id}" in works.removed else meant(id, known)
                tell("ids", f"There is no offer '{id}'.", mend)
        kept: dict[str, Any] = {
            kind: tuple(one for one in getattr(offers, kind) if one.id not in self.ids) for kind in KINDS
        }
        works.removed |= {f"offer {id}" for id in self.ids if id in known}
        works.offers = offers.replace(**kept)
