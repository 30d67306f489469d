"""Who walks, cycles, rides and drives, and the kilometres that follow: a multinomial logit with few parameters.

The utility of mode m for a trip is V = a_m − c (euros + v minutes / 60): a constant by mode, a sensitivity to cost c
and a value of time v, the same for all. The probability of m is exp(V_m) over the sum for the modes that are possible.
Reference: McFadden 1974, Conditional logit analysis of qualitative choice behavior, in Zarembka, Frontiers in
Econometrics, pages 105 to 142.

Only for comparing scenarios with each other. The limits:

- No congestion: the minutes are given, whatever the number of people who drive. No choice of destination, of time of
  day, or of whether to travel: a trip that becomes easier stays the same trip.
- Independence of irrelevant alternatives: a new mode takes from all others in proportion, even when it is the double of
  one of them (the red bus and the blue bus).
- A minute is worth as much on foot as on board, to everybody. The constants make up for it on average only.
- The constants hold all that is not time or cost; they are carried into the future unchanged.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures, Parameters
from portee.indicators.inputs import checked_number

__all__ = [
    "MODES",
    "Coefficients",
    "Sensitivity",
    "Shares",
    "Trips",
    "calibrated",
    "checked_shares",
    "declared_bounds",
    "declared_coefficients",
    "mode_choice_parameters",
    "mode_shares",
    "sensitivity",
]

Array = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]

MODES = ("walk", "bicycle", "public_transport", "car")
"""In the order of the rows. The car is that of its driver and of those who ride with them."""

CAR = MODES.index("car")
CONVERGED = 1e-9
"""Calibrated shares differ by no more from the observed ones."""

MOST_ROUNDS = 2_000
SUM_TOLERANCE = 1e-3
"""Published shares are rounded: 0.1 points are allowed for."""


@dataclass(frozen=True, eq=False)
class Trips:
    """Trips with what each mode would ask of them; what is not possible is left out of every sum.

    Attributes:
        minutes: door to door, float64 (4, n), rows as `MODES`; `inf` where the mode does not get there.
        euros: what it costs that day, float64 (4, n); negative when one is paid more than it costs.
        available: whether the person may use the mode, bool (4, n): no car without car and licence.
        weights: trips a day that each one stands for, float64 (n,).
        km: length, float64 (4, n).

    Raises:
        ParameterError: for shapes that differ, times that are NaN or negative, impossible weights, or costs and lengths
            that are not finite where the mode is possible.
    """

    minutes: Array
    euros: Array
    available: Bool
    weights: Array
    km: Array

    def __post_init__(self) -> None:
        shape = (len(MODES), len(self.weights))
        for name in ("minutes", "euros", "available", "km"):
            found = getattr(self, name).shape
            if found != shape:
                raise _wrong(f"'{name}' has the shape {found}, not {shape}.", name, "Give a row for each mode.")
        if not bool(np.all(self.minutes >= 0)):
            raise _wrong("Some times are negative or not numbers.", "minutes", "Write infinity for no way.")
        if self.weights.ndim != 1 or not bool(np.all((self.weights >= 0) & (self.weights < np.inf))):
            raise _wrong("Some weights are negative, infinite or not numbers.", "weights", "Give trips a day.")
        possible = self.possible
        if not bool(np.isfinite(self.euros[possible]).all()):
            raise _wrong("Some costs of possible modes are not finite.", "euros", "Give each a cost.")
        if not bool(np.all((self.km[possible] >= 0) & (self.km[possible] < np.inf))):
            raise _wrong("Some lengths of possible modes are negative or not finite.", "km", "Give kilometres.")

    @property
    def possible(self) -> Bool:
        """Whether a mode may be used and gets there, bool (4, n)."""
        return np.asarray(self.available, dtype=np.bool_) & (self.minutes < np.inf)


@dataclass(frozen=True)
class Coefficients:
    """The few numbers of the model.

    Attributes:
        value_of_time: euros an hour. cost_sensitivity: utility lost by euro, above 0.
        constants: utility of each of `MODES`, −inf for one that is never chosen.
        occupancy: people in each car, 1 where the car stands for drivers alone.

    Raises:
        ParameterError: for a value that is not possible, or other modes.
    """

    value_of_time: float
    cost_sensitivity: float
    constants: Mapping[str, float]
    occupancy: float

    def __post_init__(self) -> None:
        checked_number(self.value_of_time, "value_of_time")
        checked_number(self.cost_sensitivity, "cost_sensitivity", strict=True)
        checked_number(self.occupancy, "occupancy", least=1.0)
        _checked_modes(self.constants, "constants")
        for mode, constant in self.constants.items():
            if not constant < np.inf:
                raise _wrong(f"The constant of '{mode}' is {constant}.", "constants", "Give a number.")

    def row(self) -> Array:
        """The constants in the order of `MODES`, (4, 1)."""
        return np.array([[self.constants[mode]] for mode in MODES], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Shares:
    """What the model says of the trips.

    Attributes:
        probability: of each mode for each trip, float64 (4, n); a column of 0 where no mode is possible.
        share: of the trips that are possible, by mode, float64 (4,), sum 1.
        trips: trips a day that are possible. impossible: those for which no mode is.
        passenger_km: a day, by mode, float64 (4,). vehicle_km: of cars, a day: those of its people over the occupancy.
    """

    probability: Array
    share: Array
    trips: float
    impossible: float
    passenger_km: Array
    vehicle_km: float

    def by_mode(self) -> dict[str, float]:
        """Share of each mode."""
        return dict(zip(MODES, self.share.tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Results with one parameter at its low and at its high bound, the others as they were.

    Attributes:
        parameter: its name. low, high: what it was set to.
        share_low, share_high: modal shares, float64 (4,). vehicle_km_low, vehicle_km_high: of cars, a day.
    """

    parameter: str
    low: float
    high: float
    share_low: Array
    share_high: Array
    vehicle_km_low: float
    vehicle_km_high: float


@cache
def mode_choice_parameters() -> Parameters:
    """The parameters of `mode_choice.yaml`, each a table of low, central and high."""
    with as_file(files("portee.indicators").joinpath("mode_choice.yaml")) as path:
        return Parameters.read(path)


def declared_coefficients(day: date, parameters: Parameters | None = None) -> Coefficients:
    """The central values in force on a day, with constants that still have to be calibrated.

    Args:
        day: at which date. parameters: instead of those of `mode_choice.yaml`.

    Raises:
        ParameterError: when a parameter is missing, is no table, or began later.
    """
    central = {name: bounds["central"] for name, bounds in declared_bounds(day, parameters).items()}
    return Coefficients(
        central["value_of_time"],
        central["cost_sensitivity"],
        {mode: central[f"constant.{mode}"] for mode in MODES},
        central["car_occupancy"],
    )


def mode_shares(trips: Trips, coefficients: Coefficients) -> Shares:
    """Probabilities, modal shares and kilometres.

    Raises:
        ParameterError: when no trip with a weight is possible by any mode.
    """
    return _shares(trips, _utility(trips, coefficients), coefficients.occupancy)


def calibrated(
    trips: Trips, coefficients: Coefficients, observed: Mapping[str, float], *, reference: str = "car"
) -> Coefficients:
    """The coefficients with the constants for which the modelled shares are the observed ones.

    Each constant is raised by ln(observed / modelled), or by Newton's step where that halves the gap, until no share
    differs by more than 1e-9. Constants only tell modes from each other: that of the reference is 0, that of a mode
    observed with 0 is −inf.

    Args:
        trips: those that the shares were observed on, or a fair image of them. coefficients: all but the constants.
        observed: share of each of `MODES`, sum 1 within 0.1 points. reference: mode whose constant is 0.

    Raises:
        ParameterError: when the shares do not sum to 1, the reference is never used, a mode with an observed share is
            never available, or some modes are observed more (or less) often than the trips on which they are (or alone
            are) available allow.

    Reference: Berry, Levinsohn & Pakes 1995, doi:10.2307/2171802, for the iteration by logarithms.
    """
    _checked_modes(observed, "observed")
    checked_shares(observed, "observed")
    aim = np.array([observed[mode] for mode in MODES])
    aim /= aim.sum()
    if reference not in MODES or not aim[MODES.index(reference)]:
        raise _wrong(f"'{reference}' is not a mode with an observed share.", "reference", "Name one that is used.")
    constants = np.where(aim > 0, 0.0, -np.inf)[:, np.newaxis]
    utility = _utility(trips, replace(coefficients, constants=dict.fromkeys(MODES, 0.0)))
    _check_attainable(trips, aim)
    kept, used = MODES.index(reference), aim > 0
    gap = np.inf
    for _ in range(MOST_ROUNDS):
        shares = _shares(trips, utility + constants, coefficients.occupancy)
        gap = float(np.abs(shares.share - aim).max())
        if gap <= CONVERGED or not bool(np.all(shares.share[used] > 0)):
            break
        newton = constants + _newton_step(shares, trips.weights, aim, used, kept)
        at_newton = _shares(trips, utility + newton, coefficients.occupancy).share
        if float(np.abs(at_newton - aim).max()) < gap / 2:
            constants = newton
        else:
            constants[used, 0] += np.log(aim[used] / shares.share[used])
            constants -= constants[kept, 0]
    if gap > CONVERGED:
        raise _wrong(
            f"The constants were not found: shares still differ by {gap:.2g}.", "observed",
            "Check that every mode competes with another one on some trips.",
        )  # fmt: skip
    return replace(coefficients, constants=dict(zip(MODES, constants[:, 0].tolist(), strict=True)))


def sensitivity(
    trips: Trips, coefficients: Coefficients, day: date, parameters: Parameters | None = None
) -> tuple[Sensitivity, ...]:
    """Shares with each parameter at its low and high bound in turn, in the order of the file.

    Constants are moved by what the bound differs from the central value, since calibrated ones have a level of their
    own; they are not calibrated anew when another parameter moves.

    Args:
        trips, coefficients: as for `mode_shares`. day: of the bounds. parameters: instead of those of
            `mode_choice.yaml`.

    Raises:
        ParameterError: as `mode_shares` and `declared_coefficients`.
    """
    found = []
    for name, bounds in declared_bounds(day, parameters).items():
        ends = []
        for end in ("low", "high"):
            moved = _moved(coefficients, name, bounds[end], bounds[end] - bounds["central"])
            ends.append((*moved, mode_shares(trips, moved[0])))
        (_, low, at_low), (_, high, at_high) = ends
        found.append(
            Sensitivity(name, low, high, at_low.share, at_high.share, at_low.vehicle_km, at_high.vehicle_km)
        )  # fmt: skip
    return tuple(found)


def checked_shares(shares: Mapping[str, float], field: str) -> dict[str, float]:
    """Shares of modes, unchanged.

    Raises:
        ParameterError: when one is not from 0 to 1, or they do not sum to 1 within 0.1 points.
    """
    for mode, share in shares.items():
        checked_number(share, f"{field}.{mode}", most=1.0)
    total = sum(shares.values())
    if abs(total - 1.0) > SUM_TOLERANCE + 1e-12:
        raise _wrong(
            f"The shares of {', '.join(shares)} sum to {100 * total:.2f}%, not to 100%.", field,
            "Give shares from 0 to 1 for all modes, with a mode for the others.",
        )  # fmt: skip
    return dict(shares)


def _utility(trips: Trips, coefficients: Coefficients) -> Array:
    """(4, n), −inf where the mode is not possible."""
    possible = trips.possible
    hours = np.where(possible, trips.minutes, 0.0) / 60.0
    euros = np.where(possible, trips.euros, 0.0)
    utility = coefficients.row() - coefficients.cost_sensitivity * (euros + coefficients.value_of_time * hours)
    return np.where(possible, utility, -np.inf)


def _shares(trips: Trips, utility: Array, occupancy: float) -> Shares:
    best = utility.max(axis=0)
    reached = best > -np.inf
    weights = trips.weights * reached
    total = float(weights.sum())
    if not total > 0:
        raise _wrong("No trip is possible by any mode.", "available", "Give trips with a weight and a mode.")
    odds = np.exp(utility - np.where(reached, best, 0.0))
    probability = odds / np.where(reached, odds.sum(axis=0), 1.0)
    people = probability * weights
    share = people.sum(axis=1)
    km = (people * np.where(trips.possible, trips.km, 0.0)).sum(axis=1)
    return Shares(
        probability, share / share.sum(), total, float(trips.weights.sum() - total), km, float(km[CAR]) / occupancy
    )  # fmt: skip


def _newton_step(shares: Shares, weights: Array, aim: Array, used: Bool, kept: int) -> Array:
    """What to add to the constants, (4, 1), were shares linear in them; 0 for the reference and for unused modes."""
    rows = [row for row in range(len(MODES)) if used[row] and row != kept]
    slope = np.diag(shares.share) - (shares.probability * weights) @ shares.probability.T / shares.trips
    step = np.zeros((len(MODES), 1))
    step[rows, 0] = np.linalg.lstsq(slope[np.ix_(rows, rows)], (aim - shares.share)[rows])[0]
    return step


def _check_attainable(trips: Trips, aim: Array) -> None:
    """Refuse shares that no constants give: for each set of modes, as many trips must have one of them."""
    used = [row for row in range(len(MODES)) if aim[row] > 0]
    possible = trips.possible[used]
    weights = trips.weights * possible.any(axis=0)
    total = float(weights.sum())
    for size in range(1, len(used)):
        for rows in itertools.combinations(range(len(used)), size):
            inside, beside = possible[list(rows)].any(axis=0), np.delete(possible, rows, axis=0).any(axis=0)
            names = " or ".join(MODES[used[row]] for row in rows)
            able = float((weights * inside).sum()) / total if total else 0.0
            if not able:
                raise _wrong(f"{names} has an observed share but is never available.", "observed", "Check the trips.")
            asked = float(aim[[used[row] for row in rows]].sum())
            shared = bool((weights * (inside & beside)).any())
            if asked > able - CONVERGED if shared else abs(asked - able) > CONVERGED:
                raise _wrong(
                    f"{100 * asked:.2f}% of trips by {names} were observed, but {100 * able:.2f}% have that choice"
                    f"{'' if shared else ' and no other'}.", "observed", "Check the trips that are available.",
                )  # fmt: skip


def _moved(coefficients: Coefficients, name: str, value: float, change: float) -> tuple[Coefficients, float]:
    """The coefficients with one parameter at a bound, and what it was set to."""
    if name == "value_of_time":
        return replace(coefficients, value_of_time=value), value
    if name == "cost_sensitivity":
        return replace(coefficients, cost_sensitivity=value), value
    if name == "car_occupancy":
        return replace(coefficients, occupancy=value), value
    mode = name.removeprefix("constant.")
    constant = coefficients.constants[mode] + change
    return replace(coefficients, constants={**coefficients.constants, mode: constant}), constant


def declared_bounds(day: date, parameters: Parameters | None = None) -> dict[str, dict[str, float]]:
    """Low, central and high value of each parameter on a day. Raises ParameterError as `declared_coefficients`."""
    figures = Figures(parameters or mode_choice_parameters(), day)
    names = ("value_of_time", "cost_sensitivity", *(f"constant.{mode}" for mode in MODES), "car_occupancy")
    found = {name: figures.table(f"mode_choice.{name}") for name in names}
    for name, bounds in found.items():
        if set(bounds) != {"low", "central", "high"} or not bounds["low"] <= bounds["central"] <= bounds["high"]:
            raise _wrong(f"The bounds of '{name}' are {bounds}.", name, "Give low ≤ central ≤ high.")
    return found


def _checked_modes(values: Mapping[str, float], field: str) -> None:
    if set(values) != set(MODES):
        raise _wrong(f"'{field}' has {', '.join(values)}.", field, f"Give a number for each of {', '.join(MODES)}.")


def _wrong(what: str, field: str, mend: str) -> ParameterError:
    return ParameterError(what, where=Where(field=field), mend=mend)
