from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from portee.commons.records.evidence import Evidence
from portee.core.errors import ManyProblems, ParameterError
from portee.services.evidence.make import Asked, make_evidence
from portee.services.evidence.verify import computed_evidence, read_evidence, verify_evidence
from portee.sources.synthetic import SyntheticTerritory
from tests.commons.examples import EXAMPLE
from tests.services.evidence.kitchen import CELLS, access


@pytest.fixture
def made(xs_territory: SyntheticTerritory, tmp_path: Path) -> Evidence:
    shutil.copytree(EXAMPLE, tmp_path / "c")
    asked = Asked.model_validate(
        {
            "recipe": "cumulative-access", "settings": access(),
            "inputs": [{"name": name} for name in ("streets.osm.pbf", "gtfs.zip", CELLS, "jobs.csv")],
        }
    )  # fmt: skip
    return make_evidence(
        tmp_path / "c", "evidence/x", asked, [xs_territory.folder], today=date(2026, 11, 26), cache=tmp_path / "k"
    )


def test_the_same_inputs_under_other_names_give_the_same(
    made: Evidence, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    other = tmp_path / "renamed"
    other.mkdir()
    for number, name in enumerate(("streets.osm.pbf", "gtfs.zip", CELLS, "jobs.csv")):
        shutil.copyfile(xs_territory.folder / name, other / f"{number}.dat")
    (found,) = verify_evidence([made], [other], cache=tmp_path / "k2")
    assert found.state == "same"
    assert found.computed == made.value
    assert found.absolute == 0


def test_another_figure_is_told_with_how_much(made: Evidence, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    assert made.computed is not None
    told = made.model_copy(update={"value": made.value * 2, "high": None})
    (found,) = verify_evidence([told], [xs_territory.folder], cache=tmp_path / "k")
    assert found.state == "differs"
    assert found.fields == ("value", "high")
    assert found.absolute == pytest.approx(-made.value)
    assert found.relative == pytest.approx(-0.5)
    (kept,) = verify_evidence(
        [told.model_copy(update={"high": made.high, "computed": made.computed.model_copy(update={"tolerance": 0.9})})],
        [xs_territory.folder], cache=tmp_path / "k",
    )  # fmt: skip
    assert kept.state == "same", "within its tolerance"


def test_missing_inputs_unknown_recipes_and_failures(
    made: Evidence, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    assert made.computed is not None
    (tmp_path / "empty").mkdir()
    (found,) = verify_evidence([made], [tmp_path / "empty"], cache=tmp_path / "k")
    assert (found.state, found.missing) == ("inputs-missing", ("streets.osm.pbf", "gtfs.zip", CELLS, "jobs.csv"))
    unknown = made.model_copy(update={"computed": made.computed.model_copy(update={"recipe": "fortune-telling"})})
    wrong = made.model_copy(update={"computed": made.computed.model_copy(update={"settings": {}})})
    states = [one.state for one in verify_evidence([unknown, wrong], [xs_territory.folder], cache=tmp_path / "k")]
    assert states == ["recipe-unknown", "failed"]


def test_evidence_is_read_by_id(tmp_path: Path) -> None:
    ids = computed_evidence(EXAMPLE)
    assert ids == ("evidence/pauvrete-moulins", "evidence/postes-a-portee-a-l-aube")
    assert [record.computed is None for record in read_evidence(EXAMPLE, ids)] == [True, False]
    for id in ("evidence/nowhere", "need/embauche-avant-l-aube"):
        with pytest.raises(ParameterError, match="There is no evidence"):
            read_evidence(EXAMPLE, [id])
    shutil.copytree(EXAMPLE, tmp_path / "c")
    record = tmp_path / "c" / "evidence" / "pauvrete-moulins.md"
    record.write_text(record.read_text(encoding="utf-8").replace("value: 43", "value: many"), encoding="utf-8")
    with pytest.raises(ManyProblems):
        read_evidence(tmp_path / "c", ["evidence/pauvrete-moulins"])
