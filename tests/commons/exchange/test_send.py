from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.accept import accept
from portee.commons.exchange.offer import Offer, offer
from portee.commons.exchange.places import Place, place
from portee.commons.exchange.proposals import proposals
from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote
from portee.commons.exchange.send import send, send_to_file
from portee.commons.exchange.standing import standings
from portee.commons.repository.repository import Commons
from portee.core.errors import InputError
from tests.commons.exchange.commonses import NEED, git, make, save
from tests.commons.exchange.servers import serving
from tests.commons.exchange.test_take import empty, records, taken

ID = NEED.removesuffix(".md")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def one(tmp_path: Path) -> Commons:
    return make(tmp_path / "one", "un")


@pytest.fixture
def two(tmp_path: Path, one: Commons) -> Commons:
    two = empty(tmp_path / "two", "deux")
    taken(two, one)
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    return two


def offered(two: Commons, name: str = "formation") -> Offer:
    return offer(two, find_remote(two, "un"), [ID], "Rocade", "La formation", name=name)


def accepted(one: Commons, two: Commons) -> None:
    """The other side accepts what came, and both have the same."""
    (found,) = proposals(one)
    assert (found.authors, found.message, found.paths) == (("Rocade",), "La formation", (NEED,))
    accept(one, found.name, "Mimosa")
    assert "motive: training" in (one.root / NEED).read_text(encoding="utf-8")
    pull(two, str(one.root), name="un")
    assert {each.state for each in standings(two, find_remote(two, "un"))} == {"same"}
    assert records(one) == records(two)
    assert taken(two, one).commit is None
    assert taken(one, two).commit is None


def test_into_a_folder(one: Commons, two: Commons) -> None:
    assert send(two, offered(two), place(str(one.root))) == "formation"
    assert git(one.root, "status", "--porcelain") == ""
    accepted(one, two)


def test_in_a_file(one: Commons, two: Commons, tmp_path: Path) -> None:
    send_to_file(two, offered(two), tmp_path / "p.bundle")
    git(one.root, "bundle", "verify", str(tmp_path / "p.bundle"))
    assert pull(one, str(tmp_path / "p.bundle")).proposals == ("formation",)
    accepted(one, two)
    with pytest.raises(InputError, match="cannot receive"):
        send(two, offered_again(two), Place("bundle", str(tmp_path / "p.bundle")))


def offered_again(two: Commons) -> Offer:
    save(two, NEED, "hours: Mo-Sa", "hours: Mo-Su", "Rocade")
    return offered(two, "heures")


def test_to_a_server_that_allows_it(one: Commons, two: Commons, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", "one", "un.git")
    made = offered(two)
    with serving(tmp_path) as address:
        there = f"{address}/un.git"
        with pytest.raises(InputError, match="--bundle"):
            send(two, made, place(there))
        assert not git(tmp_path / "un.git", "for-each-ref", "refs/heads/proposal")
        git(tmp_path / "un.git", "config", "http.receivepack", "true")
        assert send(two, made, place(there)) == "formation"
        assert send(two, made, place(str(tmp_path / "un.git"))) == "formation"
        another = offer(two, find_remote(two, "un"), [ID], "Ortie", "Autrement", name="autre")
        other = Offer("formation", another.reference, another.commit, another.base, another.ids)
        for target in (there, str(tmp_path / "un.git")):
            with pytest.raises(InputError, match="not let in"):
                send(two, other, place(target))
        assert pull(one, there, name="serveur").proposals == ()
        assert pull(one, "serveur", with_proposals=True).proposals == ("formation",)
        assert pull(one, "serveur", with_proposals=True).proposals == ("formation",)
        accepted(one, two)
        assert pull(one, "serveur", with_proposals=True).proposals == ()
