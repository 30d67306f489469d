"""The booklet of a site: collected once in the background, from the explorer that its pages share."""

from __future__ import annotations

import threading
from concurrent.futures import Future, TimeoutError

from portee.reports.booklet import Booklet
from portee.services.booklet import Classroom, Facts, collect
from portee.services.booklet.written import booklet_of
from portee.web.answers import at_work
from portee.web.errors import Problem
from portee.web.explorer import cells_of, explorer_of, gazetteer_of_site, picture_base
from portee.web.site import Site

__all__ = ["booklet_in", "facts_of", "room_of"]

PATIENCE_S = 45.0
"""How long the first reader waits; it takes seconds in a town, up to a minute or two in a large city."""


def room_of(site: Site) -> Classroom:
    """What the booklet is made from."""
    workspace = site.workspace
    return Classroom(
        workspace.name, workspace.title, explorer_of(site), gazetteer_of_site(site), cells_of(site),
        picture_base(site), workspace.notices,
    )  # fmt: skip


def facts_of(site: Site) -> Facts:
    """The figures, worked out once and kept.

    Raises:
        Problem: they are not ready yet (503). PorteeError: they cannot be worked out; asking again tries again.
    """
    shelf: _Shelf = site.once("booklet", lambda: _Shelf(site))
    return shelf.facts()


def booklet_in(site: Site, lang: str) -> Booklet:
    """The booklet in a language. Raises as `facts_of`."""
    facts = facts_of(site)
    found: Booklet = site.once(f"booklet {lang}", lambda: booklet_of(facts, picture_base(site), lang))
    return found


class _Shelf:
    """Where the figures are put: worked out by a thread of their own, so that no other page waits for them."""

    def __init__(self, site: Site) -> None:
        self._site, self._lock = site, threading.Lock()
        self._found: Future[Facts] | None = None

    def facts(self) -> Facts:
        with self._lock:
            failed = self._found is not None and self._found.done() and self._found.exception() is not None
            if self._found is None or failed:
                self._found = Future()
                threading.Thread(target=self._work, args=(self._found,), daemon=True, name="booklet").start()
            waited = self._found
        try:
            return waited.result(PATIENCE_S)
        except TimeoutError:
            raise Problem(503, headers={"Retry-After": "60"}) from None

    def _work(self, promised: Future[Facts]) -> None:
        try:
            with at_work(self._site):
                promised.set_result(collect(room_of(self._site)))
        except Exception as problem:
            promised.set_exception(problem)
