"""Sets of figures by which territories are compared: declared in `similarity.yaml`, or in a file of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared
from portee.core.errors import ParameterError, Where
from portee.indicators.traits import Traits, ranges_of
from portee.territory.registry import Registry

__all__ = ["DEFAULT_SET", "ComparedSet", "ComparedVariable", "compared_values", "shipped_set", "traits_of"]

DEFAULT_SET = "daily-life-and-work"

DEPARTMENT = "department"
"""The one category that every register knows."""


class ComparedVariable(Declared):
    """One variable of a comparison.

    Attributes:
        id: short name. title, unit: in both languages.
        figure: column of the register; "department" is a category.
        per, times: the figure is divided by the one and multiplied by the other, when given.
        scale: "log" compares by ratio; values of zero are then not known.
        weight: zero or more. range: difference that counts as the largest (in ratio's logarithm with log); that of the
            register otherwise.
        decimals: shown to people.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Words
    unit: Words
    figure: str
    per: str | None = None
    times: Annotated[float, Field(gt=0)] = 1.0
    scale: Literal["linear", "log"] = "linear"
    weight: Annotated[float, Field(ge=0)] = 1.0
    range: Annotated[float, Field(gt=0)] | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 1

    @model_validator(mode="after")
    def _a_category_is_plain(self) -> ComparedVariable:
        if self.categorical and (self.per is not None or self.scale != "linear" or self.range is not None):
            raise Wrong("A category is only the same or different.", "Leave out per, scale and range.")
        return self

    @property
    def categorical(self) -> bool:
        """Whether only same or different counts."""
        return self.figure == DEPARTMENT


class ComparedSet(Declared):
    """Variables with their weights.

    Attributes:
        title, note: what it is for. source, date: who declared it, and when.
        variables: at least one, each id once, at least one with a weight.
    """

    title: Words
    note: Words | None = None
    source: str
    date: str
    variables: Annotated[tuple[ComparedVariable, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> ComparedSet:
        ids = [variable.id for variable in self.variables]
        if len(set(ids)) != len(ids):
            raise Wrong("A variable has the id of another one.", "Give each an id of its own.")
        if not any(variable.weight for variable in self.variables):
            raise Wrong("All weights are zero.", "Give at least one variable a weight.")
        return self


class _Wrapped(Declared):
    sets: dict[str, ComparedSet]


@cache
def _sets() -> Mapping[str, ComparedSet]:
    text = files("portee.indicators").joinpath("similarity.yaml").read_text(encoding="utf-8")
    indented = "\n".join(f"  {line}" for line in text.splitlines())
    return parse_declared(f"sets:\n{indented}\n", _Wrapped, "similarity.yaml").sets


def shipped_set(name: str = DEFAULT_SET) -> ComparedSet:
    """A set that comes with Portée. Raises ParameterError when there is none of that name."""
    if name not in _sets():
        raise ParameterError(
            f"There is no set '{name}'.", mend=f"Sets: {', '.join(_sets())}; or give a file of your own."
        )
    return _sets()[name]


def compared_values(registry: Registry, compared: ComparedSet) -> npt.NDArray[np.float64]:
    """What people read: (n, p) figures in the variables' units, NaN where not known; a category by its number.

    Raises:
        ParameterError: the register lacks a figure.
    """
    return np.column_stack([_values(registry, variable) for variable in compared.variables])


def traits_of(registry: Registry, compared: ComparedSet) -> Traits:
    """What is compared: logarithms where asked, declared ranges or those of the register, weights.

    Raises:
        ParameterError: the register lacks a figure, or has no territory.
    """
    if not len(registry):
        raise ParameterError("The register has no territory.", mend="Import some first.")
    values = compared_values(registry, compared)
    for k, variable in enumerate(compared.variables):
        if variable.scale == "log":
            known = values[:, k] > 0
            values[:, k] = np.log(np.where(known, values[:, k], 1.0))
            values[~known, k] = np.nan
    measured = ranges_of(values)
    declared = [measured[k] if v.range is None else v.range for k, v in enumerate(compared.variables)]
    return Traits(
        values,
        np.array([variable.weight for variable in compared.variables]),
        np.array(declared, dtype=np.float64),
        np.array([variable.categorical for variable in compared.variables], dtype=bool),
    )


def _values(registry: Registry, variable: ComparedVariable) -> npt.NDArray[np.float64]:
    if variable.categorical:
        return np.unique(registry.departments, return_inverse=True)[1].reshape(-1).astype(np.float64)
    values = _column(registry, variable, variable.figure)
    if variable.per is None:
        return values * variable.times
    below = _column(registry, variable, variable.per)
    quotient = np.full(len(values), np.nan)
    np.divide(values, below, out=quotient, where=below > 0)
    return quotient * variable.times


def _column(registry: Registry, variable: ComparedVariable, name: str) -> npt.NDArray[np.float64]:
    try:
        return registry.column(name)
    except ParameterError as problem:
        raise ParameterError(
            f"'{variable.id}' is compared by '{name}', which the register does not have.",
            where=Where(field=variable.id),
            mend=f"Import it, or leave '{variable.id}' out with a set of your own (--compare). {problem.mend}",
        ) from None
