from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import OutputError
from portee.services.experiment.example_files import FILES, STAGINGS, write_example


def test_the_same_files_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_example(tmp_path / name)
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(FILES)
    for file in FILES:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_folder_that_is_there_is_kept(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="exists"):
        write_example(tmp_path)


def test_stagings_are_known() -> None:
    assert STAGINGS == ("together", "staggered", "single")
