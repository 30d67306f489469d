"""What the first visitor would wait for, made while nobody asks: what is read and prepared once, loops compiled."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from portee.people.library import shipped_profiles
from portee.services.commons_reading.carried import carried_to, first_territory
from portee.services.commons_reading.package import published_files
from portee.services.describe import suggested_date
from portee.services.diagnosis.interview import DAYS_ASKED, Interview
from portee.services.explorer import Question
from portee.services.vacancies.posted import shift_of
from portee.web.answers import person_sheet, ready, vacancy_answer, vacancy_page
from portee.web.commons.shelves import shelf_of
from portee.web.explorer import explorer_of, gazetteer_of_site, picture_base, profiles_of, starting_place
from portee.web.ground import tile_store
from portee.web.learn import booklet_in
from portee.web.site import Site

__all__ = ["PEOPLE", "warm"]

LOG = logging.getLogger("portee.web")

DRIVER = "home-care-worker"
PEOPLE = ("young-jobseeker-early-shift", "single-parent-no-car", "reference-employee-car")
"""Kinds of resident whose answers together ask for every kind of search: on foot and by public transport, with
vehicles of one's own, with children on the way, by car.
"""

OVERVIEW = range(13)
"""Zooms of the map at which a tile shows many streets: their few tiles are what a first visitor looks at."""

SHIFT = 9 * 3600, 17 * 3600, DAYS_ASKED["mon-fri"]


def warm(site: Site) -> None:
    """Prepare all pages that compute, those that most people open first; a fault is left for its page to tell."""
    for prepare in _steps(site):
        try:
            prepare()
        except Exception:
            LOG.info("something could not be prepared", exc_info=True)


def _steps(site: Site) -> Iterator[Callable[[], object]]:
    yield lambda: gazetteer_of_site(site)
    yield lambda: picture_base(site)
    yield lambda: _explored(site, None)
    yield lambda: tile_store(site).make(OVERVIEW)
    yield lambda: ready(site)
    known = {profile.id for profile in shipped_profiles()}
    for id in (id for id in PEOPLE if id in known):
        yield lambda id=id: person_sheet(site, _interview(site, id), site.languages[0])  # type: ignore[misc]
    yield lambda: _explored(site, DRIVER)
    yield lambda: ready(site, vacancies=True)
    yield lambda: _vacancy(site)
    yield lambda: _commons(site)
    for lang in site.languages:
        yield lambda lang=lang: booklet_in(site, lang)  # type: ignore[misc]
    # A territory made from open data has them all; a backup leaves them out, and so does whoever clears the folder.
    yield lambda: tile_store(site).make()


def _explored(site: Site, profile: str | None) -> None:
    lon, lat = starting_place(site)
    day = suggested_date(site.world.network)
    if day is not None and (profile is None or profile in profiles_of(site)):
        explorer_of(site).answer(Question(lon, lat, day, direction="both", profile=profile))


def _interview(site: Site, profile: str) -> Interview:
    lon, lat = starting_place(site)
    return Interview(lat, lon, profile)


def _commons(site: Site) -> None:
    """Its records, territories like the one it is about, and the files that can be taken away."""
    if site.workspace.commons is None:
        return
    reading = shelf_of(site).reading()
    territory = first_territory(reading)
    if territory is not None:
        carried_to(reading, territory)
    published_files(reading)


def _vacancy(site: Site) -> None:
    lon, lat = starting_place(site)
    start, end, days = SHIFT
    vacancy_page(site, vacancy_answer(site, lat, lon, shift_of(start, end, days), None), site.languages[0])
