"""Vector layers become WGS 84, whatever they were in."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.places.vector import read_vector


def test_ending_that_lies(tmp_path: Path) -> None:
    (tmp_path / "v.geojson").write_text("<OGRVRTDataSource/>", encoding="utf-8")
    with pytest.raises(SourceError, match="is not GeoJSON, in spite of its ending"):
        read_vector(tmp_path / "v.geojson")
