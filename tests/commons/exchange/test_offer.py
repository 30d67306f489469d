from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.offer import offer
from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote, known_as
from portee.commons.exchange.take import take
from portee.commons.exchange.trailers import trailers
from portee.commons.repository.repository import Change, Commons
from portee.core.errors import InputError, ManyProblems
from tests.commons.exchange.commonses import NEED, OTHER, commit_of, git, make, save, state
from tests.commons.exchange.test_take import empty, taken

ID = NEED.removesuffix(".md")


@pytest.fixture
def one(tmp_path: Path) -> Commons:
    return make(tmp_path / "one", "un")


@pytest.fixture
def two(tmp_path: Path, one: Commons) -> Commons:
    two = empty(tmp_path / "two", "deux")
    taken(two, one)
    return two


def test_a_proposal_goes_on_from_what_the_other_says(one: Commons, two: Commons) -> None:
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    save(one, NEED, "hours: Mo-Sa", "hours: Mo-Su", "Mimosa")
    pull(two, "un")
    made = offer(two, find_remote(two, "un"), [ID], "Rocade", "La formation", name="formation")
    assert (made.name, made.ids, made.base) == ("formation", (ID,), git(one.root, "rev-parse", "main"))
    text = git(two.root, "show", f"{made.commit}:{NEED}")
    assert "motive: training" in text
    assert "Mo-Su" in text
    assert "origin:" not in text
    assert git(two.root, "rev-parse", f"{made.commit}~1") == made.base
    note = dict(trailers(commit_of(two.repository, made.commit).message))
    assert note["Taken-From"] == f"deux {git(two.root, 'rev-parse', 'main')}"
    assert git(two.root, "rev-parse", made.reference) == made.commit
    assert git(two.root, "status", "--porcelain") == ""


def test_a_new_record_says_where_it_came_from(one: Commons, two: Commons) -> None:
    text = (two.root / NEED).read_text(encoding="utf-8").replace(f"id: {ID}", "id: need/autre")
    two.save(Change({"need/autre.md": text.encode()}, "Un autre", "Rocade"))
    made = offer(two, find_remote(two, "un"), ["need/autre"], "Rocade", "Un autre besoin")
    told = git(two.root, "show", f"{made.commit}:need/autre.md")
    assert "status: proposed" in told
    assert "instance: deux" in told


def test_what_cannot_be_proposed(one: Commons, two: Commons) -> None:
    remote = find_remote(two, "un")
    save(two, OTHER, "licence: CC-BY-SA-4.0", "licence: ODbL-1.0", "Rocade")
    practice = next(path for path in git(two.root, "ls-files", "practice").split())
    text = (two.root / practice).read_text(encoding="utf-8").replace("practice/navette-des-moulins", "practice/autre")
    two.save(
        Change({"practice/autre.md": text.replace("solution/navette-de-l-aube", "solution/autre").encode(),
                "solution/autre.md": (two.root / OTHER).read_bytes().replace(b"navette-de-l-aube", b"autre")},
               "Une autre", "Rocade")
    )  # fmt: skip
    before = state(two)
    with pytest.raises(InputError, match="has no record 'need/z'"):
        offer(two, remote, ["need/z"], "Rocade", "Rien")
    with pytest.raises(InputError, match="the same in 'un'"):
        offer(two, remote, [ID], "Rocade", "Rien")
    with pytest.raises(ManyProblems, match="keeps that licence"):
        offer(two, remote, [OTHER.removesuffix(".md")], "Rocade", "Rien")
    with pytest.raises(ManyProblems, match="no record 'solution/autre'"):
        offer(two, remote, ["practice/autre"], "Rocade", "Rien")
    assert state(two) == before


def test_a_commons_is_known_by_name_or_place(one: Commons, two: Commons) -> None:
    assert known_as(two, "un") == known_as(two, str(one.root)) == "un"
    with pytest.raises(InputError, match="not pulled yet"):
        known_as(two, "https://example.org/x.git")
    assert take(two, find_remote(two, "un"), [ID], "Rocade").commit is None
