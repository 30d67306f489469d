from __future__ import annotations

from fastapi import APIRouter

from portee.web.pages.page import Page


def test_the_menu_shows_a_page_unless_told_otherwise() -> None:
    router = APIRouter()
    assert Page("person", router).menu
    assert not Page("", router, menu=False).menu
