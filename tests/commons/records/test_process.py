from __future__ import annotations

from typing import Any

from portee.commons.records.process import Process, blocked, missing_artefacts
from tests.commons.examples import example, refused


def step(name: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "title": {"fr": name}, "what": {"fr": "x"}, "gate": {"fr": "x"},
        "artefacts": [{"name": "note", "url": "https://example.org/note"}], **more,
    }  # fmt: skip


def test_steps_have_their_own_names_and_stand_in_order() -> None:
    assert "two steps 'a'" in refused("process", steps=[step("a"), step("a")])
    assert "does not stand before it" in refused("process", steps=[step("b", after=["a"]), step("a")])


def test_a_gate_blocks_while_its_artefact_is_missing() -> None:
    first = step("a", artefacts=[{"name": "diagnostic"}], state="done", accountable="stakeholder/x")
    then = step("b", after=["a"], state="under-way", accountable="stakeholder/x")
    assert "gate of 'a' is shut: diagnostic missing" in refused("process", steps=[first, then])


def test_a_step_does_not_begin_before_the_one_it_follows_is_done() -> None:
    then = step("b", after=["a"], state="done", accountable="stakeholder/x")
    assert "'a' is not done" in refused("process", steps=[step("a"), then])


def test_one_organisation_answers_for_a_step_that_has_begun() -> None:
    assert "nobody answers for it" in refused("process", steps=[step("a", state="under-way")])


def test_the_next_step_of_the_example_waits() -> None:
    process = example("process")
    assert isinstance(process, Process)
    assert blocked(process, process.steps[2]) == "nobody answers for it"
    assert blocked(process, process.steps[1]) is None
    assert missing_artefacts(process.steps[2]) == ("protocole",)
