from __future__ import annotations

import csv
from pathlib import Path

import pytest

from portee.core.declared import Words
from portee.reports.tables import read_result
from portee.services.portrait.portrait import CELL, ZONE, PortraitTable, Row
from portee.web.site import Site
from portee.web.territory.files import shapes_of, table_csv, table_gpkg
from portee.web.wording import LANGUAGES
from tests.web.territory.portraits import WORK, YEARS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_holds_the_same_and_no_formula(lang: str) -> None:
    rows = list(csv.reader(table_csv(WORK.tables["neighbourhoods"], lang).splitlines()))
    assert rows[0] == [
        "id", "zone", "residents", "jobs_within_45_min_tuesday_0730", "jobs_within_45_min_sunday_2200",
        "jobs_within_20_min_on_foot",
    ]  # fmt: skip
    assert rows[1] == ["z1", "'=HYPERLINK(1)", "500", "500", "100", "30"]
    assert rows[2][2:] == ["4", "", "", ""]
    assert [row[0] for row in csv.reader(table_csv(YEARS.tables["years"], lang).splitlines())] == [
        "id",
        "today",
        "2027",
    ]


def test_rows_with_a_shape_are_written_with_it_and_their_sources(site: Site, tmp_path: Path) -> None:
    zones = site.places("priority")
    assert zones is not None
    rows = (*(Row(str(id), Words(fr="x", en="x")) for id in zones.ids.tolist()), Row("gone"), Row(""))
    table = PortraitTable("neighbourhoods", ZONE, rows, {"jobs": (None, *(1.0,) * (len(rows) - 1))})
    written = table_gpkg(site, WORK, table, "village")
    assert written is not None
    path = tmp_path / "village.gpkg"
    path.write_bytes(written)
    frame, told = read_result(path)
    assert list(frame["id"]) == [str(id) for id in zones.ids.tolist()]
    assert frame["jobs"].isna().tolist()[0]
    assert told["result"] == "territory work"
    assert told["sources"][0]["file"] == "jobs.csv"


def test_cells_have_a_shape_and_moments_have_none(site: Site) -> None:
    cells = site.places("cells")
    assert cells is not None
    table = PortraitTable(
        "cells", CELL, tuple(Row(str(id)) for id in cells.ids.tolist()), {"jobs": (1.0,) * len(cells)}
    )
    found = shapes_of(site, table)
    assert found is not None
    assert len(found) == len(cells)
    # Nothing of who lives there goes along.
    assert found.attributes.columns == ["jobs"]
    assert shapes_of(site, WORK.tables["equity"]) is None
    assert table_gpkg(site, WORK, WORK.tables["equity"], "x") is None
