from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.examples import EXAMPLE


def test_a_good_commons_ends_with_0(portee: Run) -> None:
    ran = portee("commons", "check", EXAMPLE)
    assert ran.code == 0, ran.err
    assert "All is well" in ran.out
    told = json.loads(portee("commons", "check", EXAMPLE, "--json").out)
    assert told["problems"] == []
    assert told["records"] == sum(told["by_type"].values()) == 25


def test_every_problem_is_told_with_its_place(portee: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "c")
    need = tmp_path / "c" / "need" / "embauche-avant-l-aube.md"
    need.write_text(need.read_text(encoding="utf-8").replace("motive: work", "motive: x\nfoo: 1"), encoding="utf-8")
    ran = portee("commons", "check", "c")
    assert ran.code == 2
    assert "need/embauche-avant-l-aube.md, line 11, field 'motive'" in ran.err
    assert "line 12, field 'foo'" in ran.err
    told = json.loads(portee("commons", "check", "c", "--json").err)
    assert len(told["problems"]) == 2


def test_a_folder_that_is_no_commons(portee: Run) -> None:
    ran = portee("commons", "check", "nowhere")
    assert ran.code == 2
    assert "portee commons init" in ran.err
