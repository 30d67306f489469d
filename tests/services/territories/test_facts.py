from __future__ import annotations

import json

import pytest

from portee.services.territories.alike import find_alike
from portee.services.territories.facts import alike_facts, crosswalk_facts, groups_facts, listed_rows
from portee.services.territories.groups import group_territories
from portee.territory.crosswalk import area_crosswalk
from portee.territory.registry import Registry
from tests.services.territories import invented
from tests.territory.registers import register, square


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return invented.register(tmp_path_factory.mktemp("told"))


def test_rows_without_figures_have_no_residents() -> None:
    (row,) = listed_rows(register(2024, [square(0, 0)]), None, None)
    assert row["residents"] is None
    assert (row["known"], row["outline"]) == (0, True)


def test_departments_are_found_with_and_without_their_zero() -> None:
    found = register(2015, [None, None], codes=["QP009001", "QP02A001"])
    assert [row["code"] for row in listed_rows(found, "09", None)] == ["QP009001"]
    assert [row["code"] for row in listed_rows(found, "9", None)] == ["QP009001"]
    assert [row["code"] for row in listed_rows(found, "2a", None)] == ["QP02A001"]


def test_each_old_neighbourhood_is_whole_in_part_or_gone() -> None:
    old = register(2015, [square(0, 0), square(2, 0), square(9, 9)])
    new = register(2024, [square(0, 0), square(2, 0, 0.5)])
    facts = crosswalk_facts(area_crosswalk(old, new))
    assert [facts[name] for name in ("whole", "parts", "gone", "born")] == [1, 1, 1, 0]


def test_facts_are_plain_json(old: Registry) -> None:
    for facts in (alike_facts(find_alike(old, "QP013005", 3)), groups_facts(group_territories(old, 3, draws=2))):
        json.dumps(facts, allow_nan=False)
