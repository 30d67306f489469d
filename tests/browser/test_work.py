"""Long work is followed as it goes on: by a script, and without one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from portee.services.jobs.desk import JobDesk
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.database import now
from portee.store.jobs import Job, claim_job, tell_job
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.site import Site
from portee.web.wording import say
from tests.web.people import private_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("scripts")]

SHOWN = [("fr", 360, "light"), ("en", 1280, "dark")]


@pytest.fixture
def place(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Iterator[Site]:
    found = private_site(tmp_path / "village", xs_network, xs_territory)
    yield found
    close_private(found)


@pytest.fixture
def address(place: Site) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(place), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    # A stream that is still open must not keep the test.
    server.force_exit = True
    thread.join(15)


@pytest.fixture
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
def shown(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, str, Callable[[], None]]]:
    """A page, its language, and a look at it for barriers."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    lang, width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def no_barrier() -> None:
        found = axe.run(page)
        assert found.response["violations"] == [], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    yield page, lang, no_barrier
    assert wrong == []
    context.close()


def test_work_is_followed_without_loading_the_page_again(
    shown: tuple[Page, str, Callable[[], None]], address: str, desk: JobDesk, artefacts: Path
) -> None:
    page, lang, no_barrier = shown
    job = waits(desk)
    page.goto(f"{address}/{lang}/account/work/{job.id}")
    page.evaluate("window.stayed = true")
    assert page.inner_text("#reload") == say(lang, "work-followed")
    no_barrier()
    goes_on(desk, job, 3)
    page.locator("#figures", has_text="3 / 8").wait_for()
    assert page.inner_text("#state") == say(lang, "work-state-running")
    assert page.evaluate("document.querySelector('#far').value") == 3
    page.screenshot(path=artefacts / f"work-running-{lang}.png", full_page=True)
    no_barrier()
    assert page.evaluate("window.stayed"), "the page was not loaded again"
    desk.cancel(job.id)
    with working(desk):
        page.locator("p.answer", has_text=say(lang, "work-state-cancelled")).wait_for(timeout=60_000)
    assert page.evaluate("window.stayed") is None
    assert page.locator("progress").count() == 0
    no_barrier()


def test_the_booklet_opens_by_itself_when_it_is_ready(
    shown: tuple[Page, str, Callable[[], None]], address: str, desk: JobDesk, artefacts: Path
) -> None:
    page, lang, no_barrier = shown
    page.goto(f"{address}/{lang}/learn")
    assert page.inner_text("p.answer") == say(lang, "learn-wait")
    page.screenshot(path=artefacts / f"learn-waiting-{lang}.png", full_page=True)
    no_barrier()
    with working(desk):
        page.wait_for_selector(f'a[href="/{lang}/learn/quiz"]', timeout=240_000)
    no_barrier()
    page.screenshot(path=artefacts / f"learn-ready-{lang}.png", full_page=True)


def test_a_booklet_that_was_stopped_is_asked_for_again_by_keys(
    shown: tuple[Page, str, Callable[[], None]], address: str, desk: JobDesk, artefacts: Path
) -> None:
    page, lang, no_barrier = shown
    page.goto(f"{address}/{lang}/learn")
    id = page.get_attribute("#far", "data-events").split("/")[-2]  # type: ignore[union-attr]
    desk.cancel(id)
    page.wait_for_selector("main form button")
    assert page.inner_text("p.answer") == say(lang, "learn-stopped")
    page.screenshot(path=artefacts / f"learn-stopped-{lang}.png", full_page=True)
    no_barrier()
    page.focus("main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#far")
    assert page.get_attribute("#far", "data-events") != f"/api/v1/jobs/{id}/events"


def test_without_a_script_the_page_is_loaded_again(chromium: Browser, address: str, desk: JobDesk) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    job = waits(desk)
    page.goto(f"{address}/fr/account/work/{job.id}")
    assert page.inner_text("#reload") == say("fr", "work-reload")
    goes_on(desk, job, 5)
    page.get_by_text("5 / 8").wait_for(timeout=30_000)
    context.close()
