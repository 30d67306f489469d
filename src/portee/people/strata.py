"""Strata of residents, and the share that each profile has of each: declared, sourced, as intervals.

A stratum is an age band × poor or not × single parent or not. A share is a product of factors, each with a source, or
marked as an assumption, and each from low to high.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared, read_declared
from portee.core.errors import ParameterError
from portee.core.parameters import Source
from portee.people.fitting import fit_margins

__all__ = ["Association", "Band", "Factor", "Part", "Seeds", "read_seeds", "shipped_seeds"]

Floats = npt.NDArray[np.float64]
Rate = Annotated[float, Field(gt=0, lt=1)]
Names = Annotated[tuple[str, ...], Field(min_length=1)]

POVERTY = ("poor", "not_poor")
HOUSEHOLD = ("single_parent", "other")

ROUNDING = 1e-9
"""Shares that sum to one may miss it by so much."""


class Band(Declared):
    """An age band. column: of the grid, with the persons of that age."""

    id: str
    column: str
    title: Words


class Factor(Declared):
    """A share, or how much more frequent something is, from `low` to `high`.

    Attributes:
        what: in both languages, with the arithmetic where it was derived. sources: names of sources.
        assumption: whether the sources do not give it, or give it for other people.
    """

    what: Words
    low: Annotated[float, Field(ge=0, le=20)]
    central: Annotated[float, Field(ge=0, le=20)]
    high: Annotated[float, Field(ge=0, le=20)]
    sources: tuple[str, ...] = ()
    assumption: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Factor:
        if not self.low <= self.central <= self.high:
            raise Wrong("The interval is not in order.", "Give low ≤ central ≤ high.")
        if not self.sources and not self.assumption:
            raise Wrong("The factor has no source.", "Name a source, or write 'assumption: true'.")
        return self


class Part(Declared):
    """The share of some strata that a profile stands for: the product of factors, by name."""

    profile: str
    poverty: Literal["any", "poor", "not_poor"] = "any"
    household: Literal["any", "single_parent", "other"] = "any"
    ages: Names
    factors: Names


class Association(Declared):
    """How age, poverty and single parenthood go together in the country. Only odds ratios are taken from it.

    Attributes:
        poverty_by_age, single_parent_by_age: shares of the persons of a band, by its id.
        poverty_single_parent, poverty_other: shares of the persons of such households who are poor.
    """

    what: Words
    poverty_by_age: dict[str, Rate]
    single_parent_by_age: dict[str, Rate]
    poverty_single_parent: Rate
    poverty_other: Rate
    sources: Names
    assumption: bool = False


class Seeds(Declared):
    """All that a mix of profiles rests on besides the grid.

    Attributes:
        as_of, note: date and limits. sources: by name.
        minimum_households: cells with fewer households are never published alone; minimum_source: the rule.
        coverage: share of draws that the noise of small numbers is to stay within, a convention.
        ages: bands, without overlap. persons_poor, persons_single_parent: persons of these ages in such a household,
            relative to another household. association: see its class. factors, parts: see their classes.
    """

    as_of: date
    note: Words
    sources: dict[str, Source]
    minimum_households: Annotated[int, Field(ge=1, le=1000)]
    minimum_source: str
    coverage: Rate
    ages: Annotated[tuple[Band, ...], Field(min_length=1, max_length=40)]
    persons_poor: Factor
    persons_single_parent: Factor
    association: Association
    factors: dict[str, Factor]
    parts: Annotated[tuple[Part, ...], Field(max_length=1000)]

    @model_validator(mode="after")
    def _names_are_known(self) -> Seeds:
        bands = [band.id for band in self.ages]
        if len(set(bands)) != len(bands) or len({band.column for band in self.ages}) != len(bands):
            raise Wrong("Two age bands have the same id or column.", "Give each its own.")
        for table in (self.association.poverty_by_age, self.association.single_parent_by_age):
            if sorted(table) != sorted(bands):
                raise Wrong("A table by age has other bands than 'ages'.", f"Bands: {', '.join(bands)}.")
        if min(self.persons_poor.low, self.persons_single_parent.low) <= 0:
            raise Wrong("No persons at all in a kind of household.", "Give 'persons_…' a low end above zero.")
        cited = {self.minimum_source, *self.association.sources}
        for factor in (self.persons_poor, self.persons_single_parent, *self.factors.values()):
            cited.update(factor.sources)
        for part in self.parts:
            _all_known(part.ages, bands, f"age band of '{part.profile}'")
            _all_known(part.factors, list(self.factors), f"factor of '{part.profile}'")
        _all_known(sorted(cited), list(self.sources), "source")
        return self

    @model_validator(mode="after")
    def _shares_leave_room(self) -> Seeds:
        shares = self._shares(self.profiles)
        too_high = np.argwhere(shares[2] > 1 + ROUNDING)
        if len(too_high):
            name, stratum = self.profiles[too_high[0][0]], self._stratum(too_high[0][1:])
            raise Wrong(f"The high share of '{name}' in {stratum} is above one.", "Lower a factor.")
        full = np.argwhere(shares[1].sum(axis=0) > 1 + ROUNDING)
        if len(full):
            raise Wrong(f"The shares of {self._stratum(full[0])} sum to more than one.", "Lower some factors.")
        return self

    @property
    def profiles(self) -> tuple[str, ...]:
        """Ids of the profiles that have a share, in the order of the file."""
        return tuple(dict.fromkeys(part.profile for part in self.parts))

    def shares(self, profiles: tuple[str, ...]) -> Floats:
        """Low, central and high shares, (3, profiles, ages, poverty, household).

        Raises:
            ParameterError: a profile has no declared share.
        """
        missing = [name for name in profiles if name not in self.profiles]
        if missing:
            raise ParameterError(
                f"There is no declared share for the profile '{missing[0][:60]}'.",
                mend=f"Add a part for it, or leave it out. Profiles with a share: {', '.join(self.profiles)}.",
            )
        return self._shares(profiles)

    def _shares(self, profiles: tuple[str, ...]) -> Floats:
        bands = [band.id for band in self.ages]
        found = np.zeros((3, len(profiles), len(bands), len(POVERTY), len(HOUSEHOLD)))
        for part in self.parts:
            if part.profile in profiles:
                product = np.prod([self._interval(name) for name in part.factors], axis=0)
                strata = np.ix_(
                    [bands.index(age) for age in part.ages],
                    _places(POVERTY, part.poverty),
                    _places(HOUSEHOLD, part.household),
                )
                for level, share in zip(found, product, strict=True):
                    level[profiles.index(part.profile)][strata] += share
        return found

    def _interval(self, name: str) -> Floats:
        factor = self.factors[name]
        return np.array([factor.low, factor.central, factor.high])

    def associations(self) -> Floats:
        """A table per age band with the odds ratios of the country, (ages, poverty, household), each summing to one."""
        known, bands = self.association, [band.id for band in self.ages]
        ratio = _odds(known.poverty_single_parent) / _odds(known.poverty_other)
        poor = np.array([known.poverty_by_age[band] for band in bands])
        alone = np.array([known.single_parent_by_age[band] for band in bands])
        seed = np.array([[ratio, 1.0], [1.0, 1.0]])
        return fit_margins(seed, [np.stack([poor, 1 - poor], 1), np.stack([alone, 1 - alone], 1)]).tables

    def assumptions(self) -> tuple[str, ...]:
        """Names of the factors that no source gives as they are."""
        named: dict[str, Factor | Association] = {
            "persons_poor": self.persons_poor,
            "persons_single_parent": self.persons_single_parent,
            "association": self.association,
            **self.factors,
        }
        return tuple(name for name, factor in named.items() if factor.assumption)

    def _stratum(self, place: npt.NDArray[np.intp]) -> str:
        age, poverty, household = (int(part) for part in place)
        return f"stratum {self.ages[age].id}, {POVERTY[poverty]}, {HOUSEHOLD[household]}"


def _all_known(names: tuple[str, ...] | list[str], known: list[str], what: str) -> None:
    for name in names:
        if name not in known:
            raise Wrong(f"The {what} '{name[:60]}' is not declared.", f"Declared: {', '.join(known)[:400]}.")


def _places(values: tuple[str, ...], wanted: str) -> list[int]:
    return list(range(len(values))) if wanted == "any" else [values.index(wanted)]


def _odds(share: float) -> float:
    return share / (1 - share)


def read_seeds(path: Path | str) -> Seeds:
    """Seeds from a YAML file of the shape of `Seeds`. Raises SourceError, telling file, line and field."""
    return read_declared(path, Seeds)


@cache
def shipped_seeds() -> Seeds:
    """The seeds that come with Portée, for the shipped profiles in France. Raises SourceError when damaged."""
    file = files("portee.people").joinpath("shipped", "mix.yaml")
    return parse_declared(file.read_text(encoding="utf-8"), Seeds, file.name)
