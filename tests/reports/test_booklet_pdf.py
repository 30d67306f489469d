from __future__ import annotations

from pathlib import Path

from portee.reports.booklet_pdf import booklet_pdf, write_booklet_pdf
from portee.reports.sheet_pdf import page_count
from tests.reports.test_booklet import SCRIPT, sample
from tests.reports.test_sheet_pdf import texts, unicode_map


def test_tagged_pages_with_title_and_language() -> None:
    content = booklet_pdf(sample("en", "Name"))
    assert content.startswith(b"%PDF-")
    assert page_count(content) == 4
    assert b"/Lang(en)" in content
    assert b"/StructTreeRoot" in content
    assert b"/Outlines" in content
    told = texts(content)
    assert "Livret Name" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told


def test_markup_in_names_is_text() -> None:
    assert "<" in unicode_map(booklet_pdf(sample(name=f"#panic() {SCRIPT} $x$")))


def test_the_same_bytes_for_the_same_booklet(tmp_path: Path) -> None:
    write_booklet_pdf(tmp_path / "a.pdf", sample())
    assert (tmp_path / "a.pdf").read_bytes() == booklet_pdf(sample())
