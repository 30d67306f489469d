from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.exchange.commonses import NEED, commit_tree, git, make, raw_tree, save, state


def test_what_is_new_is_told_and_taken(portee: Run, tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    new = (two.root / NEED).read_text(encoding="utf-8").replace(f"id: {NEED[:-3]}", "id: need/autre")
    (two.root / "need" / "autre.md").write_text(new, encoding="utf-8")
    save(two, "need/autre.md", "motive: work", "motive: training", "Rocade")
    ran = portee("commons", "pull", "one", "two")
    assert ran.code == 0, ran.err
    assert "'deux' is received: 2 new versions." in ran.out
    assert "Records new there: 1" in ran.out
    assert "(need/autre)" in ran.out
    assert portee("commons", "pull", "one", "deux", "--take-all").code == 2
    ran = portee("commons", "pull", "one", "deux", "--take", "need/autre", "--author", "Mimosa", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["taken"]["ids"] == ["need/autre"]
    assert told["states"]["new"] == 1
    assert "Nothing new to take" in portee("commons", "pull", "one", "deux", "--take-all", "--author", "M").out
    assert "instance: deux" in (one.root / "need" / "autre.md").read_text(encoding="utf-8")


def test_a_hostile_repository_is_refused(portee: Run, tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux")
    repository = two.repository
    link = raw_tree(repository, [("a.md", repository.create_blob(b"/etc/passwd"), 0o120000)])
    commit_tree(repository, link, [git(two.root, "rev-parse", "main")])
    before = state(one)
    ran = portee("commons", "pull", "one", "two", "--take-all", "--author", "Mimosa")
    assert ran.code == 2
    assert "a.md in" in ran.err
    assert "a link to somewhere else" in ran.err
    assert state(one) == before


def test_a_commons_is_forked(portee: Run, tmp_path: Path) -> None:
    make(tmp_path / "one", "un")
    ran = portee("commons", "fork", "one", "two", "--author", "Rocade")
    assert ran.code == 0, ran.err
    assert "The commons 'two' begins in two, from 'un': 25 records." in ran.out
    assert portee("commons", "check", "two").code == 0
    assert portee("commons", "fork", "one", "two", "--author", "Rocade").code == 2
