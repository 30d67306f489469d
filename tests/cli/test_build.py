from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Ran, Run
from tests.cli.feeds import changed_feed


def test_builds_then_finds_nothing_to_do(portee: Run, xs_territory: SyntheticTerritory) -> None:
    arguments = ("build", "village", "--osm", xs_territory.osm, "--gtfs", xs_territory.gtfs)
    first, second = portee(*arguments), portee(*arguments)
    assert first.code == second.code == 0
    assert "is ready (streets, graphs of each mode, timetable, links" in first.out
    assert "Next: portee info village" in first.out
    assert "nothing changed" in second.out
    assert first.err == second.err == ""


def test_build_as_json(portee: Run, xs_territory: SyntheticTerritory) -> None:
    ran = portee("build", "village", "--osm", xs_territory.osm, "--json", "--licence", "streets.osm.pbf=CC0")
    assert json.loads(ran.out) == {
        "folder": "village",
        "changed": True,
        "made": ["streets", "modes"],
        "errors": 0,
        "warnings": 0,
        "stops": 0,
        "stops_unattached": 0,
        "stops_moved": 0,
    }
    manifest = json.loads(Path("village/manifest.json").read_text())
    assert [source["licence"] for source in manifest["provenance"]] == ["CC0"]


def test_quiet_says_nothing(portee: Run, xs_territory: SyntheticTerritory) -> None:
    assert portee("build", "village", "--osm", xs_territory.osm, "-q") == Ran(0, "", "")


def refused(ran: Ran, *words: str, left: tuple[str, ...] = ()) -> None:
    """One clear line, exit code 2, and nothing new in the folder."""
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    for word in words:
        assert word in ran.err, ran.err
    assert sorted(path.name for path in Path.cwd().iterdir()) == sorted(left)


def test_missing_osm(portee: Run) -> None:
    refused(portee("build", "net", "--osm", "none.osm.pbf"), "none.osm.pbf", "no such file")


def test_osm_that_is_something_else(portee: Run, tmp_path: Path) -> None:
    (tmp_path / "x.osm.pbf").write_text("This is no map.")
    refused(portee("build", "net", "--osm", "x.osm.pbf"), "x.osm.pbf", left=("x.osm.pbf",))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_truncated_osm(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory, share: float) -> None:
    content = xs_territory.osm.read_bytes()
    (tmp_path / "x.osm.pbf").write_bytes(content[: int(share * len(content))])
    refused(portee("build", "net", "--osm", "x.osm.pbf"), "x.osm.pbf", left=("x.osm.pbf",))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<node id='1' lat='43.1' lon='5.0'/><node id='2' lat='43.2' lon='5.0'/>",
        "<node id='1' lat='43.1' lon='5.0'/><node id='2' lat='43.2' lon='5.0'/>"
        "<way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='motorway'/></way>",
    ],
    ids=["empty", "no way", "no walkable street"],
)
def test_osm_without_a_street_to_walk_on(portee: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.osm").write_text(f"<osm version='0.6'>{content}</osm>")
    refused(portee("build", "net", "--osm", "x.osm"), "x.osm", left=("x.osm",))


def test_an_existing_folder_is_kept(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "photo.jpg").write_text("x")
    ran = portee("build", "holiday", "--osm", xs_territory.osm)
    refused(ran, "holiday", "is not a network", left=("holiday",))
    assert [path.name for path in (tmp_path / "holiday").iterdir()] == ["photo.jpg"]


def test_a_folder_in_no_folder(portee: Run, xs_territory: SyntheticTerritory) -> None:
    refused(portee("build", "no/where", "--osm", xs_territory.osm), "no/where", "does not exist")


FEED_WITHOUT = {
    "required file": {"stop_times.txt": None},
    "required column": {"stops.txt": lambda text: text.replace("stop_lat", "latitude", 1)},
    "every stop": {"stop_times.txt": lambda text: text.replace(",S", ",unknown-S")},
    "service": {"calendar.txt": None, "calendar_dates.txt": None},
}


@pytest.mark.parametrize("what", ["required file", "required column", "service"])
def test_feed_without(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory, what: str) -> None:
    changed_feed(xs_territory.gtfs, tmp_path / "feed.zip", FEED_WITHOUT[what])  # type: ignore[arg-type]
    ran = portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip")
    refused(ran, "feed.zip", left=("feed.zip",))


def test_feed_that_is_no_zip(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    (tmp_path / "feed.zip").write_bytes(b"PK\x03\x04 not really")
    refused(portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip"), "feed.zip", left=("feed.zip",))


def test_zip_that_is_no_feed(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as new:
        new.writestr("letter.doc", "Dear")
    refused(portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip"), "feed.zip", left=("feed.zip",))


def test_zip_with_a_path_out_of_it(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    feed = changed_feed(xs_territory.gtfs, tmp_path / "feed.zip", {})
    with zipfile.ZipFile(feed, "a") as new:
        new.writestr("../../stolen.txt", "x")
    ran = portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip")
    assert ran.code in (0, 2)
    assert not (tmp_path.parent / "stolen.txt").exists()
    assert not (tmp_path.parent.parent / "stolen.txt").exists()


def test_zip_bomb(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    feed = changed_feed(xs_territory.gtfs, tmp_path / "feed.zip", {"shapes.txt": None})
    with zipfile.ZipFile(feed, "a", zipfile.ZIP_DEFLATED) as new, new.open("shapes.txt", "w") as member:
        for _ in range(300):
            member.write(bytes(1 << 20))
    refused(portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip"), "feed.zip", left=("feed.zip",))


def test_errors_of_a_feed_are_told_or_refused(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    def backwards(text: str) -> str:
        lines = text.splitlines()
        column = lines[0].split(",").index("arrival_time")
        cells = lines[3].split(",")
        cells[column] = cells[column + 1] = "01:00:00"
        return "\n".join([*lines[:3], ",".join(cells), *lines[4:]]) + "\n"

    changed_feed(xs_territory.gtfs, tmp_path / "feed.zip", {"stop_times.txt": backwards})
    strict = portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip", "--strict")
    refused(strict, "feed.zip", "go back in time", "line 2", left=("feed.zip",))
    lenient = portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip")
    assert lenient.code == 0
    assert "by kind: 1 error " in lenient.out
    again = portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip", "--strict")
    refused(again, "go back in time", left=("feed.zip", "net"))


def test_feed_of_another_place(portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    def moved(text: str) -> str:
        lines = text.splitlines()
        column = lines[0].split(",").index("stop_lat")
        rows = [line.split(",") for line in lines]
        for row in rows[1:]:
            row[column] = "48.85"
        return "\n".join(",".join(row) for row in rows) + "\n"

    changed_feed(xs_territory.gtfs, tmp_path / "feed.zip", {"stops.txt": moved})
    ran = portee("build", "net", "--osm", xs_territory.osm, "--gtfs", "feed.zip")
    refused(ran, "stops is near a street", "same area", left=("feed.zip",))


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--max-transfer", "-1"), "transfer"),
        (("--blank-times", "guess"), "guess"),
        (("--licence", "other.pbf=CC0"), "other.pbf"),
        (("--licence", "nothing"), "--licence"),
        (("--elevation", "none.tif"), "none.tif"),
    ],
)
def test_impossible_parameters(
    portee: Run, xs_territory: SyntheticTerritory, arguments: tuple[str, ...], word: str
) -> None:
    refused(portee("build", "net", "--osm", xs_territory.osm, *arguments), word)
