"""Two commons exchange both ways over a real Git server, contradict each other, and end with the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote
from portee.commons.exchange.take import everything, take
from portee.commons.repository.repository import Change, Commons
from tests.commons.exchange.commonses import NEED, OTHER, git, make, save
from tests.commons.exchange.servers import serving
from tests.commons.exchange.test_take import empty, records, values


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "served"
    folder.mkdir()
    return folder


def shown(commons: Commons, folder: Path) -> None:
    """Put what a commons says on the server."""
    place = folder / f"{commons.manifest().name}.git"
    if not place.exists():
        git(folder, "init", "-q", "--bare", place.name)
    git(commons.root, "push", "-q", str(place), "main")


def taken(commons: Commons, name: str, address: str, author: str) -> None:
    pull(commons, f"{address}/{name}.git")
    remote = find_remote(commons, name)
    take(commons, remote, everything(commons, remote), author)


def opinions(commons: Commons) -> set[tuple[str, str]]:
    told = values(commons)["disagreements"]
    assert isinstance(told, list)
    return {(d["by"], d["proposed"]) for d in told}


@pytest.mark.parametrize("is_crossed", [False, True], ids=["one after the other", "both at once"])
def test_two_commons_end_with_the_same_records_and_both_opinions(
    served: Path, tmp_path: Path, is_crossed: bool
) -> None:
    one, two = make(tmp_path / "one", "un"), empty(tmp_path / "two", "deux")
    with serving(served) as address:
        shown(one, served)
        taken(two, "un", address, "Ortie")
        save(one, NEED, "motive: work", "motive: training", "Rocade")
        save(two, NEED, "motive: work", "motive: childcare", "Ortie")
        save(two, OTHER, "status: draft", "status: proposed", "Ortie")
        new = (one.root / NEED).read_text(encoding="utf-8").replace(f"id: {NEED[:-3]}", "id: need/autre")
        one.save(Change({"need/autre.md": new.encode()}, "Un autre besoin", "Rocade"))
        for _ in range(3):
            shown(two, served)
            if is_crossed:
                shown(one, served)
            taken(one, "deux", address, "Mimosa")
            if not is_crossed:
                shown(one, served)
            taken(two, "un", address, "Ortie")
        assert records(one) == records(two)
        assert "need/autre.md" in records(two)
        assert values(one, OTHER)["status"] == "proposed"
        for side in (one, two):
            assert opinions(side) == {("Rocade", "training"), ("Ortie", "childcare")}
            git(side.root, "fsck", "--strict")
        heads = [git(side.root, "rev-parse", "main") for side in (one, two)]
        shown(one, served)
        shown(two, served)
        taken(one, "deux", address, "Mimosa")
        taken(two, "un", address, "Ortie")
        assert [git(side.root, "rev-parse", "main") for side in (one, two)] == heads
