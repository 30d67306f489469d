from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_volunteers_are_assigned_and_stay_out_of_the_commons(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    Path("v.csv").write_text('id,nom,skills,hours\n1,Amina,"écoute, arabe",4\n2,Bruno,écoute,9\n', encoding="utf-8")
    ran = portee("commons", "people", "assign", "c", "v.csv", "-o", "a.csv")
    assert ran.code == 0, ran.err
    assert "Places filled: 1 of 3" in ran.out
    assert Path("a.csv").read_text(encoding="utf-8") == "mission,volunteer\nmission/animer-un-atelier,1\n"
    assert "Amina" not in ran.out
    told = json.loads(portee("commons", "people", "assign", "c", "v.csv", "--json").out)
    assert told["unfilled"] == [{"mission": "mission/animer-un-atelier", "places": 2, "why": "people"}]
    assert portee("commons", "people", "assign", "c", "v.csv", "-o", "c/a.csv").code == 2
    assert not Path("c/a.csv").exists()


def test_events_become_a_calendar(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    ran = portee("commons", "people", "calendar", "c", "-o", "e.ics")
    assert ran.code == 0, ran.err
    content = Path("e.ics").read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART:20261203T180000\r\n" in content
    portee("commons", "people", "calendar", "c", "-o", "e.ics")
    assert Path("e.ics").read_bytes() == content


def test_requests_beyond_their_days(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    ran = portee("commons", "people", "help", "c", "--date", "2026-11-26")
    assert ran.code == 0, ran.err
    assert "stakeholder/regie-des-moulins is asked now" in ran.out
    (told,) = json.loads(portee("commons", "people", "help", "c", "--date", "2026-11-03", "--json").out)
    assert (told["late"], told["next"], told["on"]) == (False, "stakeholder/regie-des-moulins", "2026-11-24")
    assert portee("commons", "people", "help", "c", "--date", "soon").code == 2
    assert portee("commons", "people", "help", "c").code == 0
