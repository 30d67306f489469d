from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.repository.history import changes_between, history, record_at
from portee.commons.repository.repository import Change, Commons
from portee.commons.repository.starting import begin
from tests.commons.repository.test_repository import MANIFEST

NEED = "need/embauche-avant-l-aube.md"


@pytest.fixture
def commons(tmp_path: Path) -> Commons:
    found = begin(tmp_path / "c", "Mimosa", with_records="example")
    text = (found.root / NEED).read_text(encoding="utf-8")
    found.save(Change({NEED: text.replace("motive: work", "motive: training").encode()}, "Un autre motif", "Rocade"))
    found.save(Change({"README.md": b"x", "need/b.md": b"no record"}, "Un mot", "Mimosa"))
    found.save(Change({"statement/bus-trop-tard.md": None}, "Une parole en moins", "Mimosa"))
    return found


def test_versions_the_newest_first(commons: Commons) -> None:
    found = history(commons)
    assert [version.message for version in found] == [
        "Une parole en moins", "Un mot", "Un autre motif", "The commons begins",
    ]  # fmt: skip
    assert [version.author for version in history(commons, NEED)] == ["Rocade", "Mimosa"]
    assert len(history(commons, limit=2)) == 2
    assert history(commons, "need/never.md") == []
    assert [v.message for v in history(commons, "statement/bus-trop-tard.md")] == [
        "Une parole en moins",
        "The commons begins",
    ]


def test_what_differs_between_two_versions(commons: Commons) -> None:
    versions = [version.commit for version in history(commons)]
    (change,) = changes_between(commons, versions[3], versions[2])
    assert (change.id, change.kind, change.title) == (NEED[:-3], "changed", "Embaucher avant le premier bus")
    assert [(f.field, f.old, f.new) for f in change.fields] == [("motive", "work", "training")]
    found = {c.id: (c.kind, c.title) for c in changes_between(commons, versions[3], versions[0])}
    assert found["statement/bus-trop-tard"] == ("removed", "Le premier bus passe trop tard")
    assert found["need/b"] == ("added", "need/b.md")
    assert changes_between(commons, versions[0], versions[0]) == []
    assert len(changes_between(commons, None, versions[3])) == 25


def test_a_commons_without_a_version(tmp_path: Path) -> None:
    commons = Commons.init(tmp_path / "c", MANIFEST, "Mimosa")
    assert len(history(commons)) == 1
    assert record_at(None, NEED) is None
    assert record_at(commons.head(), NEED) is None
