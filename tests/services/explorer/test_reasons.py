from __future__ import annotations

from dataclasses import replace

from portee.services.describe import suggested_date
from portee.services.explorer import Explorer, Question
from portee.services.explorer.reasons import changes_of


def test_each_change_says_what_it_adds(village_explorer: Explorer) -> None:
    network = village_explorer.world.network
    west, south, east, north = network.bounds
    day = suggested_date(network)
    assert day is not None
    asked = Question(
        (west + east) / 2, (south + north) / 2, day, there_s=22 * 3600, back_s=5 * 3600, minutes=15, direction="both",
        profile="single-parent-no-car", budget_eur=0,
    )  # fmt: skip
    answer = village_explorer.answer(asked)
    changes = {change.id: change for change in changes_of(village_explorer, answer)}
    assert set(changes) == {"longer", "no_budget", "one_way", "busy_hour"}
    for id in ("longer", "no_budget", "one_way"):
        assert all(more >= 0 for more in changes[id].more.values())
    for change in changes.values():
        again = village_explorer.answer(change.question)
        for kind, found in again.kinds.items():
            assert change.reached[kind] == found.reached
            assert change.more[kind] == found.reached - answer.kinds[kind].reached


def test_nothing_is_proposed_that_changes_nothing(village_explorer: Explorer) -> None:
    network = village_explorer.world.network
    west, south, east, north = network.bounds
    day = suggested_date(network)
    assert day is not None
    widest = Question((west + east) / 2, (south + north) / 2, day, 8 * 3600, 17 * 3600 + 1800, minutes=90)
    assert changes_of(village_explorer, village_explorer.answer(widest)) == ()
    late = village_explorer.answer(replace(widest, there_s=22 * 3600))
    assert [change.id for change in changes_of(village_explorer, late)] == ["busy_hour"]
