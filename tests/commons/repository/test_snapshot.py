from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.repository.repository import Change, Commons
from portee.commons.repository.snapshot import find_commit
from portee.core.errors import InputError
from tests.commons.repository.test_repository import MANIFEST


def test_records_of_a_version(tmp_path: Path) -> None:
    commons = Commons.init(tmp_path / "c", MANIFEST, "Mimosa")
    first = commons.save(Change({"need/b.md": b"b", "cell/a.md": b"a", "README.md": b"x"}, "Trois", "Mimosa"))
    commons.save(Change({"need/b.md": b"\xff"}, "Plus", "Mimosa"))
    head = commons.head()
    assert head is not None
    assert [path for path, _ in head.records()] == ["cell/a.md", "need/b.md"]
    assert head.text("need/b.md") == "\ufffd"
    assert head.text("need/z.md") is None
    assert head.text("need") is None
    assert find_commit(commons.repository, "main", commons.root) == head.commit
    assert find_commit(commons.repository, first[:8], commons.root) == first
    assert find_commit(commons.repository, "main~1", commons.root) == first
    for name in ("nothing", "", "main~9", "--help"):
        with pytest.raises(InputError, match="No version is called"):
            find_commit(commons.repository, name, commons.root)
