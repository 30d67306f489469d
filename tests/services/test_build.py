from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from portee.core.errors import OutputError, OutsideNetworkError, ParameterError, SourceError
from portee.network.network import Network
from portee.services.build import build_network
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.cli.feeds import changed_feed


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def files(xs_territory: SyntheticTerritory, tmp_path: Path) -> dict[str, Path]:
    """Copies of the village's files that a test may change."""
    inputs = {"osm": xs_territory.osm, "gtfs": xs_territory.gtfs, "elevation": xs_territory.elevation}
    return {name: Path(shutil.copy(path, tmp_path)) for name, path in inputs.items()}


def build(tmp_path: Path, files: dict[str, Path], name: str = "net", **options: object) -> tuple[str, ...]:
    report = build_network(
        tmp_path / name,
        osm=files["osm"],
        gtfs=[files["gtfs"]] if "gtfs" in files else [],
        elevation=files.get("elevation"),
        **options,  # type: ignore[arg-type]
    )
    return report.made


def test_same_inputs_give_the_same_bytes(tmp_path: Path, files: dict[str, Path]) -> None:
    assert build(tmp_path, files, "a") == ("streets", "modes", "timetable", "links")
    build(tmp_path, files, "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_nothing_changed_is_seen_without_reading(
    tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, files)
    before = contents(tmp_path / "net")
    monkeypatch.setattr("portee.sources.osm.read_streets", lambda *_, **__: pytest.fail("streets were read"))
    monkeypatch.setattr("portee.sources.gtfs.read_gtfs", lambda *_, **__: pytest.fail("timetable was read"))
    assert build(tmp_path, files) == ()
    assert contents(tmp_path / "net") == before


def test_a_changed_feed_leaves_the_streets(
    tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, files)
    fresh = tmp_path / "fresh.zip"
    changed_feed(files["gtfs"], fresh, {"routes.txt": lambda text: text.replace("bus", "bus ", 1)})
    fresh.replace(files["gtfs"])
    with monkeypatch.context() as patch:
        patch.setattr("portee.sources.osm.read_streets", lambda *_, **__: pytest.fail("streets were read"))
        patch.setattr("portee.network.network.mode_streets", lambda *_, **__: pytest.fail("a graph was made"))
        assert build(tmp_path, files) == ("timetable", "links")
    build(tmp_path, files, "anew")
    assert contents(tmp_path / "net") == contents(tmp_path / "anew")


def test_changed_streets_leave_the_timetable(
    tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, files)
    flat = {name: path for name, path in files.items() if name != "elevation"}
    with monkeypatch.context() as patch:
        patch.setattr("portee.sources.gtfs.read_gtfs", lambda *_, **__: pytest.fail("timetable was read"))
        assert build(tmp_path, flat) == ("streets", "modes", "links")
    build(tmp_path, flat, "anew")
    assert contents(tmp_path / "net") == contents(tmp_path / "anew")


def test_a_shorter_transfer_makes_links_anew_and_a_note_the_manifest(tmp_path: Path, files: dict[str, Path]) -> None:
    build(tmp_path, files)
    pairs = len(Network.open(tmp_path / "net").walks.to)  # type: ignore[union-attr]
    assert build(tmp_path, files, transfer_m=300) == ("links",)
    assert len(Network.open(tmp_path / "net").walks.to) < pairs  # type: ignore[union-attr]
    assert build(tmp_path, files, transfer_m=300, notes=["Reconstructed timetable."]) == ("manifest",)
    assert Network.open(tmp_path / "net").notes == ("Reconstructed timetable.",)


def test_a_new_version_of_a_reader_reads_again(
    tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, files)
    monkeypatch.setattr("portee.services.build._version", lambda *rooms: "other" if "sources/gtfs" in rooms else "new")
    assert build(tmp_path, files) == ("streets", "modes", "timetable", "links")


def test_damage_is_repaired(tmp_path: Path, files: dict[str, Path]) -> None:
    build(tmp_path, files)
    before = contents(tmp_path / "net")
    (tmp_path / "net" / "walk" / "main.npy").unlink()
    assert build(tmp_path, files) == ("modes",)
    assert contents(tmp_path / "net") == before


def test_an_open_network_outlives_a_new_build(tmp_path: Path, files: dict[str, Path]) -> None:
    build(tmp_path, files)
    world = World.open(tmp_path / "net")
    lengths = world.network.streets.edge_length_mm.copy()
    build(tmp_path, {"osm": files["osm"]})
    assert (world.network.streets.edge_length_mm == lengths).all()
    assert World.open(tmp_path / "net").network.timetable is None


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("before", [False, True])
def test_an_interrupted_build_changes_nothing(
    tmp_path: Path,
    files: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    interruption: type[BaseException],
    before: bool,
) -> None:
    if before:
        build(tmp_path, {"osm": files["osm"]})
    known = contents(tmp_path)

    def stop(*arguments: object, **options: object) -> None:
        raise interruption

    monkeypatch.setattr("portee.services.build.write_links", stop)
    with pytest.raises(interruption):
        build(tmp_path, files)
    assert contents(tmp_path) == known


def test_what_a_killed_build_left_is_cleared(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / ".net.unfinished" / "streets").mkdir(parents=True)
    build(tmp_path, files)
    assert not (tmp_path / ".net.unfinished").exists()


def test_a_network_of_another_format_is_replaced_and_anything_else_is_not(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    build(tmp_path, files)
    manifest = tmp_path / "net" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 0}))
    assert build(tmp_path, files) == ("streets", "modes", "timetable", "links")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "manifest.json").write_text('{"format": 1.0, "name": "an extension of a browser"}')
    for name in ("notes", files["osm"].name):
        with pytest.raises(OutputError, match="will not be overwritten"):
            build(tmp_path, files, name)


def test_the_manifest_tells_sources_licences_and_problems(tmp_path: Path, files: dict[str, Path]) -> None:
    build(tmp_path, files, licences={"gtfs.zip": "CC0"})
    network = Network.open(tmp_path / "net")
    assert [(record.file, record.licence) for record in network.provenance] == [
        ("streets.osm.pbf", "ODbL 1.0"),
        ("gtfs.zip", "CC0"),
    ]
    manifest = json.loads((tmp_path / "net" / "manifest.json").read_text())
    assert manifest["sections"]["timetable"]["facts"]["problems"] == []
    assert manifest["sections"]["stops-walk"]["facts"] == {"stops": 37, "unattached": 0, "moved": 0}
    assert str(tmp_path) not in json.dumps(manifest)


def test_what_cannot_be_built(tmp_path: Path, files: dict[str, Path]) -> None:
    with pytest.raises(SourceError, match="no such file"):
        build(tmp_path, files | {"gtfs": tmp_path / "none.zip"})
    with pytest.raises(ParameterError, match="6000"):
        build(tmp_path, files, transfer_m=6000)
    with pytest.raises(ParameterError, match="blank times"):
        build(tmp_path, files, blank_times="guess")
    with pytest.raises(ParameterError, match=r"other\.zip"):
        build(tmp_path, files, licences={"other.zip": "CC0"})
    elsewhere = tmp_path / "elsewhere.zip"

    def moved(text: str) -> str:
        return text.replace(",43.", ",48.")

    changed_feed(files["gtfs"], elsewhere, {"stops.txt": moved})
    with pytest.raises(OutsideNetworkError, match="stops is near a street"):
        build(tmp_path, files | {"gtfs": elsewhere})
    assert not (tmp_path / "net").exists()
