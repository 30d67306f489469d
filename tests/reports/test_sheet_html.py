from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from portee.core.errors import OutputError
from portee.reports.sheet import SheetText
from portee.reports.sheet_html import density, safe_link, sheet_html, write_sheet_html
from tests.reports.sheets import crowded, sample


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_script_in_a_name_is_only_a_name() -> None:
    page = _Page(sheet_html(sample()))
    assert page.all("script") == []
    assert page.all("img") == []
    assert [a for _, a in page.tags if any(name.startswith("on") for name in a)] == []
    assert "<script>window.broken = true</script>" in "".join(page.words)


def test_it_asks_nothing_of_any_server() -> None:
    text = sheet_html(sample())
    page = _Page(text)
    assert [attributes for _, attributes in page.tags if "src" in attributes or "srcset" in attributes] == []
    links = [(tag, attributes["href"]) for tag, attributes in page.tags if "href" in attributes]
    assert links == [("a", "https://example.org/a?b=1&c=2")]
    assert set(re.findall(r"url\(\"?([a-z]+:)", text)) == {"data:"}
    (policy,) = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy


def test_language_title_question_and_answer() -> None:
    page = _Page(sheet_html(sample("en", "Name")))
    assert page.all("html")[0]["lang"] == "en"
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "Question · Name" in page.words
    assert "Depuis chez vous, 1\u00a0emploi sur\u00a04 est vraiment à portée." in page.words


def test_tables_have_heads_and_names_of_rows() -> None:
    page = _Page(sheet_html(sample(name="Name")))
    assert [a.get("scope") for a in page.all("th")].count("row") == 8 + 2 + 1 + 2
    assert all(a.get("scope") in ("row", "col") for a in page.all("th"))
    assert all("aria-labelledby" in a or "aria-label" in a for a in page.all("table"))
    assert {a["data-head"] for a in page.all("td")} >= {"aller", "emplois"}


def test_more_rows_than_paper_holds_are_on_the_screen_alone() -> None:
    rows = [a.get("class") for a in _Page(sheet_html(sample())).all("tr")]
    assert rows.count("more") == 3


def test_a_remark_in_another_language_says_so() -> None:
    assert '<span lang="en">Something else.</span>' in sheet_html(sample())


def test_the_map_has_words() -> None:
    page = _Page(sheet_html(sample()))
    assert [a["aria-label"] for a in page.all("div") if a.get("role") == "img"] == [
        "Carte\u00a0: 4 lieux à portée sur 9."
    ]


def test_only_pages_of_the_web_are_links() -> None:
    assert safe_link(SheetText("a", href="https://example.org")) == "https://example.org"
    for href in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", None):
        assert safe_link(SheetText("a", href=href)) == ""
    assert "javascript:" not in sheet_html(sample())


def test_french_signs_stay_on_their_line() -> None:
    assert "raison par lieu" in sheet_html(sample())
    assert "vraiment à portée\u00a0?" in sheet_html(sample())
    assert "vraiment à portée ?" in sheet_html(sample("en"))


def test_the_more_there_is_the_denser_it_prints() -> None:
    assert density(sample(name="Name")) == "roomy"
    assert density(crowded()) == "dense"


def test_the_same_answer_gives_the_same_bytes(tmp_path: Path) -> None:
    write_sheet_html(tmp_path / "a.html", sample())
    write_sheet_html(tmp_path / "b.html", sample())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == sheet_html(sample())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder does not exist"):
        write_sheet_html(tmp_path / "none" / "a.html", sample())
