from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from portee.reports.booklet_html import booklet_html, write_booklet_html
from tests.reports.test_booklet import SCRIPT, sample


def test_every_part_is_there_and_escaped() -> None:
    page = booklet_html(sample(name=SCRIPT))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 4
    assert '<html lang="fr">' in page
    assert '<div role="img" aria-label="Carte"><svg' in page
    assert '<th role="rowheader" scope="row">' in page
    assert '<td role="cell" data-head="' in page
    assert "<b>C</b> 30" in page
    assert "Parce que" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert all(f'id="{target}"' in page for target in re.findall(r'href="#([^"]+)"', page))


def test_it_asks_nothing_of_any_server() -> None:
    page = unescape(booklet_html(sample("en")))
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="https?:', page)


@pytest.mark.parametrize("name", ["a", "b"])
def test_it_is_written_whole(tmp_path: Path, name: str) -> None:
    write_booklet_html(tmp_path / f"{name}.html", sample())
    assert (tmp_path / f"{name}.html").read_text() == booklet_html(sample())
