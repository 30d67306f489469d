"""Tariffs, figures and uses made up for the tests of offers."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from portee.core.declared import Words
from portee.core.parameters import Figures, Parameter, Parameters
from portee.offers.products import Use
from portee.offers.tariffs import Opening, Tariff

__all__ = ["AT_WORK", "DAY", "EMPLOYEE", "FULL", "drawn", "figures", "lists", "openings", "parameters", "tariff"]

DAY = date(2026, 3, 2)
FULL = Use(commutes_per_month=20, days_per_month=20, weeks_per_year=48)
"""20 commutes are 40 trips a month; 48 weeks are 4 a month."""
AT_WORK = {"status": "employee"}
EMPLOYEE: dict[str, Any] = {"status": "employee", "age": 30.0, "rights": (), "passes": ()}


def parameters(**values: float) -> Parameters:
    """Parameters of the law: "share" 0.5, "hours" 35, "threshold" 0.5 unless told otherwise, "ceiling" when told."""
    given = {"share": 0.5, "hours": 35, "threshold": 0.5} | values
    names = {
        "share": "law.employer_share",
        "hours": "law.weekly_hours",
        "threshold": "law.part_time_threshold",
        "ceiling": "law.employer_share_ceiling",
    }
    return Parameters({names[name]: _parameter(value) for name, value in given.items()})


def _parameter(value: float) -> Parameter:
    return Parameter.model_validate(
        {
            "title": {"fr": "x", "en": "x"},
            "unit": "x",
            "values": [{"from": "2000-01-01", "value": value}],
            "source": {"title": "made up"},
        }
    )


def figures(**values: float) -> Figures:
    """Those parameters read on `DAY`."""
    return Figures(parameters(**values), DAY)


def tariff(id: str, kind: str, price: float, **fields: Any) -> Tariff:
    """A tariff that opens everything unless `opens` says less."""
    return Tariff.model_validate({"id": id, "title": Words(fr=id, en=id), "kind": kind, "price_eur": price, **fields})


def openings() -> st.SearchStrategy[Opening]:
    """Everything, some agencies, some routes, or both."""
    names = st.one_of(st.none(), st.sets(st.sampled_from("ABC"), min_size=1).map(lambda s: tuple(sorted(s))))
    return st.builds(Opening, agencies=names, routes=names)


@st.composite
def drawn(draw: st.DrawFn, id: str = "t", network: str = "n") -> Tariff:
    """Any tariff of one network."""
    kind = draw(st.sampled_from(["single", "carnet", "day", "week", "month", "year"]))
    fields: dict[str, Any] = {}
    if kind == "carnet":
        fields["trips"] = draw(st.sampled_from([5, 10]))
    if kind in ("single", "carnet"):
        fields["rides"] = draw(st.sampled_from([None, 1, 2, 4]))
        fields["minutes"] = draw(st.sampled_from([None, 60.0, 90.0]))
        fields["cap_eur_month"] = draw(st.sampled_from([None, None, 30.0, 60.0]))
    conditions = draw(
        st.sampled_from(
            [
                (),
                (),
                ({"fact": "age", "below": 26},),
                ({"fact": "rights", "has": "css"},),
                ({"fact": "secret", "is": 1},),
            ]
        )
    )
    price = draw(st.integers(0, 800)) / 8
    return tariff(id, kind, price, network=network, opens=draw(openings()), eligibility=conditions, **fields)


@st.composite
def lists(draw: st.DrawFn, most: int = 6, network: str = "n") -> list[Tariff]:
    """Tariffs of one network with different ids."""
    return [draw(drawn(f"{network}{k}", network)) for k in range(draw(st.integers(0, most)))]
