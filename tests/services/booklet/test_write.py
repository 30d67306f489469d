from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.commons.publish.resources import DECLARED, _DataFiles
from portee.core.declared import parse_declared
from portee.core.errors import OutputError, ParameterError
from portee.services.booklet import Classroom, Facts
from portee.services.booklet.write import LICENCE, RESOURCES, write_booklet


def test_a_folder_holds_what_a_commons_needs(room: Classroom, facts: Facts, tmp_path: Path) -> None:
    written = write_booklet(facts, room.base, tmp_path / "livret", "fr")
    assert {path.name for path in written} == {"booklet-fr.html", "booklet-fr.pdf", "booklet-fr.json", RESOURCES}
    told = parse_declared((tmp_path / "livret" / RESOURCES).read_text(), _DataFiles, DECLARED)
    assert [one.file for one in told.resources] == ["booklet-fr.html", "booklet-fr.pdf", "booklet-fr.json"]
    assert all(one.licence == LICENCE and one.made_from for one in told.resources)
    with pytest.raises(OutputError, match="will not be overwritten"):
        write_booklet(facts, room.base, tmp_path / "livret", "fr")


def test_every_figure_has_its_provenance(room: Classroom, facts: Facts, tmp_path: Path) -> None:
    write_booklet(facts, room.base, tmp_path / "b.json", "en")
    record = json.loads((tmp_path / "b.json").read_text())
    assert record["licence"] == LICENCE
    assert record["figures"]
    assert all(row["lat"] and row["day"] == facts.day.isoformat() for row in record["figures"])
    assert {source["role"] for source in record["sources"]} >= {"streets", "jobs"}
    assert all(len(source["sha256"]) == 64 for source in record["sources"])
    assert record["drill"]["seed"] == facts.seed


def test_files_are_the_same_twice(room: Classroom, facts: Facts, tmp_path: Path) -> None:
    for end in ("html", "pdf", "json"):
        for name in ("a", "b"):
            write_booklet(facts, room.base, tmp_path / f"{name}.{end}", "fr")
        assert (tmp_path / f"a.{end}").read_bytes() == (tmp_path / f"b.{end}").read_bytes()


def test_a_name_that_tells_no_format(room: Classroom, facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"cannot be written as 'b\.docx'"):
        write_booklet(facts, room.base, tmp_path / "b.docx", "fr")
    assert not list(tmp_path.iterdir())
