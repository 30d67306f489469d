"""What each indicator is called, measured in and worth: read from `descriptions.yaml`, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from portee.core.errors import ParameterError, Where

__all__ = ["LANGUAGES", "Description", "describe", "described", "read_declaration"]

LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Description:
    """One indicator in one language.

    Attributes:
        id: name of the function or class that computes it.
        lang: "fr" or "en".
        title: short name.
        unit: unit of the figure.
        description: what it says, in plain words.
        formula: LaTeX.
        source: what the formula rests on.
        doi: identifier of the source, without the address, or None where it has none.
        limits: what it does not say.
    """

    id: str
    lang: str
    title: str
    unit: str
    description: str
    formula: str
    source: str
    doi: str | None
    limits: str


def read_declaration(name: str) -> Mapping[str, Any]:
    """Contents of a YAML file that lies beside the indicators."""
    text = files("portee.indicators").joinpath(name).read_text(encoding="utf-8")
    contents: Mapping[str, Any] = yaml.safe_load(text)
    return contents


@cache
def _descriptions() -> Mapping[str, Any]:
    return read_declaration("descriptions.yaml")


def described() -> tuple[str, ...]:
    """Ids of all described indicators, in the order of the file."""
    return tuple(_descriptions())


def describe(id: str, lang: str = "fr") -> Description:
    """Describe an indicator.

    Args:
        id: one of `described()`.
        lang: "fr" or "en".

    Raises:
        ParameterError: for an indicator or language that is not there.
    """
    if lang not in LANGUAGES:
        raise ParameterError(
            f"There are no descriptions in '{lang}'.", where=Where(field="lang"), mend="Use one of: fr, en."
        )
    entry = _descriptions().get(id)
    if entry is None:
        raise ParameterError(
            f"There is no indicator '{id}'.", where=Where(field="id"), mend=f"Use one of: {', '.join(described())}."
        )
    return Description(
        id=id,
        lang=lang,
        title=entry["title"][lang],
        unit=entry["unit"][lang],
        description=entry["description"][lang],
        formula=entry["formula"],
        source=entry["source"],
        doi=entry["doi"],
        limits=entry["limits"][lang],
    )
