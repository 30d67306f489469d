"""One file is taken out of a zip, and a bomb is left in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.places.archive import members_of, sole_member


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_the_sole_member_by_ending(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", {"in/A.SHP": b"1", "in/a.dbf": b"2", "in/meta_a.shp": b"3"})
    assert len(members_of(path)) == 3
    assert sole_member(path, (".shp",), aside=("meta",)) == "in/A.SHP"
    with pytest.raises(SourceError, match=r"found 2: in/A.SHP, in/meta_a.shp"):
        sole_member(path, (".shp",))
    with pytest.raises(SourceError, match="found 0: none"):
        sole_member(path, (".csv",))


def test_bomb_is_refused_without_opening_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "t.zip", {"a.csv": b"0" * (4 << 20)})
    assert sole_member(path, (".csv",)) == "a.csv"
    monkeypatch.setattr("portee.sources.places.archive._BOMB_BYTES", 1 << 20)
    with pytest.raises(SourceError, match="zip bomb"):
        sole_member(path, (".csv",))
