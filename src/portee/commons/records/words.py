"""How types, fields and values of records are called in French and in English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from portee.core.plain_yaml import parse_yaml

__all__ = ["field_label", "type_name", "type_purpose", "value_label"]

_PLURALS = {"motives": "motive", "parts": "part"}
"""Fields that hold several values of another one."""


@cache
def _words() -> dict[str, Any]:
    text = files("portee.commons.records").joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = parse_yaml(text, "words.yaml")[0]
    return found


def type_name(kind: str, lang: str, *, plural: bool = False) -> str:
    """Name of a type, such as "Besoin" or "Besoins"."""
    return str(_words()["types"][kind][lang][1 if plural else 0])


def type_purpose(kind: str, lang: str) -> str:
    """One sentence on what records of a type are for."""
    return str(_words()["types"][kind][lang][2])


def field_label(name: str, lang: str, kind: str = "") -> str:
    """What a field is called."""
    fields = _words()["fields"]
    return str((fields.get(f"{kind}.{name}") or fields[name])[lang])


def value_label(field: str, value: object, lang: str) -> str:
    """What a value of a field is called; the value itself where it has no other name."""
    found = _words()["values"].get(_PLURALS.get(field, field), {}).get(str(value))
    return str(found[lang]) if found else str(value)
