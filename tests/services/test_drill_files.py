"""A drill as files that can be run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.core.errors import OutputError
from portee.resilience.drill import draw_drill
from portee.scenarios.scenario import apply_scenario, read_scenario
from portee.services.drill_files import write_drill
from portee.world import World


def test_every_step_is_a_scenario_and_the_sheet_tells_it(xs_world: World, tmp_path: Path) -> None:
    drill = draw_drill(xs_world, 7, 3)
    write_drill(drill, tmp_path / "d", "fr")
    for number in (1, 2, 3):
        apply_scenario(read_scenario(tmp_path / "d" / f"step-{number}.yaml"), xs_world)
    told = json.loads((tmp_path / "d" / "drill.json").read_text())
    assert [step["step"] for step in told["steps"]] == [1, 2, 3]
    sheet = (tmp_path / "d" / "drill.md").read_text()
    assert drill.steps[1].title.fr in sheet
    assert "step-2.yaml" in sheet
    write_drill(draw_drill(xs_world, 7, 3), tmp_path / "again", "fr")
    assert (tmp_path / "again" / "drill.json").read_bytes() == (tmp_path / "d" / "drill.json").read_bytes()
    with pytest.raises(OutputError):
        write_drill(drill, tmp_path / "d", "fr")
