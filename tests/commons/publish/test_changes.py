from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.changes import changes_between, compare, leaves
from portee.commons.repository.repository import Change
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import RecordFile
from tests.commons.publish.commonses import CELL, NEED, REQUIREMENT, edit, make_commons
from tests.commons.strategies import record_files

OUT = frozenset({"reviewed", "published"})
ALL = frozenset({"draft", "reviewed", "published"})


@given(record_files())
def test_a_record_does_not_differ_from_itself(file: RecordFile) -> None:
    assert compare(file, file, ALL) is None
    new = compare(None, file, ALL)
    gone = compare(file, None, ALL)
    assert new is not None
    assert gone is not None
    assert (new.kind, new.breaks, gone.kind, gone.breaks) == ("new", False, "removed", True)
    assert compare(None, file, frozenset()) is None


@given(record_files(), record_files())
def test_what_differs_is_told_both_ways(one: RecordFile, other: RecordFile) -> None:
    there, back = compare(one, other, ALL), compare(other, one, ALL)
    told = {(f.at, repr(f.before), repr(f.after)) for f in there.fields} if there else set()
    assert told == ({(f.at, repr(f.after), repr(f.before)) for f in back.fields} if back else set())


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_leaves_have_places_of_their_own(value: Any) -> None:
    places = [at for at, _ in leaves(value)]
    assert len(places) == len(set(places))


def test_each_record_has_its_change(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    before = commons.head()
    assert before is not None
    edit(commons, REQUIREMENT, lambda text: text.replace("at_least: 0.8", "at_least: 0.85"))
    edit(commons, NEED, lambda text: text.replace("status: reviewed", "status: retired"))
    edit(commons, CELL, lambda text: text.replace("status: reviewed", "status: draft"))
    copy = (commons.root / NEED).read_text(encoding="utf-8").replace("embauche-avant-l-aube\n", "autre\n", 1)
    copy = copy.replace("retired", "published")
    last = commons.save(Change({"need/autre.md": copy.encode()}, "One more", "Rocade"))
    found = changes_between(before, Snapshot(commons.repository, last), OUT)
    assert {change.id + ".md": change.kind for change in found} == {
        REQUIREMENT: "changed", NEED: "retired", CELL: "removed", "need/autre.md": "new",
    }  # fmt: skip
    raised = next(change for change in found if change.id + ".md" == REQUIREMENT)
    assert [(f.at, f.before, f.after) for f in raised.fields] == [(("tests", 1, "at_least"), 0.8, 0.85)]
    assert [more.how for more in raised.stricter] == ["at-least"]
    assert {change.id + ".md" for change in found if change.breaks} == {REQUIREMENT, NEED, CELL}
