"""Ids of records, and references from one record to another, by the type they must lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from portee.core.declared import Wrong

__all__ = [
    "AidRef",
    "AnswerRef",
    "CellRef",
    "CharterRuleRef",
    "EventRef",
    "EvidenceRef",
    "ExperimentRef",
    "HelpRef",
    "IndicatorRef",
    "NeedRef",
    "PlaceRef",
    "PracticeRef",
    "ProcessRef",
    "RecordId",
    "Ref",
    "RequirementRef",
    "ScopeRef",
    "SolutionRef",
    "StakeholderRef",
    "StatementRef",
    "TerritoryRef",
    "UseCaseRef",
    "WorkshopRef",
    "ZoneGroupRef",
    "references",
    "split_id",
]

ID = re.compile(r"^[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*$")
"""A type, a slash, a slug: small letters without accents, digits, single hyphens between them."""

LONGEST_ID = 120
"""Characters; longer names break archives and some disks."""


def split_id(id: str) -> tuple[str, str]:
    """Type and slug of an id."""
    kind, _, slug = id.partition("/")
    return kind, slug


class RecordId(str):
    """The lasting name of a record: `type/slug`, which is also where its file lies."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._checked, core_schema.str_schema(), serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": ID.pattern, "maxLength": LONGEST_ID}

    @classmethod
    def _checked(cls, value: str) -> RecordId:
        if not ID.fullmatch(value) or len(value) > LONGEST_ID:
            raise Wrong(
                f"'{value[:60]}' is not the id of a record.",
                "Write type/slug, such as need/horaires-decales: small letters without accents, digits and hyphens.",
            )
        return cls(value)


class Ref(RecordId):
    """The id of another record, of one of the types in `to`; of any type when there is none."""

    __slots__ = ()
    to: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        pattern = f"^(?:{'|'.join(cls.to)})/[a-z0-9]+(?:-[a-z0-9]+)*$" if cls.to else ID.pattern
        return {"type": "string", "pattern": pattern, "maxLength": LONGEST_ID, "x-refers-to": list(cls.to)}

    @classmethod
    def _checked(cls, value: str) -> Ref:
        found = super()._checked(value)
        if cls.to and split_id(found)[0] not in cls.to:
            raise Wrong(
                f"'{value[:60]}' is the id of a {split_id(found)[0]}.", f"Name a record of type {' or '.join(cls.to)}."
            )
        return cls(found)


class AidRef(Ref):
    __slots__ = ()
    to = ("aid",)


class AnswerRef(Ref):
    __slots__ = ()
    to = ("solution", "cell", "practice", "indicator", "process", "aid", "requirement")


class CellRef(Ref):
    __slots__ = ()
    to = ("cell",)


class CharterRuleRef(Ref):
    __slots__ = ()
    to = ("charter-rule",)


class EventRef(Ref):
    __slots__ = ()
    to = ("event",)


class EvidenceRef(Ref):
    __slots__ = ()
    to = ("evidence",)


class ExperimentRef(Ref):
    __slots__ = ()
    to = ("experiment",)


class HelpRef(Ref):
    __slots__ = ()
    to = ("help",)


class IndicatorRef(Ref):
    __slots__ = ()
    to = ("indicator",)


class NeedRef(Ref):
    __slots__ = ()
    to = ("need",)


class PlaceRef(Ref):
    __slots__ = ()
    to = ("territory", "zone-group")


class PracticeRef(Ref):
    __slots__ = ()
    to = ("practice",)


class ProcessRef(Ref):
    __slots__ = ()
    to = ("process",)


class RequirementRef(Ref):
    __slots__ = ()
    to = ("requirement",)


class ScopeRef(Ref):
    __slots__ = ()
    to = ("scope",)


class SolutionRef(Ref):
    __slots__ = ()
    to = ("solution",)


class StakeholderRef(Ref):
    __slots__ = ()
    to = ("stakeholder",)


class StatementRef(Ref):
    __slots__ = ()
    to = ("statement",)


class TerritoryRef(Ref):
    __slots__ = ()
    to = ("territory",)


class UseCaseRef(Ref):
    __slots__ = ()
    to = ("use-case",)


class WorkshopRef(Ref):
    __slots__ = ()
    to = ("workshop",)


class ZoneGroupRef(Ref):
    __slots__ = ()
    to = ("zone-group",)


def references(value: Any, at: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], Ref]]:
    """Every reference inside a record, with the path of the field that holds it."""
    if isinstance(value, Ref):
        yield at, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*at, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from references(inner, (*at, name))
    elif isinstance(value, (tuple, list)):
        for place, inner in enumerate(value):
            yield from references(inner, (*at, place))
