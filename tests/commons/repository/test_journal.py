from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portee.commons.repository import journal as module
from portee.commons.repository import repository as written_by
from portee.commons.repository.journal import Journal
from portee.commons.repository.repository import Change, Commons
from tests.commons.repository.test_repository import MANIFEST, git


class Killed(BaseException):
    """The process ends here: nothing after it runs."""


@pytest.fixture
def commons(tmp_path: Path) -> Commons:
    found = Commons.init(tmp_path / "c", MANIFEST, "Mimosa")
    found.save(Change({"need/a.md": b"un\n", "need/b.md": b"b\n"}, "Deux besoins", "Mimosa"))
    return found


CHANGE = Change({"need/a.md": b"deux\n", "need/b.md": None, "need/c.md": b"c\n"}, "Autrement", "Mimosa")


def killed(*_: object, **__: object) -> None:
    raise Killed


def kill_before_branch_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Journal.begin

    def then_die(self: Journal, *arguments: object) -> None:
        begin(self, *arguments)  # type: ignore[arg-type]
        raise Killed

    monkeypatch.setattr(Journal, "begin", then_die)


def kill_before_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_by, "lay_files", killed)


def kill_between_files(monkeypatch: pytest.MonkeyPatch) -> None:
    replace, done = os.replace, list[str]()

    def once(source: Path, target: Path) -> None:
        if str(target).endswith(".md"):
            if done:
                raise Killed
            done.append(str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", once)


def kill_before_journal_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journal, "end", killed)


@pytest.mark.parametrize(
    ("kill", "there"),
    [
        (kill_before_branch_moves, False),
        (kill_before_files, True),
        (kill_between_files, True),
        (kill_before_journal_ends, True),
    ],
)
def test_a_change_is_there_whole_or_not_at_all(
    commons: Commons, monkeypatch: pytest.MonkeyPatch, kill: Callable[[pytest.MonkeyPatch], None], there: bool
) -> None:
    monkeypatch.setattr(module, "_PATIENCE_S", 0.0)
    with monkeypatch.context() as moment:
        kill(moment)
        with pytest.raises(Killed):
            commons.save(CHANGE)
    (commons.root / ".git" / "index.lock").touch()
    (commons.root / ".git" / "refs" / "heads" / "main.lock").touch()
    again = Commons.open(commons.root)
    assert not Journal(again.repository).is_open
    assert git(again, "status", "--porcelain") == ""
    expected = {"a.md": "deux\n", "c.md": "c\n"} if there else {"a.md": "un\n", "b.md": "b\n"}
    assert {path.name: path.read_text() for path in (again.root / "need").iterdir()} == expected
    again.save(Change({"need/d.md": b"d\n"}, "Ensuite", "Mimosa"))


def test_what_was_edited_by_hand_meanwhile_is_left_alone(commons: Commons, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as moment:
        kill_before_files(moment)
        with pytest.raises(Killed):
            commons.save(CHANGE)
    (commons.root / "need" / "a.md").write_text("à moi\n")
    again = Commons.open(commons.root)
    assert (again.root / "need" / "a.md").read_text() == "à moi\n"
    assert (again.root / "need" / "c.md").read_text() == "c\n"
    assert git(again, "status", "--porcelain").split() == ["M", "need/a.md"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"before": null}'])
def test_a_journal_that_cannot_be_read_was_never_ours(commons: Commons, text: str) -> None:
    path = commons.root / ".git" / "portee" / "journal.json"
    path.write_text(text)
    again = Commons.open(commons.root)
    assert not path.exists()
    assert git(again, "status", "--porcelain") == ""


def test_locks_that_a_kill_left_on_branches_and_settings_are_removed(
    commons: Commons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE_S", 0.0)
    git_folder = commons.root / ".git"
    journal = Journal(commons.repository)
    with monkeypatch.context() as moment:
        moment.setattr(Journal, "end", lambda _: None)
        with journal.moving_references():
            pass
    assert journal.is_open
    (git_folder / "refs" / "remotes" / "x").mkdir(parents=True)
    locks = [git_folder / "config.lock", git_folder / "refs" / "remotes" / "x" / "main.lock"]
    for lock in locks:
        lock.touch()
    again = Commons.open(commons.root)
    assert not any(lock.exists() for lock in locks)
    assert not Journal(again.repository).is_open
    assert git(again, "status", "--porcelain") == ""


def test_a_refusal_closes_the_journal(commons: Commons) -> None:
    journal = Journal(commons.repository)
    with pytest.raises(ValueError, match="no"), journal.moving_references():
        raise ValueError("no")
    assert not journal.is_open
