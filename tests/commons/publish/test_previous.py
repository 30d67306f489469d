from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.changes import RecordChange
from portee.commons.publish.previous import FIRST, Past, Version, next_version, past_releases, step_of
from portee.commons.publish.strictness import Stricter
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Change
from portee.core.errors import ParameterError
from tests.commons.publish.commonses import CELL, edit, make_commons, tag

VERSIONS = st.builds(Version, *[st.integers(0, 999)] * 3)
TITLE = Text({"fr": "Titre"})
RELEASE = b"""---
id: publication/version
status: reviewed
title: {fr: Version}
kind: release
date: 2026-11-25
version: 3.1.4
authors: [Mimosa]
---
"""


def changed(kind: str, *, stricter: bool = False) -> RecordChange:
    more = (Stricter("level", before=2, after=1),) if stricter else ()
    return RecordChange("requirement/x", TITLE, kind, stricter=more)  # type: ignore[arg-type]


@given(VERSIONS, st.sampled_from(["major", "minor", "patch"]))
def test_each_step_comes_later_and_reads_back(version: Version, step: str) -> None:
    after = version.after(step)  # type: ignore[arg-type]
    assert after > version
    assert Version.parse(str(after)) == Version.parse(f"v{after}") == after


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], "patch"),
        ([changed("changed")], "patch"),
        ([changed("new"), changed("changed")], "minor"),
        ([changed("new"), changed("changed", stricter=True)], "major"),
        ([changed("retired")], "major"),
        ([changed("removed")], "major"),
    ],
)
def test_what_breaks_counts_up_the_first_number(changes: list[RecordChange], expected: str) -> None:
    assert step_of(changes) == expected


def test_a_version_may_not_promise_less_change_than_there_is() -> None:
    before = Past(Version(1, 2, 3), "0" * 40)
    assert next_version(None, ()) == FIRST
    assert next_version(before, [changed("retired")]) == Version(2, 0, 0)
    assert next_version(before, [changed("changed")], asked="2.0.0") == Version(2, 0, 0)
    with pytest.raises(ParameterError, match="says too little"):
        next_version(before, [changed("retired")], asked="1.3.0")
    with pytest.raises(ParameterError, match=r"is version 1\.0\.0 already"):
        next_version(None, (), here=FIRST, asked="1.1.0")
    with pytest.raises(ParameterError, match="no version"):
        next_version(None, (), asked="1.0")


def test_releases_are_tags_and_records_that_say_so(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    first = commons.head()
    assert first is not None
    tag(commons, "1.0.0")
    told = commons.save(Change({"publication/version.md": RELEASE}, "Version 3.1.4", "Mimosa"))
    last = edit(commons, CELL, lambda text: text.replace("Tout dépend", "Cela dépend"))
    found = past_releases(commons.repository, last)
    assert [(str(past.version), past.commit) for past in found] == [("1.0.0", first.commit), ("3.1.4", told)]
    # Seen from before, what came later was no release yet.
    assert [str(past.version) for past in past_releases(commons.repository, first.commit)] == ["1.0.0"]


def test_a_draft_of_a_release_is_none(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    draft = RELEASE.replace(b"status: reviewed", b"status: draft")
    commit = commons.save(Change({"publication/version.md": draft}, "Soon", "Mimosa"))
    assert past_releases(commons.repository, commit) == ()
