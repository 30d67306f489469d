"""Figures of a base kept on disk: the same ones come back, and nothing else ever does."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.services import base_results as module
from portee.services.base_results import KeptFigures, base_key, keep_figures, kept_figures, kept_folder
from portee.services.measures import Asked
from portee.territory.places import Places
from portee.world import World
from tests.worlds import grid_streets, places_at, store_network

KEY, OTHER = "a" * 64, "b" * 64
COLUMNS = ("jobs_within_10_min_p50", "jobs_within_20_min_p50")
FOUND = KeptFigures(np.array([[1.0, np.inf], [np.nan, -0.0], [0.1, 3e300]]), COLUMNS, ("une remarque", "another"))
WINDOW = Window(date(2026, 9, 8), 8 * 3600, 30)


def assert_same(one: KeptFigures, other: KeptFigures) -> None:
    assert one.figures.tobytes() == other.figures.tobytes()
    assert (one.figures.shape, one.columns, one.notes) == (other.figures.shape, other.columns, other.notes)


def test_what_is_kept_comes_back_bit_for_bit(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert kept_figures(folder, KEY) is None
    keep_figures(folder, KEY, FOUND)
    found = kept_figures(folder, KEY)
    assert found is not None
    assert_same(found, FOUND)
    assert kept_figures(folder, OTHER) is None
    assert len(list(folder.iterdir())) == 1


@given(st.data())
@settings(max_examples=300)
def test_of_a_file_that_was_touched_nothing_is_read(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keep_figures(folder, KEY, FOUND)
        (file,) = folder.iterdir()
        whole = file.read_bytes()
        harm = data.draw(st.sampled_from(["bit", "short", "long", "noise"]))
        if harm == "bit":
            place = data.draw(st.integers(0, len(whole) - 1))
            wrong = bytearray(whole)
            wrong[place] ^= 1 << data.draw(st.integers(0, 7))
            spoilt = bytes(wrong)
        elif harm == "short":
            spoilt = whole[: data.draw(st.integers(0, len(whole) - 1))]
        elif harm == "long":
            spoilt = whole + data.draw(st.binary(min_size=1, max_size=40))
        else:
            spoilt = data.draw(st.binary(max_size=200))
        file.write_bytes(spoilt)
        found = kept_figures(folder, KEY)
        # A space of the head may have become another one: then it still says the same.
        if found is not None:
            assert_same(found, FOUND)
            assert harm == "bit"
        keep_figures(folder, KEY, FOUND)
        again = kept_figures(folder, KEY)
        assert again is not None
        assert_same(again, FOUND)


def test_a_file_under_the_name_of_another_question_is_not_read(tmp_path: Path) -> None:
    keep_figures(tmp_path, KEY, FOUND)
    (file,) = tmp_path.iterdir()
    file.rename(tmp_path / file.name.replace(KEY, OTHER))
    assert kept_figures(tmp_path, OTHER) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    keep_figures(tmp_path / "file", KEY, FOUND)
    assert kept_figures(tmp_path / "file", KEY) is None
    (tmp_path / f"{KEY}{module.ENDING}").mkdir()
    keep_figures(tmp_path, KEY, FOUND)
    assert kept_figures(tmp_path, KEY) is None


def test_those_not_read_for_longest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    keys = [letter * 64 for letter in "abcd"]
    for age, key in enumerate(keys[:3]):
        keep_figures(tmp_path, key, FOUND)
        os.utime(tmp_path / f"{key}{module.ENDING}", (1000 + age, 1000 + age))
    size = (tmp_path / f"{keys[0]}{module.ENDING}").stat().st_size
    monkeypatch.setattr(module, "MOST_BYTES", 3 * size)
    assert kept_figures(tmp_path, keys[0]) is not None  # read now: not the oldest any more
    keep_figures(tmp_path, keys[3], FOUND)
    assert [kept_figures(tmp_path, key) is not None for key in keys] == [True, False, True, True]


def test_the_folder_lies_beside_the_kernels(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORTEE_CACHE_DIR", str(tmp_path))
    assert kept_folder() == tmp_path / "base-results"


def _asked(world: World) -> dict[str, object]:
    return {
        "network": world.network, "origins": places_at([5.0, 5.001], [43.0, 43.001]),
        "targets": replace(places_at([5.001], [43.0]), attributes=pl.DataFrame({"jobs": [3.0], "beds": [1.0]})),
        "asked": Asked(("jobs",), (10.0,)), "travel": Travel(), "window": WINDOW, "percentiles": (50.0,),
    }  # fmt: skip


def test_all_that_can_change_a_figure_changes_the_key(xs_world: World) -> None:
    first = _asked(xs_world)
    key = base_key(**first)  # type: ignore[arg-type]
    assert key is not None
    assert key == base_key(**_asked(xs_world))  # type: ignore[arg-type]
    targets = first["targets"]
    assert isinstance(targets, Places)
    heavier = replace(targets, attributes=pl.DataFrame({"jobs": [3.5], "beds": [1.0]}))
    others: list[dict[str, object]] = [
        {"origins": places_at([5.0, 5.0010001], [43.0, 43.001])}, {"origins": places_at([5.0], [43.0])},
        {"targets": heavier}, {"targets": replace(targets, lat=targets.lat + 1e-7)},
        {"asked": Asked(("jobs",), (11.0,))}, {"asked": Asked(("beds",), (10.0,))},
        {"asked": Asked(("jobs",), (10.0,), nearest=(1,))}, {"travel": Travel(walk_speed_kmh=3.61)},
        {"travel": Travel(seed=1)}, {"window": replace(WINDOW, minutes=31)}, {"window": None},
        {"window": replace(WINDOW, arrive=True)}, {"percentiles": (50.0, 90.0)},
        {"origins": replace(places_at([5.0, 5.001], [43.0, 43.001]), attributes=pl.DataFrame({"hour": [1, 2]}))},
    ]  # fmt: skip
    keys = [base_key(**{**first, **other}) for other in others]  # type: ignore[arg-type]
    assert len({key, *keys}) == len(others) + 1
    # Another weight of the places, that is not asked about, does not.
    fewer = replace(targets, attributes=pl.DataFrame({"jobs": [3.0], "beds": [9.0]}))
    assert base_key(**{**first, "targets": fewer}) == key  # type: ignore[arg-type]


def test_other_code_is_another_key(xs_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key = base_key(**_asked(xs_world))  # type: ignore[arg-type]
    monkeypatch.setattr(module, "_code", lambda: "other")
    assert base_key(**_asked(xs_world)) != key  # type: ignore[arg-type]


def test_a_network_in_memory_or_built_again_is_not_told_apart(tmp_path: Path) -> None:
    streets = grid_streets(4, 3)
    assert base_key(**_asked(World(Network.of(streets)))) is None  # type: ignore[arg-type]
    store_network(tmp_path / "net", streets, None)
    world = World.open(tmp_path / "net")
    key = base_key(**_asked(world))  # type: ignore[arg-type]
    assert key is not None
    manifest = tmp_path / "net" / "manifest.json"
    told = manifest.read_text()
    manifest.write_text(told.replace(world.network.key, "0" * 64))
    assert base_key(**_asked(world)) is None  # type: ignore[arg-type]
    manifest.write_text(told)
    # An array that somebody wrote over.
    file = next((tmp_path / "net" / "walk").glob("ahead.cost.npy"))
    costs = np.load(file)
    np.save(file, costs + 1)
    assert base_key(**_asked(world)) not in (None, key)  # type: ignore[arg-type]
    manifest.unlink()
    assert base_key(**_asked(world)) is None  # type: ignore[arg-type]
