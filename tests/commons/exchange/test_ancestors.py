from __future__ import annotations

from pathlib import Path

from portee.commons.exchange.ancestors import TAKEN_FROM, Ancestors
from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote
from portee.commons.exchange.soundness import contents
from portee.commons.exchange.take import take
from portee.commons.exchange.trailers import with_trailers
from portee.commons.repository.repository import Change, Commons
from portee.commons.repository.snapshot import Snapshot
from tests.commons.exchange.commonses import NEED, git, make, save

ID = NEED.removesuffix(".md")


def ancestors(commons: Commons, name: str) -> Ancestors:
    pull(commons, name)
    return Ancestors(commons, find_remote(commons, name))


def taken(commons: Commons, name: str) -> None:
    pull(commons, name)
    take(commons, find_remote(commons, name), [ID], "Mimosa")


def test_commons_that_never_met_have_nothing_in_common(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    pull(one, str(two.root))
    found = ancestors(one, "deux")
    assert found.agreement(NEED) is None
    assert found.base(NEED) is None


def test_the_last_taking_counts_whoever_took(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    pull(one, str(two.root))
    pull(two, str(one.root))
    first = save(two, NEED, "motive: work", "motive: training", "Rocade")
    taken(one, "deux")
    agreed = ancestors(one, "deux").agreement(NEED)
    assert agreed is not None
    assert (agreed.holder, agreed.theirs) == (first, first)
    assert ancestors(two, "un").base(NEED) == contents(Snapshot(two.repository, first), NEED)
    second = save(one, NEED, "hours: Mo-Sa", "hours: Mo-Su", "Mimosa")
    taken(two, "un")
    for side, other in ((one, "deux"), (two, "un")):
        found = ancestors(side, other)
        last = found.agreement(NEED)
        assert last is not None
        assert last.holder == second
        assert b"Mo-Su" in (found.base(NEED) or b"")


def test_forks_share_their_history(tmp_path: Path) -> None:
    one = make(tmp_path / "one", "un")
    git(tmp_path, "clone", "-q", "one", "two")
    two = Commons.open(tmp_path / "two")
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    pull(one, str(two.root), name="deux")
    found = ancestors(one, "deux").agreement(NEED)
    assert found is not None
    assert found.holder == git(one.root, "rev-parse", "main")


def test_a_note_of_a_commit_that_is_not_there_counts_for_nothing(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    message = with_trailers("Prendre", [(TAKEN_FROM, f"un {'0' * 40}")])
    text = (two.root / NEED).read_bytes().replace(b"motive: work", b"motive: training")
    two.save(Change({NEED: text}, message, "Rocade"))
    pull(one, str(two.root))
    assert ancestors(one, "deux").agreement(NEED) is None
