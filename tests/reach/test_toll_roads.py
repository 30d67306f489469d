"""Tolls: every choice is a way, unpaid streets are closed, and more money never means less."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.network.network import Network
from portee.offers.cost import MonthlyCost
from portee.offers.services import Carpooling, CarShare, Loan
from portee.offers.tolls import Toll
from portee.reach.cases import evaluate
from portee.reach.choices import Situation, situation_of
from portee.reach.kinds import Along
from portee.reach.toll_roads import named_with, toll_choices, toll_notes, tolled_edges, unpaid_edges, with_tolls
from portee.reach.ways import Stores
from portee.world import World
from tests.reach.interviews import DAY, Interview, busy_world, interview, offers, someone, town_offers
from tests.worlds import grid_streets, places_at

CAR = {"kind": "car", "energy": "petrol", "crit_air": "V1"}
DRIVER: dict[str, Any] = {"vehicles": [CAR], "licences": ["B"]}


def _toll(id: str = "tunnel", street: str = "Tunnel", eur: float = 3.0, **changes: Any) -> Toll:
    told = {"id": id, "title": {"fr": id, "en": id}, "streets": [street], "eur": {"car": eur}}
    return Toll.model_validate({**told, **changes})


def _named(network: Network, edges: dict[int, str]) -> Network:
    """The network with names of some streets."""
    names = tuple(sorted(set(edges.values())))
    name = np.full(network.streets.edge_count, -1, np.int32)
    for edge, told in edges.items():
        name[edge] = names.index(told)
    return replace(network, streets=replace(network.streets, names=names, edge_name=name))


def _ladder() -> Interview:
    """Two rows of six corners. Home and work in the first row, five streets of 98 m apart, the third a tunnel; round
    it one drives two streets of 133.2 m more, at the 1 m/s of these streets.
    """
    network = _named(Network.of(grid_streets(6, 2), None), {2: "Tunnel"})
    return Interview(Stores(network), places_at([5.0], [43.0]), places_at([5.006], [43.0], "w"))


def _situation(network: Network, *tolls: Toll, **changes: Any) -> Situation:
    return situation_of(network, someone(**{**DRIVER, **changes}), offers(tolls=tolls), DAY, ())


def test_round_the_tunnel_or_through_it_by_hand() -> None:
    """22 days × 2 trips × 3 EUR = 132 EUR a month for 266 s less of each trip, before minutes are rounded up."""
    asked = _ladder()
    who = someone(**DRIVER, schedule={"shifts": [{"days": "mon-fri", "start": "08:00", "end": "17:00"}]})
    within = asked.within(who, offers(tolls=(_toll(),)))
    ways = {way.id: number for number, way in enumerate(within.ways)}
    around, through = ways["own:car"], ways["own:car:toll:tunnel"]
    seconds = [within.legs[way].out[0] for way in (around, through)]
    km = [within.legs[way].out_km[0] for way in (around, through)]
    assert km[0] - km[1] == pytest.approx(0.2664)
    assert seconds[0] - seconds[1] in (240, 300)
    trips = 2 * float(asked.case(who, offers()).commutes[0])
    running = within.ways[around].cost.per_km_eur * (km[0] - km[1]) * trips
    assert within.eur[through, 0] - within.eur[around, 0] == pytest.approx(3 * trips - running)
    assert within.ways[through].title.fr == "en voiture avec péage (tunnel)"
    assert any("on every trip" in note for note in within.ways[through].notes)
    # With a cap, the month costs no more than that.
    capped = asked.within(who, offers(tolls=(_toll(cap_eur_month=40),)))
    assert capped.eur[through, 0] - capped.eur[around, 0] == pytest.approx(40 - running)


SEEDS = st.integers(0, 2**32 - 1)


def _town(seed: int) -> tuple[Interview, tuple[Toll, ...]]:
    rng = np.random.default_rng(seed + 9)
    world = busy_world(seed)
    edges = rng.choice(world.network.streets.edge_count, 5, replace=False).tolist()
    network = _named(world.network, dict(zip(edges, ["A", "A", "B", "C", "C"], strict=True)))
    tolls = tuple(_toll(name, name, float(rng.integers(1, 6))) for name in "ABC")
    return interview(seed, World(network)), tolls


def _reached(asked: Interview, tolls: tuple[Toll, ...], **options: Any) -> Any:
    who = someone(**DRIVER, limits={"max_time_min": 14})
    return asked.within(who, town_offers(tolls=tolls), **options).reach


@settings(max_examples=15)
@given(SEEDS)
def test_a_toll_of_nothing_is_no_toll(seed: int) -> None:
    asked, tolls = _town(seed)
    free = tuple(toll.model_copy(update={"eur": {"car": 0.0}}) for toll in tolls)
    for budget in (40.0, math.inf):
        np.testing.assert_array_equal(
            _reached(asked, free, budget_eur=budget), _reached(asked, (), budget_eur=budget)
        )  # fmt: skip
    # Without limit of money, no toll is too dear; with one, a dearer toll never helps.
    np.testing.assert_array_equal(_reached(asked, tolls, budget_eur=math.inf), _reached(asked, (), budget_eur=math.inf))
    dear = tuple(toll.model_copy(update={"eur": {"car": toll.eur["car"] + 4}}) for toll in tolls)
    assert not (_reached(asked, dear, budget_eur=60) & ~_reached(asked, tolls, budget_eur=60)).any()
    assert not (_reached(asked, tolls, budget_eur=40) & ~_reached(asked, tolls, budget_eur=80)).any()


@settings(max_examples=10)
@given(SEEDS)
def test_a_kind_that_may_not_pass_finds_the_road_closed(seed: int) -> None:
    asked, tolls = _town(seed)
    barred = tuple(toll.model_copy(update={"eur": {"van": 1.0}}) for toll in tolls)
    who = someone(**DRIVER)
    case = asked.case(who, offers(tolls=barred))
    (way,) = [way for way in case.ways if way.kind == "car"]
    usual = asked.case(who, offers())
    closed, open_ = (evaluate(asked.daily(), which, [w]).legs[0] for which, w in (
        (case, way), (usual, next(w for w in usual.ways if w.kind == "car")),
    ))  # fmt: skip
    assert (closed.out >= open_.out).all()


def test_choices_of_tolls() -> None:
    network = _named(Network.of(grid_streets(6, 2), None), {k: f"T{k}" for k in range(4)})
    tolls = [_toll(f"t{k}", f"T{k}") for k in range(4)]
    three = list(toll_choices(_situation(network, *tolls[:3]), "car"))
    assert [len(choice) for choice in three] == [0, 1, 1, 1, 2, 2, 2, 3]
    four = list(toll_choices(_situation(network, *tolls), "car"))
    assert [len(choice) for choice in four] == [0, 1, 1, 1, 1, 4]
    assert list(toll_choices(_situation(network, *tolls), "moped")) == [()]
    later = _toll("later", "T1", begins="2090-01-01")
    assert list(toll_choices(_situation(network, later), "car")) == [()]
    situation = _situation(network, *tolls[:2])
    assert np.flatnonzero(unpaid_edges(situation)).tolist() == [0, 1]
    assert np.flatnonzero(unpaid_edges(situation, (tolls[1],))).tolist() == [0]


def test_streets_by_name_and_by_way() -> None:
    network = _named(Network.of(grid_streets(6, 2), None), {1: "Tunnel"})
    by_way = replace(network.streets, edge_osm_way=np.arange(network.streets.edge_count, dtype=np.int64))
    assert np.flatnonzero(tolled_edges(by_way, _toll(osm_ways=[4]))).tolist() == [1, 4]
    never = np.full(by_way.edge_count, -1, np.int32)
    walked = replace(
        by_way, cost_forward={**by_way.cost_forward, "car": never}, cost_backward={**by_way.cost_backward, "car": never}
    )
    assert not tolled_edges(walked, _toll()).any()


def test_a_toll_that_lies_nowhere_is_told_with_what_may_be_meant() -> None:
    network = _named(Network.of(grid_streets(6, 2), None), {1: "Tunnel du Prado"})
    (note,) = toll_notes(_situation(network, _toll(street="Tunel du Prado")))
    assert "Is 'Tunnel du Prado' meant?" in note
    (plain,) = toll_notes(_situation(network, _toll(street="Somewhere else")))
    assert "meant" not in plain
    assert not toll_notes(_situation(network, _toll(street="Tunnel du Prado")))


def test_price_and_name_with_tolls() -> None:
    tolls = (_toll("a", eur=3.0), _toll("b", eur=2.0, cap_eur_month=10))
    cost = with_tolls(MonthlyCost(fixed_eur=5, per_km_eur=0.1), tolls, "car")
    assert float(cost.month(40, 10)) == pytest.approx(5 + 40 * 3 + 10 + 40)
    name = Words(fr="en voiture", en="by car")
    assert named_with(name, ()) is name
    assert named_with(name, tolls).en == "by car with toll (a, b)"


def test_services_go_round_a_toll_and_a_loan_may_pay_it() -> None:
    asked = _ladder()
    words = {"title": {"fr": "x", "en": "x"}}
    services = (
        Carpooling.model_validate({"kind": "carpool", "id": "seat", **words}),
        CarShare.model_validate({"kind": "car_share", "id": "shared", **words, "eur_hour": 2, "eur_km": 0.3}),
        Loan.model_validate({"kind": "loan", "id": "lent", "title": {"fr": "prêt", "en": "loan"}, "vehicle": "car",
                             "energy": "petrol", "eur_month": 40}),
    )  # fmt: skip
    case = asked.case(someone(licences=["B"]), offers(services=services, tolls=(_toll(),)))
    ways = {way.id: way for way in case.ways}
    closed = ways["lent"].search.network
    assert closed is not None
    for id in ("seat", "shared"):
        search = ways[id].search
        assert isinstance(search, Along)
        assert search.network is closed
    assert ways["lent:toll:tunnel"].search.network is None
    assert ways["lent:toll:tunnel"].title.en == "loan with toll (tunnel)"
    plain = {way.id: way for way in asked.case(someone(licences=["B"]), offers(services=services)).ways}
    assert plain["seat"].search.network is None
