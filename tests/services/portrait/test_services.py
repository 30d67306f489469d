from __future__ import annotations

from dataclasses import replace

import pytest

from portee.core.errors import ParameterError
from portee.services.portrait.ground import Ground
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.services import MOMENTS, column_of, kinds_of, services


def test_work_has_a_part_of_its_own() -> None:
    assert kinds_of(("jobs", "childcare")) == ("childcare",)


def test_every_kind_is_told_at_every_moment(of_services: Portrait) -> None:
    kinds = of_services.tables["kinds"]
    assert [row.id for row in kinds.rows] == ["childcare", "shops"]
    for row in kinds.rows:
        for moment in MOMENTS:
            mean, none = (kinds.value(row.id, f"{name}_{moment.id}") for name in ("mean", "none"))
            assert mean is not None
            assert none is not None
            assert 0 <= mean <= (kinds.value(row.id, "total") or 0)
            assert 0 <= none <= 1
            assert column_of(row.id, moment.id) in of_services.tables["neighbourhoods"].columns


def test_nobody_has_one_of_each_without_having_one_of_one(of_services: Portrait) -> None:
    kinds = of_services.tables["kinds"]
    for moment in MOMENTS:
        lacks = max(kinds.value(row.id, f"none_{moment.id}") or 0 for row in kinds.rows)
        assert of_services.fact(f"one_of_each_{moment.id}") <= 1 - lacks + 1e-9


def test_what_no_file_gives_is_missing(of_services: Portrait) -> None:
    assert of_services.missing == ("school", "health")


def test_a_workspace_with_jobs_alone_is_told(ground: Ground) -> None:
    places = {kind: entry for kind, entry in ground.workspace.manifest.places.items() if kind in ("cells", "jobs")}
    manifest = ground.workspace.manifest.model_copy(update={"places": places})
    with pytest.raises(ParameterError, match="no file of places but jobs"):
        services(replace(ground, workspace=replace(ground.workspace, manifest=manifest)))
