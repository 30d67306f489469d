from __future__ import annotations

import threading

import pytest

from portee.core.errors import InputError
from portee.services.booklet import Classroom, Facts, collect
from portee.web import learn
from portee.web.errors import Problem
from portee.web.learn import booklet_in, facts_of, room_of
from portee.web.site import Site


@pytest.fixture(scope="module")
def found(site: Site) -> Facts:
    return collect(room_of(site))


@pytest.fixture
def fresh(site: Site) -> Site:
    """The same village, of which nothing was worked out yet."""
    return Site(site.workspace, site.settings)


def test_the_room_is_that_of_the_site(site: Site) -> None:
    room = room_of(site)
    assert (room.name, room.title, room.notices) == (
        site.workspace.name, site.workspace.title, site.workspace.notices,
    )  # fmt: skip
    assert room.explorer is room_of(site).explorer, "pages share one explorer"


def test_figures_are_worked_out_once_for_all_who_ask_at_the_same_moment(
    fresh: Site, found: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Classroom] = []

    def slowly(room: Classroom) -> Facts:
        asked.append(room)
        return found

    monkeypatch.setattr(learn, "room_of", lambda site: site.workspace)
    monkeypatch.setattr(learn, "collect", slowly)
    got: list[Facts] = []
    readers = [threading.Thread(target=lambda: got.append(facts_of(fresh))) for _ in range(5)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(timeout=30)
    assert [one is found for one in got] == [True] * 5
    assert len(asked) == 1


def test_who_waited_long_enough_is_asked_to_come_back_and_finds_it_then(
    fresh: Site, found: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = threading.Event()

    def wait(_: Classroom) -> Facts:
        assert ready.wait(30)
        return found

    monkeypatch.setattr(learn, "room_of", lambda site: site.workspace)
    monkeypatch.setattr(learn, "collect", wait)
    monkeypatch.setattr(learn, "PATIENCE_S", 0.05)
    with pytest.raises(Problem) as told:
        facts_of(fresh)
    assert told.value.status == 503
    monkeypatch.setattr(learn, "PATIENCE_S", 30.0)
    ready.set()
    assert facts_of(fresh) is found


def test_a_failure_is_told_and_asking_again_tries_again(
    fresh: Site, found: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Facts | None] = [None, found]

    def once_wrong(_: Classroom) -> Facts:
        result = tries.pop(0)
        if result is None:
            raise InputError("A file is missing.", mend="Copy it.")
        return result

    monkeypatch.setattr(learn, "room_of", lambda site: site.workspace)
    monkeypatch.setattr(learn, "collect", once_wrong)
    with pytest.raises(InputError, match="missing"):
        facts_of(fresh)
    assert facts_of(fresh) is found


def test_a_booklet_is_written_once_in_each_language(site: Site) -> None:
    assert booklet_in(site, "fr") is booklet_in(site, "fr")
    assert (booklet_in(site, "fr").lang, booklet_in(site, "en").lang) == ("fr", "en")
