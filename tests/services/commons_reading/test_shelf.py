from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.repository.repository import Change
from portee.commons.repository.starting import begin, example_files
from portee.core.errors import InputError
from portee.services.commons_reading.shelf import Shelf


def test_a_commit_is_read_once_and_the_next_one_when_it_comes(tmp_path: Path) -> None:
    commons = begin(tmp_path / "commons", "Mimosa", with_records="example")
    shelf = Shelf(tmp_path / "commons")
    first = shelf.reading()
    assert {f"{file.id}.md" for file in first.release.records} == set(example_files())
    assert shelf.reading() is first
    need = first.release.of_type("need")[0]
    path = f"{need.id}.md"
    text = (tmp_path / "commons" / path).read_text(encoding="utf-8")
    commons.save(Change({path: text.replace("status: ", "status: ").replace(need.record.title.fr, "Autre").encode(),
                         "need/illisible.md": b"no record at all"}, "Changed", "Olivier"))  # fmt: skip
    second = shelf.reading()
    assert second.commit != first.commit
    assert second.release.by_id[need.id].record.title.fr == "Autre"
    assert second.unreadable == ("need/illisible.md",)
    # What did not change is the very same.
    same = first.release.of_type("solution")[0].id
    assert second.release.by_id[same] is first.release.by_id[same]


def test_a_folder_that_is_no_commons_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no commons"):
        Shelf(tmp_path).reading()
