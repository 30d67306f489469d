from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.check.folder import FileFacts
from portee.commons.check.notes import notes_of
from portee.commons.check.summary import Summary
from tests.commons.examples import EXAMPLE, PATHS

FACTS = FileFacts("need/x.md", 10, 20)
SUMMARY = Summary("need/x.md", "draft", "X", problems=({"what": "Wrong."},), is_whole=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "commons")
    (tmp_path / "commons" / ".git").mkdir()
    return tmp_path / "commons"


def kept(root: Path) -> dict[FileFacts, Summary]:
    with notes_of(root) as notes:
        return notes.read()


def test_what_is_kept_is_read_back_and_what_is_gone_is_forgotten(root: Path) -> None:
    with notes_of(root) as notes:
        assert notes.read() == {}
        notes.keep([(FACTS, SUMMARY)], {FACTS.path})
    assert kept(root) == {FACTS: SUMMARY}
    with notes_of(root) as notes:
        notes.keep([], set())
    assert kept(root) == {}


def test_without_a_git_folder_nothing_is_kept(tmp_path: Path) -> None:
    with notes_of(tmp_path) as notes:
        notes.keep([(FACTS, SUMMARY)], {FACTS.path})
        assert notes.read() == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["not a database", "", "row"])
def test_damaged_notes_are_made_anew(root: Path, damage: str) -> None:
    check_commons(root)
    (file,) = (root / ".git" / "portee").glob("checked-*.sqlite")
    if damage == "row":
        with sqlite3.connect(file) as database:
            database.execute("UPDATE checked SET summary = '{' WHERE path LIKE 'need/%'")
        database.close()
    else:
        file.write_text(damage, encoding="utf-8")
    assert check_commons(root).read_again == len(PATHS)
    assert check_commons(root).read_again == 0


def test_notes_of_other_rules_are_removed(root: Path) -> None:
    check_commons(root)
    other = root / ".git" / "portee" / "checked-0123456789abcdef.sqlite"
    other.touch()
    check_commons(root)
    assert not other.exists()
