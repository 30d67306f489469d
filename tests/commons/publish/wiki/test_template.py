from __future__ import annotations

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.wiki.template import FIELDS, MULTIPLE, WikiPage, decode, encode, parse_page, plain, wikitext
from portee.commons.text.markdown import body_problems

MARKS = st.sampled_from([
    "|", "=", "{{", "}}", "{{Commun|", "[[a|b]]", ",", "\n", "\r", "\t", " ", "&", "&#124;", "&amp;", "''", "'''",
    "<b>", "<!--", "~~~~", "__TOC__", "* x", "#", "https://x.org/?a=b&c=d", "é", "<nowiki>", ";", ":",
])  # fmt: skip
# What a record's file may hold: YAML takes no other control characters.
SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t")
TEXTS = st.lists(MARKS | st.text(SIGNS, max_size=6), max_size=8).map("".join)
SINGLE = [name for name in FIELDS if name not in MULTIPLE]
PAGES = st.builds(
    WikiPage,
    st.just("Titre"),
    st.fixed_dictionaries(dict.fromkeys(SINGLE, TEXTS)),
    st.fixed_dictionaries({name: st.lists(TEXTS.filter(bool), max_size=3).map(tuple) for name in sorted(MULTIPLE)}),
)


def naive(text: str) -> dict[str, str]:
    """The fields as the widget of the wiki reads them: cut at signs, without looking further."""
    inside = text.split("{{")[1].split("}}", maxsplit=1)[0]
    pairs = [part.split("=") for part in inside.split("|")]
    assert all(len(pair) == 2 for pair in pairs[1:])
    return {pair[0]: pair[1] for pair in pairs[1:]}


@given(TEXTS)
def test_a_value_reads_back(text: str) -> None:
    assert decode(encode(text)) == text
    assert not set(encode(text)) & set("|={}[]<>~\n\r\t,")


@given(PAGES)
def test_a_page_reads_back(page: WikiPage) -> None:
    assert parse_page("Titre", wikitext(page)) == page


@given(PAGES)
def test_a_page_reads_back_from_within_a_text(page: WikiPage) -> None:
    around = f"Avant {{{{autre|a=b}}}} [[lien|x]]\n{wikitext(page)}\n== Suite ==\n{{{{fin}}}}\n"
    assert parse_page("Titre", around) == page


@given(PAGES)
def test_a_reader_that_only_cuts_finds_the_same(page: WikiPage) -> None:
    found = naive(wikitext(page))
    assert tuple(found) == FIELDS
    for name in SINGLE:
        assert decode(found[name]) == page.single[name]
    for name in MULTIPLE:
        assert tuple(decode(one) for one in found[name].split(",") if one.strip()) == page.multiple[name]


@given(PAGES)
def test_a_parser_of_mediawiki_finds_one_template_and_the_same_fields(page: WikiPage) -> None:
    code = mwparserfromhell.parse(wikitext(page))
    (template,) = code.filter_templates()
    assert template.name.matches("Commun")
    assert [str(parameter.name) for parameter in template.params] == list(FIELDS)
    for name in SINGLE:
        assert decode(str(template.get(name).value)) == page.single[name]
    assert not code.filter_tags()
    assert not code.filter_wikilinks()


@pytest.mark.parametrize(
    ("text", "single", "multiple"),
    [
        ("{{Commun|url=https://a.org?x=1|Tags=a, b ,,c}}", {"url": "https://a.org?x=1"}, {"Tags": ("a", "b", "c")}),
        ("{{commun\n| complement = {{m|x=y}}, [[a|b]]\n}}", {"complement": "{{m|x=y}}, [[a|b]]"}, {}),
        ("{{ Commun }}", {}, {}),
        ("{{Commun|inconnu=x|sans signe|from=A &amp; B}} {{Commun|url=z}}", {}, {"from": ("A & B",)}),
        ("{{Commun|url=jamais fermé", {"url": "jamais fermé"}, {}),
    ],
)  # fmt: skip
def test_pages_that_other_people_wrote(text: str, single: dict[str, str], multiple: dict[str, tuple[str, ...]]) -> None:
    assert parse_page("T", text) == WikiPage("T", single, multiple)


@pytest.mark.parametrize("text", ["", "{{Projet|url=x}}", "{{Communauté|url=x}}", "Commun|url=x"])
def test_other_templates_are_none(text: str) -> None:
    assert parse_page("T", text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un '''mot''' [[Page|lien]] et [[Autre]]", "Un mot lien et Autre"),
        ("[https://x.org/a un site]<br />suite", "un site\nsuite"),
        ("<b onclick=x>a</b><!-- non --> 3 < 4", "a 3 < 4"),
    ],
)
def test_words_without_markup(text: str, words: str) -> None:
    assert plain(text) == words


@given(TEXTS)
def test_no_html_is_left(text: str) -> None:
    assert not [what for _, what, _ in body_problems(plain(text)) if what == "The text holds HTML."]
