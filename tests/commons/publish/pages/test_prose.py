from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.pages.prose import prose_html
from tests.commons.publish.pages.released import released, view

PAGE = view(released())
HREF = re.compile(r"(?:https?://[^\s\"<>]+|\.\./[a-z-]+/[a-z0-9-]+\.html)")
SIGNS = (
    "<script>alert(1)</script>", "[a](javascript:alert(1))", "![p](https://x.y/z.png)",
    "[b](need/embauche-avant-l-aube)", "[c](https://example.org/?a=b&c=d)", "<img src=x onerror=y>",
    "[d]: data:text/html,x\n\n[d]", "<https://example.org>", "[e](need/absent)", '[f](https://x.org/"onclick="z)',
    "[g](../../etc)", "#", "## T", "#### U", "`x`", "| a |\n|---|\n| <b> |", '[h](<need/x" onmouseover="y>)',
    "&lt;script&gt;", "*", "_", "[", "](", ")", "\n", "\n\n", " ", "t",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(SIGNS) | st.text(max_size=8), max_size=12).map("".join)
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("ol", "start"), ("code", "class"), ("th", "style"), ("td", "style")}


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str]] = set()
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value or "") for name, value in attrs}
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


def seen(text: str) -> Seen:
    found = Seen()
    found.feed(prose_html(text, PAGE))
    return found


@given(PIECES)
def test_no_text_becomes_markup_of_its_own(text: str) -> None:
    found = seen(text)
    assert not found.tags & {"script", "img", "iframe", "style", "svg", "object", "form", "b", "h1"}
    for tag, name, value in found.attributes:
        assert (tag, name) in ATTRIBUTES
        if name == "href":
            assert HREF.fullmatch(value), value


@given(PIECES)
def test_headings_skip_no_level(text: str) -> None:
    levels = [1, *seen(text).headings]
    assert all(later <= earlier + 1 and later >= 2 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](need/embauche-avant-l-aube)", '<p><a href="../need/embauche-avant-l-aube.html">x</a></p>'),
        ("[x](need/absent)", "<p>x</p>"),
        ("[x](https://example.org)", '<p><a href="https://example.org" rel="noreferrer">x</a></p>'),
        ("[*x*](javascript:y) z", "<p>[<em>x</em>](javascript:y) z</p>"),
        ("<b>", "<p>&lt;b&gt;</p>"),
    ],
)
def test_links_and_signs(text: str, html: str) -> None:
    assert prose_html(text, PAGE).strip() == html
