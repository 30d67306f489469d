from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.map_html import map_html, write_map_html
from portee.reports.mapcoords import decode
from portee.reports.maplayers import BaseMap, Words
from tests.reports.samples import SCRIPT, sheet


def data_of(page: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    contents: dict[str, Any] = json.loads(text)
    return contents


def test_same_sheet_same_bytes(tmp_path: Path) -> None:
    write_map_html(tmp_path / "a.html", sheet())
    write_map_html(tmp_path / "b.html", sheet())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_the_page_asks_for_nothing() -> None:
    page = map_html(sheet())
    assert "default-src 'none'" in page
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?!#)[^"'#\s]+""", page.split("</style>")[1].split("<script")[0])
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page


def test_names_cannot_leave_the_data() -> None:
    full = sheet()
    page = map_html(replace(full, title=Words.same(SCRIPT), notices=(Words.same(SCRIPT),), lead=Words.same(SCRIPT)))
    assert SCRIPT not in page
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert data_of(page)["title"] == {"fr": SCRIPT, "en": SCRIPT}


def test_dollars_and_braces_are_only_text() -> None:
    page = map_html(replace(sheet(), title=Words.same("$title ${data} {x}")))
    assert "<title>$title ${data} {x} – Portée</title>" in page


def test_figures_arrive_whole() -> None:
    full = sheet()
    contents = data_of(map_html(full))
    (layer, outline) = contents["layers"]
    assert [column["id"] for column in layer["columns"]] == ["day", "night", "change", "creche"]
    assert layer["columns"][0]["values"] == full.layers[0].columns[0].values.tolist()
    assert layer["columns"][3]["index"][2:4] == [-2, -1]
    assert layer["columns"][0]["approximate"][:5] == [1, 0, 0, 0, 1]
    assert len(decode(layer["shapes"][0])) == 5
    assert outline["columns"] == []


def test_a_city_stays_small() -> None:
    full = sheet(60, 50)
    draws = np.random.default_rng(0)
    start = draws.uniform((5.36, 43.29), (5.48, 43.44), (20_000, 1, 2))
    lines = start + np.concatenate([np.zeros((20_000, 1, 2)), draws.normal(0, 0.0006, (20_000, 2, 2))], axis=1).cumsum(
        1
    )
    page = map_html(replace(full, base=BaseMap(lines={"street": tuple(lines)})))
    assert len(page.encode()) < 1_500_000


def test_far_streets_are_left_out() -> None:
    near, far = np.array([[5.36, 43.29], [5.37, 43.30]]), np.array([[6.0, 44.0], [6.1, 44.0]])
    some, more = (replace(sheet(), base=BaseMap(lines={"street": lines})) for lines in ((near,), (far, near)))
    assert map_html(more) == map_html(some)


def test_nothing_to_draw_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="nothing to draw"):
        map_html(replace(sheet(), layers=()))
    with pytest.raises(OutputError):
        write_map_html(tmp_path / "missing" / "a.html", sheet())
    assert list(tmp_path.iterdir()) == []
