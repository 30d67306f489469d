from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.integration.criteria import TOP, shipped_ladder
from portee.hubs.integration.levels import Fact, integration_levels

YES = dict.fromkeys(
    (
        "legal_access", "wayfinding", "how_to_use", "universal_place", "seen_from_stop", "conflicts_told", "identity",
        "conflict_free", "place_making", "one_information", "plain_information", "one_booking", "one_payment",
        "without_smartphone", "bundle", "public_aims", "consulted", "heard", "deliberated", "vulnerable_present",
        "knowledge_used", "room_to_decide", "lasting", "on_their_own",
    ),
    True,
)  # fmt: skip
ALL: dict[str, Fact] = {**YES, "shared_modes": 2.0, "other_services": 2.0, "walk_to_stop_m": 300.0}


def levels(facts: dict[str, Fact]) -> list[int]:
    return [axis.level for axis in integration_levels(facts)]


def test_nothing_told_is_level_0_and_everything_is_level_4() -> None:
    assert levels({}) == [0, 0, 0]
    assert levels(ALL) == [TOP, TOP, TOP]
    assert all(not axis.lacking for axis in integration_levels(ALL))


def test_a_missing_criterion_holds_the_level_below_it_and_is_told() -> None:
    found = integration_levels({**ALL, "wayfinding": False, "consulted": None})
    assert [axis.level for axis in found] == [1, TOP, 0]
    physical, _, democratic = found
    assert [(each.id, each.met) for each in physical.lacking] == [("wayfinding", False)]
    assert [(each.id, each.met) for each in democratic.lacking] == [("consulted", None)]
    assert len(physical.met) == len(physical.judged) - 1


def test_the_value_found_is_told() -> None:
    found = integration_levels({**ALL, "walk_to_stop_m": 420.0})[0]
    assert found.level == 0
    assert [(each.id, each.value) for each in found.lacking] == [("walk-to-stop", 420.0)]


def test_where_there_are_no_conflicts_none_need_telling() -> None:
    assert levels({**ALL, "conflicts_told": False})[0] == TOP


booleans = st.sampled_from([True, False, None])
facts = st.fixed_dictionaries(
    {
        **dict.fromkeys(YES, booleans),
        "shared_modes": st.integers(0, 4).map(float),
        "other_services": st.integers(0, 3).map(float),
        "walk_to_stop_m": st.one_of(st.none(), st.floats(0, 1000)),
    }
)


@given(facts, st.data())
def test_more_criteria_met_is_never_a_lower_level(before: dict[str, Fact], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(before)))
    now = before[name]
    better: Fact = True
    if name in ("shared_modes", "other_services"):
        assert isinstance(now, float)
        better = now + 1
    elif name == "walk_to_stop_m":
        better = now / 2 if isinstance(now, float) else 0.0
    one, other = levels(before), levels({**before, name: better})
    assert all(a <= b for a, b in zip(one, other, strict=True))


@given(facts)
def test_a_level_is_reached_only_with_all_below_it(told: dict[str, Fact]) -> None:
    for axis in integration_levels(told):
        assert 0 <= axis.level <= TOP
        assert all(each.met for each in axis.judged if each.level <= axis.level)
        assert axis.level == TOP or axis.lacking
        assert {each.id for each in axis.judged} <= set(shipped_ladder().criteria)
