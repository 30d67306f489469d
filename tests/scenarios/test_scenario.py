"""A scenario file: read or refused with every problem, the same id for the same deeds, and a base that stays."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core import plain_yaml
from portee.core.errors import ManyProblems, SourceError
from portee.scenarios.scenario import apply_scenario, parse_scenario, read_scenario, scenario_problems
from portee.world import World
from tests.scenarios.grounds import applied, area, at, frozen, ground, minutes, scenario, untouched
from tests.worlds import random_world

GROUND = ground()
LON, LAT = at(1, 1)
SERVICE = {"id": "s", "title": {"fr": "a", "en": "b"}, "kind": "car_share", "eur_hour": 3, "eur_km": 0.3}
AID = {"id": "aid", "title": {"fr": "a", "en": "b"}, "payer": "x", "kind": "once", "amount_eur": 5, "pays_for": ["any"]}
PARTS: list[dict[str, Any]] = [
    {"type": "close_streets", "streets": ["Rue 1"]},
    {"type": "open_streets", "area": area(0, 0, 2, 2), "modes": ["car"]},
    {"type": "slow_streets", "across": [at(0, 0.5), at(4, 0.5)], "factor": 2},
    {"type": "pedestrianise", "osm_ways": [100, 101]},
    {"type": "add_street", "name": "Pont", "line": [at(0, 0), at(1, 1)], "modes": ["walk", "car"]},
    {"type": "add_service", "service": SERVICE},
    {"type": "remove_offer", "ids": ["ticket"]},
    {"type": "set_fare", "factor": 0.5},
    {"type": "add_aid", "aid": AID},
    {"type": "energy_price", "factor": 1.5},
    {"type": "low_emission_zone", "id": "z", "area": area(0, 0, 2, 2), "car": "V3", "off": ["centre"]},
    {"type": "add_places", "of": "jobs", "places": [{"id": "n", "lon": LON, "lat": LAT, "jobs": 5}]},
    {"type": "remove_places", "of": "jobs", "ids": ["port"]},
    {"type": "move_places", "of": "jobs", "ids": ["port"], "lon": LON, "lat": LAT},
    {"type": "set_column", "of": "jobs", "column": "jobs", "factor": 2},
    {"type": "add_residents", "places": [{"id": "n", "lon": LON, "lat": LAT, "residents": 5}]},
]
SOME = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4)


@pytest.mark.parametrize("part", PARTS, ids=[part["type"] for part in PARTS])
def test_the_base_stays_as_it_was_applied_or_refused(part: dict[str, Any]) -> None:
    found = applied(GROUND, part)
    assert found is not GROUND
    assert frozen(found) != frozen(GROUND)
    bad = scenario(part, {"type": "remove_offer", "ids": ["nothing"]})
    with untouched(GROUND):
        with pytest.raises(ManyProblems):
            apply_scenario(bad, GROUND)
        assert len(scenario_problems(bad, GROUND)) == 1


@settings(max_examples=15)
@given(SOME, SOME)
def test_what_was_made_before_stays_too(first: list[dict[str, Any]], then: list[dict[str, Any]]) -> None:
    if not scenario_problems(scenario(*first), GROUND):
        middle = applied(GROUND, *first)
        more = scenario(*then)
        if not scenario_problems(more, middle):
            assert frozen(applied(middle, *then).territory) == frozen(applied(GROUND, *first, *then).territory)


def test_nothing_to_do_is_the_very_same_world() -> None:
    for world in (GROUND, random_world(3), World(GROUND.network)):
        assert apply_scenario(scenario(), world) is world
        assert apply_scenario(scenario(), world, date(2026, 1, 1)) is world
    dated = scenario({**PARTS[0], "from": "2030-01-01"})
    assert apply_scenario(dated, GROUND, date(2029, 12, 31)) is GROUND


@settings(max_examples=30)
@given(SOME, st.text("abé :#", min_size=1).filter(str.strip), st.booleans())
def test_the_id_is_that_of_the_deeds(parts: list[dict[str, Any]], name: str, flow: bool) -> None:
    base = scenario(*parts)
    noted = [{"note": name, **dict(reversed(part.items()))} for part in parts]
    content = {"modifications": json.loads(json.dumps(noted)), "description": name, "name": name}
    text = "# a remark\n" + yaml.dump(content, default_flow_style=flow, allow_unicode=True, width=30)
    assert parse_scenario(text).id == base.id
    assert parse_scenario(text).name == name.strip()
    assert len(base.id) == 64
    others = [
        [*parts, {**parts[0]}], parts[1:], [{**parts[0], "from": "2026-01-01"}, *parts[1:]],
        [{**parts[0], "until": "2026-01-01"}, *parts[1:]],
    ]  # fmt: skip
    assert len({scenario(*some).id for some in others} | {base.id}) == 5


def test_the_id_knows_values_and_order() -> None:
    one, other = PARTS[0], PARTS[2]
    ids = [
        scenario(*parts).id
        for parts in (
            [one, other],
            [other, one],
            [one, {**other, "factor": 2.5}],
            [{**one, "streets": ["Rue 2"]}, other],
        )
    ]
    assert len(set(ids)) == 4
    assert scenario(one, {**other, "factor": 2.0, "modes": ["car"]}).id == ids[0]


def test_the_id_is_the_same_for_a_number_however_it_is_written() -> None:
    place = {"id": "n", "lon": LON, "lat": LAT, "covered": True}
    ids = [
        scenario({"type": "add_places", "of": "jobs", "places": [{**place, "jobs": jobs}]}).id
        for jobs in (5, 5.0, "5", 5.5)
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_each_world_has_a_key_of_its_own() -> None:
    keys = {applied(GROUND, part).network.key for part in PARTS[:5]}
    assert len(keys) == 5
    assert applied(GROUND, PARTS[0]).network.key == applied(GROUND, {**PARTS[0], "note": "x"}).network.key


@settings(max_examples=25)
@given(st.integers(-2, 6), st.integers(0, 3), st.integers(0, 3))
def test_a_layer_counts_from_its_first_to_its_last_day(day: int, first: int, length: int) -> None:
    begins = date(2026, 3, 1) + timedelta(days=first)
    ends, asked = begins + timedelta(days=length), date(2026, 3, 1) + timedelta(days=day)
    dated = {**PARTS[0], "from": begins.isoformat(), "until": ends.isoformat()}
    plan = scenario(PARTS[2], dated)
    holds = first <= day <= first + length
    assert plan.on(asked) == ((0, 1) if holds else (0,))
    found = apply_scenario(plan, GROUND, asked)
    expected = applied(GROUND, PARTS[2], PARTS[0]) if holds else applied(GROUND, PARTS[2])
    np.testing.assert_array_equal(minutes(found, "car"), minutes(expected, "car"))
    assert found.network.notes == expected.network.notes
    # Without a day all of it counts.
    whole = applied(GROUND, PARTS[2], PARTS[0])
    np.testing.assert_array_equal(minutes(apply_scenario(plan, GROUND), "car"), minutes(whole, "car"))


def test_a_problem_of_another_day_is_none() -> None:
    plan = scenario({"type": "remove_offer", "ids": ["nothing"], "from": "2026-03-02"}, PARTS[0])
    assert scenario_problems(plan, GROUND, date(2026, 3, 1)) == ()
    assert len(scenario_problems(plan, GROUND, date(2026, 3, 2))) == 1
    assert len(scenario_problems(plan, GROUND)) == 1


WRONG = """\
name: Plan
modifications:
  - type: close_streets
    osm_ways: [7]
    streets: [Rue 1, Ru 2]
  - type: set_fare
    factor: 0
    ids: [tiket]
  - type: add_street
    name: Pont
    modes: [walk]
    line: [[5, 43], [5.1, 43]]
"""


def test_all_that_does_not_fit_the_world_is_told_with_its_line_in_order() -> None:
    plan = parse_scenario(WRONG, "plan.yaml")
    with untouched(GROUND), pytest.raises(ManyProblems) as caught:
        apply_scenario(plan, GROUND)
    error = caught.value
    told = [(p.where.line, p.where.field, p.what) for p in error.problems if p.where]
    assert told[:-1] == [
        (4, "modifications.0.osm_ways", "There is no OpenStreetMap way 7 in the network."),
        (5, "modifications.0.streets", "There is no street 'Ru 2'."),
        (8, "modifications.1.ids", "There is no tariff 'tiket'."),
    ]
    assert told[-1][:2] == (12, "modifications.2.line")
    assert {p.where.file for p in error.problems if p.where} == {"plan.yaml"}
    assert all(problem.mend for problem in error.problems)
    assert [str(p) for p in scenario_problems(plan, GROUND)] == [str(p) for p in error.problems]
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert again.as_dict() == error.as_dict()
    assert error.as_dict()["problems"] == [problem.as_dict() for problem in error.problems]
    assert str(error).count("\n") == len(error.problems) == 4


def test_all_that_is_wrong_in_the_file_is_told_with_its_line() -> None:
    text = """\
name: Plan
modifications:
  - type: close_street
    streets: [Rue 1]
  - streets: [Rue 1]
  - type: slow_streets
    streets: [Rue 1]
    factor: 2
    from: 2026-03-02
    until: 2026-03-01
  - type: pedestrianise
    street: [Rue 1]
    osm_ways: [1]
  - plain words
"""
    with pytest.raises(ManyProblems) as caught:
        parse_scenario(text, "plan.yaml")
    assert [(p.where.line, p.what) for p in caught.value.problems if p.where] == [
        (3, "There is no type 'close_street'."),
        (5, "'type' is missing."),
        (6, "It ends on 2026-03-01 before it begins on 2026-03-02."),
        (12, "There is no field 'street'."),
        (14, "'4' is 'plain words': keys with values are wanted."),
    ]
    mends = [p.mend for p in caught.value.problems]
    assert mends[0].startswith("Did you mean 'close_streets'? Types: ")
    assert mends[3].startswith("Did you mean 'streets'? Fields: across, area, from, note, ")


def test_a_file_is_read_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(WRONG, encoding="utf-8")
    plan = read_scenario(path)
    assert plan.id == parse_scenario(WRONG).id
    assert (plan.name, plan.file) == ("Plan", str(path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("- type: close_streets\n", "a list or a single value"),
        ("name: a\nmodifications: &x []\nx: *x\n", "anchor"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nname: *b\n", "anchor"),
        ("name: 'a\nmodifications: []\n", "not YAML"),
        ("name: a\nname: b\nmodifications: []\n", "there twice"),
        ("name: a\nmodifications: " + "[" * 3000, "not YAML"),
        ("name: a\nmodifications: !!python/object/apply:os.system [ls]\n", "not YAML"),
        ("name: a\x00\nmodifications: []\n", "characters that text does not have"),
    ],
    ids=["nothing", "list", "anchor", "bomb", "quote", "twice", "deep", "object", "nul"],
)
def test_what_is_no_scenario_gets_one_clear_error(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words) as caught:
        read_scenario(path)
    assert caught.value.where is not None
    assert caught.value.where.file == str(path)
    assert caught.value.mend


def test_files_that_are_too_large_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_scenario(tmp_path / "none.yaml")
    monkeypatch.setattr(plain_yaml, "LARGEST_BYTES", 1000)
    path = tmp_path / "large.yaml"
    path.write_text("name: a\nmodifications: []\n#" + "x" * 1000, encoding="utf-8")
    with pytest.raises(SourceError, match="at most 1000"):
        read_scenario(path)


@pytest.mark.parametrize(
    "text", ["name: a\n", "modifications: []\n", "name: ''\nmodifications: []\n", "name: a\nmodifications: x\n",
             "name: a\nmodifications: {}\n", "name: a\nmodifications:\n", "name: a\nmodifications: []\n1: 2\n"],
)  # fmt: skip
def test_a_scenario_has_a_name_and_a_list(text: str) -> None:
    with pytest.raises(ManyProblems) as caught:
        parse_scenario(text)
    assert len(caught.value.problems) == 1


BOTH = """\
name: Plan
description: [x]
modifications:
  - {type: close_streets, streets: [Ru 1]}
  - {type: set_fare, factor: cheap}
  - {type: remove_offer, ids: [nothing]}
  - {type: add_service, service: {id: van, titel: x}}
  - {type: remove_offer, ids: [van, nobody]}
  - {type: close_streets, streets: [Rue 9], until: 2026-03-01}
  - {type: remove_places, of: jobs, ids: [gone]}
"""


def test_what_is_badly_written_and_what_does_not_fit_are_told_at_once() -> None:
    def told(**options: Any) -> list[tuple[int | None, str | None, str]]:
        with untouched(GROUND), pytest.raises(ManyProblems) as caught:
            parse_scenario(BOTH, "plan.yaml", GROUND, **options)
        return [(p.where.line, p.where.field, p.what) for p in caught.value.problems if p.where]

    found = told()
    assert [line for line, _, _ in found] == sorted(line for line, _, _ in found if line)
    unfit = [
        (4, "modifications.0.streets", "There is no street 'Ru 1'."),
        (6, "modifications.2.ids", "There is no offer 'nothing'."),
        # The service 'van' is badly written: whether it is known later cannot be told.
        (8, "modifications.4.ids", "There is no offer 'nobody'."),
        (9, "modifications.5.streets", "There is no street 'Rue 9'."),
        (10, "modifications.6.ids", "There is no place 'gone'."),
    ]
    with pytest.raises(ManyProblems) as caught:
        parse_scenario(BOTH, "plan.yaml")
    written = [(p.where.line, p.where.field, p.what) for p in caught.value.problems if p.where]
    assert {2, 5, 7} == {line for line, _, _ in written}
    assert sorted([*written, *unfit]) == sorted(found)
    assert len(told(day=date(2026, 3, 2))) == len(found) - 1
    assert len(told(touches=("network",))) == len(found) - 3


def test_the_path_of_a_field_is_that_of_the_file() -> None:
    text = """\
name: Plan
description: {fr: a}
modifications:
  - {type: hazard, zones: [{area: [[5, 43], [5.1, 43], [5, 43.1]], depht_m: 1}]}
  - {type: set_fare, tariff: {id: x, kind: passs}}
  - {type: curfew, last_departure: "20:00", closed: "19:00"}
  - {type: nothing}
"""
    with pytest.raises(ManyProblems) as caught:
        parse_scenario(text)
    assert [p.where.field for p in caught.value.problems if p.where] == [
        "description.en", "modifications.0.zones.0.depht_m", "modifications.1.tariff.title",
        "modifications.1.tariff.kind", "modifications.1.tariff.price_eur", "modifications.2", "modifications.3",
    ]  # fmt: skip
