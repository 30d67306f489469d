"""Cells of a GTFS-Flex feed: understood, or named with their line and column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import SourceError, Where
from portee.sources.flex_tables import Cell, FlexTables, service_dates
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from tests.sources.gtfs.feeds import base_feed, rows, write_folder

HERE = Where("f/stop_times.txt", 3, "x")


def cell(text: str | None) -> Cell:
    return Cell(text, HERE)


def tables(folder: Path, **changes: str | bytes | None) -> FlexTables:
    return FlexTables(FeedFiles(write_folder(folder / "feed", base_feed(**changes))))


def test_cells_are_understood() -> None:
    assert cell("a").must() == "a"
    assert cell("-1.5").number() == -1.5
    assert cell("012").whole() == 12
    assert cell("25:30:00").seconds() == 91_800
    assert cell("7:05:09").seconds() == 25_509
    assert cell("HTTPS://x.example").address() == "HTTPS://x.example"
    assert [cell(t).address() for t in (None, "javascript:alert(1)", "x.example")] == [None, None, None]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: cell(None).must(), "cell is empty"),
        (lambda: cell(None).number(), "cell is empty"),
        (lambda: cell("x").number(), "'x' is not a number"),
        (lambda: cell("nan").number(), "'nan' is not a number"),
        (lambda: cell("1e999").number(), "not a number"),
        (lambda: cell("-1").whole(), "'-1' is not a whole number"),
        (lambda: cell("1.5").whole(), "'1.5' is not a whole"),
        (lambda: cell("²").whole(), "not a whole"),
        (lambda: cell("99999999999").whole(), "not a whole"),
        (lambda: cell("25:61:00").seconds(), "more than 59"),
        (lambda: cell("999:00:00").seconds(), "later than"),
    ],
)
def test_wrong_cells_are_named(ask: Callable[[], Any], words: str) -> None:
    with pytest.raises(SourceError, match=rf"f/stop_times\.txt, line 3, field 'x': .*{words}") as problem:
        ask()
    assert problem.value.mend


def test_rows_have_all_columns_and_their_lines(tmp_path: Path) -> None:
    found = tables(tmp_path, routes=rows(' Route_ID ,x,"route_short_name"', "r, 9 , 1 ", "s,,")).rows("routes.txt")
    assert [{name: c.text for name, c in row.items()} for row in found] == [
        {"route_id": "r", "route_short_name": "1", "route_long_name": None},
        {"route_id": "s", "route_short_name": None, "route_long_name": None},
    ]
    assert (found[1]["route_id"].where.line, found[1]["route_id"].where.field) == (3, "route_id")


def test_only_trips_with_a_window_or_with_wanted_values(tmp_path: Path) -> None:
    times = rows(
        "trip_id,stop_id,stop_sequence,start_pickup_drop_off_window,end_pickup_drop_off_window",
        "t1,a,1,,",
        "t2,a,1,,",
        "t2,b,2,08:00:00,09:00:00",
    )
    feed = tables(tmp_path, stop_times=times)
    flexible = feed.rows("stop_times.txt", flexible=True)
    assert [(row["trip_id"].text, row["stop_id"].text) for row in flexible] == [("t2", "a"), ("t2", "b")]
    assert [row["trip_id"].text for row in feed.rows("trips.txt", "trip_id", only=("trip_id", {"t2"}))] == ["t2"]
    assert tables(tmp_path / "plain").rows("stop_times.txt", flexible=True) == []


def test_other_encodings_are_read(tmp_path: Path) -> None:
    for name, data in (("latin", "route_id\né\n".encode("cp1252")), ("mark", "\ufeffroute_id\né\n".encode())):
        assert tables(tmp_path / name, routes=data).rows("routes.txt", "route_id")[0]["route_id"].text == "é"


def test_absent_and_broken_files(tmp_path: Path) -> None:
    assert tables(tmp_path / "a").rows("booking_rules.txt") == []
    assert tables(tmp_path / "b", booking_rules=" \n").rows("booking_rules.txt") == []
    with pytest.raises(SourceError, match=r"no trips\.txt"):
        tables(tmp_path / "c", trips=None).rows("trips.txt")
    with pytest.raises(SourceError, match=r"line 1: The required column 'trip_id' is missing. .*route_id"):
        tables(tmp_path / "d", trips="route_id\nr\n").rows("trips.txt", "trip_id")
    with pytest.raises(SourceError, match="not readable as CSV"):
        tables(tmp_path / "e", trips='trip_id\n"r\nx\n').rows("trips.txt", "trip_id")


def test_days_of_each_service(tmp_path: Path) -> None:
    exceptions = rows("service_id,date,exception_type", "w,20260106,2", "x,20260110,1")
    feed = FeedFiles(write_folder(tmp_path / "feed", base_feed(calendar_dates=exceptions)))
    days = service_dates(feed, Findings("feed"))
    # Monday 5 to Sunday 18 January 2026, weekdays only, without Tuesday 6.
    assert days["w"] == {date(2026, 1, d) for d in (5, 7, 8, 9, 12, 13, 14, 15, 16)}
    assert days["x"] == {date(2026, 1, 10)}
