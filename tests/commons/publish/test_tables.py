from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.manifest import Manifest
from portee.commons.publish.release import Release, gather
from portee.commons.publish.tables import Table, csv_bytes, geojson, list_text, parquet_bytes, split_list, tables_of
from portee.commons.text.record_file import RecordFile
from portee.core.declared import read_declared
from portee.core.spreadsheets import SIGNS, text_of_cell
from tests.commons.examples import EXAMPLE, example, example_file
from tests.commons.publish.commonses import NEED, make_commons
from tests.commons.strategies import record_files

MANIFEST = read_declared(EXAMPLE / "commons.yaml", Manifest)


def release(*files: RecordFile, **changes: Any) -> Release:
    return Release(MANIFEST.model_copy(update=changes), "0" * 40, "2026-11-26T00:00:00Z", "1.0.0", None, files)


def rows(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(table).decode("utf-8"), newline="")))


@given(st.lists(st.text(min_size=1), max_size=4))
def test_a_list_in_a_cell_reads_back(values: list[str]) -> None:
    assert split_list(list_text(values)) == values


@given(record_files())
def test_both_tables_say_what_the_record_says(file: RecordFile) -> None:
    (table,) = tables_of(release(file))
    (told,) = rows(table)
    (kept,) = pq.read_table(io.BytesIO(parquet_bytes(table))).to_pylist()
    assert told["id"] == kept["id"] == file.id
    for column, value in zip(table.columns, table.rows[0], strict=True):
        text = told[column.name]
        assert kept[column.name] == value
        if value is None:
            assert text == ""
        elif column.kind == "list":
            assert split_list(text_of_cell(text)) == value
        elif column.kind in ("texts", "array", "object"):
            assert json.loads(text) == (value if column.kind == "texts" else json.loads(value))
        elif column.kind in ("number", "integer"):
            assert float(text) == value
        elif column.kind == "string":
            assert text_of_cell(text) == value
            assert text[:1] not in tuple(SIGNS)


def test_texts_and_defaults_are_in_the_table() -> None:
    (row,) = rows(tables_of(release(RecordFile(example("requirement", level=1))))[0])
    assert row["level"] == "1"
    assert row["title_en"] == "Arriving before the shift begins"
    assert row["question_en"] == ""
    (row,) = rows(tables_of(release(example_file("practice/navette-des-moulins.md")))[0])
    assert json.loads(row["drivers_en"]) == ["Des employeurs qui se parlent."]
    assert row["needs"] == "need/embauche-avant-l-aube"
    assert row["body_en"].startswith("It began with")


def test_what_derives_from_a_database_stands_apart() -> None:
    need, other = example_file(NEED), RecordFile(example("need", licence="ODbL-1.0", id="need/autre"))
    tables = tables_of(release(need, other))
    assert [(table.name, table.licence, len(table.rows)) for table in tables] == [
        ("need", "CC-BY-SA-4.0", 1), ("need--odbl-1.0", "ODbL-1.0", 1),
    ]  # fmt: skip
    assert len(tables_of(release(need, RecordFile(example("need", licence="CC0-1.0", id="need/autre"))))) == 1


@pytest.mark.parametrize("where", ["title", "summary"])
def test_a_hostile_text_stays_one_cell(where: str) -> None:
    text = 'a","b"\n<script>alert(1)</script>;=1+1'
    file = RecordFile(example("need", **{where: {"fr": text}}))
    (row,) = rows(tables_of(release(file))[0])
    assert row[f"{where}_fr"] == text


def test_territories_on_a_map(tmp_path: Path) -> None:
    found = geojson(gather(make_commons(tmp_path / "c").root))
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.37, 43.32]}
    assert feature["properties"]["title_en"] == "Moulins quarter"
    assert feature["id"] == "territory/quartier-des-moulins"
    without = geojson(release(RecordFile(example("territory", centre=None))))
    assert without["features"][0]["geometry"] is None
