from __future__ import annotations

import csv
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from portee.services.jobs import territory as computing
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.jobs import JobState, list_jobs
from portee.web.pages.territory import KIND
from portee.web.private import close_private, database_of
from portee.web.site import Settings, Site
from portee.web.wording import LANGUAGES, say
from tests.portraits import portrait_village
from tests.web.people import Person


def worked(site: Site) -> None:
    """Do all that waits."""
    assert isinstance(site.workspace, Workspace)
    with Worker(site.workspace, database_of(site)) as worker:
        while worker.queue.do_next():
            pass


@pytest.fixture(scope="module")
def village(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[Site]:  # fmt: skip
    """The village with its portrait computed, but that of people, which takes longest."""
    workspace = portrait_village(tmp_path_factory.mktemp("territory") / "village", xs_network, xs_territory)
    site = Site(workspace, Settings(limited=False))
    for part in ("", "/services", "/bad-days", "/years", "/years?kind=shops"):
        Person(site).get(f"/territory{part}")
    worked(site)
    yield site
    close_private(site)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "part", "tables"),
    [
        ("", "work", ("neighbourhoods", "equity")), ("/services", "services", ("kinds", "neighbourhoods")),
        ("/bad-days", "bad-days", ("days", "neighbourhoods")), ("/years", "years", ("years", "neighbourhoods")),
    ],
)  # fmt: skip
def test_a_part_is_told_with_charts_tables_reasons_and_files(
    village: Site, lang: str, address: str, part: str, tables: tuple[str, ...]
) -> None:
    person = Person(village, lang)
    answer = person.get(f"/territory{address}")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert say(lang, f"territory-{part}-question") in page
    # One drawing for a screen, one for a phone; the style sheet shows one of them.
    assert answer.text.count('<svg class="bars"') == 2 * len(tables)
    assert page.count(say(lang, "territory-why")) == len(tables)
    assert "jobs.csv" in page or part == "services"
    for table in tables:
        file = person.get(f"/territory/{part}/{table}.csv")
        assert file.headers["content-type"].startswith("text/csv")
        assert len(list(csv.reader(file.text.splitlines()))) > 1
    assert person.get(f"/territory/{part}/neighbourhoods.gpkg").content.startswith(b"SQLite format 3")
    assert person.get(f"/territory/{part}/{tables[0]}.gpkg").status_code == (200 if part == "work" else 404)
    assert person.get(f"/territory/{part}/cells.csv").status_code == (200 if part in ("work", "services") else 404)
    assert person.get(f"/territory/{part}/nothing.csv").status_code == 404


def test_what_tables_tell_of_may_be_chosen(village: Site) -> None:
    person = Person(village, "en")
    shown = unescape(person.get("/territory/services?kind=shops").text)
    assert say("en", "territory-kind-by-zone", kind=say("en", "explorer-kind", kind="shops"), minutes=30) in shown
    strike = unescape(person.get("/territory/bad-days?day=strike").text)
    assert say("en", "territory-bad-day-by-zone", day=say("en", "territory-row-strike")) in strike
    shops = say("en", "explorer-kind", kind="shops")
    years = unescape(person.get("/territory/years?kind=shops").text)
    assert say("en", "territory-years-legend", kind=shops, name="", things="") in years
    assert '<option value="shops" selected>' in years
    columns = person.get("/territory/years/neighbourhoods.csv?kind=shops").text.splitlines()[0].split(",")
    assert "shops_within_30_min_today" in columns
    assert person.get("/territory/years?kind=school").status_code == 422
    assert person.get("/territory/services?kind=%3Cscript%3E").status_code == 422
    assert person.get("/territory/money").status_code in (404, 422)


def test_what_is_missing_follows_from_the_workspace(village: Site, private: Site) -> None:
    page = unescape(Person(village).get("/territory/services").text)
    assert say("fr", "territory-missing-school") in page
    assert say("fr", "territory-missing-childcare") not in page
    assert say("fr", "territory-no-projects") in unescape(Person(private).get("/territory/years").text)


def test_after_a_restart_nothing_is_computed_again(village: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing, "ground_of", lambda _: pytest.fail("computed again"))
    before = Person(village).get("/territory/work/neighbourhoods.csv").text
    again = Site(open_workspace(village.workspace.folder), Settings(limited=False))
    assert Person(again).get("/territory/work/neighbourhoods.csv").text == before
    with database_of(again).reading() as connection:
        jobs, _ = list_jobs(connection)
    assert {job.kind for job in jobs} == {KIND}
    assert len(jobs) == 5
    close_private(again)


def test_whoever_comes_first_lets_it_wait_and_everybody_sees_how_far_it_is(private: Site) -> None:
    first, second = Person(private).signs_in("ada"), Person(private, "en")
    for person in (first, second):
        page = unescape(person.get("/territory").text)
        assert say(person.lang, "territory-wait") in page
        assert "data-events=" in page
    with database_of(private).reading() as connection:
        (job,), _ = list_jobs(connection)
    # Who asked may stop it, a visitor may not.
    assert say("fr", "work-cancel") in unescape(first.get("/territory").text)
    assert second.send(f"/territory/work/{job.id}/cancel").status_code == 403
    assert first.send(f"/territory/work/{job.id}/cancel").status_code == 303
    assert say("en", "territory-stopped") in unescape(second.get("/territory").text)
    # It does not begin again by itself, but whoever wants it may ask.
    assert second.send("/territory/work").headers["location"] == "/en/territory"
    with database_of(private).reading() as connection:
        jobs, _ = list_jobs(connection)
    assert [one.state for one in jobs] == [JobState.queued, JobState.cancelled]
    assert second.get("/territory/work/neighbourhoods.csv").status_code == 404


def test_why_it_failed_is_told(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: object) -> None:
        raise RuntimeError

    Person(private).get("/territory")
    monkeypatch.setattr(computing, "ground_of", wrong)
    worked(private)
    page = unescape(Person(private).get("/territory").text)
    assert say("fr", "territory-failed") in page
    assert '<p class="wrong"' in page


def test_a_workspace_without_jobs_says_so(private: Site) -> None:
    assert isinstance(private.workspace, Workspace)
    manifest = private.workspace.manifest
    places = {kind: entry for kind, entry in manifest.places.items() if kind != "jobs"}
    from dataclasses import replace

    bare = Site(replace(private.workspace, manifest=manifest.model_copy(update={"places": places})), private.settings)
    answer = Person(bare, "en").get("/territory")
    assert answer.status_code == 422
    assert "no file of jobs" in answer.text
    close_private(bare)


def test_results_are_layers_that_other_programs_open(village: Site) -> None:
    client = Person(village).client
    found = client.get("/ogc/collections").json()["collections"]
    results = {one["id"] for one in found if one["id"].startswith("territory-")}
    assert results == {
        "territory-work-neighbourhoods", "territory-work-cells", "territory-services-neighbourhoods",
        "territory-services-cells", "territory-bad-days-neighbourhoods", "territory-years-neighbourhoods",
        "territory-years-neighbourhoods-shops",
    }  # fmt: skip
    titles = {one["id"]: one["title"] for one in found}
    assert "(shops)" in titles["territory-years-neighbourhoods-shops"]
    # Jobs are what the layer without a kind counts.
    assert client.get("/ogc/collections/territory-years-neighbourhoods-jobs").status_code == 404
    items = client.get("/ogc/collections/territory-work-neighbourhoods/items").json()
    for feature in items["features"]:
        assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
        told = feature["properties"]
        assert told["jobs_within_20_min_on_foot"] <= told["jobs_within_45_min_tuesday_0730"]
    # Parts that nobody computed are no layers, and asking for them computes nothing.
    assert client.get("/ogc/collections/territory-people-neighbourhoods").status_code == 404
    cells = client.get("/ogc/collections/territory-work-cells/items?limit=1").json()["features"][0]
    assert not any("resid" in name or "ind" in name.split("_") for name in cells["properties"])
