from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import OutputError
from portee.services import demo
from portee.services.demo import MOMENTS, WEIGHTS, run_demo
from portee.sources.synthetic import SyntheticTerritory


def test_moments_and_weights_are_in_both_languages() -> None:
    for words in (*MOMENTS.values(), *(word for _, *pair in WEIGHTS.values() for word in pair), *demo.METHODS):
        assert words.fr
        assert words.en


@pytest.mark.slow
def test_figures_add_up(tmp_path: Path) -> None:
    result = run_demo(tmp_path / "demo", size="S", lang="en")
    figures = result.figures
    assert figures.synthetic
    assert figures.residents == 30_000
    for everyone, priority, rest in zip(figures.everyone, figures.priority, figures.rest, strict=True):
        assert min(priority, rest) <= everyone <= max(priority, rest)
        assert 0 < everyone <= figures.total
    reached = [place.reach[0] for place in figures.neighbourhoods]
    assert reached == sorted(reached)
    assert [name for name, _ in result.steps] == ["territory", "network", "access", "tables", "maps"]
    assert {path.name for path in result.folder.iterdir()} == {
        "data", "network", "access.gpkg", "access.parquet", "map.html", "map.png",
        "workspace.yaml", "offers.yaml", "commons", "private", "results", "scenarios", "uploads",
    }  # fmt: skip


def test_something_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(OutputError, match="will not be overwritten"):
        run_demo(tmp_path)
    with pytest.raises(OutputError, match="will not be overwritten"):
        run_demo(tmp_path / "letter.txt")


def test_sunday_follows_the_tuesday(xs_territory: SyntheticTerritory) -> None:
    sunday = demo._next_sunday(xs_territory.first_date)
    assert sunday.weekday() == 6
    assert 0 < (sunday - xs_territory.first_date).days < 7
    assert np.isfinite(demo.CUTOFF_MIN)
