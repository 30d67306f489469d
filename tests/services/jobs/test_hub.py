from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from portee.core.errors import PorteeError
from portee.core.plain_yaml import parse_yaml, plain_text
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.hub import GAINS, HUB, LONGEST, read_hub_text
from portee.services.jobs.results import result_file
from portee.services.jobs.scenario import world_for
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import worked


def example(name: str = "fabriques-bikes", **changes: Any) -> str:
    text = files("portee.hubs.plan").joinpath("shipped", f"{name}.yaml").read_text(encoding="utf-8")
    return plain_text({**parse_yaml(text, name)[0], **changes}) if changes else text


def in_the_village(workspace: Workspace) -> str:
    homes = world_for(workspace, ("jobs",)).territory.zones
    assert homes is not None
    return example(place={"lon": float(homes.lon[0]), "lat": float(homes.lat[0])})


def test_who_gains_is_asked_where_the_hub_stands_in_the_territory(workspace: Workspace) -> None:
    here, far = in_the_village(workspace), example()
    whole = HUB.check(workspace, {"hubs": [here]})
    assert whole["gains"]
    assert HUB.check(workspace, whole) == whole
    assert not HUB.check(workspace, {"hubs": [far]})["gains"]
    told, _ = parse_yaml(here, "hub.yaml")
    parked = [thing for service in told["services"] for thing in service["things"] if thing.get("places")]
    assert parked
    parked[0]["count"] = 0
    with pytest.raises(PorteeError, match="docks"):
        HUB.check(workspace, {"hubs": [plain_text(told)]})
    assert not HUB.check(workspace, {"hubs": [here], "gains": False})["gains"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "no hub"), ({"hubs": []}, "no hub"), ({"hubs": [3]}, "no hub"), ({"hubs": ["x"] * 4}, "no hub"),
        ({"hubs": ["id: a\nid: b\n"]}, "twice"), ({"hubs": [example()], "gains": 1}, "'gains'"),
        ({"hubs": [example()], "more": 1}, "no 'more'"), ({"hubs": [example(), example()]}, "several hubs"),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(PorteeError) as problem:
        HUB.check(workspace, asked)
    assert told in str(problem.value)


@pytest.mark.parametrize("text", ["", "[" * 3000, "a: &a 1\nb: *a\n", "x" * (LONGEST + 1)], ids=range(4))
def test_hostile_texts_are_told(text: str) -> None:
    plan, problems = read_hub_text(text)
    assert plan is None
    assert problems


@pytest.mark.parametrize("here", [True, False])
def test_hubs_are_compared_and_kept(desk: JobDesk, here: bool) -> None:
    text = in_the_village(desk.workspace) if here else example()
    job, result = worked(desk, "hub", {"hubs": [text]}, "Pôle")
    assert result["gains"] is here
    assert ("hub.gpkg" in result["files"]) is here
    assert (result_file(desk.workspace, job.key, GAINS) is not None) is here
    for name in (*result["files"], "body.fr.html", "body.en.html"):
        assert result_file(desk.workspace, job.key, name) is not None, name
    body = result_file(desk.workspace, job.key, "body.fr.html")
    assert body is not None
    text = body.read_text(encoding="utf-8")
    assert ('<figure class="map">' in text) is here
    assert '<svg class="years"' in text, "the accounts are drawn wherever the hub stands"
