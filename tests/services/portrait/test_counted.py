from __future__ import annotations

import pytest

from portee.services.portrait import services, work
from portee.services.portrait.counted import cutoff_of, usual_kind


def test_a_kind_is_counted_as_the_part_that_tells_of_it_does() -> None:
    assert cutoff_of("jobs") == work.CUTOFF_MIN
    assert cutoff_of("school") == services.CUTOFF_MIN


@pytest.mark.parametrize(("kinds", "usual"), [(("shops", "jobs"), "jobs"), (("school", "shops"), "school"), ((), "")])
def test_jobs_are_counted_where_there_are_some(kinds: tuple[str, ...], usual: str) -> None:
    assert usual_kind(kinds) == usual
