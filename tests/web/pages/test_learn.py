from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.reports.sheet_pdf import page_count
from portee.services.diagnosis.sheet_code import interview_of
from portee.web.learn import booklet_in
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.asking import send

pytestmark = pytest.mark.usefixtures("learned")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chapter_can_be_read(client: TestClient, site: Site, lang: str) -> None:
    page = client.get(f"/{lang}/learn")
    assert page.status_code == 200
    assert say(lang, "learn-question") in unescape(page.text)
    for link in re.findall(rf'href="(/{lang}/learn/(?:chapter/|quiz)[^"]*)"', page.text):
        assert client.get(link).status_code == 200, link
    booklet = booklet_in(site, lang)
    assert booklet is not None
    chapters = booklet.chapters
    assert all(f"/{lang}/learn/chapter/{one.id}" in page.text for one in chapters if one.id != "quiz")


def test_the_quiz_is_marked_without_a_script_and_nothing_is_kept(client: TestClient, site: Site) -> None:
    booklet = booklet_in(site, "fr")
    assert booklet is not None
    questions = booklet.questions
    assert questions
    right = send(client, "/fr/learn/quiz", **{one.id: str(one.right) for one in questions})
    assert say("fr", "learn-score", right=len(questions), asked=len(questions)) in unescape(right.text)
    assert right.headers["cache-control"] == "no-store"
    first = questions[0]
    wrong = send(client, "/fr/learn/quiz", **{first.id: str((first.right + 1) % len(first.options))})
    assert say("fr", "learn-score", right=0, asked=len(questions)) in unescape(wrong.text)
    assert say("fr", "learn-not") in unescape(wrong.text)
    again = client.get("/fr/learn/quiz").text
    assert " checked" not in again
    assert "learn-right" not in again
    assert questions[0].why not in unescape(again)


def test_an_answer_that_is_none_counts_as_none(client: TestClient) -> None:
    marked = send(client, "/en/learn/quiz", reach="99", shorter="<script>")
    assert marked.status_code == 200
    assert "<script>" not in marked.text


def test_files_to_take(client: TestClient) -> None:
    pdf = client.get("/fr/learn/booklet.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"] == 'attachment; filename="livret.pdf"'
    assert '<html lang="en">' in client.get("/en/learn/booklet.html").text


def test_a_sheet_of_a_place_with_its_code(client: TestClient, site: Site) -> None:
    page = client.get("/fr/learn/sheet/1")
    code = re.search(r"<strong>([0-9A-Z-]+)</strong>", page.text)
    assert code
    assert interview_of(code[1], site.world.network.bounds, site.workspace.name).profile == "no-smartphone-no-card"
    assert page_count(client.get("/fr/learn/sheet/1/sheet.pdf").content) == 1


@pytest.mark.parametrize("path", ["chapter/nothing", "chapter/quiz", "sheet/0", "sheet/99", "sheet/99/sheet.pdf"])
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"/fr/learn/{path}").status_code == 404
