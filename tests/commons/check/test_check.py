from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from tests.commons.examples import EXAMPLE, PATHS

NEED = "need/embauche-avant-l-aube.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "commons")
    (tmp_path / "commons" / ".git").mkdir()
    return tmp_path / "commons"


def touch(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000))


def test_the_example_is_well() -> None:
    checked = check_commons(EXAMPLE)
    assert checked.problems == ()
    assert checked.by_type()["evidence"] == 2
    assert checked.read_again == len(PATHS)


def test_only_what_changed_is_read_again(root: Path) -> None:
    first = check_commons(root)
    assert check_commons(root).read_again == 0
    text = (root / NEED).read_text(encoding="utf-8")
    touch(root / NEED, text.replace("Elles marchent", "Elles vont"))
    again = check_commons(root)
    assert again.read_again == 1
    assert again.problems == ()
    (root / NEED).unlink()
    after = check_commons(root)
    assert after.read_again == 0
    assert len(after.records) == len(first.records) - 1
    assert any("There is no record 'need/embauche-avant-l-aube'" in p.what for p in after.problems)


def test_problems_are_told_again_from_what_was_kept(root: Path) -> None:
    text = (root / NEED).read_text(encoding="utf-8")
    touch(root / NEED, text.replace("motive: work", "motive: x"))
    first = check_commons(root)
    again = check_commons(root)
    assert again.read_again == 0
    assert list(map(str, again.problems)) == list(map(str, first.problems))
    assert any("'motive'" in str(problem) for problem in first.problems)


def test_a_manifest_is_checked_too(root: Path) -> None:
    (root / "commons.yaml").write_text("name: Grand Nom\n", encoding="utf-8")
    (problem,) = check_commons(root).problems
    assert problem.where is not None
    assert problem.where.file == str(root / "commons.yaml")


def test_a_file_that_is_no_text_is_one_problem(root: Path) -> None:
    (root / "need" / "autre.md").write_bytes(b"\xff\xfe")
    (problem,) = check_commons(root).problems
    assert "not UTF-8" in problem.what
