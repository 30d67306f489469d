from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.records.kinds import KINDS
from portee.commons.text.differences import leaves, values_with_body
from portee.commons.text.merging import Merged, Side, merge_records
from portee.commons.text.record_file import RecordFile, record_values
from portee.core.declared import declared_of
from portee.core.errors import SourceError
from tests.commons.examples import example, example_file
from tests.commons.strategies import record_files

NEED = "need/embauche-avant-l-aube.md"
BASE = example_file(NEED)


def need(body: str | None = None, **changes: Any) -> RecordFile:
    return RecordFile(example("need", **changes), {"fr": body} if body else BASE.body)


def merged(ours: RecordFile, theirs: RecordFile, base: RecordFile | None = BASE) -> Merged:
    return merge_records(base, Side(ours, "Mimosa", "2026-11-01"), Side(theirs, "Rocade", "2026-11-02"))


@given(record_files())
def test_one_side_alone_is_taken_whole(file: RecordFile) -> None:
    other = RecordFile(file.record, {**file.body, "fr": "Autre chose."})
    for found in (merged(file, other, file), merged(other, file, file), merged(other, other, file)):
        assert found.file == other
        assert found.conflicts == ()


def test_other_fields_come_together() -> None:
    found = merged(need(hours="Mo-Su"), need(motive="training", situation={"fr": "Autre.", "en": "Other."}))
    assert found.conflicts == ()
    record = record_values(found.file.record)
    assert (record["hours"], record["motive"], record["situation"]) == (
        "Mo-Su",
        "training",
        {"fr": "Autre.", "en": "Other."},
    )


def test_lists_keep_what_each_side_added_and_lose_what_each_took_out() -> None:
    found = merged(need(obstacles=["hours", "money", "safety"]), need(obstacles=["hours", "vehicle", "digital"]))
    assert found.conflicts == ()
    assert record_values(found.file.record)["obstacles"] == ["hours", "safety", "digital"]


def test_blocks_of_a_list_are_known_by_their_key() -> None:
    source = record_values(BASE.record)["sources"][0]
    other = {**source, "url": "https://example.org/autre"}
    found = merged(need(sources=[source, other]), need(sources=[{**source, "page": source["page"], "checked": False}]))
    assert [s["checked"] for s in record_values(found.file.record)["sources"]] == [False, source["checked"]]
    assert found.conflicts == ()


def test_a_body_is_merged_by_lines() -> None:
    base = need("un\n\ndeux\n\ntrois")
    found = merged(need("UN\n\ndeux\n\ntrois"), need("un\n\ndeux\n\nTROIS"), base)
    assert found.file.body["fr"] == "UN\n\ndeux\n\nTROIS"
    assert found.conflicts == ()


def test_a_contradiction_becomes_two_signed_opinions() -> None:
    found = merged(need(motive="training"), need(motive="childcare"))
    assert [(c.field, c.ours, c.theirs) for c in found.conflicts] == [("motive", "training", "childcare")]
    record = record_values(found.file.record)
    assert record["motive"] == "training"
    told = [(d["on"], d["by"], d["date"], d["proposed"]) for d in record["disagreements"]]
    assert told == [("motive", "Mimosa", "2026-11-01", "training"), ("motive", "Rocade", "2026-11-02", "childcare")]


def test_what_one_side_took_out_and_the_other_changed_is_told() -> None:
    found = merged(need(hours=None), need(hours="Mo-Su"))
    assert found.conflicts[0].ours is None
    told = record_values(found.file.record)["disagreements"]
    assert "proposed" not in told[0]
    assert told[1]["proposed"] == "Mo-Su"


def test_bodies_that_contradict_each_other_are_both_kept() -> None:
    found = merged(need("Mon texte."), need("Son texte."))
    assert found.file.body["fr"] == "Mon texte."
    assert [d["proposed"] for d in record_values(found.file.record)["disagreements"]] == ["Mon texte.", "Son texte."]


def test_parts_that_are_wrong_together_are_taken_from_one_side() -> None:
    size = record_values(BASE.record)["size"]
    found = merged(need(size={**size, "value": 10}), need(size={**size, "low": 11}))
    assert [c.field for c in found.conflicts] == ["size"]
    assert record_values(found.file.record)["size"]["value"] == 10


def test_sides_that_cannot_be_brought_together_change_nothing() -> None:
    base = RecordFile(example("experiment", ends=None, claims=None))
    ours = RecordFile(example("experiment", ends="2026-04-01", claims=None))
    theirs = RecordFile(example("experiment", ends=None, claims=None, starts="2026-06-01"))
    with pytest.raises(SourceError, match="do not fit together"):
        merged(ours, theirs, base)


FIELDS = {
    "motive": st.sampled_from(["work", "training", "childcare"]),
    "hours": st.sampled_from([None, "Mo-Su", "Sa-Su"]),
    "obstacles": st.lists(st.sampled_from(["hours", "money", "safety", "digital"]), unique=True),
    "situation": st.sampled_from([{"fr": "a"}, {"fr": "b"}, {"fr": "a", "en": "c"}]),
}
NEEDS = st.fixed_dictionaries(FIELDS).map(
    lambda changes: RecordFile(
        declared_of(
            {n: v for n, v in {**record_values(BASE.record), **changes}.items() if v is not None}, KINDS["need"], "f"
        ),
        BASE.body,
    )
)


@given(NEEDS, NEEDS, NEEDS)
def test_nothing_that_somebody_wrote_is_lost(base: RecordFile, ours: RecordFile, theirs: RecordFile) -> None:
    found = merged(ours, theirs, base)
    before = dict(leaves(values_with_body(base)))
    after = dict(leaves(values_with_body(found.file)))
    told = {(d["on"], d["by"]): d.get("proposed") for d in after.get(("disagreements",), [])}
    for file, by in ((ours, "Mimosa"), (theirs, "Rocade")):
        for path, value in leaves(values_with_body(file)):
            if before.get(path) == value:
                continue
            if isinstance(value, list):
                new = [item for item in value if item not in before.get(path, [])]
                assert set(new) <= set(after.get(path, [])) or (".".join(path), by) in told
            else:
                assert after.get(path) == value or told[".".join(path), by] == value


@given(NEEDS, NEEDS, NEEDS)
def test_both_sides_find_the_same_contradictions(base: RecordFile, ours: RecordFile, theirs: RecordFile) -> None:
    one, two = (
        merged(ours, theirs, base),
        merge_records(base, Side(theirs, "R", "2026-11-02"), Side(ours, "M", "2026-11-01")),
    )
    assert {c.field for c in one.conflicts} == {c.field for c in two.conflicts}
