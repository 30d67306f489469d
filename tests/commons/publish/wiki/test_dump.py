from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.wiki.dump import LONGEST_TITLE, dump_xml, page_title, read_pages
from portee.commons.publish.wiki.template import WikiPage, wikitext
from portee.core.errors import SourceError
from tests.commons.publish.wiki.test_template import PAGES

MOMENT = "2026-11-26T08:00:00Z"


def read(folder: Path, name: str, contents: bytes) -> tuple[WikiPage, ...]:
    path = folder / name
    path.write_bytes(contents)
    return read_pages(path)


@given(st.lists(PAGES, min_size=1, max_size=3))
def test_an_export_reads_back(tmp_path_factory: pytest.TempPathFactory, pages: list[WikiPage]) -> None:
    found = read(tmp_path_factory.mktemp("w"), "w.xml", dump_xml(pages, MOMENT))
    assert [(page.title, page.single, page.multiple) for page in found] == [
        (page.title, page.single, page.multiple) for page in pages
    ]
    assert {page.changed for page in found} == {MOMENT}


@given(st.text())
def test_a_title_is_one_that_a_wiki_takes(text: str) -> None:
    title = page_title(text)
    assert not set(title) & set("#<>[]{}|_\n")
    assert len(title.encode("utf-8")) <= LONGEST_TITLE
    assert page_title(title) == title


def test_an_export_has_the_form_of_mediawiki() -> None:
    root = ET.fromstring(dump_xml([WikiPage("Une | page", {"url": "x"})], MOMENT))  # noqa: S314 - written here
    spaces = {"m": "http://www.mediawiki.org/xml/export-0.11/"}
    assert root.tag == "{http://www.mediawiki.org/xml/export-0.11/}mediawiki"
    assert root.findtext("m:page/m:title", "", spaces) == "Une / page"
    assert root.findtext("m:page/m:revision/m:model", "", spaces) == "wikitext"
    assert "{{Commun" in root.findtext("m:page/m:revision/m:text", "", spaces)


def test_the_text_of_one_page_is_named_after_its_file(tmp_path: Path) -> None:
    (page,) = read(tmp_path, "Navette_de_nuit.txt", wikitext(WikiPage("x", {"url": "u"})).encode())
    assert (page.title, page.single["url"]) == ("Navette de nuit", "u")


@pytest.mark.parametrize(
    ("contents", "what"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"<mediawiki>", "not an export of a wiki"),
        (b"<mediawiki/>", "No page of the file"),
        (b"{{Projet|a=b}}", "No page of the file"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><mediawiki>&a;</mediawiki>', "declares entities"),
    ],
)
def test_what_is_no_export_is_told(tmp_path: Path, contents: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read(tmp_path, "w.xml", contents)
    with pytest.raises(SourceError, match="cannot be read"):
        read_pages(tmp_path / "nowhere.xml")
