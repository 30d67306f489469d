"""The choice between today's ways and the services of a hub: a nested logit, vectorised.

Today's ways compete as in a multinomial logit; the services of the hub lie in one nest of scale λ, 0 < λ ≤ 1:

P(own way a) = exp(V_a) / D,  P(service s) = (H / D) · exp(V_s / λ) / Σ exp(V / λ),
H = (Σ exp(V_s / λ))^λ,  D = Σ exp(V_a) + H.

With λ = 1 it is the multinomial logit. A service that cannot be used has V = −∞. References: McFadden 1978, Modelling
the choice of residential location; Train 2009, Discrete choice methods with simulation, chapter 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["LOWEST", "Nest", "nest_of", "new_share", "odds", "service_shares"]

Floats = npt.NDArray[np.float64]

LOWEST = -600.0
"""Utilities below are counted as this: exp(−600) is still a number, and no share at all."""


@dataclass(frozen=True, eq=False)
class Nest:
    """The services of a hub as one alternative. odds: H, float64 (…). within: share of each service, (services, …)."""

    odds: Floats
    within: Floats


def odds(utility: Floats) -> Floats:
    """exp(V), 0 for what cannot be used."""
    found: Floats = np.where(utility == -np.inf, 0.0, np.exp(np.clip(utility, LOWEST, None)))
    return found


def nest_of(utility: Floats, scale: float) -> Nest:
    """The nest of some services, (services, …); with none of them, no odds."""
    if not len(utility):
        return Nest(np.zeros(utility.shape[1:]), utility)
    best = utility.max(axis=0)
    usable = best > -np.inf
    top = np.where(usable, np.clip(best, LOWEST, None), 0.0)
    raw = np.where(utility == -np.inf, 0.0, np.exp((np.clip(utility, LOWEST, None) - top) / scale))
    total = raw.sum(axis=0)
    safe = np.where(usable, total, 1.0)
    whole = np.where(usable, np.exp(top) * safe**scale, 0.0)
    return Nest(whole, raw / safe)


def service_shares(own_odds: Floats, nest: Nest) -> Floats:
    """Share of each service where there is a way today, float64 (services, …); 0 where there is none.

    Args:
        own_odds: Σ exp(V_a) over today's ways, (…).
    """
    total = own_odds + nest.odds
    share = np.where(own_odds > 0, nest.odds / np.where(total > 0, total, 1.0), 0.0)
    return np.asarray(share * nest.within)


def new_share(own_odds: Floats, nest: Nest, staying: float, bound: float) -> Floats:
    """Share of the outings impossible today that each service makes possible, and that are then made.

    Args:
        staying: utility of not going. bound: share that can be won at most.
    """
    home = np.exp(max(staying, LOWEST))
    share = np.where(own_odds > 0, 0.0, bound * nest.odds / (nest.odds + home))
    return np.asarray(share * nest.within)
