"""Long work is followed as it goes on: by a script, and without one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portee.services.jobs.desk import JobDesk
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.database import now
from portee.store.jobs import Job, claim_job, tell_job
from portee.web.private import close_private, database_of
from portee.web.site import Site
from portee.web.wording import say
from tests.browser.town import serving
from tests.web.people import private_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("scripts")]

Look = Callable[["Page", str], None]

SHOWN = [("fr", 360, "light"), ("en", 1280, "dark")]


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[Site]:
    """A village without a worker: what waits goes on when a test says so."""
    found = private_site(tmp_path_factory.mktemp("work") / "village", xs_network, xs_territory)
    yield found
    close_private(found)


@pytest.fixture(scope="module")
def address(place: Site) -> Iterator[str]:
    # A stream that is still open must not keep the tests.
    with serving(place, force=True) as found:
        yield found


@pytest.fixture(scope="module")
def desk(place: Site) -> Iterator[JobDesk]:
    assert isinstance(place.workspace, Workspace)
    found = JobDesk(place.workspace, database_of(place))
    yield found
    found.close()


@contextmanager
def working(desk: JobDesk) -> Iterator[None]:
    """A worker does what waits, beside."""
    with Worker(desk.workspace, desk.database) as worker:
        thread = threading.Thread(target=worker.run, daemon=True)
        thread.start()
        yield
        worker.stop()
        thread.join(30)


def waits(desk: JobDesk, **asked: object) -> Job:
    return desk.ask("access", {"cutoff": 15, "window": 1, **asked}, "Emplois à 15 minutes")


def goes_on(desk: JobDesk, job: Job, done: int) -> None:
    """As a worker tells it, without one."""
    with desk.database.writing() as connection:
        claim_job(connection, job.id, "claim", now=now())
        tell_job(connection, job.id, "claim", "step", done, 8)


@pytest.fixture(params=SHOWN, ids=lambda shown: shown[0])
def shown(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, str]]:
    """A page and its language."""
    lang, width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page, lang
    assert wrong == []
    context.close()


def test_work_is_followed_without_loading_the_page_again(
    shown: tuple[Page, str], address: str, desk: JobDesk, look: Look
) -> None:
    page, lang = shown
    job = waits(desk)
    page.goto(f"{address}/{lang}/account/work/{job.id}")
    page.evaluate("window.stayed = true")
    assert page.inner_text("#reload") == say(lang, "work-followed")
    goes_on(desk, job, 3)
    page.locator("#figures", has_text="3 / 8").wait_for()
    assert page.inner_text("#state") == say(lang, "work-state-running")
    assert page.evaluate("document.querySelector('#far').value") == 3
    look(page, f"work-running-{lang}")
    assert page.evaluate("window.stayed"), "the page was not loaded again"
    desk.cancel(job.id)
    with working(desk):
        page.locator("p.answer", has_text=say(lang, "work-state-cancelled")).wait_for(timeout=60_000)
    assert page.evaluate("window.stayed") is None
    assert page.locator("progress").count() == 0
    look(page, f"work-cancelled-{lang}")


def test_a_booklet_that_was_stopped_is_asked_for_again_by_keys(
    shown: tuple[Page, str], address: str, desk: JobDesk, look: Look
) -> None:
    page, lang = shown
    page.goto(f"{address}/{lang}/learn")
    assert page.inner_text("p.answer") == say(lang, "learn-wait")
    look(page, f"learn-waiting-{lang}")
    id = page.get_attribute("#far", "data-events").split("/")[-2]  # type: ignore[union-attr]
    desk.cancel(id)
    page.wait_for_selector("main form button")
    assert page.inner_text("p.answer") == say(lang, "learn-stopped")
    look(page, f"learn-stopped-{lang}")
    page.focus("main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#far")
    assert page.get_attribute("#far", "data-events") != f"/api/v1/jobs/{id}/events"


def test_the_booklet_opens_by_itself_for_all_who_wait(chromium: Browser, address: str, desk: JobDesk) -> None:
    context = chromium.new_context()
    pages = {lang: context.new_page() for lang in ("fr", "en")}
    for lang, page in pages.items():
        page.goto(f"{address}/{lang}/learn")
        assert page.inner_text("p.answer") == say(lang, "learn-wait")
    with working(desk):
        for lang, page in pages.items():
            page.wait_for_selector(f'a[href="/{lang}/learn/quiz"]', timeout=240_000)
    context.close()


def test_without_a_script_the_page_is_loaded_again(chromium: Browser, address: str, desk: JobDesk) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    job = waits(desk)
    page.goto(f"{address}/fr/account/work/{job.id}")
    assert page.inner_text("#reload") == say("fr", "work-reload")
    goes_on(desk, job, 5)
    page.get_by_text("5 / 8").wait_for(timeout=30_000)
    context.close()
