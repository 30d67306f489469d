from __future__ import annotations

from pathlib import Path

import pygit2

from portee.commons.publish.dates import moment_text, record_dates
from portee.commons.repository.repository import Change, Commons, signature
from tests.commons.publish.commonses import CELL, NEED, make_commons

DAY = 86_400


def commit_at(commons: Commons, path: str, moment: int) -> str:
    """Commit another text of a file at a moment of one's choice."""
    repository = commons.repository
    index = repository.index
    index.read()
    (commons.root / path).write_bytes((commons.root / path).read_bytes() + b"\nEncore.\n")
    index.add(path)
    index.write()
    signed = signature("Mimosa", moment)
    parents = [repository.head.target]
    return str(repository.create_commit("HEAD", signed, signed, "m\n", index.write_tree(), parents))


def test_a_record_is_as_old_as_its_first_commit_and_as_new_as_its_last(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    begun = commons.repository.head.peel(pygit2.Commit).commit_time
    commit_at(commons, CELL, begun + DAY)
    last = commit_at(commons, CELL, begun + 3 * DAY)
    dates = record_dates(commons.repository, last)
    cell, need = dates[CELL.removesuffix(".md")], dates[NEED.removesuffix(".md")]
    assert (cell.first, cell.last) == (moment_text(begun), moment_text(begun + 3 * DAY))
    assert need.first == need.last == moment_text(begun)
    assert "commons" not in dates


def test_a_merge_does_not_make_its_records_new(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    side = commons.repository.head.target
    last = commit_at(commons, NEED, 2_000_000_000)
    before = record_dates(commons.repository, last)
    merged = commons.save(Change({}, "They meet", "Rocade"), parents=(str(side),))
    assert record_dates(commons.repository, merged) == before


def test_moments_are_told_in_utc() -> None:
    assert moment_text(0) == "1970-01-01T00:00:00Z"
