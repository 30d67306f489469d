from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
import pytest
import shapely
from matplotlib.image import imread

from portee.core.errors import OutputError, ParameterError
from portee.reports.classes import classify
from portee.reports.map_png import map_png, write_map_png
from portee.reports.maplayers import BaseMap, MapColumn, MapLayer, MapSheet, Words
from tests.reports.samples import sheet


def pixels(image: bytes) -> npt.NDArray[np.int64]:
    return np.round(255 * imread(io.BytesIO(image), format="png")[:, :, :3]).astype(np.int64)


def share_of(image: bytes, colour: str) -> float:
    wanted = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return float(np.all(pixels(image) == wanted, axis=2).mean())


def test_same_sheet_same_bytes_without_a_date(tmp_path: Path) -> None:
    write_map_png(tmp_path / "a.png", sheet())
    write_map_png(tmp_path / "b.png", sheet())
    image = (tmp_path / "a.png").read_bytes()
    assert image == (tmp_path / "b.png").read_bytes()
    assert b"tIME" not in image
    assert b"Software" not in image
    assert struct.unpack(">II", image[16:24])[0] == 1500


def test_each_class_is_drawn() -> None:
    full = sheet()
    for column in ("day", "change"):
        image = map_png(full, column=column)
        (shown,) = (one for one in full.layers[0].columns if one.id == column)
        for one in classify(shown).classes:
            assert share_of(image, one.colour) > 0.001, one


def test_column_and_language_change_the_image() -> None:
    images = {map_png(sheet(), column=column, lang=lang) for column in ("day", "creche") for lang in ("fr", "en")}
    assert len(images) == 4
    assert map_png(sheet()) == map_png(sheet(), column="day", lang="fr")


def test_notices_and_attribution_are_on_the_image() -> None:
    full = sheet()
    assert share_of(map_png(full), "#fff3d0") > 0.002
    assert share_of(map_png(replace(full, notices=())), "#fff3d0") == 0
    assert map_png(full) != map_png(replace(full, base=replace(full.base, attribution=Words.same("x"))))


@pytest.mark.parametrize(
    "shapes",
    [
        [shapely.Point(5.4, 43.3), shapely.MultiPoint([(5.41, 43.3), (5.42, 43.31)])],
        [shapely.LineString([(5.4, 43.3), (5.41, 43.31)]), shapely.LineString([(5.4, 43.3), (5.41, 43.29)])],
        [shapely.box(5.4, 43.3, 5.41, 43.31).buffer(0.01), shapely.box(5.4, 43.3, 5.41, 43.31)],
    ],
)
def test_points_lines_and_nested_areas(shapes: list[shapely.Geometry]) -> None:
    geometry = np.array(shapes, dtype=object)
    column = MapColumn("minutes", Words.same("m"), Words.same("min"), np.array([30.0, 15.0]))
    layer = MapLayer("l", Words.same("l"), geometry, np.array(["a", "b"], dtype=object), columns=(column,))
    image = map_png(MapSheet((layer,), Words.same("Cost: $5 and $6")))
    for one in classify(column).classes:
        assert share_of(image, one.colour) > 0.0005


def test_categories_of_lines_differ_without_colour() -> None:
    street = shapely.LineString([(5.40, 43.30), (5.42, 43.30)])
    names = (Words.same("a"), Words.same("b"))

    def drawn(category: float) -> npt.NDArray[np.int64]:
        mode = MapColumn(
            "m", Words.same("m"), Words.same(""), np.array([category]), kind="categorical", categories=names
        )
        layer = MapLayer("l", Words.same("l"), np.array([street]), np.array(["a"], dtype=object), columns=(mode,))
        # Without the legend, which shows both.
        return pixels(map_png(MapSheet((layer,), Words.same("t"))))[:, :990]

    def coloured(image: npt.NDArray[np.int64]) -> int:
        return int((np.ptp(image, axis=2) > 60).sum())

    assert coloured(drawn(1.0)) < 0.9 * coloured(drawn(0.0))


def test_outlines_alone_and_no_base() -> None:
    full = sheet()
    assert map_png(replace(full, layers=full.layers[1:], base=BaseMap(), lead=None)).startswith(b"\x89PNG")


def test_leaves_the_settings_of_others_alone() -> None:
    before = dict(matplotlib.rcParams)
    map_png(sheet())
    assert dict(matplotlib.rcParams) == before


def test_unknown_column_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="no column 'noon'"):
        map_png(sheet(), column="noon")
    with pytest.raises(OutputError):
        write_map_png(tmp_path / "missing" / "a.png", sheet())
