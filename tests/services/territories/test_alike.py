"""Territories like one: reproducible, with reasons that add up; the two geographies are never mixed."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.territories.alike import Reason, find_alike, set_of
from portee.services.territories.importing import import_register
from portee.territory.registry import Registry

OWN = """\
title: {fr: Deux, en: Two}
source: test
date: "2026-11-25"
variables:
  - {id: poverty, figure: tp60, title: {fr: Pauvreté, en: Poverty}, unit: {fr: '%', en: '%'}}
  - {id: place, figure: department, title: {fr: Département, en: Department}, unit: {fr: '', en: ''}, weight: 2}
"""


def test_the_nearest_are_of_the_same_kind(old: Registry) -> None:
    found = find_alike(old, "QP013003", 8)
    assert len(found.neighbours) == 8
    assert {neighbour.label.partition("(")[2] for neighbour in found.neighbours} == {"Grandville)"}
    distances = [neighbour.distance for neighbour in found.neighbours]
    assert distances == sorted(distances)
    assert "QP013003" not in {neighbour.code for neighbour in found.neighbours}
    assert found.distance[found.row] == 0
    assert (found.candidates, found.left_out, found.trials) == (23, 0, 12)
    assert all(neighbour.kept is not None and 0 <= neighbour.kept <= 12 for neighbour in found.neighbours)


def test_the_same_answer_twice_and_fewer_are_the_first_of_more(old: Registry) -> None:
    once, again, fewer = (find_alike(old, "QP013003", k) for k in (8, 8, 3))
    assert [n.code for n in once.neighbours] == [n.code for n in again.neighbours]
    assert [n.code for n in fewer.neighbours] == [n.code for n in once.neighbours][:3]


def test_reasons_add_up_to_the_distance(old: Registry) -> None:
    for neighbour in find_alike(old, "QP013005", 23).neighbours:
        assert sum(reason.part for reason in neighbour.reasons) == pytest.approx(neighbour.distance)
        unknown = [reason.variable.id for reason in neighbour.reasons if reason.closeness == "unknown"]
        # Of the fifth, income tax and jobseekers are not published.
        assert {"income_tax", "jobseekers"} <= set(unknown)
        assert neighbour.low < neighbour.distance < neighbour.high


def test_words_for_gaps_follow_the_thresholds(old: Registry) -> None:
    variable = set_of(None).variables[0]
    told = [Reason(variable, 1.0, 1.0, gap, 0.0).closeness for gap in (0.05, 0.15, 0.35, 0.36, math.nan)]
    assert told == ["same", "near", "apart", "far", "unknown"]


def test_a_set_of_ones_own_with_a_category(tmp_path: Path, old: Registry) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    found = find_alike(old, "QP013003", 2, set_of(path))
    assert [reason.theirs for reason in found.neighbours[0].reasons][1] == "13"
    assert found.neighbours[0].reasons[1].closeness == "same"
    poverty = old.column("tp60")
    nearest = np.argsort(np.abs(poverty - poverty[2]), kind="stable")[1]
    assert found.neighbours[0].code == old.codes[nearest]


def test_a_code_of_the_other_geography_is_refused(old: Registry) -> None:
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024.*crosswalk"):
        find_alike(old, "QN01301M")


def test_a_figure_that_is_not_there_is_named(old: Registry) -> None:
    with pytest.raises(ParameterError, match=r"'living_standard' is compared by 'disp_q2'.*--compare"):
        find_alike(old.replace(figures=old.figures.drop("disp_q2")), "QP013001")


def test_a_wrong_set_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN.replace("figure: tp60", "figur: tp60"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"own\.yaml.*line 5"):
        set_of(path)


def test_the_table_has_a_row_per_neighbour(old: Registry) -> None:
    frame = find_alike(old, "QP013003", 4).to_geodataframe()
    assert frame["rank"].tolist() == [1, 2, 3, 4]
    assert {"distance", "distance_low", "distance_high", "known", "kept", "poverty", "poverty_part"} <= set(frame)
    assert frame.geometry.notna().all()


@pytest.mark.real
def test_a_small_town_of_occitanie_is_like_other_small_towns(shared_data: Path) -> None:
    folder = shared_data / "france"
    register = import_register(
        perimeters=[folder / "qpv_2015_occitanie.geojson"], figures=[folder / "qpv_2015_occitanie_indicators.xlsx"]
    )
    found = find_alike(register, "QP009001", 5)
    labels = [neighbour.label for neighbour in found.neighbours]
    assert labels[0] == "Centre Ancien (Foix)"
    assert found.neighbours[0].distance == pytest.approx(0.065, abs=0.001)
    assert [neighbour.code for neighbour in find_alike(register, "QP009001", 5).neighbours] == [
        neighbour.code for neighbour in found.neighbours
    ]
    for code in register.codes.tolist():
        own = find_alike(register, code, 3)
        assert own.distance[own.row] == 0
        assert len(own.neighbours) == 3
