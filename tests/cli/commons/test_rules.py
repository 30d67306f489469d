from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.web.site import Site
from tests.cli.conftest import Run
from tests.web.people import private_site
from tests.web.rules_site import RULE, lay_rule, middle


def test_the_charter_is_listed_and_asked_at_a_point(
    portee: Run, tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory
) -> None:
    private = private_site(tmp_path / "village", xs_network, xs_territory)
    commons = private.workspace.folder / "commons"
    assert portee("commons", "init", commons, "--author", "Mimosa", "--example").code == 0
    opened = private.workspace
    assert isinstance(opened, Workspace)
    site = Site(replace(opened, manifest=opened.manifest.model_copy(update={"commons": "commons"})))
    lay_rule(site)
    lon, lat = middle(site)
    told = json.loads(portee("commons", "rules", commons, "--json").out)
    assert {one["id"]: one["in_force"] for one in told["rules"]}[RULE]
    here = ("commons", "rules", commons, "--at", f"{lat:.5f},{lon:.5f}", "--when", "2026-03-10T08:30")
    found = json.loads(portee(*here, "--vehicle", "scooter", "--json").out)
    assert (found["park"], found["ride"], found["rules"]) == (False, True, [RULE])
    ran = portee(*here, "--vehicle", "bike")
    assert "It may be left there." in ran.out
    for wrong in (
        ("--at", "x"), ("--at", "95,5"), ("--when", "2026-03-10T08:30"), ("--at", "43,5", "--when", "soon"),
        ("--at", "43,5", "--clock", "Mars"), ("--at", "43,5", "--clock", "../x"),
    ):  # fmt: skip
        assert portee("commons", "rules", commons, *wrong).code == 2, wrong
