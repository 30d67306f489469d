from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from portee.commons.check.check import check_commons
from portee.core.errors import OutputError, ParameterError, SourceError
from portee.services.evidence.make import asked_of, make_evidence
from portee.services.evidence.verify import read_evidence
from portee.sources.synthetic import SyntheticTerritory
from tests.commons.examples import EXAMPLE
from tests.services.evidence.kitchen import CELLS

TODAY = date(2026, 11, 26)
POVERTY = {
    "settings": {"homes": {"cells": CELLS}, "part": ["poor_households"], "whole": "households"},
    "inputs": [{"name": CELLS, "licence": "CC0-1.0", "date": "2026-09-01"}],
}


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "c")
    return tmp_path / "c"


def _file(path: Path, values: object) -> Path:
    path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    return path


def test_a_record_is_made_and_is_well(commons: Path, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    asked = asked_of(record=None, recipe="population-share", settings=_file(tmp_path / "s.yaml", POVERTY))
    made = make_evidence(commons, "evidence/p", asked, [xs_territory.folder], today=TODAY, cache=tmp_path / "k")
    assert 0 < made.value < 100
    assert read_evidence(commons, ["evidence/p"]) == (made,)
    assert made.computed is not None
    assert made.computed.computed_on == "2026-11-26"
    assert made.computed.settings["homes"]["residents"] == "residents", "settings are told whole"  # type: ignore[index,call-overload]
    assert not [problem for problem in check_commons(commons).problems if "evidence/p" in str(problem)]


def test_a_record_that_is_there_is_never_overwritten(
    commons: Path, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    asked = asked_of(record=None, recipe="population-share", settings=_file(tmp_path / "s.yaml", POVERTY))
    before = (commons / "evidence" / "pauvrete-moulins.md").read_bytes()
    with pytest.raises(OutputError, match="never overwritten"):
        make_evidence(commons, "evidence/pauvrete-moulins", asked, [xs_territory.folder], today=TODAY)
    assert (commons / "evidence" / "pauvrete-moulins.md").read_bytes() == before


def test_what_cannot_be_made_leaves_nothing(commons: Path, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    whole = {**POVERTY, "recipe": "population-shares"}
    asked = asked_of(record=_file(tmp_path / "r.yaml", whole), recipe=None, settings=None)
    with pytest.raises(ParameterError, match="no recipe 'population-shares'"):
        make_evidence(commons, "evidence/p", asked, [xs_territory.folder], today=TODAY)
    wrong = {**POVERTY, "recipe": "population-share", "settings": {"homes": {"cells": CELLS}, "part": ["men"]}}
    asked = asked_of(record=_file(tmp_path / "r.yaml", wrong), recipe=None, settings=None)
    with pytest.raises(SourceError, match="'whole' is missing"):
        make_evidence(commons, "evidence/p", asked, [xs_territory.folder], today=TODAY)
    lost = {**POVERTY, "recipe": "population-share", "inputs": [{"name": CELLS, "sha256": "0" * 64}]}
    asked = asked_of(record=_file(tmp_path / "r.yaml", lost), recipe=None, settings=None)
    with pytest.raises(ParameterError, match="No file of the folders has the content"):
        make_evidence(commons, "evidence/p", asked, [xs_territory.folder], today=TODAY)
    assert not (commons / "evidence" / "p.md").exists()


def test_one_way_of_asking(tmp_path: Path) -> None:
    for given in ({"record": None, "recipe": None}, {"record": tmp_path, "recipe": "x"}):
        with pytest.raises(ParameterError, match="not clear what to compute"):
            asked_of(**given, settings=None)
