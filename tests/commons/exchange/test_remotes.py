from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote, manifest_of, reference, remotes, source_key
from portee.commons.repository.repository import Change
from portee.commons.repository.snapshot import Snapshot
from portee.core.errors import InputError, SourceError
from tests.commons.exchange.commonses import git, make


def test_what_was_pulled_is_known_by_its_name(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux")
    assert remotes(one) == {}
    pull(one, str(two.root))
    tip = git(two.root, "rev-parse", "main")
    assert remotes(one) == {"deux": tip}
    assert git(one.root, "rev-parse", reference("deux")) == tip
    found = find_remote(one, "deux")
    assert (found.name, found.manifest.name, found.snapshot.commit) == ("deux", "deux", tip)
    assert found.source == str(two.root / ".git")
    assert source_key("deux") in one.repository.config
    assert "remote" not in (one.root / ".git" / "config").read_text()
    with pytest.raises(InputError, match="Did you mean 'deux'"):
        find_remote(one, "deu")


def test_what_is_no_commons(tmp_path: Path) -> None:
    one = make(tmp_path / "one")
    for contents in (None, b"\xff", b"name: X"):
        commit = one.save(Change({"commons.yaml": contents}, "Autre", "Mimosa"))
        with pytest.raises(SourceError):
            manifest_of(Snapshot(one.repository, commit), "x")
