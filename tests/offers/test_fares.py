"""Products of several networks together, against every combination written out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as every
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.fares import Fares, combine
from portee.offers.products import Product, covers, micro_eur, products_by_network
from portee.offers.tariffs import Opening, Tariff
from tests.offers.shelf import DAY, FULL, drawn, figures, lists, tariff

A, B, C = (Opening(agencies=(name,)) for name in "ABC")


def sold(*shelf: Tariff, facts: dict[str, Any] | None = None) -> dict[str, tuple[Product, ...]]:
    return products_by_network(shelf, facts or {}, DAY, FULL, figures())


def told(fares: Fares) -> list[tuple[str, ...]]:
    return [tuple(p.id for p in fare.products) for fare in fares]


CITY = tariff("city", "month", 50, network="city", opens=A)
TICKET = tariff("ticket", "single", 1, network="city", opens=A, rides=1)
AIX = tariff("aix", "month", 30, network="aix", opens=B)
ALL = tariff("all", "month", 70, network="region")


def test_separate_networks_add_up() -> None:
    # walking 0; aix 30; ticket 40 trips × 1 = 40; city 50; ticket + aix 70; city + aix 80
    fares = combine(sold(CITY, TICKET, AIX))
    assert told(fares) == [(), ("aix",), ("ticket",), ("city",), ("aix", "ticket"), ("aix", "city")]
    assert [fare.eur_month for fare in fares] == [0, 30, 40, 50, 70, 80]
    assert fares.left_out == 0
    last = fares.fares[-2]
    assert (last.fixed_eur_month, last.per_trip_eur, last.employer_share_eur_month) == (30, 1, 0)
    assert last.opens == (B, A)
    assert last.cost_eur_month(10) == 40
    assert len(fares) == 6


def test_one_pass_for_all_beats_what_costs_as_much_together() -> None:
    # "aix" and "ticket" cost 70 together, as much as "all", which opens more; "city" and "aix" cost 80.
    assert told(combine(sold(CITY, TICKET, AIX, ALL))) == [(), ("aix",), ("ticket",), ("city",), ("all",)]


def test_a_held_pass_is_in_every_fare_that_it_serves() -> None:
    fares = combine(sold(CITY, TICKET, AIX, facts={"passes": ("aix",)}))
    assert told(fares) == [("aix",), ("aix", "ticket"), ("aix", "city")]
    assert [tuple(p.id for p in fare.held) for fare in fares] == [("aix",)] * 3
    assert [fare.eur_month for fare in fares] == [0, 40, 50]


def test_products_to_check_are_left_aside() -> None:
    young = tariff("young", "month", 1, network="city", opens=A, eligibility=[{"fact": "age", "below": 26}])
    assert told(combine(sold(young, AIX))) == [(), ("aix",)]


def test_the_cheapest_are_kept_and_the_one_that_opens_everything() -> None:
    shelf = sold(CITY, TICKET, AIX)
    three = combine(shelf, most=3)
    assert told(three) == [(), ("aix",), ("aix", "city")]
    assert three.left_out == 3
    assert told(combine(shelf, most=1)) == [("aix", "city")]
    assert told(combine(shelf, most=6)) == told(combine(shelf))


def test_where_no_ticket_opens_everything_the_one_that_opens_most_is_kept() -> None:
    """Tickets by pairs of zones, each valid on one trip only, or three of them in a row."""
    pairs = [
        tariff(f"{a}{b}", "single", 1 + abs(ord(a) - ord(b)), opens=Opening(first_stops=(a,), last_stops=(b,)), rides=1)
        for a in "xyz"
        for b in "xyz"
    ]
    both = tariff("wide", "single", 9, opens=Opening(first_stops=("x", "y"), last_stops=("x", "y", "z")), rides=1)
    networks = products_by_network([*pairs, both], {}, DAY, FULL, figures(), tickets=3)
    fares = combine(networks, most=4)
    assert told(fares) == [(), ("xx",), ("yy",), ("wide",)]
    assert fares.left_out == 31 - 4  # walking and 3 × 10 products


def test_walking_alone_is_a_fare() -> None:
    assert told(combine({})) == [()]
    walking = combine({"n": ()}).fares[0]
    assert (walking.opens, walking.eur_month, walking.held) == ((), 0, ())


def test_a_limited_ticket_stands_for_one_product_at_a_time() -> None:
    two_a = tariff("2a", "single", 1, network="a", opens=A, rides=2)
    two_b = tariff("2b", "single", 1, network="b", opens=B, rides=2)
    both = tariff("both", "single", 1.5, network="c", opens=Opening(agencies=("A", "B")), rides=2)
    # 40 trips: 40, 40, 60. "both" allows two vehicles; "2a" with "2b" (80) and with "both" (100) allow four.
    assert told(combine(sold(two_a, two_b, both))) == [
        (), ("2a",), ("2b",), ("both",), ("2a", "2b"), ("2a", "both"), ("2b", "both"), ("2a", "2b", "both"),
    ]  # fmt: skip
    # Without a limit of rides it stands for all of them.
    free = tariff("free", "single", 1.5, network="c", opens=Opening(agencies=("A", "B")))
    assert told(combine(sold(two_a, two_b, free))) == [(), ("2a",), ("2b",), ("free",)]


def test_tickets_make_way_for_each_other() -> None:
    """Ticket ab stands for b, so that a can stand for a2, although ab comes first."""
    shelf = [
        tariff("ab", "single", 1.3, network="1", opens=Opening(agencies=("A", "B")), rides=1),
        tariff("a2", "single", 1.2, network="2", opens=A, rides=1),
        tariff("a", "single", 1.0, network="3", opens=A, rides=1),
        tariff("b", "single", 1.2, network="3", opens=B, rides=1),
    ]
    fares = told(combine(sold(*shelf), most=100))
    assert ("ab", "a") in fares  # 52 + 40 = 92
    assert ("a2", "b") not in fares  # 48 + 48 = 96: the same vehicles as ("ab", "a")
    assert ("ab", "b") in fares  # 52 + 48 = 100: ("ab", "a") does not open B twice


def test_a_product_that_costs_and_adds_nothing_is_left_out() -> None:
    free = [tariff(name, "month", 0, network=name) for name in ("x", "y")]
    assert told(combine(sold(*free))) == [("x",)]
    wide = tariff("y", "month", 0, network="y")
    narrow = tariff("x", "month", 0, network="x", opens=A)
    assert told(combine(sold(narrow, wide))) == [("y",)]


def test_asking_for_none_is_refused() -> None:
    with pytest.raises(ParameterError, match="At most 0 fares leave none"):
        combine({}, most=0)


def test_twenty_networks_do_not_take_a_million_fares() -> None:
    shelf = [tariff(f"{k}", "month", 10 + k, network=f"n{k:02}", opens=Opening(agencies=(f"{k}",))) for k in range(20)]
    fares = combine(sold(*shelf), most=8)
    # The cheapest: none, each of the six cheapest passes; and all twenty: 20 × 10 + (0 + 1 + … + 19) = 390.
    assert told(fares)[:7] == [(), *((f"{k}",) for k in range(6))]
    assert len(fares.fares[-1].products) == 20
    assert fares.fares[-1].eur_month == 390
    assert fares.left_out > 8


def allowed(fare: Sequence[Product], needs: Sequence[Product]) -> bool:
    """Slow twin of covering: try every way to let the products of a fare stand for others."""
    for chosen in every(range(len(fare)), repeat=len(needs)):
        limited = [k for k in chosen if fare[k].rides is not None or fare[k].minutes is not None]
        if len(set(limited)) == len(limited) and all(
            covers(fare[k], need) for k, need in zip(chosen, needs, strict=True)
        ):
            return True
    return False


def cost(fare: Sequence[Product]) -> int:
    return sum(micro_eur(p.eur_month) for p in fare)


def rank(one: Product, options: Sequence[Product]) -> tuple[bool, int, bool, int, str]:
    served = [p for p in options if allowed([one], [p])]
    limited = one.rides is not None or one.minutes is not None
    return len(served) < len(options), -len({p.selectors for p in served}), limited, cost([one]), one.id


def by_brute_force(networks: dict[str, tuple[Product, ...]], most: int) -> list[tuple[str, ...]]:
    """Slow twin: all combinations, each compared with each; then the cheapest, and the one that opens everything."""
    usable = [[p for p in networks[name] if p.usable] for name in sorted(networks)]
    everyone = [
        tuple(p for p in chosen if p is not None) for chosen in every(*([None, *options] for options in usable))
    ]
    everyone.sort(key=lambda fare: (cost(fare), len(fare), tuple(p.id for p in fare)))
    beaten = set()
    for i, one in enumerate(everyone):
        for j, other in enumerate(everyone):
            same = cost(one) == cost(other) and allowed(other, one)
            if i != j and cost(one) <= cost(other) and allowed(one, other) and (i < j or not same):
                beaten.add(j)
    best = [fare for k, fare in enumerate(everyone) if k not in beaten]
    widest = [min(options, key=lambda p: rank(p, options)) for options in usable if options]
    first = best[:most]
    if not any(allowed(fare, widest) for fare in first):
        first[-1] = next(fare for fare in best if allowed(fare, widest))
    return [tuple(p.id for p in fare) for fare in first]


SHELVES = st.tuples(*(lists(2, network) for network in ("a", "b", "c"))).map(
    lambda found: [t for ts in found for t in ts]
)
FACTS = st.fixed_dictionaries({"age": st.sampled_from([None, 20.0]), "passes": st.sampled_from([(), ("a0", "b1")])})


@settings(max_examples=60)
@given(SHELVES, FACTS, st.integers(1, 9))
def test_fares_are_those_of_brute_force(shelf: list[Tariff], facts: dict[str, Any], most: int) -> None:
    networks = sold(*shelf, facts=facts)
    found = combine(networks, most)
    assert told(found) == by_brute_force(networks, most)
    assert found.left_out == len(combine(networks, 1000)) - len(found)


def dearness(fares: Fares, needs: Sequence[Product]) -> float:
    return min((f.eur_month for f in fares if allowed(f.products, needs)), default=float("inf"))


@settings(max_examples=60)
@given(SHELVES, drawn("more", "a"), FACTS, drawn("need", "need"))
def test_a_further_tariff_makes_no_fare_dearer(
    shelf: list[Tariff], more: Tariff, facts: dict[str, Any], need: Tariff
) -> None:
    (wanted,) = sold(need.model_copy(update={"eligibility": ()}), facts={})["need"]
    before, after = (combine(sold(*ts, facts=facts), 1000) for ts in (shelf, [*shelf, more]))
    assert dearness(after, [wanted]) <= dearness(before, [wanted]) + 1e-6


@settings(max_examples=60)
@given(SHELVES, FACTS, st.floats(0, 60), st.floats(0, 60))
def test_more_trips_never_cost_less_and_a_held_pass_never_more(
    shelf: list[Tariff], facts: dict[str, Any], one: float, other: float
) -> None:
    few, many = sorted((one, other))
    for fare in combine(sold(*shelf, facts=facts), 1000):
        assert fare.cost_eur_month(many) >= fare.cost_eur_month(few)
    cheap = combine(sold(*shelf, facts=facts | {"passes": ("a0", "a1", "b0", "b1", "c0")}), 1000)
    for fare in combine(sold(*shelf, facts=facts), 1000):
        assert dearness(cheap, fare.products) <= fare.eur_month + 1e-6


@settings(max_examples=60)
@given(SHELVES, st.integers(1, 9))
def test_the_one_that_opens_everything_is_always_there(shelf: list[Tariff], most: int) -> None:
    """Where each network has one product that covers all others of it."""
    networks = sold(*shelf)
    best = [
        next((p for p in ps if p.usable and all(allowed([p], [q]) for q in ps if q.usable)), None)
        for ps in networks.values()
    ]
    if all(best):
        found = combine(networks, most)
        assert any(allowed(fare.products, [p for p in best if p]) for fare in found)
