from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from portee.commons.exchange.credits import credits_of_changes
from portee.commons.exchange.pull import pull
from portee.commons.exchange.remotes import find_remote
from portee.commons.exchange.standing import without_origin
from portee.commons.exchange.take import Taken, everything, take
from portee.commons.exchange.threeway import parsed
from portee.commons.manifest import Manifest
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Change, Commons
from portee.commons.text.record_file import RecordFile, record_text, record_values
from portee.core.errors import InputError, ManyProblems
from tests.commons.examples import PATHS
from tests.commons.exchange.commonses import NEED, OTHER, git, make, save, state
from tests.commons.strategies import record_files

ID = NEED.removesuffix(".md")


def empty(root: Path, name: str) -> Commons:
    manifest = Manifest(name=name, title=Text({"fr": name}), about=Text({"fr": "Vide."}), publisher="Portée")
    return Commons.init(root, manifest, "Mimosa")


def taken(commons: Commons, source: Commons, *ids: str, author: str = "Mimosa") -> Taken:
    name = source.manifest().name
    pull(commons, str(source.root), name=name)
    remote = find_remote(commons, name)
    return take(commons, remote, ids or everything(commons, remote), author)


def values(commons: Commons, path: str = NEED) -> dict[str, object]:
    file = parsed((commons.root / path).read_bytes(), path)
    assert file is not None
    return record_values(file.record)


def records(commons: Commons) -> dict[str, RecordFile | None]:
    """Every record, but for the note of where it came from."""
    head = commons.head()
    assert head is not None
    return {path: without_origin(parsed((commons.root / path).read_bytes(), path)) for path, _ in head.records()}


def test_records_are_taken_with_where_they_came_from(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    done = taken(one, two)
    assert len(done.ids) == len(PATHS)
    assert records(one) == records(two)
    origin = values(one)["origin"]
    assert origin == {"instance": "deux", "id": ID, "commit": git(two.root, "rev-parse", "main"),
                      "licence": "CC-BY-SA-4.0"}  # fmt: skip
    assert ("Rocade", 1) in [(each.name, each.changes) for each in credits_of_changes(one)]
    assert git(one.root, "status", "--porcelain") == ""
    assert taken(one, two) == Taken(None, (), {})


def test_references_are_taken_when_asked_for(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    pull(one, str(two.root))
    before = state(one)
    remote = find_remote(one, "deux")
    cell = next(path for path in PATHS if path.startswith("cell/")).removesuffix(".md")
    with pytest.raises(ManyProblems, match="--with-references"):
        take(one, remote, [cell], "Mimosa")
    assert state(one) == before
    done = take(one, remote, [cell], "Mimosa", with_references=True)
    assert {cell, ID} < set(done.ids)
    assert len(done.ids) < len(PATHS)


def test_both_sides_changes_are_merged(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    taken(one, two)
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    save(one, NEED, "hours: Mo-Sa", "hours: Mo-Su", "Mimosa")
    assert taken(one, two).conflicts == {}
    assert (values(one)["motive"], values(one)["hours"]) == ("training", "Mo-Su 04:00-06:00")
    origin = values(one)["origin"]
    assert isinstance(origin, dict)
    assert origin["commit"] == git(two.root, "rev-parse", "main")


def test_contradictions_become_two_opinions_once(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    taken(one, two)
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    save(one, NEED, "motive: work", "motive: childcare", "Ortie")
    done = taken(one, two)
    assert [each.field for each in done.conflicts[ID]] == ["motive"]
    told = values(one)["disagreements"]
    assert isinstance(told, list)
    assert [(d["by"], d["proposed"]) for d in told] == [("Ortie", "childcare"), ("Rocade", "training")]
    assert taken(one, two).commit is None
    save(two, NEED, "hours: Mo-Sa", "hours: Mo-Su", "Rocade")
    assert taken(one, two).conflicts == {}
    assert values(one)["disagreements"] == told
    assert values(one)["motive"] == "childcare"


def test_of_forks_what_one_side_changed_stays_as_it_was_written(tmp_path: Path) -> None:
    one = make(tmp_path / "one", "un")
    git(tmp_path, "clone", "-q", "one", "two")
    two = Commons.open(tmp_path / "two")
    save(two, NEED, "motive: work", "motive: training # parce que", "Rocade")
    pull(one, str(two.root), name="deux")
    take(one, find_remote(one, "deux"), [ID], "Mimosa")
    assert (one.root / NEED).read_bytes() == (two.root / NEED).read_bytes()


@pytest.mark.parametrize(
    ("licence", "reason"), [("ODbL-1.0", None), ("CC-BY-4.0", None), ("etalab-2.0", None), ("CC0-1.0", None)]
)
def test_licences_that_flow_are_kept(tmp_path: Path, licence: str, reason: None) -> None:
    one, two = empty(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    save(two, NEED, "licence: CC-BY-SA-4.0", f"licence: {licence}", "Rocade")
    taken(one, two)
    assert values(one)["licence"] == licence


def test_licences_that_do_not_mix_are_refused_with_the_reason(tmp_path: Path) -> None:
    manifest = Manifest(name="un", title=Text({"fr": "U"}), about=Text({"fr": "V"}), publisher="P", licence="CC0-1.0")
    one, two = Commons.init(tmp_path / "one", manifest, "M"), make(tmp_path / "two", "deux", author="Rocade")
    pull(one, str(two.root))
    before = state(one)
    with pytest.raises(ManyProblems, match="keeps it, and CC0"):
        take(one, find_remote(one, "deux"), [ID], "Mimosa")
    assert state(one) == before
    three = make(tmp_path / "three", "trois")
    save(three, NEED, "licence: CC-BY-SA-4.0", "licence: CC-BY-4.0", "Ortie")
    with pytest.raises(ManyProblems, match="4.0 here and under CC-BY-SA-4.0 in 'deux'".replace(".", r"\.")):
        taken(three, two, ID)


def test_what_cannot_be_read_or_is_not_there(tmp_path: Path) -> None:
    one, two = empty(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    two.save(Change({NEED: b"x", OTHER: b"\xff"}, "Illisible", "Rocade"))
    pull(one, str(two.root))
    before = state(one)
    remote = find_remote(one, "deux")
    with pytest.raises(ManyProblems) as refused:
        take(one, remote, [ID, OTHER.removesuffix(".md")], "Mimosa")
    assert len(refused.value.problems) == 2
    with pytest.raises(InputError, match="no record 'need/nulle-part'"):
        take(one, remote, ["need/nulle-part"], "Mimosa")
    assert state(one) == before


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(record_files(), st.sampled_from("12")), min_size=1, max_size=3))
def test_pulling_everything_and_back_is_a_fixed_point(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[RecordFile, str]]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    one, two = make(folder / "one", "un"), empty(folder / "two", "deux")
    taken(two, one)
    for file, side in changes:
        commons = one if side == "1" else two
        mine = parsed((commons.root / f"{file.id}.md").read_bytes(), f"{file.id}.md")
        assert mine is not None
        record = file.record.model_copy(update={"origin": mine.record.origin})
        text = record_text(RecordFile(record, file.body)).encode()
        commons.save(Change({f"{file.id}.md": text}, "Autrement", "Rocade" if side == "1" else "Ortie"))
    try:
        for _ in range(2):
            taken(two, one)
            taken(one, two)
    except ManyProblems:
        # The texts that were drawn hold HTML or an address: nothing is taken.
        reject()
    assert records(one) == records(two)
    heads = git(one.root, "rev-parse", "main"), git(two.root, "rev-parse", "main")
    assert taken(two, one).commit is None
    assert taken(one, two).commit is None
    assert heads == (git(one.root, "rev-parse", "main"), git(two.root, "rev-parse", "main"))
