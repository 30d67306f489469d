from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from portee.sources.synthetic import SyntheticTerritory
from portee.store.database import now
from portee.store.incidents import Told, add_incident, moderate_incident
from portee.store.moderating import PublicState
from portee.web.private import close_private, database_of
from tests.cli.conftest import Run
from tests.web.people import private_site


def test_incidents_are_listed_written_and_settled(
    portee: Run, tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory
) -> None:
    site = private_site(tmp_path / "village", xs_network, xs_territory)
    folder = site.workspace.folder
    told = Told(43.1, 5.0, "left-across", date(2026, 3, 10), "En travers du trottoir", "scooter", 8)
    with database_of(site).writing() as connection:
        made, _ = add_incident(connection, told, now=now())
    asked = ("workspace", "incidents", folder)
    assert json.loads(portee(*asked, "--json").out)["total"] == 0
    assert "En travers" in portee(*asked, "--state", "waiting").out
    assert portee(*asked, "--settle", made.id).code == 2
    with database_of(site).writing() as connection:
        moderate_incident(connection, made.id, PublicState.shown, before=PublicState.waiting, now=now())
    assert portee(*asked, "-o", "i.geojson", "--since", "2026-03-10", "--until", "2026-03-10").code == 0
    (feature,) = json.loads(Path("i.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["kind"] == "left-across"
    ran = portee(*asked, "--settle", made.id, "--json")
    assert json.loads(ran.out)["incidents"][0]["settled"]
    for wrong in (("--since", "soon"), ("-o", "i.csv"), ("-o", "i.geojson", "--state", "waiting")):
        assert portee(*asked, *wrong).code == 2
    close_private(site)
