from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.web.territory.why import why
from portee.web.wording import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_tells_formula_meaning_unit_limits_and_source(lang: str) -> None:
    found = why(lang, "jobs", "cumulative", minutes=45, walk=20)
    assert "45" in found.formula
    assert found.href == "https://doi.org/10.1016/0038-0121(73)90041-4"
    assert found.unit in ("opportunités", "opportunities")
    assert found.limits


def test_what_is_not_described_is_refused() -> None:
    with pytest.raises(ParameterError):
        why("fr", "jobs", "nothing", minutes=45, walk=20)
