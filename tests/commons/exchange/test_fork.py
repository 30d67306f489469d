from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.exchange.fork import fork
from portee.commons.exchange.limits import Limits
from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote
from portee.commons.exchange.standing import standings
from portee.commons.exchange.take import everything, take
from portee.commons.repository.repository import Change
from portee.core.errors import InputError, ManyProblems, ParameterError
from tests.commons.examples import PATHS
from tests.commons.exchange.commonses import NEED, git, make, save
from tests.commons.exchange.test_pull import broken_copy


def test_a_fork_goes_on_from_the_whole_history(tmp_path: Path) -> None:
    one = make(tmp_path / "one", "un")
    one.save(Change({".github/x.yml": b"x\n", "data/t.csv": b"a\n"}, "Autres fichiers", "Mimosa"))
    tip = git(one.root, "rev-parse", "main")
    two = fork(str(one.root), tmp_path / "deux", "Rocade", title="Le deuxième")
    manifest = two.manifest()
    assert (manifest.name, manifest.title.fr) == ("deux", "Le deuxième")
    assert manifest.origin is not None
    assert (manifest.origin.name, manifest.origin.commit, manifest.origin.url) == ("un", tip, None)
    assert git(two.root, "status", "--porcelain") == ""
    assert git(two.root, "rev-parse", "main~1") == tip
    assert (two.root / "data" / "t.csv").is_file()
    assert not (two.root / ".github").exists()
    assert str(tmp_path) not in (two.root / "commons.yaml").read_text()
    checked = check_commons(two.root)
    assert (len(checked.records), checked.problems) == (len(PATHS), ())
    git(two.root, "fsck", "--strict")


def test_forks_exchange(tmp_path: Path) -> None:
    one = make(tmp_path / "one", "un")
    two = fork(str(one.root), tmp_path / "deux", "Rocade")
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    save(one, NEED, "motive: work", "motive: childcare", "Mimosa")
    for commons, source in ((two, "un"), (one, str(two.root)), (two, "un")):
        pull(commons, source)
        remote = find_remote(commons, "un" if source == "un" else "deux")
        take(commons, remote, everything(commons, remote), "Ortie")
    assert (one.root / NEED).read_bytes() == (two.root / NEED).read_bytes()
    assert (one.root / NEED).read_text().count("proposed: ") == 2
    assert {each.state for each in standings(two, find_remote(two, "un"))} == {"same"}
    for side in (one, two):
        assert "origin:" not in (side.root / NEED).read_text()


def test_what_cannot_be_forked_leaves_nothing(tmp_path: Path) -> None:
    one = make(tmp_path / "one", "un")
    with pytest.raises(ManyProblems):
        fork(str(one.root), tmp_path / "x", "Rocade", limits=Limits(objects=20_000, record_bytes=100))
    with pytest.raises(ManyProblems):
        fork(str(broken_copy(one, tmp_path, "a link")), tmp_path / "x", "Rocade")
    with pytest.raises(InputError, match="called 'un' too"):
        fork(str(one.root), tmp_path / "x", "Rocade", name="un")
    with pytest.raises(ParameterError):
        fork(str(one.root), tmp_path / "x", "Rocade", name="Un Nom")
    assert not (tmp_path / "x").exists()
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "mine").touch()
    with pytest.raises(InputError, match="something there"):
        fork(str(one.root), tmp_path / "y", "Rocade")
    assert [path.name for path in (tmp_path / "y").iterdir()] == ["mine"]
    assert not list(tmp_path.glob(".*partial*"))
