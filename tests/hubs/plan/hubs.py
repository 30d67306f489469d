"""Hubs for the tests: the shipped one, an empty one, and plans drawn by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from portee.hubs.plan.whole import HubPlan

__all__ = ["EMPTY", "of", "plans"]

WORDS = {"fr": "Mot", "en": "Word"}
EMPTY = {"id": "empty", "title": WORDS, "start": 2027, "years": 4, "figures_on": "2026-11-26"}


def of(**parts: Any) -> HubPlan:
    """An empty hub with some parts."""
    return HubPlan.model_validate({**EMPTY, **parts})


def own(eur: float) -> dict[str, Any]:
    return {"eur": eur, "source": "test"}


amounts = st.integers(0, 5_000_000).map(lambda cents: cents / 100)
shares = st.sampled_from([0.0, 0.1, 0.25, 1 / 3, 0.7, 1.0])
counts = st.integers(0, 3000)


@st.composite
def things(draw: st.DrawFn) -> dict[str, Any]:
    how = draw(st.sampled_from(["new", "used", "lease"]))
    some = st.none() | amounts.map(own)
    return {
        "title": WORDS, "count": draw(st.integers(0, 7)), "how": how, "price": own(draw(amounts)),
        "life": draw(st.integers(1, 7)), "residual": draw(shares), "first": draw(st.integers(0, 3)),
        "renewed": draw(st.booleans()), "vehicle": draw(st.booleans()), "insurance": draw(some),
        "upkeep": draw(some), "subscription": draw(some), "upkeep_km": own(draw(amounts) / 1000),
        "per_100km": own(17.1), "energy": own(0.19),
    }  # fmt: skip


@st.composite
def services(draw: st.DrawFn, id: str) -> dict[str, Any]:
    paid = draw(st.sampled_from([{"residents": 1}, {"residents": 0.5, "city": 0.5}, {"employers": 0.3, "state": 0.7}]))
    period = {
        "from": "2027-01-01", "per_trip": draw(amounts) / 1000, "per_km": 0.13, "per_hour": 1.07,
        "per_month": draw(amounts) / 1000, "steps": [{"from": 0, "to": 2, "eur": 3.01}, {"from": 2, "eur": 7.99}],
    }  # fmt: skip
    tariff = {"id": "t", "title": WORDS, "prices": [period], "paid_by": paid, "indexed": draw(st.booleans())}
    by_year = counts | st.lists(counts, min_size=1, max_size=6).map(tuple)
    use = {"tariff": "t", "trips": draw(by_year), "members": draw(by_year), "hours": draw(st.integers(0, 9)), "km": 7.3}
    return {"id": id, "title": WORDS, "things": draw(st.lists(things(), max_size=3)), "tariffs": [tariff], "use": [use]}


@st.composite
def plans(draw: st.DrawFn) -> HubPlan:
    """A hub of up to six years."""
    years = draw(st.integers(1, 6))
    year = st.integers(2027, 2026 + years)
    post = {
        "title": WORDS, "fte": draw(st.integers(0, 40)) / 8, "gross": own(draw(amounts) / 10), "charges": 0.3,
        "contract": draw(st.sampled_from(["ordinary", "aci", "ei", "pec"])),
    }  # fmt: skip
    return of(
        years=years, inflation=draw(st.sampled_from([0.0, 0.017, 0.05])), discount=draw(st.sampled_from([0.0, 0.04])),
        energy_inflation=0.03, contribution=draw(amounts), services=[draw(services("a")), draw(services("b"))],
        staff=[post], spaces=[{"title": WORDS, "m2": 33.3, "rent": own(draw(amounts) / 100)}],
        others=[{"title": WORDS, "cost": own(draw(amounts)), "every": "month"}],
        subsidies=[{"title": WORDS, "by": "city", "eur": draw(amounts), "source": "test", "from": 2027, "until": 2029}],
        grants=[
            {"title": WORDS, "by": "state", "eur": draw(amounts), "source": "t", "year": draw(year), "over": draw(st.integers(1, 9))}  # noqa: E501
        ],
        loans=[
            {"title": WORDS, "eur": draw(amounts), "rate": 0.031, "year": draw(year), "over": draw(st.integers(1, 9))}
        ],
        gains=[{"title": WORDS, "to": "residents", "service": "a", "eur_per_trip": 1.37, "source": "test"}],
    )  # fmt: skip
