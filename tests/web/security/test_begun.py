from __future__ import annotations

import re

import pytest

from portee.store.roles import Role
from portee.web.security.begun import COOKIE
from portee.web.site import Site
from tests.web.people import Person

STOP = re.compile(r'action="/fr(/[^"]+/cancel)"')
TEXT = "name: x\nmodifications:\n- {type: cancel}\n"


@pytest.mark.parametrize("path", ["/what-if/compare", "/territory/work"])
def test_a_visitors_work_is_stopped_by_the_browser_that_began_it_or_a_manager(private: Site, path: str) -> None:
    ada, eve, boss = Person(private), Person(private), Person(private).signs_in("boss", Role.manager)
    answer = ada.send(path, scenario=TEXT)
    address = str(answer.headers["location"])
    (kept,) = [line for line in answer.headers.get_list("set-cookie") if line.startswith(COOKIE)]
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept
    # Who asks the same waits for the same, and it stays hers who began it.
    assert eve.send(path, scenario=TEXT).headers["location"] == address
    stop = STOP.search(ada.client.get(address).text)
    assert stop is not None
    forged = ada.client.cookies[COOKIE]
    for cookie in ("", forged.replace(forged[-1], "x"), forged.partition(".")[0], "."):
        eve.client.cookies.set(COOKIE, cookie)
        assert not STOP.search(eve.client.get(address).text)
        assert eve.send(stop[1]).status_code == 403
    assert STOP.search(boss.client.get(address).text)
    assert ada.send(stop[1]).status_code == 303
