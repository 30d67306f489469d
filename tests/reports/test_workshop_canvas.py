from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.sheet_pdf import page_count
from portee.reports.workshop_canvas import canvas_pdf, write_canvas


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_two_tagged_a4_sheets_with_the_same_bytes(lang: str) -> None:
    content = canvas_pdf(lang, about="Atelier de mars")
    assert page_count(content) == 2
    assert f"/Lang({lang})".encode() in content
    assert b"/StructTreeRoot" in content
    # A4 on its side, in points.
    assert re.findall(rb"/MediaBox\s*\[\s*0 0 841\.8\d* 595\.2\d*\s*\]", content)
    assert canvas_pdf(lang, about="Atelier de mars") == content


def test_black_and_white_alone() -> None:
    content = canvas_pdf("fr")
    drawn = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, flags=re.DOTALL):
        try:
            drawn += zlib.decompress(stream)
        except zlib.error:
            continue
    colours = set(re.findall(rb"([\d. ]+) (?:scn|SCN|rg|RG|sc|SC)\b", drawn))
    assert colours
    assert {float(part) for colour in colours for part in colour.split()} <= {0.0, 1.0}


def test_the_longest_question_still_fits_and_is_no_markup() -> None:
    assert page_count(canvas_pdf("fr", '#panic("x") $ * ' * 12)) == 2
    for wrong in ("", "  ", "a" * 201):
        with pytest.raises(ParameterError, match="1 to 200"):
            canvas_pdf("fr", wrong)


def test_files(tmp_path: Path) -> None:
    write_canvas(tmp_path / "c.pdf", "en", "What keeps you from work?")
    assert (tmp_path / "c.pdf").read_bytes() == canvas_pdf("en", "What keeps you from work?")
    with pytest.raises(ParameterError, match=r"\.pdf"):
        write_canvas(tmp_path / "c.png", "en")
    with pytest.raises(OutputError):
        write_canvas(tmp_path / "none" / "c.pdf", "en")
