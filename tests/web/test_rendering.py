from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient

from portee.reports.fluent import catalogue_text
from portee.web.app import create_app
from portee.web.pages import PAGES
from portee.web.rendering import environment, language_of, render
from portee.web.site import Site
from portee.web.wording import LANGUAGES, web_text
from tests.web.test_wording import messages

TEMPLATES = sorted(
    item.name for item in files("portee.web").joinpath("templates").iterdir() if item.name.endswith(".html")
)
WHOLE = re.compile(r"""\bt\(\s*["']([a-z0-9-]+)["']\s*[,)]""")
BEGINNING = re.compile(r"""\bt\(\s*["']([a-z0-9-]+-)["']\s*~""")


@pytest.mark.parametrize("name", TEMPLATES)
def test_messages_of_templates_exist(name: str) -> None:
    source = Path(str(files("portee.web").joinpath("templates", name))).read_text(encoding="utf-8")
    known = messages(f"{catalogue_text('fr')}\n{web_text('fr')}")
    for id in WHOLE.findall(source):
        assert id in known
    for start in BEGINNING.findall(source):
        assert any(id.startswith(start) for id in known), start
    environment().get_template(name)


def test_each_page_of_the_menu_has_a_name_and_a_line() -> None:
    known = messages(web_text("fr"))
    for page in PAGES:
        if page.menu:
            assert {f"page-{page.slug}", f"page-{page.slug}-lead"} <= set(known)
    assert len({page.slug for page in PAGES}) == len(PAGES)


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug or "home")
def test_each_page_opens_in_each_language(client: TestClient, page: object, lang: str) -> None:
    answer = client.get(f"/{lang}/{getattr(page, 'slug')}")  # noqa: B009 - typed as object for pytest's ids
    # The village has no commons, and no folder to queue the work of the territory in: the pages that need them say so.
    lacks = getattr(page, "slug") in ("commons", "propose", "rules", "territory", "workshops")  # noqa: B009
    assert answer.status_code == (404 if lacks else 200)
    assert f'<html lang="{lang}"' in answer.text
    assert f'hreflang="{next(other for other in LANGUAGES if other != lang)}"' in answer.text


def test_what_is_entered_is_escaped(site: Site) -> None:
    router = APIRouter()

    @router.get("/shown")
    def shown(request: Request, text: str) -> HTMLResponse:
        lang = language_of(request)
        return render(
            request, "problem.html", message=text, hint="", reference=text, message_lang=lang, action=None
        )  # fmt: skip

    app = create_app(site)
    app.include_router(router, prefix="/fr")
    answer = TestClient(app).get("/fr/shown", params={"text": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_what_is_asked_is_not_carried_to_the_other_language(client: TestClient) -> None:
    assert "secret" not in client.get("/fr/?home=secret").text
