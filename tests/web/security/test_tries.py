from __future__ import annotations

from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.web.errors import Problem
from portee.web.security.rates import Rate
from portee.web.security.tries import spend_try
from portee.web.site import Settings, Site


def test_tries_are_counted_for_each_person_apart(private: Site) -> None:
    limited = Site(private.workspace, Settings(limited=True))
    rate = Rate(2, 0.001)
    for _ in range(2):
        spend_try(limited, "x", "ada@example.org", rate)
    with pytest.raises(Problem) as caught:
        spend_try(limited, "x", " ADA@example.org ", rate)
    assert caught.value.status == 429
    assert int(caught.value.headers["Retry-After"]) > 0
    spend_try(limited, "x", "bob@example.org", rate)
    spend_try(limited, "y", "ada@example.org", rate)


def test_a_site_without_limits_has_none(private: Site, tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    for _ in range(20):
        spend_try(private, "x", "ada@example.org", Rate(1, 0.001))
