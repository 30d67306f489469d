from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.network.rule_changes import (
    binding_text_changed,
    changed_rule_problems,
    rule_change_problems,
)
from portee.commons.records.charter_rule import CharterRule
from portee.commons.text.record_file import RecordFile, record_text
from tests.commons.examples import example

AGREES = {"by": "stakeholder/a", "date": "2026-04-02", "says": "agrees"}
ANEW = {"by": "stakeholder/a", "date": "2026-05-02", "says": "agrees"}
OBJECTS = {"by": "stakeholder/a", "date": "2026-05-02", "says": "objects"}


def rule(**changes: Any) -> CharterRule:
    record = example("charter-rule", **{"version": 2, "consents": [AGREES], **changes})
    assert isinstance(record, CharterRule)
    return record


OTHER = {"fr": "Ni nom, ni contact, ni photo."}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"rule": OTHER, "version": 3, "consents": []}, []),
        ({"rule": OTHER, "version": 3, "consents": [ANEW]}, []),
        ({"rule": OTHER, "version": 3, "consents": [ANEW], "status": "published"}, []),
        ({"rule": OTHER, "version": 3, "consents": [], "status": "published"}, ["status"]),
        ({"rule": OTHER, "version": 3}, ["consents"]),
        ({"rule": OTHER, "version": 2, "consents": []}, ["version"]),
        ({"rule": OTHER, "version": 4}, ["version", "consents"]),
        ({"version": 3}, ["version"]),
        ({"version": 1}, ["version"]),
        ({"consents": []}, ["consents"]),
        ({"consents": [OBJECTS]}, []),
        ({"consents": [AGREES, {**ANEW, "by": "stakeholder/b"}]}, []),
        ({"why": {"fr": "Autrement dit."}, "title": {"fr": "Autre titre"}}, []),
        ({"id": "charter-rule/autre"}, ["id"]),
    ],
)
def test_changes(changes: dict[str, Any], fields: list[str]) -> None:
    found = rule_change_problems(rule(), rule(**changes))
    assert [problem.where and problem.where.field for problem in found] == fields
    assert all(problem.mend for problem in found)


def test_what_binds() -> None:
    old = rule(rule={"fr": "Aucun  nom."})
    assert not binding_text_changed(old, rule(rule={"fr": "Aucun nom.", "en": "No name."}))
    assert binding_text_changed(rule(rule={"fr": "a", "en": "b"}), rule(rule={"fr": "a"}))
    assert binding_text_changed(rule(rule={"fr": "a", "en": "b"}), rule(rule={"fr": "a", "en": "c"}))
    step = {"step": 1, "what": {"fr": "x"}, "decided_by": {"fr": "y"}}
    assert binding_text_changed(old, rule(rule={"fr": "Aucun nom."}, consequences=[step]))
    assert binding_text_changed(rule(consequences=[step]), rule(consequences=[{**step, "decided_by": {"fr": "z"}}]))


@given(st.integers(1, 9), st.lists(st.sampled_from([AGREES, ANEW, OBJECTS]), max_size=3))
def test_a_rule_that_stays_as_it_is_has_no_problem(version: int, consents: list[dict[str, str]]) -> None:
    one = rule(version=version, consents=consents)
    assert rule_change_problems(one, one) == []


def test_rules_among_files_that_change() -> None:
    path = "charter-rule/pas-de-donnees-personnelles.md"
    old, new = (record_text(RecordFile(one)).encode() for one in (rule(), rule(rule=OTHER)))
    former = {path: old, "need/x.md": b"a"}
    nothing: dict[str, bytes | None] = {}
    found = changed_rule_problems({path: new, "need/x.md": b"b"}, former.get)
    assert [problem.where and problem.where.field for problem in found] == ["version", "consents"]
    for other in (old, None, b"no rule"):
        assert changed_rule_problems({path: other}, former.get) == []
    assert changed_rule_problems({path: new}, nothing.get) == []
