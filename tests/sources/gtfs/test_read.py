from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import PorteeError, SourceError
from portee.core.provenance import Provenance, sha256_of
from portee.network.timetable import Timetable
from portee.sources.gtfs import read_gtfs
from tests.sources.gtfs.feeds import Files, base_feed, read, read_strictly, rows, write_zip
from tests.sources.gtfs.test_merge import FULL


def check(timetable: Timetable) -> None:
    """What every timetable promises."""
    t = timetable
    assert t.pattern_offset[0] == t.pattern_trip_offset[0] == t.trip_event_offset[0] == t.shape_offset[0] == 0
    assert (np.diff(t.pattern_offset) >= 2).all()
    assert (np.diff(t.pattern_trip_offset) >= 1).all()
    sizes = np.repeat(np.diff(t.pattern_offset), np.diff(t.pattern_trip_offset))
    assert (np.diff(t.trip_event_offset) == sizes).all()
    assert t.pattern_trip_offset[-1] == t.trip_count == len(t.trip_service) == len(t.trip_block) == len(t.trip_bikes)
    assert t.trip_event_offset[-1] == len(t.event_arrival) == len(t.event_departure)
    assert (t.event_departure >= t.event_arrival).all()
    later = np.ones(len(t.event_arrival), dtype=np.bool_)
    later[t.trip_event_offset[:-1]] = False
    assert (t.event_arrival[later] >= t.event_departure[:-1][later[1:]]).all()
    assert (t.event_arrival >= 0).all()
    for low, high, indices in (
        (0, t.stop_count, t.pattern_stop),
        (0, len(t.route_id), t.pattern_route),
        (0, len(t.service_id), t.trip_service),
        (0, t.trip_count, t.frequency_trip),
        (-1, t.stop_count, t.transfer_from),
        (-1, t.stop_count, t.transfer_to),
        (-1, t.trip_count, t.transfer_from_trip),
        (-1, t.trip_count, t.transfer_to_trip),
        (-1, len(t.route_id), t.transfer_from_route),
        (-1, len(t.route_id), t.transfer_to_route),
        (0, t.stop_count, t.pathway_from),
        (0, t.stop_count, t.pathway_to),
        (-1, len(t.shape_offset) - 1, t.pattern_shape),
    ):
        assert ((indices >= low) & (indices < high)).all()
    assert np.isfinite(t.stop_lon).all()
    assert np.isfinite(t.stop_lat).all()
    assert (t.frequency_headway > 0).all()
    assert (t.frequency_end > t.frequency_start).all()
    assert t.service_active.shape[0] == len(t.service_id)
    assert t.service_active[:, 0].any()
    assert t.service_active[:, -1].any()
    for p in range(t.pattern_count):
        trips = range(t.pattern_trip_offset[p], t.pattern_trip_offset[p + 1])
        order = [(int(t.event_departure[t.trip_event_offset[k]]), t.trip_id[k]) for k in trips]
        assert order == sorted(order)


def test_a_whole_feed(tmp_path: Path) -> None:
    timetable, provenance, report = read(tmp_path)
    check(timetable)
    assert timetable.trip_id == ("t2", "t1")
    assert timetable.event_arrival.tolist() == [25_200, 25_500, 25_800, 28_800, 29_100, 29_400]
    assert timetable.event_departure.tolist() == [25_200, 25_560, 25_800, 28_800, 29_160, 29_400]
    assert timetable.timezone == "Europe/Paris"
    assert report.to_text() == "No problem found."
    [record] = provenance
    assert (record.source, record.file, record.licence) == ("gtfs", "feed.zip", None)
    assert (record.sha256, record.size_bytes) == sha256_of(tmp_path / "feed.zip")
    assert record.rows == {
        "agencies": 1, "stops": 3, "stations": 0, "routes": 1, "services": 1, "patterns": 1, "trips": 2,
        "stop_times": 6, "frequencies": 0, "transfers": 0, "pathways": 0, "shapes": 0,
    }  # fmt: skip
    assert Provenance.from_dict(record.to_dict()) == record


def test_every_table_at_once(tmp_path: Path) -> None:
    timetable, _, report = read(tmp_path, **FULL)
    check(timetable)
    assert not report.problems


def test_feed_info_dates_version_and_licence(tmp_path: Path) -> None:
    info = rows(
        "feed_publisher_name,feed_start_date,feed_end_date,feed_version,feed_license", "P,20260101,20260630,v7,ODbL"
    )
    _, provenance, _ = read(tmp_path, feed_info=info)
    assert (provenance[0].date, provenance[0].licence) == ("2026-01-01/2026-06-30", "ODbL")
    assert provenance[0].notes == ("feed_version v7",)


def test_strict_refuses_errors_and_names_them(tmp_path: Path) -> None:
    times = str(base_feed()["stop_times.txt"]) + "t1,09:00:00,09:00:00,nowhere,9\n"
    assert read(tmp_path, stop_times=times)[0].trip_count == 2
    with pytest.raises(SourceError) as caught:
        read_strictly(tmp_path, stop_times=times)
    message = str(caught.value)
    assert str(tmp_path / "feed.zip") in message
    assert "stop_times.txt, line 8, field 'stop_id'" in message
    assert "nowhere" in message
    assert caught.value.exit_code == 2


def test_strict_accepts_warnings(tmp_path: Path) -> None:
    stops = str(base_feed()["stops.txt"]) + "u,Unused,43.3,5.4\n"
    assert read_strictly(tmp_path, stops=stops)[2].warnings


def test_same_bytes_in_same_timetable_out(tmp_path: Path) -> None:
    one, two = (read(tmp_path, **FULL)[0] for _ in range(2))
    for name, value in vars(one).items():
        other = getattr(two, name)
        assert value.tobytes() == other.tobytes() if isinstance(value, np.ndarray) else value == other


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[object, ...]] = []

    class Listener:
        def start(self, label: str, total: int | None = None) -> None:
            told.append((label, total))

        def advance(self, steps: int = 1) -> None:
            told.append((steps,))

        def done(self) -> None:
            told.append(())

    paths = [write_zip(tmp_path / f"{k}.zip", base_feed(feed_info=rows("feed_version", str(k)))) for k in range(2)]
    read_gtfs(paths, progress=Listener())
    assert told == [("Reading timetables", 2), (1,), (1,), ()]


def test_no_feed() -> None:
    with pytest.raises(SourceError, match="No GTFS feed"):
        read_gtfs([])


def only_portee_errors(path: Path) -> None:
    """Read, in both ways: a timetable that keeps its promises, or an error a user can act on."""
    for strict in (False, True):
        error: PorteeError | None = None
        try:
            check(read_gtfs([path], strict=strict)[0])
        except PorteeError as raised:
            error = raised
        assert error is None or error.mend


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_random_bytes_as_a_zip(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "f.zip"
    path.write_bytes(data)
    only_portee_errors(path)


FUZZED: Files = base_feed(**FULL)


@settings(max_examples=60)
@given(st.data())
def test_zip_with_bytes_changed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = write_zip(tmp_path_factory.mktemp("fuzz") / "f.zip", FUZZED)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2]))]))
    only_portee_errors(path)


@settings(max_examples=60)
@given(st.sampled_from(sorted(FUZZED)), st.binary(max_size=200))
def test_random_bytes_as_a_file(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    only_portee_errors(write_zip(tmp_path_factory.mktemp("fuzz") / "f.zip", FUZZED | {name: data}))


ODD = st.sampled_from(
    [
        *(
            "",
            " ",
            "0",
            "-1",
            "1e9",
            "99999999999",
            "nan",
            '"',
            '""',
            "a",
            "S",
            "t1",
            "25:00:00",
            "24:61:00",
            "20260101",
        ),
        *("é", "\0", "\r", "\n", ",", "'", "\u0661", "\u0661\u0661:00:00", "99991231", "00000000"),
    ]
)
Table = list[list[str]]


def mutate(data: st.DataObject, table: Table) -> Table:
    """One small damage to a table."""
    r = data.draw(st.integers(0, len(table) - 1))
    c = data.draw(st.integers(0, len(table[r]) - 1))
    row, odd = table[r], data.draw(ODD)
    damaged = data.draw(
        st.sampled_from(
            [
                [[*row[:c], odd, *row[c + 1 :]]],
                [[*row[:c], odd, *row[c:]]],
                [[*row[:c], *row[c + 1 :]]],
                [row, row],
                [],
            ]
        )
    )
    if data.draw(st.integers(0, 9)) == 0:
        return [[*line[:c], *line[c + 1 :]] for line in table]
    return [*table[:r], *damaged, *table[r + 1 :]] or [[""]]


@settings(max_examples=60)
@given(st.data())
def test_files_with_values_changed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    files = dict(FUZZED)
    for _ in range(data.draw(st.integers(1, 5))):
        name = data.draw(st.sampled_from(sorted(files)))
        table = [line.split(",") or [""] for line in str(files[name]).split("\n")]
        files[name] = "\n".join(",".join(row) for row in mutate(data, table))
    only_portee_errors(write_zip(tmp_path_factory.mktemp("fuzz") / "f.zip", files))


def counted(path: Path) -> dict[str, int]:
    """Rows of each file, by the csv module."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: sum(1 for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")) if row)
            - 1
            for name in archive.namelist()
        }


@pytest.mark.real
@pytest.mark.parametrize("name", ["euromed", "mulhouse", "formats/gtfs_fares/caltrain", "formats/gtfs_fares/kcm"])
def test_real_feeds_in_full(shared_data: Path, name: str) -> None:
    path = shared_data / (f"{name}_gtfs.zip" if "/" in name else f"{name}/gtfs.zip")
    timetable, provenance, report = read_gtfs([path], strict=True)
    check(timetable)
    rows_in_file = counted(path)
    assert provenance[0].rows["stop_times"] == rows_in_file["stop_times.txt"]
    assert provenance[0].rows["trips"] == rows_in_file["trips.txt"]
    assert provenance[0].rows["routes"] == rows_in_file["routes.txt"]
    assert provenance[0].rows["stops"] + provenance[0].rows["stations"] == rows_in_file["stops.txt"]
    assert not report.errors
    assert not provenance[0].dropped


@pytest.mark.real
def test_two_real_feeds_together(shared_data: Path) -> None:
    folder = shared_data / "porto_alegre"
    timetable, provenance, report = read_gtfs([folder / "poa_eptc.zip", folder / "poa_trensurb.zip"], strict=True)
    check(timetable)
    assert [p.rows["stop_times"] for p in provenance] == [130_019, 14_855]
    assert timetable.trip_count == 2_374 + 1_248
    assert {p.code for p in report.problems} == {"stop_far_from_shape"}
    assert (
        provenance[0]
        .notes[0]
        .startswith(
            "125,271 of 130,019 stop times are blank and were interpolated by distance: "
            "0 by shape_dist_traveled, 0 along the shape, 125,271 in straight lines"
        )
    )
    assert provenance[0].date == "2019-04-11/2019-07-11"
    # the second feed's header has a space before agency_name
    assert set(timetable.route_agency) == {"Empresa Publica de Transportes e Circulação", "TRENSURB"}


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize(("city", "trips", "stop_times"), [("marseille", 36_141, 842_330), ("lyon", 60_636, 1_277_306)])
def test_large_real_feeds(shared_data: Path, city: str, trips: int, stop_times: int) -> None:
    timetable, provenance, _ = read_gtfs([shared_data / city / "gtfs.zip"], strict=True)
    check(timetable)
    assert provenance[0].rows["trips"] == trips
    assert provenance[0].rows["stop_times"] == stop_times


@pytest.mark.real
def test_real_on_demand_feeds(shared_data: Path) -> None:
    folder = shared_data / "formats" / "gtfs_flex"
    timetable, provenance, report = read_gtfs([folder / "cobblinc-scheduled-deviated-flex.gtfs"])
    check(timetable)
    assert timetable.trip_count == 72
    assert [(d.what, d.count) for d in provenance[0].dropped] == [
        ("stop_times.txt: stop_times rows of on-demand service", 144)
    ]
    assert not report.errors
    with pytest.raises(SourceError, match="on-demand"):
        read_gtfs([folder / "aspen-flex-on-demand.gtfs"])
