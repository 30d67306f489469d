"""Names of a scenario file and what they mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.network.timetable_draft import TimetableDraft
from portee.scenarios.modification import Tell
from portee.scenarios.naming import (
    MODES,
    draft_of,
    lines_named,
    meant,
    nearest_platforms,
    note_removed,
    plain,
    route_mode,
    stops_named,
)
from portee.scenarios.works import Works
from portee.world import World
from tests.scenarios.worlds import instead, named_world, timetable


class _Told(list[tuple[str, str, str]]):
    def __call__(self, field: str, what: str, mend: str) -> None:
        self.append((field, what, mend))


def _begun(world: World | None = None) -> tuple[Works, TimetableDraft, _Told]:
    works, told = Works(world or named_world()), _Told()
    tell: Tell = told
    draft = draft_of(works, tell)
    assert draft is not None
    return works, draft, told


@pytest.mark.parametrize(
    ("name", "routes"),
    [("L1", [0]), ("1", [0]), ("Gare - Hôpital", [0]), ("gare - hopital", [0]), ("TRAM DU STADE ", [1]), ("n3", [2])],
)
def test_a_line_by_id_short_or_long_name(name: str, routes: list[int]) -> None:
    works, draft, told = _begun()
    assert lines_named(works, draft, name, told) == routes
    assert told == []


def test_an_id_is_meant_before_a_short_name_and_that_before_a_long_one() -> None:
    world = instead(named_world(), route_id=("1", "b", "c", "d"), route_short_name=("x", "1", "c2", "c2"))
    works, draft, told = _begun(world)
    assert lines_named(works, draft, "1", told) == [0]
    assert lines_named(works, draft, "c2", told) == [2, 3]
    assert told == []


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("Tram du Stad", "Did you mean 'Tram du Stade'?"),
        ("nocturme", "Did you mean 'Nocturne'?"),
        ("zzz", "Write it as the data do."),
    ],
)
def test_an_unknown_line_is_told_with_what_is_like_it(name: str, mend: str) -> None:
    works, draft, told = _begun()
    assert lines_named(works, draft, name, told, "lines") == []
    assert told == [("lines", f"There is no line '{name}'.", mend)]


def test_no_name_means_nothing() -> None:
    """Line 4 has no long name: an empty one must not mean it."""
    works, draft, told = _begun()
    assert lines_named(works, draft, "", told) == []
    assert stops_named(draft, "", told, "stop") == []
    assert [field for field, _, _ in told] == ["line", "stop"]


def test_a_removed_line_is_told_by_each_of_its_names() -> None:
    works, draft, told = _begun()
    draft.change([1], lambda pattern: [pattern.take(np.zeros(len(pattern), np.bool_))])
    note_removed(works, draft, [1])
    for name in ("T2", "tram du stade"):
        assert lines_named(works, draft, name, told) == []
    assert {mend for _, _, mend in told} == {"An earlier modification removed it."}
    assert works.removed == {"line t2", "line tram du stade"}


def test_stops_by_id_or_name_of_all_platforms() -> None:
    _, draft, told = _begun()
    assert stops_named(draft, "mairie:b", told, "stop") == [2]
    assert stops_named(draft, "Mairie", told, "stop") == [1, 2]
    assert stops_named(draft, "hopital", told, "stop") == [4]
    assert told == []
    assert stops_named(draft, "Hopitall", told, "stop") == []
    assert told == [("stop", "There is no stop 'Hopitall'.", "Did you mean 'Hôpital'?")]


def test_of_several_platforms_the_nearest_to_the_stop_before() -> None:
    _, draft, told = _begun()
    assert nearest_platforms(draft, ["Gare", "Mairie", "Hôpital"], told, "via") == [0, 1, 4]
    assert nearest_platforms(draft, ["Parc", "Mairie"], told, "via") == [5, 2]
    assert nearest_platforms(draft, ["Mairie", "Stade"], told, "via") == [2, 6]
    assert nearest_platforms(draft, ["Mairie", "Gare"], told, "via") == [1, 0]
    assert nearest_platforms(draft, [], told, "via") == []
    assert told == []
    assert nearest_platforms(draft, ["Gare", "Nowhere"], told, "via") == []
    assert [field for field, _, _ in told] == ["via"]


def test_modes_of_basic_and_extended_route_types() -> None:
    for mode, types in MODES.items():
        assert {route_mode(kind) for kind in types} == {mode}
    assert (route_mode(704), route_mode(109), route_mode(200), route_mode(1702)) == ("bus", "rail", None, None)


def test_names_without_accents_and_capitals() -> None:
    assert plain(" Évêché ") == "eveche"
    assert meant("evech", ["Évêché", "Gare"]) == "Did you mean 'Évêché'?"
    assert meant("x", []) == "Write it as the data do."


def test_a_network_without_a_timetable_is_told() -> None:
    world, told = named_world(), _Told()
    bare = world.replace(network=replace(world.network, timetable=None))
    assert draft_of(Works(bare), told) is None
    assert told == [("type", "The network has no timetable.", "Build it with --gtfs FEED.zip.")]
    assert timetable(world).stop_count == 7
