from __future__ import annotations

from dataclasses import replace

import pytest

from portee.services.portrait.ground import Ground
from portee.services.portrait.portrait import CELL, Portrait
from portee.services.portrait.work import MOMENTS, column_of, work


def test_columns_tell_how_long_one_may_travel_and_how() -> None:
    assert [column_of(moment) for moment in MOMENTS] == [
        "jobs_within_45_min_tuesday_0730", "jobs_within_45_min_sunday_2200", "jobs_within_20_min_on_foot"
    ]  # fmt: skip


def test_fewer_jobs_are_reached_on_a_sunday_night_and_on_foot(of_work: Portrait) -> None:
    equity = of_work.tables["equity"]
    means = [equity.value(moment.id, "mean") or 0 for moment in MOMENTS]
    assert 0 < means[2] <= means[1] < means[0] <= of_work.fact("jobs")
    assert all(0 <= (equity.value(moment.id, "gini") or 0) < 1 for moment in MOMENTS)
    assert of_work.fact("line") == pytest.approx(means[0] / 2, abs=1e-5)
    assert equity.value("on_foot", "below") >= equity.value("tuesday_0730", "below")  # type: ignore[operator] # told


def test_neighbourhoods_add_up_to_the_whole(of_work: Portrait) -> None:
    table = of_work.tables["neighbourhoods"]
    people = [value or 0 for value in table.columns["residents"]]
    assert sum(people) == pytest.approx(of_work.fact("residents"))
    for moment in MOMENTS:
        values = [value or 0 for value in table.columns[column_of(moment)]]
        mean = sum(n * v for n, v in zip(people, values, strict=True)) / sum(people)
        assert mean == pytest.approx(of_work.tables["equity"].value(moment.id, "mean"), rel=1e-5)


def test_every_cell_is_told_without_who_lives_there(of_work: Portrait, ground: Ground) -> None:
    cells = of_work.tables["cells"]
    assert cells.of == CELL
    assert len(cells.rows) == len(ground.cells)
    assert set(cells.columns) == {column_of(moment) for moment in MOMENTS}
    assert of_work.missing == ()
    assert "jobs.csv" in {source.file for source in of_work.sources}


def test_what_is_missing_follows_from_the_workspace(ground: Ground) -> None:
    jobs = ground.workspace.manifest.places["jobs"].model_copy(update={"weight": None})
    places = {**ground.workspace.manifest.places, "jobs": jobs}
    manifest = ground.workspace.manifest.model_copy(update={"places": places})
    bare = replace(ground, workspace=replace(ground.workspace, manifest=manifest), zones=None)
    found = work(bare)
    assert found.missing == ("zones", "job-counts")
    assert "neighbourhoods" not in found.tables
