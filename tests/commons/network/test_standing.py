from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portee.commons.network.standing import standing
from portee.commons.records.process import Process, blocked
from tests.commons.examples import example


def process(*steps: dict[str, Any]) -> Process:
    record = example(
        "process",
        steps=[
            {
                "title": {"fr": one["name"]}, "what": {"fr": "x"}, "gate": {"fr": "y"},
                "accountable": "stakeholder/a", "artefacts": [{"name": "a", "record": "evidence/e"}], **one,
            }
            for one in steps
        ],
    )  # fmt: skip
    assert isinstance(record, Process)
    return record


PRESENT = frozenset({"evidence/e"})


def test_where_the_example_stands() -> None:
    record = example("process")
    assert isinstance(record, Process)
    found = standing(record, frozenset({"workshop/atelier-de-mars", "evidence/postes-a-portee-a-l-aube"}))
    assert [one.state for one in found] == ["done", "under-way", "waiting"]
    assert [one.accountable for one in found] == ["stakeholder/regie-des-moulins"] * 2 + [None]
    assert [one.waits_for for one in found] == [(), (), ("mesurer",)]
    assert [one.missing for one in found] == [(), (), ("protocole",)]
    assert [one.holds_up for one in found] == [2, 1, 0]


def test_an_artefact_whose_record_is_gone_shuts_the_gate() -> None:
    steps = {"name": "a", "state": "done"}, {"name": "b", "after": ["a"]}
    first, second = standing(process(*steps), PRESENT)
    assert (first.missing, second.state) == ((), "ready")
    first, second = standing(process(*steps), frozenset())
    assert first.missing == ("a",)
    assert first.gone == ("evidence/e",)
    assert second.state == "waiting"
    assert second.shut == {"a": ("a",)}


def test_a_step_that_nobody_answers_for_waits() -> None:
    (one,) = standing(process({"name": "a", "accountable": None}), PRESENT)
    assert (one.state, one.accountable, one.waits_for) == ("waiting", None, ())


def test_what_depends_on_a_step_is_counted_at_any_distance_and_once() -> None:
    found = standing(
        process(
            {"name": "a"},
            {"name": "b", "after": ["a"]},
            {"name": "c", "after": ["a"]},
            {"name": "d", "after": ["b", "c"]},
        ),
        PRESENT,
    )
    assert [one.holds_up for one in found] == [3, 1, 1, 0]


@given(
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.sets(st.integers(0, 4))), min_size=1, max_size=6
    )
)  # fmt: skip
def test_a_step_may_begin_exactly_when_the_record_allows_it(rows: list[tuple[bool, bool, set[int]]]) -> None:
    steps: list[dict[str, Any]] = [
        {
            "name": f"s{k}", "accountable": "stakeholder/a" if named else None,
            "artefacts": [{"name": "a", "record": "evidence/e" if left else None}],
            "after": [f"s{other}" for other in sorted(after) if other < k],
        }
        for k, (named, left, after) in enumerate(rows)
    ]  # fmt: skip
    record = process(*steps)
    for one in standing(record, PRESENT):
        assert (one.state == "ready") == (blocked(record, one.step) is None)
