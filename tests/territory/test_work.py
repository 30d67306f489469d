"""Hours, days, wages and places left: what columns tell, and what is refused with row and field."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, PorteeError, SourceError
from portee.core.provenance import Dropped, Provenance
from portee.core.week import DAYS, format_days
from portee.sources.places.read import read_places
from portee.territory.places import Places
from portee.territory.work import care_hours, free_places, own_hours, wages

H = 3600


def _places(file: Any = "jobs.csv", **columns: list[Any]) -> Places:
    count = max((len(values) for values in columns.values()), default=2)
    source = () if file is None else (Provenance("opportunities", file, "0", 1),)
    return Places(
        np.array([f"w{k}" for k in range(count)], object), np.full(count, 5.0), np.full(count, 43.0),
        pl.DataFrame(columns, strict=False), provenance=source,
    )  # fmt: skip


def _refused(read: Callable[[Places], Any], places: Places) -> tuple[str, int | None, str | None]:
    with pytest.raises(SourceError) as caught:
        read(places)
    where = caught.value.where
    assert caught.value.mend
    assert not isinstance(where, str)
    assert where is not None
    assert len(str(caught.value)) < 250
    return caught.value.what, where.line, where.field


def test_places_that_tell_nothing_tell_nothing() -> None:
    for places in (_places(), _places(start=[None, " "], end=["", None], days=["", None], night=[None, ""])):
        own = own_hours(places)
        assert own.start.tolist() == own.end.tolist() == [-1, -1]
        assert not own.told.any()
        assert not own.days.any()
        assert own.days.shape == (2, 7)
        assert np.isnan(wages(places)).all()
        care = care_hours(places)
        assert care.opens.tolist() == care.closes.tolist() == [-1, -1]
        assert free_places(places) is None
    assert own_hours(_places(start=[])).days.shape == (0, 7)


def test_hours_days_and_nights_as_people_write_them() -> None:
    """A night from 22:00 to 06:00 ends at 30:00, 108,000 s; 24 hours on end are a night too."""
    own = own_hours(
        _places(
            start=["07:30", "7h", "22:00", "08:00", None],
            end=["12:00", "24:00", "06:00", "08:00", None],
            days=["mon-fri", "sam", None, "lun-ven", "sun"],
            night=["false", "non", "Oui", "TRUE", "true"],
        )
    )
    assert own.start.tolist() == [7 * H + 1800, 7 * H, 22 * H, 8 * H, -1]
    assert own.end.tolist() == [12 * H, 24 * H, 108_000, 32 * H, -1]
    assert own.told.tolist() == [True, True, True, True, False]
    assert own.days.sum(axis=1).tolist() == [5, 1, 0, 5, 1]
    assert own.days[1].tolist() == [False] * 5 + [True, False]
    assert [column.dtype.name for column in (own.start, own.end, own.days)] == ["int32", "int32", "bool"]


@pytest.mark.parametrize("night", [[True, False], [1, 0], [1.0, None], ["vrai", "faux"]])
def test_night_is_read_from_any_kind_of_column(night: list[Any]) -> None:
    own = own_hours(_places(start=["22:00", "08:00"], end=["06:00", "16:00"], night=night))
    assert own.end.tolist() == [30 * H, 16 * H]


def test_times_of_a_typed_column_are_read() -> None:
    own = own_hours(_places(start=[time(7, 30)], end=[time(16, 0)]))
    assert (own.start.tolist(), own.end.tolist()) == ([27_000], [57_600])


@pytest.mark.parametrize(
    ("columns", "what", "field"),
    [
        ({"start": ["07:00", "07:00"], "end": ["15:00", None]}, "tells one end of its hours only", "end"),
        ({"start": ["07:00", ""], "end": ["15:00", "15:00"]}, "tells one end of its hours only", "start"),
        ({"start": ["07:00", "15:00"], "end": ["15:00", "07:00"]}, "ends before it starts", "end"),
        ({"start": ["07:00", "07:00"], "end": ["15:00", "07:00"]}, "ends before it starts", "end"),
        (
            {"start": ["07:00", "07:00"], "end": ["15:00", "15:00"], "night": [False, True]},
            "would last more than a day",
            "night",
        ),
        ({"start": ["07:00", "7"], "end": ["15:00", "15:00"]}, "'7' is not a time of day", "start"),
        ({"start": ["07:00", "07:00"], "end": ["15:00", "25:00"]}, "'25:00' is later than 24:00", "end"),
        ({"start": ["07:00", "07:00"], "end": ["15:00", "-1:00"]}, "is not a time of day", "end"),
        ({"start": ["07:00", "x" * 9999], "end": ["15:00", "15:00"]}, "is not a time of day", "start"),
        ({"days": ["mon-fri", "mon-fry"]}, "'fry' is no day of the week", "days"),
        ({"days": ["mon-fri", ","]}, "No day of the week is given", "days"),
        ({"days": [None, 5]}, "'5' is no day of the week", "days"),
        ({"night": ["true", "perhaps"]}, "says 'perhaps'", "night"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_place_line_and_field(
    columns: dict[str, list[Any]], what: str, field: str
) -> None:
    """The second place stands on the third line, after the header and the first place."""
    told, line, wrong = _refused(own_hours, _places(**columns))
    assert told.startswith("The place 'w1' ")
    assert what in told
    assert (line, wrong) == (3, field)


@pytest.mark.parametrize("wage", ["-1", "1e9", "nan", "inf", "a lot", "1.500,00", "100001", "1;2", "<b>1</b>"])
def test_what_is_no_wage_is_refused(wage: str) -> None:
    told, line, field = _refused(wages, _places(wage=["1500", wage]))
    assert told == f"The place 'w1' has the wage '{wage}', which is none."
    assert (line, field) == (3, "wage")


def test_wages_are_euros_a_month() -> None:
    found = wages(_places(wage=["1426,30", "0", None, " 1800 ", "100000"]))
    assert found.tolist()[:2] == [1426.30, 0.0]
    assert np.isnan(found[2])
    assert found.tolist()[3:] == [1800.0, 100_000.0]
    assert wages(_places(wage=[1500.5, None])).tolist()[0] == 1500.5


def test_hours_of_childcare_are_whole_minutes_inside_what_is_told() -> None:
    """07:30:30 is half past seven and a half: from 451 minutes on. One end may be told alone."""
    care = care_hours(_places(opens=["07:30", "07:30:30", None, "8h"], closes=["18:30", "18:30:30", "24:00", None]))
    assert care.opens.tolist() == [450, 451, -1, 480]
    assert care.closes.tolist() == [1110, 1110, 1440, -1]
    assert care.opens.dtype == care.closes.dtype == np.int32


@pytest.mark.parametrize(
    ("opens", "closes", "what", "field"),
    [
        ("18:00", "08:00", "closes before it opens", "closes"),
        ("08:00", "08:00", "closes before it opens", "closes"),
        ("8", "18:00", "'8' is not a time of day", "opens"),
        ("08:00", "soon", "'soon' is not a time of day", "closes"),
    ],
)
def test_childcare_that_closes_before_it_opens_is_refused(opens: str, closes: str, what: str, field: str) -> None:
    told, line, wrong = _refused(care_hours, _places(opens=["08:00", opens], closes=["18:00", closes]))
    assert told.startswith("The place 'w1' ")
    assert what in told
    assert (line, wrong) == (3, field)


def test_places_left_are_counted() -> None:
    free = free_places(_places(free=[0, 3]))
    assert free is not None
    assert (free.tolist(), free.dtype.name) == ([0, 3], "int32")
    assert free_places(_places(places=[10, 20])) is None
    told, line, field = _refused(free_places, _places(free=[0, 1e12]))
    assert told == "The place 'w1' has 1e+12 places left."
    assert (line, field) == (3, "free")
    for wrong in ([1, -1], [1, None], [1.0, np.nan], ["1", "two"]):
        with pytest.raises(ParameterError, match="Column 'free' cannot be a weight"):
            free_places(_places(free=wrong))


def test_a_line_is_told_only_where_rows_are_lines() -> None:
    wrong: dict[str, list[Any]] = {"days": ["mon", "monkey"]}
    assert _refused(own_hours, _places("jobs.TSV", **wrong))[1] == 3
    assert _refused(own_hours, _places("jobs.geojson", **wrong))[1] is None
    with pytest.raises(SourceError, match="w1") as caught:
        own_hours(_places(None, **wrong))
    assert str(caught.value.where) == "field 'days'"
    source = Provenance("opportunities", "jobs.csv", "0", 1, dropped=(Dropped("rows", 4, "outside"),))
    places = _places(None, **wrong)
    some = Places(places.ids, places.lon, places.lat, places.attributes, provenance=(source,))
    assert _refused(own_hours, some) == ("The place 'w1' has days that are none: 'monkey' is no day of the week.",
                                         None, "days")  # fmt: skip


@pytest.mark.parametrize("column", ["start", "days", "night", "wage"])
def test_a_column_of_lists_is_refused(column: str) -> None:
    read = wages if column == "wage" else own_hours
    told, _, field = _refused(read, _places(**{column: [["07:00"], []]}))
    assert "is not read" in told
    assert field == column


def test_a_long_id_is_shortened() -> None:
    places = Places(np.array(["x" * 999], object), np.zeros(1), np.zeros(1), pl.DataFrame({"wage": ["none"]}))
    assert len(_refused(wages, places)[0]) < 100


def test_columns_of_a_file_are_read_as_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "jobs.csv"
    file.write_text(
        "id,lon,lat,jobs,start,end,days,night,wage\n"
        "a,5.36,43.30,3,05:30,13:30,mon-sat,,1450\n"
        "b,5.37,43.31,1,22:00,06:00,dim-jeu,true,1520.5\n"
        "c,5.38,43.32,2,,,,,\n",
        encoding="utf-8",
    )
    places = read_places(file)
    own = own_hours(places)
    assert own.start.tolist() == [19_800, 79_200, -1]
    assert own.end.tolist() == [48_600, 108_000, -1]
    assert own.days.sum(axis=1).tolist() == [6, 5, 0]
    assert wages(places).tolist()[:2] == [1450, 1520.5]
    file.write_text(file.read_text(encoding="utf-8").replace("22:00", "22.00"), encoding="utf-8")
    told, line, field = _refused(own_hours, read_places(file))
    assert (line, field) == (3, "start")
    assert "'22.00' is not a time of day" in told


@given(st.lists(st.tuples(st.integers(0, 1440), st.integers(0, 1440), st.lists(st.sampled_from(DAYS))), max_size=6))
def test_what_is_written_is_read(rows: list[tuple[int, int, list[str]]]) -> None:
    def clock(minute: int) -> str:
        return f"{minute // 60:02d}:{minute % 60:02d}"

    own = own_hours(
        _places(
            start=[clock(start) for start, _, _ in rows], end=[clock(end) for _, end, _ in rows],
            days=[format_days(days) for _, _, days in rows], night=[end <= start for start, end, _ in rows],
        )
    )  # fmt: skip
    assert own.start.tolist() == [start * 60 for start, _, _ in rows]
    assert own.end.tolist() == [(end + (1440 if end <= start else 0)) * 60 for start, end, _ in rows]
    assert [{day for day, on in zip(DAYS, row, strict=True) if on} for row in own.days.tolist()] == [
        set(days) for _, _, days in rows
    ]


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_read_or_refused_by_an_error_of_ours(a: str, b: str, days: str, night: str, wage: str) -> None:
    places = _places(start=[a], end=[b], days=[days], night=[night], wage=[wage], opens=[a], closes=[b])
    for read in (own_hours, wages, care_hours):
        with suppress(PorteeError):
            read(places)
