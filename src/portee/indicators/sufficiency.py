"""Who has too little access, and how much too little: a line, and the Foster–Greer–Thorbecke measures below it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number, checked_values
from portee.indicators.ranks import checked_access, share_of_all, weights_of

__all__ = ["PovertyGroup", "fgt", "fgt_by_group", "sufficiency_line"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PovertyGroup:
    """The part of one group in accessibility poverty.

    Attributes:
        group: its name.
        residents: its residents.
        fgt: the measure among them; NaN when nobody is in it.
        contribution: its residents' share of all residents × its measure; those of all groups add up to the whole.
    """

    group: str
    residents: float
    fgt: float
    contribution: float


def sufficiency_line(values: npt.ArrayLike, residents: npt.ArrayLike, fraction: float) -> float:
    """Fraction × mean access over the residents of a region: z, below which access is held to be insufficient.

    Args:
        values: access of each place of the region, shape (n,).
        residents: residents of each place, shape (n,).
        fraction: above 0; a choice to state with the result.

    Returns:
        The line, in the unit of access; NaN when nobody lives there.

    Raises:
        ParameterError: for NaN, negative or infinite access, impossible counts, shapes that differ or an impossible
            fraction.

    Reference: Lucas, van Wee & Maat 2016, doi:10.1007/s11116-015-9585-2.
    """
    figures, people = checked_access(values, residents)
    part = checked_number(fraction, "fraction", strict=True)
    if not people.any():
        return float("nan")
    return part * float((weights_of(people) * figures).sum())


def fgt(values: npt.ArrayLike, residents: npt.ArrayLike, threshold: float, alpha: float = 0.0) -> float:
    """FGT_α = Σ_{i: v_i < z} w_i ((z − v_i) / z)^α, w being shares of residents: accessibility poverty.

    α = 0 is the share of residents below the line, α = 1 the mean gap to it, α = 2 weighs the worst off more.

    Args:
        values: access of each place, shape (n,); may be `inf`.
        residents: residents of each place, shape (n,).
        threshold: z, in the unit of access, above 0; the line itself is not poor.
        alpha: α, 0 or more.

    Returns:
        0 (nobody below the line) to 1; NaN when nobody lives there.

    Raises:
        ParameterError: for NaN or negative access, impossible counts, shapes that differ, or an impossible line or α.

    Reference: Foster, Greer & Thorbecke 1984, doi:10.2307/1913475.
    """
    gaps, people = _gaps(values, residents, threshold, alpha)
    return share_of_all(gaps, people)


def fgt_by_group(
    values: npt.ArrayLike, residents: npt.ArrayLike, labels: npt.ArrayLike, threshold: float, alpha: float = 0.0
) -> tuple[PovertyGroup, ...]:
    """`fgt` of each group, and what each adds to that of all residents: FGT = Σ_g w_g FGT_g.

    Args:
        values: access of each place, shape (n,); may be `inf`.
        residents: residents of each place, shape (n,).
        labels: group of each place, shape (n,).
        threshold: z, in the unit of access, above 0; the line itself is not poor.
        alpha: α, 0 or more.

    Returns:
        Groups in the order of the sorted names.

    Raises:
        ParameterError: as `fgt`, or when there is not one label for each figure.

    Reference: Foster, Greer & Thorbecke 1984, doi:10.2307/1913475.
    """
    gaps, people = _gaps(values, residents, threshold, alpha)
    names = np.asarray([str(label) for label in np.asarray(labels).tolist()], dtype=object)
    if names.shape != gaps.shape:
        raise ParameterError(
            f"{len(names)} labels do not match {len(gaps)} figures.",
            where=Where(field="labels"),
            mend="Give one label for each figure.",
        )
    groups = []
    for name in sorted(set(names.tolist())):
        inside = names == name
        groups.append(
            PovertyGroup(
                group=name,
                residents=float(people[inside].sum()),
                fgt=share_of_all(gaps[inside], people[inside]),
                contribution=share_of_all(gaps, people, inside) if people.any() else 0.0,
            )
        )
    return tuple(groups)


def _gaps(values: npt.ArrayLike, residents: npt.ArrayLike, threshold: float, alpha: float) -> tuple[Array, Array]:
    """((z − v) / z)^α below the line, 0 from the line on."""
    figures, people = checked_values(values, residents)
    if bool(np.any(figures < 0)):
        raise ParameterError(
            "Some access figures are negative.", where=Where(field="values"), mend="Give 0 where nothing is reached."
        )
    line = checked_number(threshold, "threshold", strict=True)
    power = checked_number(alpha, "alpha")
    below = figures < line
    gap = 1.0 - np.where(below, figures, line) / line
    return np.where(below, gap**power, 0.0), people
