"""Texts that go along in forms."""

from __future__ import annotations

import pytest

from portee.core.errors import InputError
from portee.web.carried import changed_text, yaml_file


def test_a_text_that_cannot_be_read_stays_as_it_was() -> None:
    assert changed_text(lambda: "new", "before") == "new"
    for problem in (InputError("unreadable"), KeyError("title"), TypeError(), AttributeError(), ValueError()):

        def make(problem: Exception = problem) -> str:
            raise problem

        assert changed_text(make, "before") == "before"


def test_a_fault_of_the_program_is_not_taken_for_a_text_that_cannot_be_read() -> None:
    with pytest.raises(ZeroDivisionError):
        changed_text(lambda: str(1 // 0), "before")


def test_a_text_is_given_as_a_file_to_keep_and_is_not_kept_on_the_way() -> None:
    answer = yaml_file("name: hôpital\n", "hub")
    assert bytes(answer.body).decode() == "name: hôpital\n"
    assert answer.headers["content-disposition"] == 'attachment; filename="hub.yaml"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.media_type == "application/yaml; charset=utf-8"
