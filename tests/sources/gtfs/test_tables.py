from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import SourceError
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.tables import load_schema, read_table
from tests.sources.gtfs.feeds import base_feed, read, rows, write_zip

REQUIRED = [(file, c.name) for file, table in load_schema().items() for c in table.columns if c.required]


def table(tmp_path: Path, file: str, data: str | bytes) -> tuple[dict[str, list[object]], Findings]:
    findings = Findings("feed")
    with FeedFiles(write_zip(tmp_path / "feed.zip", base_feed() | {file: data})) as feed:
        frame = read_table(feed, file, findings)
    assert frame is not None
    return frame.to_dict(as_series=False), findings


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_byte_order_marks_line_ends_and_last_line(tmp_path: Path, mark: bytes, end: str, last: bool) -> None:
    text = end.join(["stop_id,stop_name,stop_lat,stop_lon", 'a,"Alpha, ""the"" first",1.5,2.5', "b,Beta,1,2"])
    found, findings = table(tmp_path, "stops.txt", mark + (text + (end if last else "")).encode())
    assert found["stop_id"] == ["a", "b"]
    assert found["stop_name"] == ['Alpha, "the" first', "Beta"]
    assert found["stop_lon"] == [2.5, 2.0]
    assert not findings.problems


def test_spaces_around_headers_and_values(tmp_path: Path) -> None:
    text = ' stop_id , stop_name,\tstop_lat ,stop_lon\n a , Alpha Bravo ,  47.7 ,\t7.3 \n b, "x, y" ,1,2\n'
    found, findings = table(tmp_path, "stops.txt", text)
    assert found["stop_id"] == ["a", "b"]
    assert found["stop_name"] == ["Alpha Bravo", "x, y"]
    assert found["stop_lat"] == [47.7, 1.0]
    assert not findings.problems


def test_quoted_newlines_keep_line_numbers(tmp_path: Path) -> None:
    text = 'stop_id,stop_name,stop_lat,stop_lon\na,"two\nlines",1,2\n\nb,Beta,bad,2\n'
    found, findings = table(tmp_path, "stops.txt", text)
    assert found["stop_id"] == ["a", "b"]
    assert found["stop_name"] == ["two\nlines", "Beta"]
    [problem] = findings.problems
    assert (problem.code, problem.line, problem.field, problem.count, problem.examples) == (
        "bad_value",
        5,
        "stop_lat",
        1,
        ("bad",),
    )


def test_latin_1_is_told(tmp_path: Path) -> None:
    found, findings = table(
        tmp_path, "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\né,Gare d’Aï\n".encode("cp1252")
    )
    assert found["stop_id"] == ["é"]
    assert found["stop_name"] == ["Gare d’Aï"]
    assert [p.code for p in findings.problems] == ["not_utf8"]
    assert "Latin-1" in findings.notes[0]


def test_utf_16_is_read(tmp_path: Path) -> None:
    found, _ = table(tmp_path, "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nà,À,1,2\n".encode("utf-16"))
    assert found["stop_id"] == ["à"]


def test_short_long_and_blank_rows(tmp_path: Path) -> None:
    text = "stop_id,stop_name,stop_lat,stop_lon\na,A\n\nb,B,1,2,3,4\n,,,\n\n"
    found, findings = table(tmp_path, "stops.txt", text)
    assert found["stop_id"] == ["a", "b"]
    assert found["stop_lat"] == [None, 1.0]
    assert not findings.problems


def test_stray_quotes(tmp_path: Path) -> None:
    text = 'stop_id,stop_name,stop_lat,stop_lon\na,the 5" pipe,1,2\nb,"Bar" du port,1,2\nc,"quo""ted",1,2\nd,x"y,3,4\n'
    found, _ = table(tmp_path, "stops.txt", text)
    assert found["stop_id"] == ["a", "b", "c", "d"]
    assert found["stop_name"] == ['the 5" pipe', "Bar du port", 'quo"ted', 'x"y']


def test_a_quote_never_closed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"stops\.txt.*CSV"):
        table(tmp_path, "stops.txt", 'stop_id,stop_name,stop_lat,stop_lon\na,"open,1,2\nb,B,1,2\n')


def test_columns_in_any_order_and_repeated(tmp_path: Path) -> None:
    text = "stop_lon,other,stop_id,stop_lat,stop_id\n2,zz,a,1,again\n"
    found, findings = table(tmp_path, "stops.txt", text)
    assert (found["stop_id"], found["stop_lat"], found["stop_lon"]) == (["a"], [1.0], [2.0])
    assert found["stop_name"] == [None]
    assert [(p.code, p.examples) for p in findings.problems] == [("duplicate_column", ("stop_id",))]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("08:00:00", 28_800),
        ("8:00:00", 28_800),
        (" 8:00:05 ", 28_805),
        ("25:30:00", 91_800),
        ("124:00:00", 446_400),
        ("00:00:00", 0),
        ("", None),
        ("   ", None),
    ],
)
def test_times(tmp_path: Path, text: str, seconds: int | None) -> None:
    found, findings = table(
        tmp_path, "stop_times.txt", f"trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,{text},,a,1\n"
    )
    assert found["arrival_time"] == [seconds]
    assert not findings.problems


@pytest.mark.parametrize(
    "text", ["8:00", "08:60:00", "08:00:61", "-1:00:00", "200:00:00", "noon", "8h00", "9999:00:00"]
)
def test_impossible_times(tmp_path: Path, text: str) -> None:
    found, findings = table(
        tmp_path, "stop_times.txt", f"trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,{text},,a,1\n"
    )
    assert found["arrival_time"] == [None]
    assert [(p.code, p.field, p.line) for p in findings.problems] == [("bad_value", "arrival_time", 2)]


@pytest.mark.parametrize(
    ("column", "text", "kept"),
    [
        ("location_type", "7", 0),
        ("location_type", "x", 0),
        ("location_type", "1", 1),
        ("stop_lat", "nan", None),
        ("stop_lat", "inf", None),
        ("stop_lat", "1;5", None),
        ("wheelchair_boarding", "99999999999999999999", 0),
    ],
)
def test_values_out_of_their_kind(tmp_path: Path, column: str, text: str, kept: object) -> None:
    names = ["stop_id", "stop_lat", "stop_lon", "location_type", "wheelchair_boarding"]
    values = {"stop_id": "a", "stop_lat": "1", "stop_lon": "2"} | {column: text}
    found, findings = table(
        tmp_path, "stops.txt", ",".join(names) + "\n" + ",".join(values.get(name, "") for name in names) + "\n"
    )
    assert found[column] == [kept]
    assert [p.code for p in findings.problems] == ([] if text == "1" else ["bad_value"])


@pytest.mark.parametrize(
    ("text", "days"), [("19700102", 1), ("20260101", 20_454), ("20261301", None), ("2026-01-01", None), ("", None)]
)
def test_dates(tmp_path: Path, text: str, days: int | None) -> None:
    found, _ = table(tmp_path, "calendar_dates.txt", f"service_id,date,exception_type\nw,{text},1\n")
    assert found["date"] == [days]


@pytest.mark.parametrize("file", [file for file, table in load_schema().items() if table.required])
def test_required_files(tmp_path: Path, file: str) -> None:
    name = file.removesuffix(".txt")
    missing: dict[str, Any] = {name: None}
    with pytest.raises(SourceError, match=f"no {file}"):
        read(tmp_path, **missing)
    for empty in ("", "\n\n", "\ufeff"):
        with pytest.raises(SourceError, match=r"is empty|missing"):
            read(tmp_path, **{name: empty})


@pytest.mark.parametrize(("file", "column"), REQUIRED)
def test_required_columns(tmp_path: Path, file: str, column: str) -> None:
    others = [c.name for c in load_schema()[file].columns if c.name != column]
    with pytest.raises(SourceError, match=f"'{column}' is missing"):
        read(tmp_path, **{file.removesuffix(".txt"): ",".join(others) + "\n"})


def test_a_table_separated_by_semicolons(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="commas"):
        read(tmp_path, stops="stop_id;stop_lat;stop_lon\na;1;2\n")


def test_a_header_of_nothing_but_commas(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="columns"):
        read(tmp_path, stops="," * 100_000)


@pytest.mark.parametrize("name", ["calendar_dates", "frequencies", "transfers", "pathways", "shapes", "feed_info"])
def test_optional_files_may_be_empty_or_a_header_alone(tmp_path: Path, name: str) -> None:
    header = ",".join(c.name for c in load_schema()[f"{name}.txt"].columns)
    expected = read(tmp_path)[0]
    for text, codes in (("", ["empty_file"]), (header, []), (header + "\n", []), (header + "\r\n\r\n", [])):
        found, _, report = read(tmp_path, **{name: text})
        assert found.trip_id == expected.trip_id
        assert [p.code for p in report.problems] == codes


def test_optional_files_with_no_known_column(tmp_path: Path) -> None:
    timetable, _, report = read(tmp_path, transfers="\0", feed_info="x,y\n1,2\n")
    assert timetable.trip_count == 2
    assert [(p.code, p.examples) for p in report.problems] == [
        ("no_known_column", ("\0",)),
        ("no_known_column", ("x", "y")),
    ]


def test_every_declared_kind_is_known() -> None:
    for declared in load_schema().values():
        for column in declared.columns:
            assert column.kind in {"id", "text", "integer", "number", "time", "date"}
            assert column.values is None or column.default is None or column.default in column.values


def test_header_only_required_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No usable trip"):
        read(tmp_path, trips=rows("route_id,service_id,trip_id"))
