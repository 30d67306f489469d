"""Each person of the guides goes their whole way: in French by keys alone, in English by mouse, a picture of each step.

`python -m docs.guides` runs this file for its pictures: a step that is seen here is a picture of `docs/*/guide`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portee.reports.sheet_pdf import page_count
from portee.web.explorer import priority_names
from portee.web.site import Site
from tests.browser.maps import drawn
from tests.browser.town import sign_in
from tests.browser.walk import Walk, walking
from tests.web.asking import place_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LANGUAGES = ("fr", "en")

TITLES = {"fr": "Rentrer après minuit", "en": "Rentrer le dimanche soir"}
"""What is proposed in each language: a record has a French title at least."""
SAID = {"fr": "Le dernier bus part avant la fin du travail.", "en": "The last bus leaves before work ends."}

Begin = Callable[..., Walk]


@pytest.fixture(params=LANGUAGES)
def begin(request: pytest.FixtureRequest, painter: Browser, live: str, artefacts: Path | None) -> Iterator[Begin]:
    """Begins the way of somebody; nothing may go wrong on it, nor be loaded from elsewhere."""
    walks: list[Walk] = []

    def go(user: str, *, phone: bool = False) -> Walk:
        walks.append(walking(painter, live, request.param, user, artefacts, phone=phone))
        walks[-1].go("")
        return walks[-1]

    yield go
    for walk in walks:
        walk.page.context.close()
        assert walk.wrong == []


def one_sheet(walk: Walk) -> None:
    """What is printed holds on one sheet of paper."""
    walk.page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = false)")
    assert page_count(walk.page.pdf(prefer_css_page_size=True)) == 1


def test_a_counsellor_answers_one_person(begin: Begin, site: Site) -> None:
    walk = begin("counsellor")
    page = walk.page
    walk.see("home", "main h1", check=False)
    # The first stop of the tabulator leads past the menu.
    if walk.keys:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
    walk.press(f'main a[href="/{walk.lang}/person"]')
    walk.write("#home", place_name(site))
    walk.choose("#profile", "night-cleaner")
    walk.see("question", "main h1", check=False)
    walk.press("form.ask summary")
    walk.write("#start", "05:30")
    walk.write("#budget", "40")
    walk.see("details", "form.ask details", check=False)
    walk.press("form.ask p button")
    page.wait_for_selector(".code")
    assert page.url.endswith(f"/{walk.lang}/person")
    walk.see("answer", "main h1")
    walk.see("why", "main section.part >> nth=1", check=False)
    code = page.locator(".code strong").inner_text()
    walk.see("code", "main > .take", check=False)
    one_sheet(walk)
    # With the code alone the sheet is made again, and a mistyped one is refused.
    walk.go("person")
    walk.write("#code", "nothing")
    walk.press("form.again button")
    page.wait_for_selector("#code[aria-invalid]")
    walk.see("mistyped", "form.again")
    walk.write("#code", code)
    walk.press("form.again button")
    page.wait_for_selector(".code")
    assert page.locator(".code strong").inner_text() == code


def test_a_firm_fills_a_vacancy(begin: Begin) -> None:
    walk = begin("firm")
    page = walk.page
    walk.menu("vacancy")
    walk.write("#workplace", "rue")
    walk.write("#start", "05:30")
    walk.write("#end", "13:00")
    walk.see("question", "main h1", check=False)
    walk.press("form.ask p button")
    page.wait_for_selector("input[name=spot]")
    walk.see("which", "main h1")
    walk.tick("input[name=spot] >> nth=1")
    walk.press("form.ask p button")
    page.wait_for_selector("section.who")
    walk.see("answer", "main h1")
    walk.see("changes", "main section.part:not(.who)", check=False)
    one_sheet(walk)


def test_a_planner_tries_a_change_and_a_hub(begin: Begin) -> None:
    walk = begin("planner")
    page = walk.page
    walk.menu("explorer")
    page.wait_for_selector("html[data-ready]")
    drawn(page, "#map")
    walk.see("explorer", "main h1", check=False)
    walk.menu("what-if")
    walk.choose("#kind", "hazard")
    # What a browser says beside a field for a file is not of the page, nor always in its language.
    walk.see("kind", "main h1", until="section:has(> #file-title)", check=False)
    walk.press("button[value=kind]")
    drawn(page, "#draw-map")
    box = page.locator("#draw-map canvas").bounding_box()
    assert box is not None
    if walk.keys:
        # Arrows move the map, and Enter places a point in its middle.
        walk.focus("#draw-map canvas")
        for arrow in ("ArrowRight", "ArrowDown", "ArrowLeft"):
            page.keyboard.press("Enter")
            page.keyboard.press(arrow)
            drawn(page, "#draw-map")
    else:
        for x, y in ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)):
            page.locator("#draw-map canvas").click(position={"x": box["width"] * x, "y": box["height"] * y})
    assert len(set(page.input_value("#area").split("\n"))) == 3
    walk.press("#draw-undo")
    assert len(page.input_value("#area").splitlines()) == 2
    if walk.keys:
        walk.focus("#draw-map canvas")
        page.keyboard.press("Enter")
    else:
        page.locator("#draw-map canvas").click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.7})
    walk.write("#depth_cm", "60")
    walk.see("draw", "#draw")
    walk.press("button[value=add]")
    page.wait_for_selector(".parts li")
    walk.choose("#kind", "cancel")
    walk.press("button[value=kind]")
    walk.write("#percent", "100")
    walk.press("button[value=add]")
    walk.choose("#cutoff", "15")
    walk.see("parts", "main h1")
    walk.press('form[action$="/compare"] p button')
    # The page of the computation gives way to the answer by itself.
    page.wait_for_selector("#change-maps:not([hidden]) canvas")
    drawn(page, "#change-maps")
    walk.see("answer", "main h1")
    walk.tick("input[name=view][value=both]")
    drawn(page, "figure[data-view=both]")
    assert page.locator("figure[data-view=both] canvas").count() == 2
    walk.see("maps", "#change-maps", check=False)
    _a_hub(walk)
    walk.menu("territory")
    page.wait_for_selector("main table")
    walk.see("territory", "main h1", check=False)


def _a_hub(walk: Walk) -> None:
    walk.menu("hub")
    walk.choose("#example", "fabriques-bikes")
    walk.press("button[value=example]")
    drawn(walk.page, "#hub-map")
    # The example stands elsewhere: it is placed in the middle of the map.
    if walk.keys:
        walk.focus("#hub-map canvas")
        walk.page.keyboard.press("Enter")
    else:
        walk.page.locator("#hub-map canvas").click()
    assert walk.page.input_value("#place")
    walk.press("button[value=edit]")
    drawn(walk.page, "#hub-map")
    walk.see("hub", "label[for=place]")
    walk.press('button[formaction$="/compare"]')
    walk.page.wait_for_selector("#take-title")
    drawn(walk.page, "#gain-maps")
    assert walk.page.locator("#gain-maps .colours li").count() == 5
    walk.see("accounts", "main h1")


def test_a_resident_asks_the_map_says_a_pain_and_takes_a_sheet(begin: Begin, site: Site) -> None:
    walk = begin("resident", phone=True)
    page = walk.page
    walk.see("home", "body", check=False)
    walk.press(".top summary")
    walk.see("menu", "body", check=False)
    walk.press(f'.top nav a[href="/{walk.lang}/explorer"]')
    page.wait_for_selector("html[data-ready]")
    home = next(iter(priority_names(site)))
    before = page.inner_text("#sentence .answer")
    value = page.locator("#zone option", has_text=home.name).first.get_attribute("value")
    assert value
    walk.choose("#zone", value)
    page.wait_for_function("before => document.querySelector('#sentence .answer').innerText !== before", arg=before)
    drawn(page, "#map")
    walk.see("map", "main h1", check=False)
    walk.press("button[name=why]")
    page.wait_for_selector("#why-title")
    walk.see("why", "#why-title", check=False)
    # Where it hurts: said without an account, read by somebody before anyone else sees it.
    walk.menu("pains")
    drawn(page, "#board-map")
    walk.see("pains", "main h1", check=False)
    walk.press(f'main a[href="/{walk.lang}/pains/new"]')
    drawn(page, "#draw-map")
    walk.write("#place", place_name(site))
    walk.choose("#kind", "no-bus")
    walk.write("#text", SAID[walk.lang])
    walk.see("say", "main h1", check=False)
    walk.press("form.ask button:not([type=button])")
    page.wait_for_selector("main code")
    walk.see("said", "main h1")
    # What somebody without a telephone takes along.
    walk.menu("learn")
    page.wait_for_selector(f'a[href="/{walk.lang}/learn/quiz"]')
    walk.see("learn", "main h1", check=False)
    walk.press('main a[href$="/learn/sheet/1"]')
    walk.see("sheet", "main h1", check=False)
    one_sheet(walk)


def test_a_contributor_proposes_and_a_reviewer_accepts(begin: Begin, live: str) -> None:
    ada = begin("contributor")
    page, title = ada.page, TITLES[ada.lang]
    ada.menu("commons")
    ada.see("commons", "main h1", check=False)
    ada.write("#find", "nuit" if ada.lang == "fr" else "night")
    ada.press(".find button")
    page.wait_for_selector("ol.records li")
    ada.see("search", "main h1", check=False)
    ada.press("ol.records a")
    ada.see("record", "article", check=False)
    sign_in(page, ada.lang, live, "ada")
    ada.menu("propose")
    ada.write("#title", title)
    ada.tick("input[name=kind][value=need]")
    ada.see("begin", "main h1")
    ada.press("form.ask p button")
    page.wait_for_selector("#author")
    ada.press("button[value=send]")
    page.wait_for_selector("[aria-invalid=true]")
    ada.see("wrong", "main h1")
    ada.choose('[id="r.part"]', "mobility")
    ada.choose('[id="r.motive"]', "work")
    for name in ("r.who.fr", "r.situation.fr"):
        ada.write(f'[id="{name}"]', "Des personnes qui finissent tard.")
    ada.see("form", '[id="r.part"]', check=False)
    ada.press("button[value=send]")
    page.wait_for_selector("input[name=consent]")
    ada.tick("input[name=consent]")
    ada.see("licence", "main h1")
    ada.press("form.ask p button")
    page.wait_for_selector("button[value=back]")
    ada.see("sent", "main h1")
    _reviewed(begin, live, title)
    # The proposal is a record that anyone reads.
    page.reload()
    ada.press('main a[href*="/commons/need/"]')
    assert title in page.inner_text("main h1")
    ada.see("published", "article", check=False)


def _reviewed(begin: Begin, live: str, title: str) -> None:
    eve = begin("reviewer")
    page = eve.page
    sign_in(page, eve.lang, live, "eve")
    eve.menu("commons")
    eve.press(f'main a[href="/{eve.lang}/review"]')
    eve.see("queue", "main h1")
    eve.press(f'main a:has-text("{title}")')
    eve.see("change", "main h1")
    # A refusal without a reason is not taken.
    eve.press("button[value=refuse]")
    page.wait_for_selector("#reason-problem")
    eve.see("reason", ".ask:has(#reason)", check=False)
    eve.press("button[value=accept]")
    page.wait_for_url(f"**/{eve.lang}/review")
    eve.menu("commons")
    eve.press(f'.rooms a[href="/{eve.lang}/commons/changes"]')
    assert title in page.inner_text("main")
    eve.see("history", "main h1", check=False)
    eve.go("review/credits")
    assert "ada" in page.inner_text("main table")
    assert "eve" in page.inner_text("main table")
    eve.see("credits", "main h1")
