from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ManyProblems, ParameterError
from portee.services.workspace import scenarios
from portee.services.workspace.manifest import MANIFEST
from portee.services.workspace.scenarios import as_told_now, drop_scenario, files_of, keep_scenario
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.portraits import portrait_village

CANCEL = "name: Grève d'été\nmodifications:\n- {type: cancel}\n"
DATED = "name: Travaux\nmodifications:\n- {type: cancel, from: 2027-01-01, until: 2027-06-30}\n"


@pytest.fixture
def village(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Workspace:
    return portrait_village(tmp_path / "village", xs_network, xs_territory)


@pytest.fixture(scope="module")
def world(xs_network: Path) -> World:
    return World.open(xs_network)


def test_a_file_is_added_replaced_and_taken_away_and_comments_stay(village: Workspace, world: World) -> None:
    manifest = village.folder / MANIFEST
    manifest.write_text("# Ours.\n" + manifest.read_text(encoding="utf-8") + "# The end.\n", encoding="utf-8")
    found, name = keep_scenario(village, "bad_days", "", CANCEL, world)
    assert name == "greve-d-ete"
    assert list(files_of(found, "bad_days")) == ["stopped", "greve-d-ete"]
    assert open_workspace(village.folder).manifest == found.manifest == as_told_now(village).manifest
    text = manifest.read_text(encoding="utf-8")
    assert "# Ours." in text
    assert "# The end." in text
    # The same sent twice changes nothing; something else of that name is told.
    assert keep_scenario(found, "bad_days", "Grève d'été", CANCEL, world)[0].manifest == found.manifest
    other = CANCEL.replace("cancel", "cancel, share: 0.5")
    with pytest.raises(ParameterError, match="already"):
        keep_scenario(found, "bad_days", "Grève d'été", other, world)
    found, _ = keep_scenario(found, "bad_days", "greve-d-ete", other, world, instead=True)
    path = files_of(found, "bad_days")["greve-d-ete"]
    assert path.read_text(encoding="utf-8") == other
    found = drop_scenario(found, "bad_days", "greve-d-ete")
    assert not path.exists()
    # What people put there by hand is theirs.
    mine = files_of(found, "bad_days")["stopped"]
    found = drop_scenario(found, "bad_days", "stopped")
    assert mine.exists()
    assert files_of(open_workspace(village.folder), "bad_days") == {}
    with pytest.raises(ParameterError, match="no file"):
        drop_scenario(found, "bad_days", "stopped")


def test_a_list_written_in_another_form_is_replaced_all_the_same(village: Workspace, world: World) -> None:
    manifest = village.folder / MANIFEST
    text = manifest.read_text(encoding="utf-8").replace("bad_days:", '"bad_days":')
    manifest.write_text(text, encoding="utf-8")
    keep_scenario(village, "bad_days", "", CANCEL, world)
    assert list(files_of(open_workspace(village.folder), "bad_days")) == ["stopped", "greve-d-ete"]


@pytest.mark.parametrize(
    ("sort", "name", "text", "told"),
    [
        ("projects", "", CANCEL, "no date"), ("bad_days", "!!", CANCEL, "no letter"),
        ("bad_days", "strike", CANCEL, "comes with"), ("bad_days", "", "name: a\nmodifications: []\n", "nothing"),
        ("bad_days", "", "name: [", "."), ("bad_days", "", "x" * 100_001, "letters"),
        ("bad_days", "", "name: a\nmodifications:\n- {type: remove_line, line: Nowhere}\n", "another territory"),
        ("bad_days", "", CANCEL + "- {type: remove_line, line: Nowhere}\n", "Nowhere"),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(
    village: Workspace, world: World, sort: str, name: str, text: str, told: str
) -> None:
    before = (village.folder / MANIFEST).read_bytes()
    with pytest.raises((ParameterError, ManyProblems), match=told):
        keep_scenario(village, sort, name, text, world)
    assert (village.folder / MANIFEST).read_bytes() == before
    assert not (village.folder / "scenarios" / sort.replace("_", "-")).exists()


def test_a_list_has_an_end(village: Workspace, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MOST_FILES", 1)
    with pytest.raises(ParameterError, match="1 files"):
        keep_scenario(village, "bad_days", "", CANCEL, world)
    # The years of all projects are told together.
    monkeypatch.setattr("portee.services.portrait.years.MOST_YEARS", 4)
    with pytest.raises(ParameterError, match="5 years"):
        keep_scenario(village, "projects", "", DATED.replace("2027", "2035"), world)


def test_a_workspace_that_cannot_be_read_stays_as_it_was_opened(village: Workspace) -> None:
    (village.folder / MANIFEST).write_text("name: [", encoding="utf-8")
    assert as_told_now(village) == village
