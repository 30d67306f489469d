from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from portee.core.errors import OutputError
from portee.reports.sheet import SheetText
from portee.reports.sheet_pdf import SIZES_PT, page_count, sheet_pdf, write_sheet_pdf
from tests.reports.sheets import crowded, sample


def texts(content: bytes) -> str:
    """What readers of a tagged PDF are given: metadata, alternatives and the letters that its fonts map back."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, flags=re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found).decode("utf-8", errors="replace")


def unicode_map(content: bytes) -> set[str]:
    """Letters that the fonts of the document hold."""
    codes = re.findall(r"<[0-9A-Fa-f]{4}> <([0-9A-Fa-f]{4})>", texts(content))
    return {chr(int(code, 16)) for code in codes}


def test_one_tagged_page_with_title_and_language() -> None:
    content = sheet_pdf(sample("en", "Name"))
    assert content.startswith(b"%PDF-")
    assert page_count(content) == 1
    assert b"/Lang(en)" in content
    assert b"/MarkInfo" in content
    assert b"/StructTreeRoot" in content
    told = texts(content)
    assert "Question · Name" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told


def test_its_letters_can_be_copied() -> None:
    letters = unicode_map(sheet_pdf(sample(name="Œuvre")))
    assert set("Œuvreàportéechezvous€") <= letters


def test_far_too_much_still_makes_one_page() -> None:
    assert page_count(sheet_pdf(crowded())) == 1


def test_little_is_set_in_large_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []

    def compiled(data: dict[str, float], first: int) -> tuple[bytes, int]:
        tried.append(data["size"])
        return b"/Type/Page", first

    monkeypatch.setattr("portee.reports.sheet_pdf._compiled", compiled)
    sheet_pdf(sample())
    assert tried == [SIZES_PT[0]]


def test_markup_in_a_name_is_only_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sheet_pdf(sample(name="aaaaaaa"))
    code = sheet_pdf(sample(name='#panic() *b* $x$ #import "a"'))
    assert page_count(plain) == page_count(code) == 1
    assert {"#", "*", "$"} <= unicode_map(code)


def test_a_letter_that_no_font_has_stops_nothing() -> None:
    content = sheet_pdf(sample(name="\u4e2d\u6587 \U0001f600 \U000e0041"))
    assert page_count(content) == 1


def test_without_a_map() -> None:
    assert page_count(sheet_pdf(replace(sample(name="Name"), map=None))) == 1


def test_remarks_that_do_not_fit_are_counted() -> None:
    from portee.reports.sheet_pdf import _notices

    sheet = replace(sample(), notices=tuple(SheetText(str(k)) for k in range(10)))
    assert [str(text) for text in _notices(sheet, 1)] == ["0", "1", "2", "… et 7 autres."]
    assert len(_notices(sheet, None)) == 10


def test_the_same_answer_gives_the_same_bytes(tmp_path: Path) -> None:
    write_sheet_pdf(tmp_path / "a.pdf", sample())
    write_sheet_pdf(tmp_path / "b.pdf", sample())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_what_cannot_be_set_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.reports.sheet_pdf._template", lambda: b"#panic()")
    with pytest.raises(OutputError, match=r"could not be set.*print it"):
        sheet_pdf(sample())


def test_pages_are_counted() -> None:
    assert page_count(b"/Type /Pages /Type/Page\n/Type /Page>>") == 2
