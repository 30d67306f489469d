from __future__ import annotations

from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.reports.tables import read_result
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.siting import HUB_SITE, HUB_THIRD_PLACES
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done

SITE = {"weight": "residents", "candidates": "grid:400", "model": "covering", "within": 8, "count": 2, "mode": "walk"}
THIRD = {
    "weight": "residents", "candidates": "jobs", "share": 0.3, "days": 1.5, "within": 10, "count": 1, "mode": "walk",
}  # fmt: skip


def test_hubs_and_third_places_are_chosen_with_a_map(desk: JobDesk) -> None:
    result, files = done(desk, "hub-site", SITE)
    frame, _ = read_result(files["hubs.gpkg"])
    assert 1 <= int(frame["opened"].sum()) <= 2
    assert result["files"] == ["hubs.gpkg", "hubs.geojson"]
    _, files = done(desk, "hub-third-places", THIRD)
    frame, _ = read_result(files["third-places.gpkg"])
    assert int(frame["opened"].sum()) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"candidates": "/etc/passwd"}, "no candidates"), ({"candidates": "parking"}, "no OpenStreetMap"),
        ({"count": None}, "how much may be opened"), ({"model": "best"}, "'model'"), ({"demand": "palaces"}, "palaces"),
        ({"opportunities": ["cells"]}, "no 'cells'"), ({"count": 10**6}, "'count'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, change: dict[str, Any], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        HUB_SITE.check(workspace, {**SITE, **change})


def test_the_question_is_the_same_with_its_defaults(workspace: Workspace) -> None:
    for kind, asked in ((HUB_SITE, SITE), (HUB_THIRD_PLACES, THIRD)):
        whole = kind.check(workspace, asked)
        assert kind.check(workspace, whole) == whole
