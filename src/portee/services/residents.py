"""Who lives where: how many residents each profile stands for in each place, and how certain that is.

A grid with the columns of Filosofi gives a mix of profiles (`portee.people.mix`). Where only residents are known, every
profile is counted over all of them; where nothing is, over all places, or over squares of the territory: the answer
then says which share of residents, or of places, could take the job up if they were such people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

from portee.core.errors import OutsideNetworkError, ParameterError, Where
from portee.network.network import Network
from portee.people.mix import ProfileMix, profile_mix
from portee.people.profile import Profile
from portee.people.strata import shipped_seeds
from portee.sources.grid import MINIMUM_HOUSEHOLDS
from portee.territory.places import Places
from portee.territory.squares import squares_over

__all__ = ["Basis", "Count", "Residents", "residents_of", "squares_of"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

Basis = Literal["mix", "residents", "places", "squares"]
"""What is counted: persons by profile, residents, places of a file, squares of the territory."""

RESIDENTS = ("residents", "population", "ind")
"""Columns that may count residents, the first there is counts."""

MIX_COLUMNS = (("households", "men"), ("poor_households", "men_pauv"), ("single_parent_households", "men_fmp"))
"""Columns that a mix needs besides ages, each under one of two names."""

IMPUTED = ("imputed", "i_est_200", "i_est_1km")
"""Columns that may tell that the source estimated a place from its surroundings."""


@dataclass(frozen=True)
class Count:
    """A number of people (or of places), from low to high."""

    low: float
    central: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether there is no interval."""
        return self.low == self.high


@dataclass(frozen=True, eq=False)
class Residents:
    """Who lives where; p profiles, h homes.

    Attributes:
        homes: where people live. profiles: kinds of residents.
        basis: what is counted.
        people: float64 (p, h), how many of each kind live in each place.
        mix: where they come from and how certain they are, None for another basis.
        side_m: of the squares, None for another basis.
        left_out: places outside the network.
        households: float64 (h,), of each place, None where not known; imputed: bool (h,), estimated by the source.
    """

    homes: Places
    profiles: tuple[Profile, ...]
    basis: Basis
    people: Floats
    mix: ProfileMix | None = None
    side_m: int | None = None
    left_out: int = 0
    households: Floats | None = None
    imputed: Flags | None = None

    @property
    def additive(self) -> bool:
        """Whether people of different profiles are different people."""
        return self.basis == "mix"

    @property
    def everyone(self) -> float:
        """All persons of the ages of the mix, or all residents or places, whether or not a profile stands for them."""
        return float(self.people[0].sum() if self.mix is None else self.mix.totals.sum())

    @property
    def withheld(self) -> Flags:
        """Places of which no figure about people may be told alone: too few households, or estimated, (h,)."""
        few = False if self.households is None else self.households < MINIMUM_HOUSEHOLDS
        return np.zeros(len(self.homes), np.bool_) | few | (False if self.imputed is None else self.imputed)

    def count(self, at: Flags, profiles: Flags | None = None) -> Count:
        """How many people there are where `at` is true, bool (p, h).

        Of a mix they are added up. Its interval takes the declared shares as low (or as high) everywhere at once, and
        the noise of small numbers as independent (see `portee.people.mix`). Otherwise the mean of the profiles is told,
        each counted the same.

        Args:
            at: which profile where. profiles: only these, bool (p,); None for all.
        """
        chosen = np.ones(len(self.profiles), np.bool_) if profiles is None else profiles
        at = at & chosen[:, None]
        central = float((self.people * at).sum())
        if self.mix is None:
            mean = central / max(1, int(chosen.sum()))
            return Count(mean, mean, mean)
        mix, rows = self.mix, at.T
        variance = float((mix.variance * rows).sum())
        noise = NormalDist().inv_cdf((1 + mix.coverage) / 2) * float(np.sqrt(variance))
        # No more than live there, nor than are of the ages of the profiles.
        most = min(float((mix.most * rows).sum()), float(mix.totals[rows.any(axis=1)].sum()))
        low = min(max((mix.floor * rows).sum() - noise, 0.0), central)
        high = max(min((mix.ceiling * rows).sum() + noise, most), central)
        return Count(float(low), central, float(high))

    def hidden(self, homes: Flags) -> bool:
        """Whether figures of some places together, bool (h,), may not be told: too few households, or all estimated."""
        if not homes.any():
            return False
        few = self.households is not None and float(self.households[homes].sum()) < MINIMUM_HOUSEHOLDS
        return few or (self.imputed is not None and bool(self.imputed[homes].all()))


def residents_of(territory: Places, profiles: Sequence[Profile], network: Network) -> Residents:
    """Who lives in the places of a file.

    Args:
        territory: places; with the columns of Filosofi, or with `residents`, or with neither.
        profiles: kinds of residents. A mix needs a declared share of each; without, residents are counted.
        network: places outside it are left out.

    Raises:
        ParameterError: no profile, or one twice; a column holds something else than numbers of zero or more.
        OutsideNetworkError: no place lies in the network.
    """
    _check(profiles)
    west, south, east, north = network.bounds
    inside = (territory.lon >= west) & (territory.lon <= east) & (territory.lat >= south) & (territory.lat <= north)
    if not inside.any():
        raise OutsideNetworkError(
            "No place of the territory lies in the network.", where=_where(territory, None),
            mend="Give the territory around the place of work, or another network.",
        )  # fmt: skip
    homes = territory if inside.all() else territory.take(inside)
    left_out = int((~inside).sum())
    columns = {name.casefold(): name for name in homes.attributes.columns}
    households = next((homes.weight(columns[name]) for name in MIX_COLUMNS[0] if name in columns), None)
    flag = next((columns[name] for name in IMPUTED if name in columns), None)
    imputed = None if flag is None else homes.weight(flag) > 0
    ages = [band.column.casefold() for band in shipped_seeds().ages]
    known = {profile.id for profile in profiles} <= set(shipped_seeds().profiles)
    if known and columns.keys() >= set(ages) and all(columns.keys() & set(pair) for pair in MIX_COLUMNS):
        mix = profile_mix(homes.attributes, tuple(profiles))
        people = np.ascontiguousarray(mix.people.T)
        return Residents(
            homes, tuple(profiles), "mix", people, mix, None, left_out, mix.households, mix.imputed
        )  # fmt: skip
    column = next((columns[name] for name in RESIDENTS if name in columns), None)
    weights = np.ones(len(homes)) if column is None else homes.weight(column)
    if weights.sum() == 0:
        raise ParameterError("Nobody lives in the territory.", where=_where(homes, column), mend="Give another file.")
    basis: Basis = "places" if column is None else "residents"
    people = np.tile(weights, (len(profiles), 1))
    return Residents(homes, tuple(profiles), basis, people, None, None, left_out, households, imputed)


def squares_of(profiles: Sequence[Profile], network: Network) -> Residents:
    """Squares over the streets that one may walk, one counted like another, where no file tells who lives there.

    Raises:
        ParameterError: no profile, or one twice; the network has no such streets.
    """
    _check(profiles)
    streets, walked = network.streets, np.asarray(network.modes["walk"].graph.main)
    nodes = np.unique(np.concatenate([streets.edge_from[walked], streets.edge_to[walked]]))
    lon, lat = streets.node_lon_e7[nodes] / 1e7, streets.node_lat_e7[nodes] / 1e7
    homes, side = squares_over(lon, lat)
    return Residents(homes, tuple(profiles), "squares", np.ones((len(profiles), len(homes))), side_m=side)


def _check(profiles: Sequence[Profile]) -> None:
    ids = [profile.id for profile in profiles]
    if not ids or len(set(ids)) != len(ids):
        twice = next((id for id in ids if ids.count(id) > 1), None)
        what = "No profile is given." if twice is None else f"The profile '{twice}' is given twice."
        raise ParameterError(what, where=Where(field="--profiles"), mend="Give each profile once.")


def _where(places: Places, column: str | None) -> Where:
    return Where(file=places.provenance[0].file if places.provenance else None, field=column)
