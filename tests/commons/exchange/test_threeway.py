from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.exchange.signers import Signer
from portee.commons.exchange.threeway import MergedFile, Version, merge_file, parsed
from portee.commons.text.record_file import record_values
from portee.core.errors import InputError, SourceError
from tests.commons.examples import EXAMPLE
from tests.commons.exchange.commonses import NEED

BASE = (EXAMPLE / NEED).read_bytes()


def version(data: bytes | None, name: str) -> Version:
    return Version(data, lambda: Signer(name, "2026-11-01", "0" * 40))


def merged(base: bytes | None, ours: bytes | None, theirs: bytes | None, *, is_record: bool = True) -> MergedFile:
    return merge_file(NEED, base, version(ours, "Mimosa"), version(theirs, "Rocade"), is_record=is_record)


ANY = st.sampled_from([None, BASE, b"x", b"\xff"])


@given(ANY, ANY)
def test_what_one_side_alone_changed_is_taken_sign_by_sign(base: bytes | None, other: bytes | None) -> None:
    assert merged(base, other, base).data == other
    assert merged(base, base, other).data == other
    assert merged(base, other, other).data == other
    assert merged(base, other, base).conflicts == ()


def test_both_opinions_are_kept() -> None:
    one, two = (BASE.replace(b"motive: work", b"motive: " + value) for value in (b"training", b"childcare"))
    found = merged(BASE, one, two)
    assert [conflict.field for conflict in found.conflicts] == ["motive"]
    file = parsed(found.data, NEED)
    assert file is not None
    told = record_values(file.record)["disagreements"]
    assert [(d["by"], d["proposed"]) for d in told] == [("Mimosa", "training"), ("Rocade", "childcare")]


@pytest.mark.parametrize("gone", ["ours", "theirs"])
def test_what_one_side_took_out_and_the_other_changed_stays(gone: str) -> None:
    changed = BASE.replace(b"motive: work", b"motive: training")
    found = merged(BASE, None, changed) if gone == "ours" else merged(BASE, changed, None)
    file = parsed(found.data, NEED)
    assert file is not None
    values = record_values(file.record)
    assert values["motive"] == "training"
    by = "Mimosa" if gone == "ours" else "Rocade"
    assert [(d["on"], d["by"], d["proposed"]) for d in values["disagreements"]] == [("status", by, "retired")]
    assert merged(BASE, found.data, None).data == found.data or gone == "ours"


def test_other_files_are_not_merged() -> None:
    with pytest.raises(InputError, match="each in its own way"):
        merged(b"a", b"b", b"c", is_record=False)


def test_a_side_that_is_no_record() -> None:
    changed = BASE.replace(b"motive: work", b"motive: training")
    with pytest.raises(SourceError):
        merged(BASE, changed, b"x")
    with pytest.raises(SourceError, match="UTF-8"):
        merged(BASE, b"\xff", changed)
    assert merged(b"x", BASE, changed).conflicts
