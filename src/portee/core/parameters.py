"""Figures of the world (prices, rates, factors): each with its value by date, unit, source, licence and expiry.

They are declared in `core/figures/*.yaml` and read by name, at a date. A `Figures` notes which ones a calculation read,
so that its result can say what it rests on and which of them are out of date.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared, read_declared
from portee.core.errors import ParameterError, Where

__all__ = ["Figures", "Parameter", "Parameters", "Source", "Value", "shipped_parameters"]

Value = float | dict[str, float] | list[dict[str, float]]


class Source(Declared):
    """Where a figure was read.

    Attributes:
        title: publication, article of law or page. url: its address, None for a printed one.
        accessed: when it was read. licence: of the data there, where it tells one.
    """

    title: str
    url: str | None = None
    accessed: date | None = None
    licence: str | None = None


class Dated(Declared):
    """A value from a date on, with a source of its own where it differs."""

    from_: Annotated[date, Field(alias="from")]
    value: Value
    source: Source | None = None


class Parameter(Declared):
    """One figure.

    Attributes:
        title, note: what it is, in both languages. unit: of its values, such as "EUR/L" or "g CO2e/person/km".
        values: by date, rising. source: where it was read.
        expires: day from which it should be read again; None for what does not age (a physical constant).
        checked: whether the value was read at the source itself, not quoted from memory or by a third party.
    """

    title: Words
    unit: str
    values: Annotated[tuple[Dated, ...], Field(min_length=1)]
    source: Source
    expires: date | None = None
    checked: bool = False
    note: Words | None = None

    @model_validator(mode="after")
    def _dates_rise(self) -> Parameter:
        days = [dated.from_ for dated in self.values]
        if any(b <= a for a, b in itertools.pairwise(days)):
            raise Wrong("The dates of the values do not rise.", "List the oldest first, each date once.")
        return self

    def dated(self, day: date) -> Dated | None:
        """The value in force on a day, None before the first one."""
        return next((dated for dated in reversed(self.values) if dated.from_ <= day), None)

    def expired(self, day: date) -> bool:
        """Whether it should have been read again by a day."""
        return self.expires is not None and day >= self.expires


class _Wrapped(Declared):
    parameters: dict[str, Parameter]


@dataclass(frozen=True)
class Parameters(Mapping[str, Parameter]):
    """Parameters by name, such as "energy.petrol"."""

    items_by_name: Mapping[str, Parameter]

    def __getitem__(self, name: str) -> Parameter:
        return self.items_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_by_name)

    def __len__(self) -> int:
        return len(self.items_by_name)

    @classmethod
    def read(cls, path: Path | str) -> Parameters:
        """Parameters of a file with one key `parameters`. Raises SourceError."""
        return cls(read_declared(path, _Wrapped).parameters)

    def with_(self, other: Mapping[str, Parameter]) -> Parameters:
        """These, replaced and completed by others."""
        return Parameters({**self.items_by_name, **other})

    def expired(self, day: date) -> list[str]:
        """Names of those out of date on a day."""
        return [name for name in sorted(self.items_by_name) if self.items_by_name[name].expired(day)]


@cache
def shipped_parameters() -> Parameters:
    """All parameters that come with Portée. Raises SourceError when one of the files was damaged."""
    found: dict[str, Parameter] = {}
    folder = files("portee.core").joinpath("figures")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            text = file.read_text(encoding="utf-8")
            part = parse_declared(text, _Wrapped, file.name).parameters
            if twice := sorted(found.keys() & part.keys()):
                raise ParameterError(f"The parameter '{twice[0]}' is declared twice.", where=Where(file.name))
            found.update(part)
    return Parameters(dict(sorted(found.items())))


@dataclass
class Figures:
    """Reads parameters at one date and notes which ones were read.

    Attributes:
        parameters: where they are read. day: at which date. used: names read so far, in order of first use.
        shocks: factors by name or by a first part such as "energy.", multiplied into numbers: a price shock.
    """

    parameters: Parameters
    day: date
    shocks: Mapping[str, float] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """The value in force. Raises ParameterError when there is no such parameter or it began later."""
        try:
            parameter = self.parameters[name]
        except KeyError:
            from difflib import get_close_matches

            near = get_close_matches(name, list(self.parameters), n=1)
            guess = f"Did you mean '{near[0]}'?" if near else "List them with: portee parameters."
            raise ParameterError(f"There is no parameter '{name}'.", mend=guess) from None
        dated = parameter.dated(self.day)
        if dated is None:
            first = parameter.values[0].from_
            raise ParameterError(
                f"The parameter '{name}' has no value on {self.day.isoformat()}: it begins on {first.isoformat()}.",
                mend="Ask for a later date, or add an earlier value with its source.",
            )
        self.used[name] = None
        return dated.value

    def number(self, name: str) -> float:
        """A single number, price shocks included. Raises ParameterError when the parameter is a table."""
        value = self.value(name)
        if not isinstance(value, (int, float)):
            raise ParameterError(f"The parameter '{name}' is a table, not one number.", mend="Use another parameter.")
        return float(value) * self._shock(name)

    def table(self, name: str) -> dict[str, float]:
        """Numbers by name. Raises ParameterError when the parameter is something else."""
        value = self.value(name)
        if not isinstance(value, dict):
            raise ParameterError(f"The parameter '{name}' is not a table by name.", mend="Use another parameter.")
        return {key: float(number) * self._shock(name) for key, number in value.items()}

    def rows(self, name: str) -> list[dict[str, float]]:
        """Rows of a scale. Raises ParameterError when the parameter is something else."""
        value = self.value(name)
        if not isinstance(value, list):
            raise ParameterError(f"The parameter '{name}' is not a scale of rows.", mend="Use another parameter.")
        return [dict(row) for row in value]

    def _shock(self, name: str) -> float:
        factor = 1.0
        for prefix, times in self.shocks.items():
            if name == prefix or (prefix.endswith(".") and name.startswith(prefix)):
                factor *= times
        return factor

    def expired(self) -> list[str]:
        """Names of the parameters read that are out of date."""
        return [name for name in self.used if self.parameters[name].expired(self.day)]

    def record(self) -> list[dict[str, Any]]:
        """What a result says of the figures it rests on: name, value, unit, source, whether out of date."""
        rows = []
        for name in sorted(self.used):
            parameter = self.parameters[name]
            dated = parameter.dated(self.day)
            assert dated is not None
            source = dated.source or parameter.source
            rows.append(
                {
                    "parameter": name, "value": dated.value, "unit": parameter.unit, "from": dated.from_.isoformat(),
                    "source": source.title, "url": source.url, "checked": parameter.checked,
                    "expired": parameter.expired(self.day), "factor": self._shock(name),
                }
            )  # fmt: skip
        return rows
