"""Figures of the world that results rest on, chosen by name and told as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from portee.core.errors import ParameterError
from portee.core.parameters import Parameter, Parameters

__all__ = ["chosen_parameters", "parameters_facts"]


def chosen_parameters(
    known: Parameters, names: Iterable[str], day: date, *, expired: bool = False
) -> dict[str, Parameter]:
    """Parameters by full name or first words, all of them without names; those alone that are out of date when asked.

    Raises ParameterError for a name that nothing has.
    """
    return {name: known[name] for name in _asked(known, names) if not expired or known[name].expired(day)}


def parameters_facts(shown: Mapping[str, Parameter], day: date) -> dict[str, Any]:
    """Parameters as they stand on a day."""
    return {"at": day.isoformat(), "parameters": [_row(name, shown[name], day) for name in shown]}


def _asked(known: Parameters, names: Iterable[str]) -> list[str]:
    """Names of the parameters asked for, by full name or first words. Raises ParameterError for an unknown one."""
    found: dict[str, None] = {}
    wanted = list(names)
    for name in wanted:
        start = name.rstrip(".") + "."
        matching = [each for each in known if each == name or each.startswith(start)]
        if not matching:
            raise _unknown(known, name)
        found.update(dict.fromkeys(matching))
    return sorted(found if wanted else known)


def _unknown(known: Parameters, name: str) -> Exception:
    near = get_close_matches(name, list(known), n=1)
    kinds = sorted({each.partition(".")[0] for each in known})
    guess = f"Did you mean '{near[0]}'?" if near else f"Kinds: {', '.join(kinds)}."
    return ParameterError(f"There is no parameter '{name[:80]}'.", mend=guess)


def _row(name: str, parameter: Parameter, day: date) -> dict[str, Any]:
    """One parameter as JSON."""
    dated = parameter.dated(day)
    source = (dated.source if dated else None) or parameter.source
    return {
        "name": name,
        "title": parameter.title.model_dump(),
        "value": dated.value if dated else None,
        "unit": parameter.unit,
        "from": dated.from_.isoformat() if dated else None,
        "source": source.model_dump(mode="json"),
        "checked": parameter.checked,
        "expires": parameter.expires.isoformat() if parameter.expires else None,
        "expired": parameter.expired(day),
        "note": parameter.note.model_dump() if parameter.note else None,
    }
