from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.publish.resources import data_files
from portee.commons.repository.repository import Change, Commons
from portee.core.errors import PorteeError
from tests.commons.publish.commonses import make_commons

TOLD = """resources:
- file: arrets.csv
  title: {fr: Arrêts, en: Stops}
  licence: ODbL-1.0
  made_from:
  - {title: OpenStreetMap, licence: ODbL-1.0, url: "https://www.openstreetmap.org/copyright"}
"""


def with_data(root: Path, **files: str) -> Commons:
    commons = make_commons(root)
    data = {f"data/{name.replace('__', '.')}": text.encode() for name, text in files.items()}
    commons.save(Change(data, "Data", "Mimosa"))
    return commons


def found(commons: Commons) -> tuple[str, ...]:
    head = commons.head()
    assert head is not None
    return tuple(one.path for one in data_files(head))


def test_a_file_of_data_has_its_licence_and_its_sources(tmp_path: Path) -> None:
    commons = with_data(tmp_path / "c", resources__yaml=TOLD, arrets__csv="id\n1\n")
    head = commons.head()
    assert head is not None
    (stops,) = data_files(head)
    assert (stops.path, stops.licence, stops.contents) == ("data/arrets.csv", "ODbL-1.0", b"id\n1\n")
    assert stops.made_from[0].title == "OpenStreetMap"


def test_a_commons_needs_no_data(tmp_path: Path) -> None:
    assert found(make_commons(tmp_path / "c")) == ()


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"arrets__csv": "x"}, "Nobody has told the licence"),
        ({"resources__yaml": TOLD}, "There is no file data/arrets.csv"),
        ({"resources__yaml": TOLD, "arets__csv": "x"}, "Did you mean data/arets.csv"),
        ({"resources__yaml": TOLD + TOLD.partition("\n")[2], "arrets__csv": "x"}, "told twice"),
        ({"resources__yaml": TOLD.replace("ODbL-1.0", "GPL", 1), "arrets__csv": "x"}, "no licence of the commons"),
        ({"resources__yaml": TOLD.replace("arrets.csv", "../c.csv"), "arrets__csv": "x"}, "file"),
        ({"resources__yaml": TOLD.replace("arrets.csv", ".git"), "arrets__csv": "x"}, "file"),
        ({"resources__yaml": TOLD.replace("https:", "javascript:"), "arrets__csv": "x"}, "url"),
    ],
)
def test_what_is_not_told_well_is_refused(tmp_path: Path, files: dict[str, str], what: str) -> None:
    with pytest.raises(PorteeError, match=what):
        found(with_data(tmp_path / "c", **files))
