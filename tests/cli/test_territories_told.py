"""Facts and rows of territories, apart from the commands."""

from __future__ import annotations

import json

import pytest

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.cli.territories_told import alike_facts, crosswalk_facts, groups_facts, listed_rows, tell_groups
from portee.services.territories.alike import find_alike
from portee.services.territories.groups import group_territories
from portee.territory.crosswalk import area_crosswalk
from portee.territory.registry import Registry
from tests.cli.conftest import as_typed
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


def test_groups_tell_who_is_left_out(old: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    import polars as pl

    figures = old.figures.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(None).otherwise(pl.col(name)).alias(name)
        for name in old.figures.columns
    )
    found = group_territories(old.replace(figures=figures), 2, draws=2)
    tell_groups(Output(CommonOptions(lang=Language.en)), found, None, None)
    assert "In no group, too little being known of them: 1." in as_typed(capsys.readouterr().out)
