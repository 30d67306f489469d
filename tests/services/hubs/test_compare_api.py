from __future__ import annotations

from pathlib import Path

import portee
from tests.services.hubs.compared import small


def test_one_hub_or_several_are_compared_and_written(tmp_path: Path) -> None:
    found = portee.hub_compare("fabriques")
    assert [case.plan.id for case in found.cases] == ["nothing", "fabriques"]
    several = portee.hub_compare([small("a"), small("b")])
    assert [case.plan.id for case in several.cases] == ["nothing", "a", "b"]
    portee.write_hub_comparison(several, [tmp_path / "hubs.csv"])
    assert (tmp_path / "hubs.csv").is_file()
