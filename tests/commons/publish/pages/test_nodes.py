from __future__ import annotations

import dataclasses

import pytest

from portee.commons.publish.pages.nodes import Amount, Items, Note, Pairs, Phrase, Row
from portee.commons.publish.pages.templates import render
from portee.commons.publish.pages.view import View
from tests.commons.publish.pages.released import released


@pytest.mark.parametrize("kind", [Amount, Items, Note, Pairs, Phrase, Row])
def test_what_a_page_shows_does_not_change(kind: type) -> None:
    assert dataclasses.fields(kind)
    assert getattr(kind, "__dataclass_params__").frozen  # noqa: B009 - unknown to type checkers


def test_every_kind_of_node_is_shown_and_escaped() -> None:
    bad = "<b>x</b>"
    nodes = Pairs((
        Row("a", bad, Items((Phrase(bad), Amount(bad, (Phrase(bad, quiet=True),))))),
        Row("b", "B", Phrase(bad, "https://example.org/?a=1&b=2", "en"), (Note(bad, Phrase(bad), bad),)),
    ))  # fmt: skip
    page = View(released(), "fr", "fr/index.html")
    from portee.commons.publish.pages.templates import _environment

    template = _environment().from_string('{% import "nodes.html" as n with context %}{{ n.node(x) }}')
    html = template.render(x=nodes, t=page.told)
    assert "<b>" not in html
    assert html.count("&lt;b&gt;x&lt;/b&gt;") == 8
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer" lang="en">' in html
    assert "<details" in html
    assert callable(render)
