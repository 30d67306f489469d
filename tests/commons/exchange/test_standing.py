from __future__ import annotations

from pathlib import Path

from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote
from portee.commons.exchange.standing import STATES, standings, without_origin
from portee.commons.exchange.take import everything, take
from portee.commons.repository.repository import Change, Commons
from tests.commons.examples import PATHS, example_file
from tests.commons.exchange.commonses import NEED, OTHER, make, save

ID, OTHER_ID = NEED.removesuffix(".md"), OTHER.removesuffix(".md")


def states(commons: Commons, name: str) -> dict[str, str]:
    pull(commons, name)
    return {one.id: one.state for one in standings(commons, find_remote(commons, name)) if one.state != "same"}


def test_how_records_stand(tmp_path: Path) -> None:
    from portee.commons.manifest import Manifest
    from portee.commons.records.shape import Text

    manifest = Manifest(name="un", title=Text({"fr": "Un"}), about=Text({"fr": "Vide."}), publisher="Portée")
    one, two = Commons.init(tmp_path / "one", manifest, "Mimosa"), make(tmp_path / "two", "deux", author="Rocade")
    pull(one, str(two.root))
    assert states(one, "deux") == {path.removesuffix(".md"): "new" for path in PATHS}
    remote = find_remote(one, "deux")
    take(one, remote, everything(one, remote), "Mimosa")
    assert states(one, "deux") == {}
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    save(one, OTHER, "\ntitle:\n", "\ntags:\n- nuit\ntitle:\n", "Mimosa")
    assert states(one, "deux") == {ID: "theirs", OTHER_ID: "ours"}
    save(one, NEED, "motive: work", "motive: childcare", "Mimosa")
    assert states(one, "deux") == {ID: "both", OTHER_ID: "ours"}
    mission = next(path for path in PATHS if path.startswith("mission/"))
    two.save(Change({mission: None, NEED: b"x", "need/illisible.md": b"\xff"}, "Autre", "Rocade"))
    found = states(one, "deux")
    assert (found[mission.removesuffix(".md")], found["need/illisible"], found[ID]) == ("gone",) + ("unreadable",) * 2
    unread = [each for each in standings(one, find_remote(one, "deux")) if each.state == "unreadable"]
    assert all(each.problem for each in unread)
    assert set(found.values()) <= set(STATES)


def test_the_origin_is_each_sides_own() -> None:
    file = example_file(NEED)
    assert without_origin(file) == file
    assert without_origin(None) is None
