"""Tickets to tariffs: euros, networks, ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, SourceError, Where
from portee.core.parameters import Source
from portee.offers.conditions import Condition
from portee.offers.tariffs import Tariff
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares import tickets as module
from portee.sources.gtfs_fares.ground import Ground
from portee.sources.gtfs_fares.tickets import Money, Ticket, tariffs_of

GROUND = Ground("", {"1": "Ville", "2": "Cars"}, {"bus": "Ville", "metro": "Ville", "coach": "Cars", "night": "Cars"})
BUS = Ticket("t", "Ticket t", 1.5, frozenset({"bus"}))


def sold(*tickets: Ticket, ground: Ground = GROUND) -> tuple[tuple[Tariff, ...], Findings]:
    findings = Findings("feed.zip")
    return tariffs_of(tickets, ground, "Net", Source(title="x"), findings), findings


def on(*routes: str, **fields: Any) -> Ticket:
    return replace(BUS, routes=frozenset(routes), **fields)


@pytest.mark.parametrize("amount", [0.0, 1.7, 20_000.0])
def test_euros_stay_what_they_are(amount: float) -> None:
    assert Money().euros(amount, "EUR", Where()) == amount


def test_other_currencies_need_a_rate() -> None:
    # 2.75 USD at 0.92 EUR: 2.75 × 0.92 = 2.53
    assert Money({"USD": 0.92}).euros(2.75, "USD", Where()) == 2.53
    with pytest.raises(SourceError) as error:
        Money({"USD": 0.92}).euros(2.75, "CHF", Where("f.txt", 7, "price"))
    assert str(error.value) == (
        "f.txt, line 7: The fare is in CHF, and no exchange rate is given. Give the euros per unit of CHF."
    )
    with pytest.raises(SourceError, match="is in no currency"):
        Money().euros(1, None, Where())
    with pytest.raises(SourceError, match="The amount is missing"):
        Money().euros(None, "EUR", Where())


@pytest.mark.parametrize(
    "rates", [{"USD": 0.0}, {"USD": -1.0}, {"USD": float("nan")}, {"USD": float("inf")}, {"usd": 1.0}, {"DOLLAR": 1.0}]
)
def test_impossible_rates_are_refused(rates: dict[str, float]) -> None:
    with pytest.raises(ParameterError, match="The exchange rate of"):
        Money(rates)


def test_a_ticket_becomes_a_tariff() -> None:
    css = Condition.model_validate({"fact": "rights", "has": "css"})
    (tariff,), findings = sold(on("bus", "metro", rides=2, minutes=60.0, eligibility=(css,)))
    assert (tariff.id, tariff.kind, tariff.price_eur, tariff.rides, tariff.minutes) == ("t", "single", 1.5, 2, 60)
    assert (tariff.network, tariff.title.fr, tariff.opens.agencies) == ("Net", "Ticket t", ("Ville",))
    assert (tariff.eligibility, tariff.checked, tariff.source) == ((css,), True, Source(title="x"))
    assert findings.notes == []


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(None, None), (0, None), (5400, 90), (86_400, 1440), (86_401, None), (90, 1.5)]
)
def test_a_ticket_lasts_at_most_a_day(seconds: int | None, minutes: float | None) -> None:
    assert BUS.lasting(seconds).minutes == minutes


def test_of_tickets_that_differ_in_price_alone_the_cheapest_is_used_and_the_others_told() -> None:
    tariffs, findings = sold(on("bus", id="peak", price_eur=2.75), on("bus", id="low", price_eur=2.5), on("metro"))
    assert [(t.id, t.price_eur) for t in tariffs] == [("low", 2.5), ("t", 1.5)]
    assert len(findings.notes) == 1
    assert "peak (2.75 EUR) beside low (2.50 EUR)" in findings.notes[0]
    assert sold(on("bus"), on("bus"))[1].notes == []


def test_tickets_that_share_a_route_are_alternatives_and_others_add_up() -> None:
    tariffs, _ = sold(on("bus"), on("bus", "metro"), on("coach"), on("metro", minutes=5.0))
    assert [t.network for t in tariffs] == ["Net: Ville", "Net: Ville", "Net: Cars", "Net: Ville"]


def test_networks_of_one_agency_are_named_by_their_first_fare() -> None:
    tariffs, _ = sold(on("bus", id="B"), on("metro", id="M"), on("coach", id="C"))
    assert [t.network for t in tariffs] == ["Net: B", "Net: M", "Net: Cars"]


@given(st.lists(st.sets(st.sampled_from(sorted(GROUND.routes)), min_size=1), max_size=7))
def test_networks_are_the_connected_parts(routes: list[set[str]]) -> None:
    """Slow twin: join whatever shares a route until nothing moves."""
    tariffs, _ = sold(*(on(*some, id=f"t{k}", minutes=1.0 + k) for k, some in enumerate(routes)))
    label = list(range(len(routes)))
    for _ in routes:
        for i, one in enumerate(routes):
            for j, other in enumerate(routes):
                if one & other:
                    label[i] = label[j] = min(label[i], label[j])
    same = [[a == b for b in label] for a in label]
    assert [[a.network == b.network for b in tariffs] for a in tariffs] == same


def test_ids_are_cleaned_and_told_apart() -> None:
    zone = frozenset("a")
    tariffs, _ = sold(
        on("bus", id="é#1"),
        on("bus", id="é#1", stops=zone),
        on("bus", id="_1", first=zone),
        on("bus", id="…", last=zone),
    )
    assert [t.id for t in tariffs] == ["1", "1/2", "1/3", "fare"]
    (long,), _ = sold(on("bus", id="x" * 500, name="y" * 500))
    assert len(long.id) <= 100
    assert len(long.title.fr) <= 100
    (prefixed,), _ = sold(on("bus"), ground=replace(GROUND, prefix="rtm:"))
    assert (prefixed.id, prefixed.opens.routes) == ("rtm:t", ("rtm:bus",))


def test_a_script_in_a_name_is_only_text() -> None:
    (tariff,), _ = sold(on("bus", id="<script>", name="<script>\nalert(1)</script>"))
    assert tariff.id == "script_"
    assert tariff.title.en == "<script> alert(1)</script>"  # told as text; pages escape it


@pytest.mark.parametrize("price", [-0.5, 20_001])
def test_absurd_prices_are_refused(price: float) -> None:
    with pytest.raises(SourceError, match=f"The fare 't' costs {price:.2f} EUR"):
        sold(on("bus", price_eur=price))


def test_too_many_tickets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TARIFFS", 1)
    with pytest.raises(SourceError, match="The fares make 2 tickets with different openings"):
        sold(on("bus"), on("metro"))


def test_no_ticket_makes_no_tariff() -> None:
    assert sold()[0] == ()
