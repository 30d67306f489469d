from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.publish.commonses import NEED, REQUIREMENT, edit, make_commons, tag


def test_a_commons_is_published(portee: Run, tmp_path: Path) -> None:
    make_commons(tmp_path / "c")
    ran = portee("commons", "publish", "c", "-o", "site")
    assert ran.code == 0, ran.err
    assert "Version 1.0.0 is published in site: 24 records." in ran.out
    assert (tmp_path / "site" / "records" / NEED).is_file()


def test_a_second_release_tells_what_changed(portee: Run, tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    tag(commons, "1.0.0")
    edit(commons, REQUIREMENT, lambda text: text.replace("level: 2", "level: 1"))
    assert "Records changed since version 1.0.0: 1." in portee("commons", "publish", "c", "-o", "site").out
    told = json.loads(portee("commons", "publish", "c", "-o", "site", "--json").out)
    assert (told["version"], told["previous"], told["changes"]) == ("2.0.0", "1.0.0", 1)
    ran = portee("commons", "publish", "c", "-o", "site", "--version", "1.0.1")
    assert ran.code == 2
    assert "2.0.0 at least" in ran.err


def test_proposals_are_published_when_asked_for(portee: Run, tmp_path: Path) -> None:
    make_commons(tmp_path / "c", edits={NEED: lambda text: text.replace("reviewed", "proposed")})
    portee("commons", "publish", "c", "-o", "site")
    assert not (tmp_path / "site" / "records" / NEED).exists()
    assert portee("commons", "publish", "c", "-o", "site", "--include", "proposed, draft").code == 0
    assert (tmp_path / "site" / "records" / NEED).is_file()
    ran = portee("commons", "publish", "c", "-o", "site", "--include", "retired")
    assert ran.code == 2
    assert "--include" in ran.err


def test_problems_stop_it(portee: Run, tmp_path: Path) -> None:
    make_commons(tmp_path / "c", edits={NEED: lambda text: text.replace("motive: work", "motive: x")})
    ran = portee("commons", "publish", "c", "-o", "site")
    assert ran.code == 2
    assert NEED in ran.err
    assert not (tmp_path / "site").exists()
