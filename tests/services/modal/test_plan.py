from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.services.modal.plan import observed_shares, open_targets

PLAN = """plans:
  mine:
    title: {fr: "Mon plan", en: "My plan"}
    years:
      - {year: 2030, shares: {walk: 0.3, bicycle: 0.1, public_transport: 0.2, car: 0.4}}
    source: {title: "A plan"}
"""
SEEN = """    observed:
      - year: 2020
        shares: {walk: 0.3, bicycle: 0.0, public_transport: 0.1, car: 0.6}
        source: {title: "A survey"}
      - year: 2015
        shares: {walk: 0.2, bicycle: 0.0, public_transport: 0.1, car: 0.7}
        source: {title: "An older survey"}
"""


def test_a_plan_of_a_file_or_of_portee(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    assert open_targets(str(path)).id == "mine"
    assert open_targets("aix-marseille-provence").years[-1].year == 2030
    with pytest.raises(ParameterError, match="Did you mean 'aix-marseille-provence'"):
        open_targets("aix-marseile")
    path.write_text(PLAN + PLAN.removeprefix("plans:\n").replace("mine", "other"), encoding="utf-8")
    with pytest.raises(ParameterError, match="2 plans: mine, other"):
        open_targets(str(path))


def test_what_was_observed_last(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN + SEEN, encoding="utf-8")
    shares, seen = observed_shares(str(path))
    assert seen is not None
    assert seen.year == 2020
    assert shares["car"] == 0.6
    path.write_text(PLAN, encoding="utf-8")
    with pytest.raises(ParameterError, match="tells nothing that was observed"):
        observed_shares(str(path))
    written, none = observed_shares("walk=30,bicycle=0,public_transport=10,car=60")
    assert written == pytest.approx(dict(shares))
    assert none is None
