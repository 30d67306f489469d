from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portee.core.errors import SourceError
from portee.services.workspace.facilities import TYPES, split_facilities
from portee.services.workspace.manifest import KINDS
from portee.sources.bpe import facility_names
from tests.services.workspace.open_data import Publishers


def test_each_kind_gets_its_own_facilities(tmp_path: Path, server: Publishers) -> None:
    (tmp_path / "bpe.parquet").write_bytes(server.files["/insee/bpe.parquet"])
    found = split_facilities(tmp_path / "bpe.parquet", tmp_path)
    counts = {kind: pl.read_csv(path).height for kind, path in found.items()}
    assert counts == {"childcare": 2, "school": 2, "health": 1, "shops": 2}


def test_kinds_and_codes_are_those_that_are_known() -> None:
    assert set(TYPES) <= set(KINDS)
    known = facility_names()
    for codes in TYPES.values():
        assert all(any(name.startswith(code) for name in known) for code in codes)
    begins = [code for codes in TYPES.values() for code in codes]
    assert not any(a != b and a.startswith(b) for a in begins for b in begins), "no facility counts twice"


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,lon,lat\n1,5,43\n")
    with pytest.raises(SourceError, match="no column TYPEQU"):
        split_facilities(tmp_path / "x.csv", tmp_path)
