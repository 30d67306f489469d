"""A kind of territory: zones that are alike for a matrix, such as hillside estates without a railway."""

from __future__ import annotations

from typing import ClassVar

from portee.commons.records.references import TerritoryRef
from portee.commons.records.shape import Record, Text

__all__ = ["ZoneGroup"]


class ZoneGroup(Record):
    type: ClassVar[str] = "zone-group"

    definition: Text
    members: tuple[TerritoryRef, ...] = ()
