from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.reports.own_files import refuse_overwriting


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "homes.gpkg").write_text("homes", encoding="utf-8")
    (tmp_path / "link.gpkg").symlink_to("homes.gpkg")


@pytest.mark.parametrize("name", ["homes.gpkg", "./homes.gpkg", "x/../homes.gpkg", "link.gpkg"])
def test_a_file_of_the_question_is_never_written_over(name: str) -> None:
    with pytest.raises(ParameterError, match="made from"):
        refuse_overwriting([Path("cells.gpkg"), None, Path(name)], [Path("homes.gpkg"), None, "stops"])


def test_two_results_need_two_files() -> None:
    with pytest.raises(ParameterError, match="same file"):
        refuse_overwriting([Path("a.gpkg"), Path("./a.gpkg")], [])


def test_an_old_result_may_be_written_anew_and_a_word_is_no_file() -> None:
    (Path("old.gpkg")).write_text("old", encoding="utf-8")
    refuse_overwriting(["old.gpkg", "stops"], ["homes.gpkg", "stops", "grid:500"])
