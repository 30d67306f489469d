from __future__ import annotations

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.hubs.compare import compare_designs, compare_plans, plans_to_compare
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.compared import compared, small
from tests.services.hubs.village_hubs import given_in, village_hub


def test_doing_nothing_comes_first_then_designs_in_the_order_given() -> None:
    found = compared(small("b"), small("a"))
    assert [case.plan.id for case in found.cases] == ["nothing", "b", "a"]
    assert [case.plan.id for case in found.designs] == ["b", "a"]


def test_examples_are_found_by_their_ids() -> None:
    assert [plan.id for plan in plans_to_compare(["fabriques-bikes", "fabriques-cars"])] == [
        "fabriques-bikes", "fabriques-cars",
    ]  # fmt: skip


def test_hubs_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ParameterError, match="no hub to compare"):
        plans_to_compare([])
    with pytest.raises(ParameterError, match="'a' is that of several"):
        plans_to_compare([small("a"), small("a")])
    with pytest.raises(ParameterError, match="cannot be called 'nothing'"):
        plans_to_compare([small("nothing")])
    with pytest.raises(ParameterError, match="2027–2030, 'b' about 2027–2032"):
        plans_to_compare([small("a"), small("b", years=6)])
    with pytest.raises(SourceError):
        plans_to_compare(["nowhere.yaml"])


def test_an_empty_hub_is_doing_nothing_bit_for_bit(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    plan = village_hub(xs_territory, "fabriques-bikes")
    bare = [service.model_copy(update={"things": (), "use": ()}) for service in plan.services]
    money: dict[str, tuple[()]] = dict.fromkeys(("staff", "spaces", "others", "subsidies", "grants", "loans"), ())
    empty = plan.model_copy(update={"services": tuple(bare), "contribution": 0.0, **money})
    found = compare_designs([empty], given_in(xs_world, xs_territory, replications=0))
    designed = found.designs[0].designed
    assert designed is not None
    gains = designed.gains
    for name in ("trips_month", "new_trips_month", "minutes_saved_month", "eur_saved_month", "surplus_eur_month"):
        assert (gains[name] == 0.0).all(), name
    assert gains["reached_with_jobs"].to_list() == gains["reached_today_jobs"].to_list()
    assert (designed.cells["surplus_eur_month"] == 0.0).all()
    for one in found.figures:
        if one.unit.startswith(("EUR", "trips", "persons", "hours")):
            assert one.values[0] == one.values[1], one.name


def test_the_same_hub_twice_gives_the_same_figures(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    plan = village_hub(xs_territory, "fabriques-cars")
    found = compare_designs(
        [plan, plan.model_copy(update={"id": "twin"})], given_in(xs_world, xs_territory)
    )  # fmt: skip
    assert all(one.values[1] == one.values[2] for one in found.figures)


def test_without_people_each_profile_counts_as_one() -> None:
    assert not compare_plans([small("a")]).cases[1].reach.counted
