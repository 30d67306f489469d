"""An aid that does not exist yet, or another amount of one that does."""

from __future__ import annotations

from typing import ClassVar, Literal

from portee.offers.aids import Aid
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.works import Works

__all__ = ["AddAid"]


class AddAid(Modification):
    """Add an aid. aid: as in a file of offers; one of the same id is exchanged."""

    touches: ClassVar[str] = "offers"

    type: Literal["add_aid"]
    aid: Aid

    def apply(self, works: Works, tell: Tell) -> None:
        del tell
        others = tuple(aid for aid in works.offers.aids if aid.id != self.aid.id)
        works.offers = works.offers.replace(aids=(*others, self.aid))
