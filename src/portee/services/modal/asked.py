"""What is asked of a computation of modal shares, checked before long work."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.decay import Decay, Exponential
from portee.indicators.mode_choice import MODES, checked_shares
from portee.territory.places import Places

__all__ = ["Distribution", "ModalAsked", "parse_shares", "without_car"]

Floats = npt.NDArray[np.float64]
Distribution = Literal["origin", "both"]

HALF_LIFE_MIN = 20.0
"""Of the decay that shares trips where none is asked: the convention of Portée named "half-life-20"."""


@dataclass(frozen=True)
class ModalAsked:
    """What is asked.

    Attributes:
        weight: column of the opportunities, "@count" for all alike. residents: column of the origins, None: one each.
        without_car: share of residents without a car, or the column that counts them; None: everybody may drive.
        group: column of the origins to tell apart by. trips: a day that each resident makes.
        distribution: gravity by origin or by both ends. decay: of opportunities with time.
        percentile: of travel time by public transport over the window.
        car_energy: of the cars. transit_eur: of each trip, car_eur_km: of a car, parking_eur: of each trip of a car;
            None: from the offers and figures. trips_month: over which a pass is spread, None: work on five days a week.
        observed: shares to calibrate the constants on, None: they stay 0.
        merge_m: side of the squares within which opportunities count as one place, metres; 0: one position.

    Raises:
        ParameterError: something is impossible.
    """

    weight: str = "@count"
    residents: str | None = None
    without_car: str | float | None = None
    group: str | None = None
    trips: float = 1.0
    distribution: Distribution = "origin"
    decay: Decay = field(default_factory=lambda: Exponential.from_half_life(HALF_LIFE_MIN))
    percentile: float = 50.0
    car_energy: str = "petrol"
    transit_eur: float | None = None
    car_eur_km: float | None = None
    parking_eur: float | None = None
    trips_month: float | None = None
    observed: Mapping[str, float] | None = None
    merge_m: float = 0.0

    def __post_init__(self) -> None:
        if self.distribution not in get_args(Distribution):
            choices = ", ".join(get_args(Distribution))
            raise _wrong(
                f"Trips cannot be shared by '{self.distribution}'.", "distribution", f"Choose from: {choices}."
            )
        if isinstance(self.without_car, float) and not 0 <= self.without_car <= 1:
            raise _wrong(f"The share without a car is {self.without_car:g}.", "without_car", "Give from 0 to 1.")
        for name, least in (("trips", 0.0), ("trips_month", 0.0), ("transit_eur", None), ("car_eur_km", None),
                            ("parking_eur", None)):  # fmt: skip
            value = getattr(self, name)
            if value is None:
                continue
            if not math.isfinite(value) or value < 0 or value == least:
                much = "a number of 0 or more" if least is None else "a number above 0"
                raise _wrong(f"{name} is {value}.", name, f"Give {much}.")
        if self.observed is not None:
            if set(self.observed) != set(MODES):
                told = ", ".join(self.observed)
                raise _wrong(
                    f"Shares were observed for {told}.", "observed", f"Give one for each of {', '.join(MODES)}."
                )
            checked_shares(self.observed, "observed")


def parse_shares(text: str) -> dict[str, float]:
    """Shares written walk=33,bicycle=1,public_transport=11,car=55, in percent. Raises ParameterError."""
    found: dict[str, float] = {}
    for part in text.split(","):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        try:
            number = float(value.removesuffix("%"))
        except ValueError:
            number = math.nan
        if name not in MODES or not equals or not math.isfinite(number) or name in found:
            raise _wrong(
                f"'{text[:80]}' does not tell observed shares.", "observed",
                f"Write percents for each of {', '.join(MODES)}, such as {MODES[0]}=33.",
            )  # fmt: skip
        found[name] = number / 100
    return found


def without_car(zones: Places, asked: ModalAsked, residents: Floats) -> Floats:
    """Share of the residents of each origin who have no car, float64 (n,); 0 where nobody lives.

    Raises:
        ParameterError: there is no such column, or it counts more than all residents.
    """
    told = asked.without_car
    if told is None or isinstance(told, float):
        return np.full(len(zones), told or 0.0)
    count = zones.weight(told)
    most = residents * (1 + 1e-9)
    if bool((count > most).any()):
        row = int(np.argmax(count > most))
        whole = "a share of 1" if asked.residents is None else f"the {residents[row]:g} residents"
        raise _wrong(
            f"Column '{told}' has {count[row]:g} without a car at '{zones.ids[row]}', more than {whole}.",
            "without_car", "Count them in the unit of --residents; without --residents, give shares from 0 to 1.",
        )  # fmt: skip
    share: Floats = np.divide(count, residents, out=np.zeros(len(zones)), where=residents > 0)
    return np.minimum(share, 1.0)


def _wrong(what: str, field_: str, mend: str) -> ParameterError:
    return ParameterError(what, where=Where(field=field_), mend=mend)
