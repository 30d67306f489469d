from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import SourceError
from portee.services.jobs.limited import run_limited

HERE = "limited_acts"
ACTS = """
import os, sys
from portee.core.errors import SourceError, Where

def size(path):
    return {"size": path.stat().st_size}

def refuse(path):
    raise SourceError("Row 3 is wrong.", where=Where("x.csv", 3, "lon"), mend="Mend it.")

def spin(path):
    while True:
        pass

def swell(path):
    held = []
    while True:
        held.append(bytearray(50_000_000))

def crash(path):
    os.abort()

def break_(path):
    raise ZeroDivisionError
"""


@pytest.fixture
def acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to read, and functions that read it well or badly."""
    (tmp_path / f"{HERE}.py").write_text(ACTS)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    (tmp_path / "x.csv").write_text("abc")
    return tmp_path / "x.csv"


def run(acts: Path, name: str, **limits: int) -> Any:
    return run_limited(f"{HERE}:{name}", acts, **limits)


def test_what_a_reader_returns_comes_back(acts: Path) -> None:
    assert run(acts, "size") == {"size": 3}


def test_what_a_reader_refuses_is_told_in_its_words(acts: Path) -> None:
    with pytest.raises(SourceError, match=r"x.csv, line 3, field 'lon': Row 3 is wrong\. Mend it\."):
        run(acts, "refuse")


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize(
    ("name", "limits"),
    [("spin", {"seconds": 2}), ("swell", {"megabytes": 800}), ("crash", {}), ("break_", {})],
)
def test_a_reader_that_runs_wild_is_given_up(acts: Path, name: str, limits: dict[str, int]) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceError, match="given up"):
        run(acts, name, **limits)
    assert time.monotonic() - begun < 60
