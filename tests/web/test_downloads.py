from __future__ import annotations

from pathlib import Path

from portee.reports.tables import read_result
from portee.web.asked import asked_of
from portee.web.downloads import areas_file
from portee.web.explorer import explorer_of
from portee.web.site import Site


def test_areas_leave_with_their_counts_and_sources(site: Site, tmp_path: Path) -> None:
    answer = explorer_of(site).answer(asked_of(site, {"at": "43.1034567,4.9976543"}).question)
    path = tmp_path / "reach.gpkg"
    path.write_bytes(areas_file(site, answer))
    frame, record = read_result(path)
    assert frame["cutoff_min"].tolist() == [45, 22]
    assert frame["jobs"].iloc[0] == answer.kinds["jobs"].reached
    assert record["parameters"]["from"] == [43.103, 4.998]
    assert "43.1034" not in str(record)
