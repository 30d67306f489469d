from __future__ import annotations

from tests.commons.examples import refused, taken


def test_answers_are_rows_of_the_commons() -> None:
    assert "id of a statement" in refused("use-case", answers=["statement/x"])
    assert taken("use-case", answers=["requirement/x"])
