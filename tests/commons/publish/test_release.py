from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.publish.release import gather
from portee.commons.repository.repository import Change
from portee.core.errors import InputError, ManyProblems, ParameterError, PorteeError
from tests.commons.publish.commonses import CELL, NEED, REQUIREMENT, edit, make_commons, tag


def test_only_what_is_reviewed_or_published_is_released(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c", edits={NEED: lambda text: text.replace("reviewed", "proposed")})
    assert NEED.removesuffix(".md") not in gather(commons.root).by_id
    with_it = gather(commons.root, include=["proposed"])
    assert with_it.by_id[NEED.removesuffix(".md")].record.status == "proposed"
    assert len(with_it.records) == len(gather(commons.root).records) + 1


def test_a_first_release_is_1_0_0_and_a_second_counts_up(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    first = gather(commons.root)
    assert (first.version, first.previous, first.changes) == ("1.0.0", None, ())
    tag(commons, "1.0.0")
    assert gather(commons.root).version == "1.0.0"
    edit(commons, CELL, lambda text: text.replace("Tout dépend du remplissage.", "Tout dépend du taux."))
    second = gather(commons.root)
    assert (second.version, second.previous) == ("1.0.1", "1.0.0")
    assert [change.id for change in second.changes] == [CELL.removesuffix(".md")]
    edit(commons, REQUIREMENT, lambda text: text.replace("at_least: 0.8", "at_least: 0.82"))
    assert gather(commons.root).version == "2.0.0"
    assert gather(commons.root, version="2.1.0").version == "2.1.0"
    with pytest.raises(ParameterError, match=r"make it 2\.0\.0 at least"):
        gather(commons.root, version="1.1.0")


def test_records_stand_in_the_order_in_which_people_read(tmp_path: Path) -> None:
    release = gather(make_commons(tmp_path / "c").root)
    assert release.kinds[:3] == ("territory", "zone-group", "stakeholder")
    assert [file.record.type for file in release.records] == [
        kind for kind in release.kinds for _ in release.of_type(kind)
    ]


def test_a_commons_with_problems_is_not_published(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c", edits={CELL: lambda text: text.replace("level: 2", "level: 9")})
    with pytest.raises(ManyProblems, match="level"):
        gather(commons.root)


@pytest.mark.parametrize("path", [NEED, "need/nouveau.md", "commons.yaml", "data/x.csv"])
def test_edits_that_are_not_committed_are_not_left_out_in_silence(tmp_path: Path, path: str) -> None:
    commons = make_commons(tmp_path / "c")
    target = commons.root / path
    target.parent.mkdir(exist_ok=True)
    text = target if target.exists() else commons.root / NEED
    target.write_text(
        text.read_text(encoding="utf-8").replace("embauche-avant-l-aube\nstatus", "nouveau\nstatus", "nouveau" in path)
        + "\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="not committed") as told:
        gather(commons.root)
    assert path in str(told.value)


def test_what_nobody_published_yet_is_no_commons(tmp_path: Path) -> None:
    with pytest.raises(PorteeError, match="portee commons init"):
        gather(tmp_path)


def test_addresses_follow_the_commons_own(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    assert gather(commons.root).base == "https://exemple.portee.invalid/"
    text = (commons.root / "commons.yaml").read_text(encoding="utf-8") + "url: https://example.org/commun\n"
    commons.save(Change({"commons.yaml": text.encode()}, "It has an address", "Mimosa"))
    assert gather(commons.root).base == "https://example.org/commun/"


def test_what_is_retired_keeps_its_address_and_nothing_more(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c", edits={NEED: lambda text: text.replace("reviewed", "retired", 1)})
    release = gather(commons.root, include=["proposed", "draft"])
    assert [file.id for file in release.retired] == [NEED.removesuffix(".md")]
    assert NEED.removesuffix(".md") not in release.by_id
