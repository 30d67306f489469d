from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely

from portee.services.explorer import DIRECTIONS, Answer
from portee.services.explorer.answer import KindAnswer
from portee.web.asked import asked_of
from portee.web.explorer import explorer_of
from portee.web.reach_told import COORDINATE_DIGITS, STEPS, areas_json, told
from portee.web.site import Site
from portee.web.wording import LANGUAGES


@pytest.fixture
def answer(site: Site) -> Answer:
    return explorer_of(site).answer(asked_of(site, {}).question)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("profile", [None, "home-care-worker"])
def test_every_question_is_told_in_words(site: Site, lang: str, direction: str, profile: str | None) -> None:
    question = replace(asked_of(site, {}).question, direction=direction, profile=profile)
    found = told(site, lang, explorer_of(site).answer(question), why=True)
    assert str(question.minutes) in found["sentence"]
    assert [len(row["by_step"]) for row in found["rows"]] == [len(STEPS)] * len(found["rows"])
    assert found["ways"]
    assert found["lives"]
    assert found["changes"]
    assert all(found["sources"].values())


def test_what_is_missing_is_told(site: Site, answer: Answer) -> None:
    far = KindAnswer(0.0, 10.0, answer.kinds["jobs"].by_minute * 0, 61.2)
    never = replace(far, nearest_min=float("inf"))
    found = told(site, "en", replace(answer, kinds={"jobs": far, "childcare": never}))
    assert found["missing"] == [
        "Missing: no job within reach in this time. The nearest one is 62 minutes away.",
        "Missing: no childcare place within reach, not even in 90 minutes.",
    ]


def test_nearly_all_is_not_all_and_hardly_any_not_none(site: Site, answer: Answer) -> None:
    jobs = answer.kinds["jobs"]
    for reached, share in ((9_999.0, "99"), (10_000.0, "100"), (1.0, "less than 1"), (0.0, "0")):
        changed = replace(answer, kinds={"jobs": replace(jobs, reached=reached, total=10_000.0)})
        assert told(site, "en", changed)["rows"][0]["share"] == share


def test_areas_are_geojson_the_largest_first(site: Site, answer: Answer) -> None:
    features = told(site, "fr", answer)["areas"]["features"]
    assert [row["properties"]["minutes"] for row in features] == [45, 22]
    assert [row["properties"]["nearer"] for row in features] == [False, True]
    assert features[0]["geometry"]["type"] == "MultiPolygon"


def test_a_licence_that_only_the_workspace_tells_is_told(
    site: Site, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.web.reach_told.licence_of", lambda _, kind: f"licence of {kind}")
    sources = told(site, "fr", answer)["sources"]
    for kind, rows in sources.items():
        assert [row["licence"] for row in rows] == [f"licence of {kind}"] * len(rows)


def test_areas_are_the_geojson_of_their_shapes(answer: Answer) -> None:
    hole = shapely.box(5.1, 43.1, 5.2, 43.2).exterior
    holed = shapely.Polygon(shapely.box(5, 43, 5.4, 43.3).exterior, [hole])
    shapes = [shapely.MultiPolygon([holed]), shapely.MultiPolygon([holed, shapely.box(6, 43, 6.123456, 43.2)])]
    shapes += [shapely.MultiPolygon(), *(area.geometry for area in answer.areas)]
    for shape in shapes:
        told_as = areas_json(replace(answer, areas=(replace(answer.areas[0], geometry=shape),)))
        written = shapely.to_geojson(shapely.set_precision(shape, 10.0**-COORDINATE_DIGITS))
        assert told_as["features"][0]["geometry"] == json.loads(written)
