from __future__ import annotations

import pytest

from portee.commons.text.markdown import body_links, body_problems


@pytest.mark.parametrize(
    "text",
    [
        "Du texte, **gras**, `code <b>`, 3 < 4 & 5 > 2.\n\n## Titre\n\n- un\n- deux",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[site](https://example.org/a_(b)) et [fiche](need/x) et <https://example.org>",
        "```\n<script>alert(1)</script>\n```",
        "Une phrase\n=\n",
    ],
)
def test_what_a_body_may_hold(text: str) -> None:
    assert [p for p in body_problems(text) if "first level" not in p[1]] == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("Bonjour.\n\n<script>alert(1)</script>", 3, "HTML"),
        ("Un <b>mot</b>.", 1, "HTML"),
        ("<!-- caché -->", 1, "HTML"),
        ("![image](https://example.org/x.png)", 1, "picture"),
        ("Un\n\n# Titre", 3, "first level"),
        ("Titre\n=====", 1, "first level"),
        ("[ici](/etc/passwd)", 1, "leads nowhere"),
        ("[ici](ftp://example.org)", 1, "leads nowhere"),
        ("[ici](besoin/x/y)", 1, "leads nowhere"),
    ],
)
def test_what_a_body_may_not_hold(text: str, line: int, what: str) -> None:
    found = list(body_problems(text))
    assert found[0][0] == line
    assert what in found[0][1]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_would_run_something_is_no_link(link: str) -> None:
    assert list(body_problems(f"[ici]({link})")) == []
    assert list(body_links(f"[ici]({link})")) == []


def test_links_to_records_are_found_with_their_lines() -> None:
    text = "Voir [a](need/a).\n\nEt [b](https://example.org), [c][1].\n\n[1]: solution/c"
    assert list(body_links(text)) == [(1, "need/a"), (3, "solution/c")]
