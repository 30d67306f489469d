"""How many residents of a grid cell each profile stands for: a synthetic mix, from low to high.

A grid tells, per cell, persons by age, households, poor households and single-parent households. Tables of age ×
poverty × single parenthood are fitted to these margins (`portee.people.fitting`); each stratum is divided among
profiles by declared shares (`portee.people.strata`); who fits none is an other resident, so that the sum is the grid's.

It is no census. An interval holds, in this order:

- the intervals of the declared shares, and of how many persons live in a poor or single-parent household;
- in a cell that the source estimated from its surroundings, the share of poor and of single-parent households as a draw
  of so many households (score interval of Wilson 1927 [10.1080/01621459.1927.10502953]);
- the noise of small numbers: a count of n persons with share q has the variance n q (1 − q) × persons per household,
  as if all members of a household were alike, which is the most that clusters add (Kish 1965, Survey Sampling, ch. 5).

The first two are taken as shared by all cells when zones are summed up, the last as independent.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.people.fitting import fit_margins
from portee.people.profile import Profile
from portee.people.strata import Factor, Seeds, shipped_seeds

__all__ = ["OTHER_RESIDENTS", "ProfileMix", "profile_mix"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Cells = pl.DataFrame | Mapping[str, npt.ArrayLike]

OTHER_RESIDENTS = "other-residents"
"""Name of those whom no profile stands for."""

_HOUSEHOLDS = ("households", "men")
_POOR = ("poor_households", "men_pauv")
_SINGLE_PARENT = ("single_parent_households", "men_fmp")
_IMPUTED = ("imputed", "i_est_200")

_SLACK = 1e-6
"""Households: counts with one decimal that were added up differ by less."""


@dataclass(frozen=True, eq=False)
class ProfileMix:
    """Persons of the declared ages per cell (or zone) and profile.

    Attributes:
        profiles: ids, in the order of the columns.
        people: central number of persons, (cells, profiles); a mean, not a whole number.
        floor, ceiling: the same with low and high shares, (cells, profiles).
        variance: of the noise of small numbers, (cells, profiles). most: all persons of the profile's ages.
        totals, residual: persons of the declared ages, and those whom no profile stands for, (cells,).
        households: (cells,). imputed: whether the source estimated the cell, (cells,).
        minimum_households: fewer are never published alone. coverage: of the noise, from 0 to 1.
        iterations: rounds of fitting. converged: whether all margins were met. notes: what to tell with the figures.
    """

    profiles: tuple[str, ...]
    people: Floats
    floor: Floats
    ceiling: Floats
    variance: Floats
    most: Floats
    totals: Floats
    residual: Floats
    households: Floats
    imputed: Flags
    minimum_households: int
    coverage: float
    iterations: int
    converged: bool
    notes: tuple[Words, ...]

    def __len__(self) -> int:
        return len(self.totals)

    @property
    def noise(self) -> Floats:
        """Half the width of the noise of small numbers, in persons, (cells, profiles)."""
        return NormalDist().inv_cdf((1 + self.coverage) / 2) * np.sqrt(self.variance)

    @property
    def low(self) -> Floats:
        """Lower end of the interval, (cells, profiles)."""
        return np.clip(self.floor - self.noise, 0, self.people)

    @property
    def high(self) -> Floats:
        """Upper end of the interval, (cells, profiles)."""
        return np.clip(self.ceiling + self.noise, self.people, np.maximum(self.most, self.people))

    @property
    def small(self) -> Flags:
        """Whether there are too few households to publish anything, (cells,)."""
        return self.households < self.minimum_households

    @property
    def withheld(self) -> Flags:
        """Whether the figures must not be published alone: too few households, or estimated by the source, (cells,)."""
        return self.small | self.imputed

    def by_zone(self, zones: npt.ArrayLike) -> tuple[npt.NDArray[np.generic], ProfileMix]:
        """The mix of zones that cells belong to. A zone counts as estimated when all its cells are.

        Args:
            zones: the zone of each cell, (cells,).

        Returns:
            zones in rising order, and their mix.

        Raises:
            ParameterError: there is not one zone per cell.
        """
        given = np.asarray(zones)
        if given.shape != (len(self),):
            raise ParameterError(f"{len(self)} cells have zones of shape {given.shape}.", mend="Give one zone each.")
        labels, place = np.unique(given, return_inverse=True)

        def summed(values: npt.NDArray[np.generic]) -> Floats:
            total = np.zeros((len(labels), *values.shape[1:]))
            np.add.at(total, place, values)
            return total

        return labels, replace(
            self, people=summed(self.people), floor=summed(self.floor), ceiling=summed(self.ceiling),
            variance=summed(self.variance), most=summed(self.most), totals=summed(self.totals),
            residual=summed(self.residual), households=summed(self.households), imputed=summed(~self.imputed) == 0,
        )  # fmt: skip

    def table(self, names: Sequence[str]) -> pl.DataFrame:
        """One row per cell and profile, other residents last; figures that are withheld are null.

        Args:
            names: of the cells or zones.

        Returns:
            columns `zone`, `profile`, `low`, `people`, `high` (persons), `withheld`.

        Raises:
            ParameterError: there is not one name per cell.
        """
        if len(names) != len(self):
            raise ParameterError(f"{len(self)} cells have {len(names)} names.", mend="Give one name each.")
        rest = self.residual[:, None]
        lowest = np.maximum(0, self.totals - self.high.sum(axis=1))[:, None]
        highest = np.maximum(rest, (self.totals - self.low.sum(axis=1))[:, None])
        columns = {
            "low": np.hstack([self.low, np.minimum(lowest, rest)]),
            "people": np.hstack([self.people, rest]),
            "high": np.hstack([self.high, highest]),
        }
        width = len(self.profiles) + 1
        hidden = np.repeat(self.withheld, width)
        return pl.DataFrame(
            {
                "zone": [str(name) for name in names for _ in range(width)],
                "profile": [*self.profiles, OTHER_RESIDENTS] * len(self),
                **{name: pl.Series(values.ravel()).set(pl.Series(hidden), None) for name, values in columns.items()},
                "withheld": hidden,
            }
        )


def profile_mix(cells: Cells, profiles: Sequence[Profile], seeds: Seeds | None = None) -> ProfileMix:
    """How many persons of each cell each profile stands for.

    Args:
        cells: columns of one row per cell, as `portee.sources.grid.read_filosofi` gives them or as INSEE names them:
            `households` or `men`; `poor_households` or `men_pauv`; `single_parent_households` or `men_fmp`; persons by
            age (`ind_18_24` …, see the seeds); where there is one, `imputed` or `i_est_200`.
        profiles: each must have a share in the seeds.
        seeds: shares and associations; None for those that come with Portée.

    Returns:
        The mix. The sum over profiles and other residents is the number of persons of the declared ages of each cell.

    Raises:
        ParameterError: a column is missing or holds something else than numbers of zero or more, there are more poor or
            single-parent households than households, or a profile has no share or is given twice.
    """
    seeds = seeds or shipped_seeds()
    ids = tuple(profile.id for profile in profiles)
    if len(set(ids)) != len(ids):
        raise ParameterError("A profile is given twice.", mend="Give each once.")
    shares = seeds.shares(ids)
    read = _Columns(cells)
    bands = np.stack([read.numbers((band.column,)) for band in seeds.ages], axis=1)
    households = read.numbers(_HOUSEHOLDS)
    imputed = read.flags(_IMPUTED) | ((households == 0) & (bands.sum(axis=1) > 0))
    z = NormalDist().inv_cdf((1 + seeds.coverage) / 2)
    poor = _persons(read.part(_POOR, households), households, imputed, seeds.persons_poor, z)
    alone = _persons(read.part(_SINGLE_PARENT, households), households, imputed, seeds.persons_single_parent, z)
    association, totals = seeds.associations(), bands.sum(axis=1)
    lowest, central, highest = (level.reshape(len(ids), association.size).T for level in shares)
    floor = np.full((len(totals), len(ids)), np.inf)
    ceiling = np.zeros_like(floor)
    iterations, converged = 0, True
    # The corners of the two intervals, and the middle last: its strata are the central ones.
    for p, a in [*itertools.product((0, 2), (0, 2)), (1, 1)]:
        margins = [bands, *(totals[:, None] * np.stack([part, 1 - part], 1) for part in (poor[p], alone[a]))]
        fitted = fit_margins(association, margins)
        strata = fitted.tables.reshape(len(totals), association.size)
        iterations, converged = max(iterations, fitted.iterations), converged and bool(fitted.converged.all())
        floor = np.minimum(floor, strata @ lowest)
        ceiling = np.maximum(ceiling, strata @ highest)
    people = strata @ central
    crowd = np.divide(totals, households, out=np.ones_like(totals), where=households > 0)
    return ProfileMix(
        profiles=ids, people=people, floor=floor, ceiling=ceiling,
        variance=strata @ (central * (1 - central)) * np.maximum(crowd, 1)[:, None],
        most=bands @ (shares[2] > 0).any(axis=(2, 3)).T.astype(np.float64),
        totals=totals, residual=np.maximum(totals - people.sum(axis=1), 0), households=households, imputed=imputed,
        minimum_households=seeds.minimum_households, coverage=seeds.coverage,
        iterations=iterations, converged=converged,
        notes=_notes(seeds, imputed, households, converged),
    )  # fmt: skip


def _persons(share: Floats, households: Floats, imputed: Flags, ratio: Factor, z: float) -> Floats:
    """Low, central and high share of the persons in such households, (3, cells).

    With r persons in such a household for one in another, a share h of households is r h / (r h + 1 − h) of persons.
    """
    low, high = _score_interval(share, households, z)
    ends = (np.where(imputed, low, share), share, np.where(imputed, high, share))
    ratios = (ratio.low, ratio.central, ratio.high)
    return np.stack([np.clip(r * h / (r * h + 1 - h), 0, 1) for r, h in zip(ratios, ends, strict=True)])


def _score_interval(share: Floats, n: Floats, z: float) -> tuple[Floats, Floats]:
    """Ends of the score interval of a share seen in n draws (Wilson 1927); from 0 to 1 without a draw."""
    drawn = np.where(n > 0, n, 1.0)
    middle = share + z * z / (2 * drawn)
    half = z * np.sqrt(share * (1 - share) / drawn + (z / (2 * drawn)) ** 2)
    scale = 1 + z * z / drawn
    low, high = np.clip((middle - half) / scale, 0, share), np.clip((middle + half) / scale, share, 1)
    return np.where(n > 0, low, 0.0), np.where(n > 0, high, 1.0)


class _Columns:
    """Columns of a frame by any of their names, checked."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._names = {name.casefold(): name for name in (cells.columns if isinstance(cells, pl.DataFrame) else cells)}
        self._length: int | None = None

    def numbers(self, names: Sequence[str]) -> Floats:
        name = self._name(names)
        if name is None:
            raise ParameterError(
                f"The cells have no column '{names[0]}'.",
                where=Where(field=names[0]), mend=f"Give a grid with {' or '.join(names)}.",
            )  # fmt: skip
        try:
            values = np.array(self._cells[name], dtype=np.float64)
        except (ValueError, TypeError):
            values = np.full(1 if self._length is None else self._length, np.nan)
        if values.ndim != 1 or (self._length is not None and len(values) != self._length):
            raise ParameterError(
                f"'{name}' is no column as long as the others.", where=Where(field=name), mend="Correct it."
            )
        wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
        if len(wrong):
            raise ParameterError(
                f"The column '{name}' holds something else than numbers of zero or more.",
                where=Where(line=int(wrong[0]) + 1, field=name), mend="Take the grid again from its source.",
            )  # fmt: skip
        self._length = len(values)
        return values

    def flags(self, names: Sequence[str]) -> Flags:
        if self._name(names) is None:
            return np.zeros(self._length or 0, np.bool_)
        return np.asarray(self.numbers(names) > 0)

    def part(self, names: Sequence[str], households: Floats) -> Floats:
        """Share of households; without households, that of all cells together."""
        values = self.numbers(names)
        wrong = np.flatnonzero(values > households + _SLACK)
        if len(wrong):
            raise ParameterError(
                f"There are more of '{names[0]}' than households.",
                where=Where(line=int(wrong[0]) + 1, field=names[0]), mend="Take the grid again from its source.",
            )  # fmt: skip
        everywhere = values.sum() / households.sum() if households.sum() > 0 else 0.0
        share = np.divide(values, households, out=np.full_like(values, everywhere), where=households > 0)
        return np.clip(share, 0, 1)

    def _name(self, names: Sequence[str]) -> str | None:
        return next((self._names[name] for name in names if name in self._names), None)


def _notes(seeds: Seeds, imputed: Flags, households: Floats, converged: bool) -> tuple[Words, ...]:
    assumed, few = len(seeds.assumptions()), int((households < seeds.minimum_households).sum())
    notes = [
        seeds.note,
        Words(
            fr=f"{assumed} des parts déclarées sont des hypothèses, avec un intervalle large.",
            en=f"{assumed} of the declared shares are assumptions, with a wide interval.",
        ),
    ]
    if few or imputed.any():
        notes.append(
            Words(
                fr=f"{few} carreaux ont moins de {seeds.minimum_households} ménages et {int(imputed.sum())} sont "
                "estimés par la source : à ne jamais publier un par un.",
                en=f"{few} cells have fewer than {seeds.minimum_households} households and {int(imputed.sum())} are "
                "estimated by the source: never publish them one by one.",
            )
        )
    if not converged:
        notes.append(
            Words(
                fr="L'ajustement n'a pas atteint toutes les marges : les associations déclarées ne le permettent pas.",
                en="The fit did not meet all margins: the declared associations do not allow it.",
            )
        )
    return tuple(notes)
