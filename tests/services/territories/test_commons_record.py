"""A territory of a register becomes a record that the commons takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portee.commons.records.territory import Territory
from portee.commons.text.record_file import parse_record, record_text
from portee.core.errors import InputError, ParameterError, PorteeError
from portee.core.provenance import Provenance
from portee.indicators.compared import shipped_set
from portee.services.territories.commons_record import FIGURES, lay_territory, territory_record
from portee.services.territories.replicate_records import COMMONS_SET, replicate_records
from portee.territory.carried import carried
from portee.territory.crosswalk import area_crosswalk
from portee.territory.registry import Registry
from portee.territory.variables import variables
from tests.commons.examples import EXAMPLE
from tests.services.territories import invented
from tests.territory.registers import register, square

SEEN = "2026-11-25"


def test_the_record_is_read_back_as_it_was_written(old: Registry) -> None:
    file = territory_record(old, "QP013003", "Mimosa", SEEN)
    parsed = parse_record(record_text(file), "territory/qp013003.md")
    assert parsed.problems == ()
    assert parsed.file is not None
    record = parsed.file.record
    assert isinstance(record, Territory)
    assert record == file.record
    assert (record.code, record.geography, record.kind) == ("QP013003", "2015", "neighbourhood")
    people = old.column("pop_mun")[2]
    assert record.variables["residents"].value == people
    assert record.variables["poverty_rate_pct"].value == old.column("tp60")[2]
    # A hundredth of a degree each way at 43.2° north: about 0.81 km by 1.11 km.
    assert record.variables["density_per_km2"].value == pytest.approx(people / (0.812 * 1.111), rel=0.01)
    assert record.variables["residents"].source == 2
    assert "insee.fr" in record.sources[1].url
    assert [source.checked for source in record.sources] == [False, False]
    assert record.centre is not None
    assert record.conditions == {}


def test_what_is_not_published_is_not_told(old: Registry) -> None:
    variables_told = territory_record(old, "QP013008", "Mimosa", SEEN).record
    assert isinstance(variables_told, Territory)
    assert "fixed_term_jobs_pct" not in variables_told.variables
    bare = register(2024, [None]).replace(provenance=old.provenance[:1])
    record = territory_record(bare, "QN01301M", "Mimosa", SEEN).record
    assert isinstance(record, Territory)
    assert (record.variables, record.centre, record.geography) == ({}, None, "2024")


def test_licences_that_the_commons_knows_are_kept(old: Registry) -> None:
    assert {source.licence for source in territory_record(old, "QP013003", "Mimosa", SEEN).record.sources} == {
        "not-stated"
    }
    known = old.replace(
        provenance=tuple(
            Provenance(source=one.source, file=one.file, sha256="", size_bytes=0, licence="etalab-2.0")
            for one in old.provenance
        )
    )
    licences = {source.licence for source in territory_record(known, "QP013003", "Mimosa", SEEN).record.sources}
    assert licences == {"etalab-2.0"}


def test_estimates_are_called_so(old: Registry) -> None:
    new = register(2024, [square(0, 0)]).replace(provenance=old.provenance[:1])
    told = carried(old, new, area_crosswalk(old, new)).registry
    assert "estimates" in territory_record(told, "QN01301M", "Mimosa", SEEN).body["fr"]


def test_practices_can_be_weighed_for_it(tmp_path: Path, old: Registry) -> None:
    root = tmp_path / "commons"
    shutil.copytree(EXAMPLE, root)
    path = lay_territory(root, territory_record(old, "QP013003", "Mimosa", SEEN))
    assert path == root / "territory" / "qp013003.md"
    found = replicate_records(root, "practice/navette-des-moulins", "territory/qp013003").found
    # Poverty is known of both, households without a car are not.
    assert found.known == pytest.approx(2 / 5)
    assert found.likeness.low < found.likeness.high
    with pytest.raises(InputError, match="already"):
        lay_territory(root, territory_record(old, "QP013003", "Mimosa", SEEN))


def test_what_cannot_be_laid_is_refused(tmp_path: Path, old: Registry) -> None:
    with pytest.raises(InputError, match="no commons"):
        lay_territory(tmp_path, territory_record(old, "QP013003", "Mimosa", SEEN))
    with pytest.raises(ParameterError, match="name of your choice"):
        territory_record(old, "QP013003", "a@b.org", SEEN)
    with pytest.raises(PorteeError, match="2026-13-01"):
        territory_record(old, "QP013003", "Mimosa", "2026-13-01")
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024"):
        territory_record(old, "QN01301M", "Mimosa", SEEN)
    strange = old.replace(provenance=(Provenance(source="mine", file="a", sha256="", size_bytes=0),))
    with pytest.raises(ParameterError, match="no page to cite"):
        territory_record(strange, "QP013003", "Mimosa", SEEN)


def test_figures_are_known_and_those_that_practices_ask_for_bear_their_names() -> None:
    assert {one.figure for one in FIGURES} <= set(variables())
    asked = {variable.id for variable in shipped_set(COMMONS_SET).variables}
    assert {one.name for one in FIGURES} & asked == {"poverty_rate_pct"}
    assert invented.COUNT == 24
