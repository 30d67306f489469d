from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.upload import UPLOAD, look
from portee.services.jobs.worker import Worker
from portee.services.workspace.uploads import receive
from portee.sources.synthetic import SyntheticTerritory
from portee.store.jobs import Job, JobState


def done(desk: JobDesk, name: str, content: bytes) -> Job:
    upload = receive(desk.workspace, name, [content])
    job = desk.ask("upload", {"upload": upload.id}, name)
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    found = desk.find(job.id)
    assert found is not None
    return found


def test_a_timetable_is_told_by_what_it_holds(desk: JobDesk, xs_territory: SyntheticTerritory) -> None:
    job = done(desk, "my feed.zip", xs_territory.gtfs.read_bytes())
    result = desk.result(job)
    assert result is not None, job.problem
    assert result["holds"] == "timetable"
    assert result["south"] < result["north"]


def test_places_are_told_by_what_they_hold(desk: JobDesk) -> None:
    result = desk.result(done(desk, "x.csv", b"lon,lat,jobs\n5.3,43.2,4\n5.4,43.3,1\n"))
    assert result is not None
    assert (result["holds"], result["rows"], result["columns"]) == ("places", 2, ["jobs"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b"lon,lat\n5.3,nowhere\n"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": [' + b"[" * 100_000),
        ("x.gpkg", b"SQLite format 3\0" + b"garbage" * 1000),
        ("x.parquet", b"PAR1" + b"garbage" * 1000),
        ("x.yaml", b"a: [" * 5000),
    ],
)
def test_a_corrupt_file_is_told_and_breaks_nothing(desk: JobDesk, name: str, content: bytes) -> None:
    job = done(desk, name, content)
    assert job.state is JobState.failed
    assert job.problem is not None
    assert job.problem["error"] == "SourceError"
    assert "inside Portée" not in job.problem["what"]


@pytest.mark.parametrize("asked", [{}, {"upload": 3}, {"upload": "../private"}, {"upload": "0" * 32}])
def test_only_an_upload_is_looked_at(desk: JobDesk, asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        UPLOAD.check(desk.workspace, asked)


def test_a_declared_file_is_told_by_its_keys(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("name: x\nbase: y\n")
    assert look(tmp_path / "x.yaml") == {"holds": "declared", "keys": ["base", "name"]}
