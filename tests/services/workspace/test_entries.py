from __future__ import annotations

from pathlib import Path

import pytest

from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.manifest import PlacesEntry


@pytest.mark.parametrize(
    ("head", "given", "read"),
    [
        ("lon,lat,name", None, "@row"),
        ("ID,lon,lat", None, None),
        ("id,code,lon,lat", "code", "code"),
        ("lon,lat", "@row", "@row"),
    ],
)
def test_rows_are_numbered_where_nothing_tells_ids(
    tmp_path: Path, head: str, given: str | None, read: str | None
) -> None:
    file = tmp_path / "places.csv"
    file.write_text(f"{head}\n")
    found = columns_of_entry(file, PlacesEntry(file="places.csv", id=given, lon="x"))
    assert (found.id, found.lon) == (read, "x")


def test_what_cannot_be_read_is_left_to_its_reader(tmp_path: Path) -> None:
    assert columns_of_entry(tmp_path / "none.csv", PlacesEntry(file="none.csv")).id is None
