"""What a commons says of itself: `commons.yaml` at its root."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from portee.commons.records.licences import LICENCES
from portee.commons.records.references import PlaceRef
from portee.commons.records.shape import ADDRESS, LANGUAGE, Line, Text
from portee.core.declared import Declared, Wrong

__all__ = ["MANIFEST", "CommonsOrigin", "Manifest"]

MANIFEST = "commons.yaml"


class CommonsOrigin(Declared):
    """The commons that this one was forked from: its name, the commit, and where it is published."""

    name: Line
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    url: Annotated[str, StringConstraints(pattern=ADDRESS.pattern, max_length=500)] | None = None


class Manifest(Declared):
    """Name, title and licence of a commons.

    Attributes:
        name: how other instances call it: small letters, digits and hyphens.
        title: in French, and in other languages where there are.
        about: what it is for, in a few sentences.
        publisher: the organisation that answers for it.
        url: where it is published.
        licence: of what the records say, unless a record says otherwise.
        languages: that its pages are made in; French comes first.
        territory: the one it speaks of first.
        origin: the commons that it was forked from, if it was.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
    title: Text
    about: Text
    publisher: Line
    url: Annotated[str, StringConstraints(pattern=ADDRESS.pattern, max_length=500)] | None = None
    licence: str = "CC-BY-SA-4.0"
    languages: Annotated[tuple[Line, ...], Field(min_length=1)] = ("fr", "en")
    territory: PlaceRef | None = None
    origin: CommonsOrigin | None = None

    @field_validator("licence")
    @classmethod
    def _is_licence(cls, value: str) -> str:
        if value not in LICENCES:
            raise Wrong(f"'{value[:40]}' is no licence of the commons.", f"Use one of {', '.join(sorted(LICENCES))}.")
        return value

    @field_validator("languages")
    @classmethod
    def _are_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for lang in value:
            if not LANGUAGE.match(lang) or value.count(lang) > 1:
                raise Wrong(f"'{lang[:20]}' is not a language code, or stands twice.", "Use codes such as fr, en, ar.")
        return value
