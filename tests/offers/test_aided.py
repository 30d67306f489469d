"""Aids applied to costs: never dearer, never below zero, never more than a cap, and only what goes together."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.aided import MOST_AT_ONCE, apply_aids
from portee.offers.aids import CATEGORIES, Aid, AidAnswer, aids_for
from tests.offers.test_aids import aid

DAY = date(2026, 11, 25)


def answers(*aids: Aid) -> tuple[AidAnswer, ...]:
    return aids_for(aids, {}, DAY)


def share(name: str, part: float, cap: float | None = None, **fields: Any) -> Aid:
    return aid(name, **{"kind": "share_of_cost", "amount_eur": None, "share": part, "cap_eur": cap, **fields})


def test_by_hand() -> None:
    half = share("half", 0.5, pays_for=["public_transport"], cumulates_with="all")
    local = aid("local", amount_eur=30, pays_for=["public_transport"], cumulates_with="all")
    # Half of 50 is 25; of the 30 only what is left to pay, 25, is used.
    net, used = apply_aids({"public_transport": 50.0, "car": 80.0}, answers(half, local))
    assert net == {"public_transport": 0.0, "car": 80.0}
    assert sum(u.eur for u in used) == 50.0
    # The half is capped at 10: 10 + 30 of 50.
    capped = share("half", 0.5, 10, pays_for=["public_transport"], cumulates_with="all")
    assert apply_aids({"public_transport": 50.0}, answers(capped, local)).net == {"public_transport": 10.0}


def test_of_aids_that_exclude_each_other_the_better_one_is_used() -> None:
    small, large = aid("a", amount_eur=20), aid("b", amount_eur=35)
    aided = apply_aids({"bicycle": 100.0}, answers(small, large))
    assert aided.net == {"bicycle": 65.0}
    assert [(u.aid, u.category, u.eur) for u in aided.used] == [("b", "bicycle", 35.0)]
    # Two small ones that go together beat the larger one that admits nothing: 20 + 20 > 35.
    pair = [aid("c", amount_eur=20, cumulates_with=["d"]), aid("d", amount_eur=20, cumulates_with=["c"])]
    assert apply_aids({"bicycle": 100.0}, answers(large, *pair)).eur == 40.0


def test_aids_for_different_costs_do_not_exclude_each_other() -> None:
    ride, drive = aid("ride", amount_eur=10), aid("drive", amount_eur=10, pays_for=["car"])
    assert apply_aids({"bicycle": 50.0, "car": 50.0}, answers(ride, drive)).eur == 20.0


def test_an_aid_for_any_cost_leaves_room_for_a_narrower_one() -> None:
    wide = aid("wide", amount_eur=60, pays_for=["any"], cumulates_with="all")
    narrow = aid("narrow", amount_eur=40, pays_for=["bicycle"], cumulates_with="all")
    # 40 on the bicycle, and the 60 on the 10 that are left of it and 50 of the car.
    aided = apply_aids({"bicycle": 50.0, "car": 50.0}, answers(wide, narrow))
    assert aided.eur == 100.0
    assert aided.net == {"bicycle": 0.0, "car": 0.0}


def test_what_does_not_count_changes_nothing() -> None:
    idle = answers(
        aid("loan", kind="loan", pays_for=["any"]),
        aid("fares", counted_in="fares", pays_for=["any"]),
        aid("asked", to_check={"fr": "x", "en": "x"}, pays_for=["any"]),
        aid("elsewhere", territory=["commune:75056"], pays_for=["any"]),
        aid("old", ends="2020-01-01", pays_for=["any"]),
        share("fares_share", 0.5, pays_for=["any"], counted_in="fares"),
    )
    costs = {"car": 123.456789}
    assert apply_aids(costs, idle) == (costs, ())


def test_wrong_costs_are_refused() -> None:
    for bad in (-1.0, float("nan"), float("inf"), 1e12):
        with pytest.raises(ParameterError, match="not possible"):
            apply_aids({"car": bad}, ())
    with pytest.raises(ParameterError, match="'boat' is no kind of cost"):
        apply_aids({"boat": 1.0}, ())
    many = [aid(f"a{i}", pays_for=["car"]) for i in range(MOST_AT_ONCE + 1)]
    with pytest.raises(ParameterError, match="would have to be combined"):
        apply_aids({"car": 1.0}, answers(*many))


NAMES = ("a", "b", "c", "d", "e")
AIDS = st.lists(
    st.builds(
        lambda name, part, euros, cap, pays, with_: (
            share(name, part, cap, pays_for=pays, cumulates_with=with_)
            if part
            else aid(name, amount_eur=euros, pays_for=pays, cumulates_with=with_)
        ),
        st.sampled_from(NAMES),
        st.sampled_from((None, None, 0.25, 0.5, 1.0)),
        st.integers(0, 12000).map(lambda cents: cents / 100),
        st.one_of(st.none(), st.integers(0, 9000).map(lambda cents: cents / 100)),
        st.one_of(st.just(("any",)), st.sets(st.sampled_from(CATEGORIES), min_size=1, max_size=3).map(tuple)),
        st.one_of(st.sampled_from(("all", "none")), st.sets(st.sampled_from(NAMES)).map(tuple)),
    ),
    max_size=5,
    unique_by=lambda each: each.id,
)
COSTS = st.dictionaries(st.sampled_from(CATEGORIES), st.floats(0, 300, allow_nan=False), min_size=1)


@given(COSTS, AIDS)
def test_laws(costs: dict[str, float], aids: list[Aid]) -> None:
    net, used = apply_aids(costs, answers(*aids))
    by_id = {each.id: each for each in aids}
    for name, cost in costs.items():
        assert 0.0 <= net[name] <= cost
        assert cost - net[name] == pytest.approx(sum(u.eur for u in used if u.category == name), abs=1e-9)
    for each in aids:
        paid = [u for u in used if u.aid == each.id]
        limit = each.cap_eur if each.share is not None else each.amount_eur
        assert limit is None or sum(u.eur for u in paid) <= limit + 1e-6
        assert all(each.covers(u.category) for u in paid)
        assert each.share is None or all(u.eur <= each.share * costs[u.category] + 1e-6 for u in paid)
    for one, other in itertools.combinations({u.aid for u in used}, 2):
        a, b = by_id[one], by_id[other]
        assert a.goes_with(b) or not any(a.covers(c) and b.covers(c) and costs[c] >= 0.01 for c in costs)


@given(COSTS, AIDS)
def test_one_aid_more_never_pays_less(costs: dict[str, float], aids: list[Aid]) -> None:
    fewer, more = apply_aids(costs, answers(*aids[:-1])), apply_aids(costs, answers(*aids))
    assert more.eur >= fewer.eur - 1e-9


@given(COSTS, AIDS, st.randoms(use_true_random=False))
def test_the_order_of_aids_changes_nothing(costs: dict[str, float], aids: list[Aid], random: Any) -> None:
    shuffled = list(aids)
    random.shuffle(shuffled)
    assert apply_aids(costs, answers(*aids)) == apply_aids(costs, answers(*shuffled))


@given(COSTS, AIDS)
def test_nothing_pays_more_than_the_best_of_all_combinations(costs: dict[str, float], aids: list[Aid]) -> None:
    """Against the slow way: every set of aids that go together, each set paid out as linear programming does best."""
    import numpy as np
    from scipy.optimize import linprog

    names = sorted(costs)
    best = 0.0
    for size in range(len(aids) + 1):
        for group in itertools.combinations(aids, size):
            if any(
                not a.goes_with(b) and any(a.covers(c) and b.covers(c) and costs[c] >= 0.01 for c in names)
                for a, b in itertools.combinations(group, 2)
            ):
                continue
            rows, limits, bounds = [], [], []
            for each in group:
                bounds += [(0, costs[c] * (each.share or 1.0) if each.covers(c) else 0.0) for c in names]
            for place, each in enumerate(group):
                limit = each.cap_eur if each.share is not None else each.amount_eur
                if limit is not None:
                    row = np.zeros(len(bounds))
                    row[place * len(names) : (place + 1) * len(names)] = 1
                    rows.append(row)
                    limits.append(limit)
            for place, name in enumerate(names):
                row = np.zeros(len(bounds))
                row[place :: len(names)] = 1
                rows.append(row)
                limits.append(costs[name])
            if bounds:
                found = linprog(-np.ones(len(bounds)), np.array(rows), limits, bounds=bounds)
                best = max(best, -float(found.fun))
    # Whole cents: each aid and each cost may lose a part of one.
    assert apply_aids(costs, answers(*aids)).eur == pytest.approx(best, abs=0.01 * (len(aids) + len(names)) * 3)
