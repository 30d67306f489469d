from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from portee.cli.output import Output
from portee.reports.tables import read_result
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import write_territory
from tests.cli.conftest import Run


@pytest.mark.slow
def test_leaves_maps_and_tables_and_tells_that_all_is_invented(portee: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    ran = portee("demo", "--size", "S", "--out", "demo", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("TERRITOIRE SYNTHÉTIQUE")
    assert "quartiers prioritaires" in ran.out
    assert "30 000 habitants" in ran.out.replace("\u202f", " ")
    assert opened == []  # nobody sits before a terminal
    assert "portee serve demo" in ran.out
    assert open_workspace("demo").kinds[:2] == ("cells", "jobs")
    frame, record = read_result(Path("demo/access.gpkg"))
    other, _ = read_result(Path("demo/access.parquet"))
    assert np.array_equal(frame["jobs_within_45_min_tuesday_0730"], other["jobs_within_45_min_tuesday_0730"])
    residents = frame["residents"].to_numpy()
    means = [
        np.average(frame[f"jobs_within_45_min_{moment}"], weights=residents)
        for moment in ("tuesday_0730", "sunday_2200")
    ]
    assert means[0] > means[1] > 0
    assert "Synthetic territory" in record["notes"][0]
    assert {source["licence"] for source in record["sources"] if source["source"] in ("osm", "gtfs")} == {"CC0 1.0"}
    page = Path("demo/map.html").read_text(encoding="utf-8")
    assert "Territoire synthétique" in page
    assert "Synthetic territory" in page
    assert "OpenStreetMap" not in page
    assert Path("demo/map.png").read_bytes().startswith(b"\x89PNG")
    written = {name: Path(f"demo/{name}").read_bytes() for name in ("access.parquet", "access.gpkg", "map.html")}
    again = portee("demo", "--size", "S", "--out", "demo", "--lang", "fr", "--json")
    told = json.loads(again.out)
    assert told["synthetic"] is True
    assert set(told["steps"]) == {"territory", "network", "access", "tables", "maps"}
    assert {name: Path(f"demo/{name}").read_bytes() for name in written} == written


def test_refuses_a_folder_of_something_else(portee: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    ran = portee("demo", "--out", "mine", "--no-open")
    assert ran.code == 2
    assert "not a former demonstration" in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_sizes_are_those_of_the_contract(portee: Run) -> None:
    assert portee("demo", "--size", "XXL").code == 2


@pytest.mark.slow
def test_on_a_terminal_the_application_opens_unless_told_not_to(portee: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[object, ...]] = []
    monkeypatch.setattr(Output, "interactive", property(lambda self: self.talks))

    def serve(out: Output, folder: Path, settings: object, *, host: str, port: int, open_it: bool) -> None:
        served.append((folder, host, port, open_it))

    monkeypatch.setattr("portee.cli.demo.serve_folder", serve)
    # A village, which takes less time than the city that is told of.
    monkeypatch.setattr(
        "portee.services.demo.write_territory", lambda *a, **k: write_territory(*a, **{**k, "size": "XS"})
    )
    assert portee("demo", "--size", "S", "--out", "demo", "--no-serve").code == 0
    assert portee("demo", "--size", "S", "--out", "demo", "--json").code == 0
    assert served == []
    assert portee("demo", "--size", "S", "--out", "demo", "--no-open", "--port", "0").code == 0
    assert served == [(Path("demo"), "127.0.0.1", 0, False)]
