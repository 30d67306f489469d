"""The change of benefits at every wage that places of work tell, once for wages that are alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.people.profile import Profile
from portee.services.benefit_situations import Engine, Housing
from portee.services.benefits import BenefitsChange, NotComputed, benefits_changes

__all__ = ["WageBenefits", "wage_benefits"]

Floats = npt.NDArray[np.float64]

MOST_WAGES = 100
"""Different wages that are computed; more of them are rounded first."""

STEPS_EUR = (0.0, 1.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)


@dataclass(frozen=True, eq=False)
class WageBenefits:
    """The change of benefits by wage.

    Attributes:
        by_wage: for each net wage, EUR a month.
        step_eur: wages are rounded to a multiple of it before; 0 for not at all.
    """

    by_wage: Mapping[float, BenefitsChange]
    step_eur: float

    def of(self, wage: float) -> BenefitsChange | None:
        """The change at a wage, None where it was not asked for."""
        return self.by_wage.get(_rounded(wage, self.step_eur))


def _rounded(wage: float, step: float) -> float:
    return round(wage / step) * step if step else wage


def wage_benefits(
    profile: Profile, wages: Floats, day: date, *, housing: Housing | None, engine: Engine | None = None
) -> WageBenefits | NotComputed | None:
    """The change of benefits of a person at every wage.

    Args:
        profile: household, income and status before.
        wages: net, EUR a month, NaN where not told.
        day, housing, engine: as for `portee.services.benefits.benefits_change`.

    Returns:
        None where no wage is told.

    Raises:
        ParameterError: a wage is not possible.
    """
    told = np.unique(wages[np.isfinite(wages)]).tolist()
    if not told:
        return None
    for step in STEPS_EUR:
        asked = sorted({_rounded(wage, step) for wage in told})
        if len(asked) <= MOST_WAGES:
            break
    found = benefits_changes(profile, asked, day, housing=housing, engine=engine)
    if isinstance(found, NotComputed):
        return found
    return WageBenefits(dict(zip(asked, found, strict=True)), step)
