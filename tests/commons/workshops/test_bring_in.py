from __future__ import annotations

import random
from dataclasses import replace
from math import cos, hypot, radians
from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.reading import read_record
from portee.commons.records.workshop import Workshop
from portee.commons.repository.repository import Change, Commons
from portee.commons.workshops.bring_in import bring_in, statements_of, workshop_file
from portee.commons.workshops.capture import Said
from portee.commons.workshops.places import Hiding
from portee.core.errors import InputError, ManyProblems
from tests.commons.workshops.voices import WORKSHOP, begun, voices

WIDE = Hiding(square_m=20_000)
PLACE = (43.3, 5.37)


def workshop_of(commons: Commons) -> Workshop:
    record = workshop_file(commons.root, WORKSHOP).record
    assert isinstance(record, Workshop)
    return record


def test_eleven_people_are_counted_each_under_one_drawn_name(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    before = len(list(commons.repository.walk(commons.repository.head.target)))
    said = [*voices(11, PLACE), Said(1, "idea", "Une navette", "any", "fr", None)]
    found = bring_in(commons.root, WORKSHOP, said, "Mimosa", hiding=WIDE, draw=random.Random(1))
    assert len(list(commons.repository.walk(commons.repository.head.target))) == before + 1
    statements = statements_of(commons, WORKSHOP)
    assert found.people == workshop_of(commons).people == 11
    assert sorted(found.statements) == [str(one.id) for one in statements]
    by_text = {one.said: one.authors[0] for one in statements}
    assert len(set(by_text.values())) == 11
    assert by_text["Une navette"] == by_text[said[0].said]
    assert found.placed == 12
    assert found.unplaced == 0
    assert {one.near_within_m for one in statements if one.near} == {300}
    assert read_record(commons.root, WORKSHOP).body == {"fr": "Autour d'un café."}
    assert check_commons(commons.root).problems == ()


def test_ten_people_leave_no_place_no_count_and_no_link_between_what_one_said(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    found = bring_in(commons.root, WORKSHOP, voices(10, PLACE), "Mimosa", hiding=WIDE)
    statements = statements_of(commons, WORKSHOP)
    assert found.people is None
    assert workshop_of(commons).people is None
    assert (found.placed, found.unplaced) == (0, 12)
    assert all(one.near is None and one.near_within_m is None for one in statements)
    assert len({one.authors for one in statements}) == len(statements) == 12
    assert check_commons(commons.root).problems == ()


def test_neither_numbers_nor_order_of_seats_nor_true_places_are_kept(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    said = [replace(one, person=one.person + 54_000) for one in voices(12, (43.31234, 5.37123))]
    bring_in(commons.root, WORKSHOP, said, "Mimosa", hiding=WIDE)
    head = commons.head()
    assert head is not None
    kept = "".join(head.text_of(blob) for path, blob in head.records() if "atelier-de-juin" in path)
    assert "5400" not in kept
    assert "5401" not in kept
    assert "43.31234" not in kept
    found = statements_of(commons, WORKSHOP)
    for near in (one.near for one in found if one.near is not None):
        north, east = (near.lat - 43.31234) * 111_320, (near.lon - 5.37123) * 111_320 * cos(radians(43.31234))
        # Kept to the nearest 0.0001 degree, which is up to 8 m.
        assert hypot(north, east) >= 100 - 8
    in_order = [one.said for one in found]
    assert sorted(in_order) == sorted(one.said for one in said)
    assert in_order != [one.said for one in said]


def test_a_second_form_waits_for_consent_and_names_stay_apart(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    bring_in(commons.root, WORKSHOP, voices(11), "Mimosa")
    with pytest.raises(InputError, match="12 statements already"):
        bring_in(commons.root, WORKSHOP, voices(11), "Mimosa")
    bring_in(commons.root, WORKSHOP, voices(20), "Mimosa", add=True)
    statements = statements_of(commons, WORKSHOP)
    assert len(statements) == 32
    assert len({one.authors for one in statements}) == 31
    assert workshop_of(commons).people == 11


def test_another_language_is_told_as_such(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    bring_in(commons.root, WORKSHOP, [Said(1, "pain", "The bus " * 30, "any", "en", None)], "Mimosa")
    (one,) = statements_of(commons, WORKSHOP)
    assert one.title.fr == "Une parole (en)"
    assert len(one.title.in_("en")) <= 80
    assert one.title.in_("en").endswith("…")


def test_nothing_is_half_written(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    head = commons.repository.head.target
    with pytest.raises(ManyProblems):
        bring_in(commons.root, WORKSHOP, [*voices(11), Said(1, "pain", "a <b>", "any", "fr", None)], "Mimosa")
    with pytest.raises(InputError, match="not the id of a workshop"):
        bring_in(commons.root, "need/x", voices(11), "Mimosa")
    with pytest.raises(InputError, match="There is no record"):
        bring_in(commons.root, "workshop/x", voices(11), "Mimosa")
    path = commons.root / f"{WORKSHOP}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("café", "thé"), encoding="utf-8")
    with pytest.raises(InputError, match="edits that are not committed"):
        bring_in(commons.root, WORKSHOP, voices(11), "Mimosa")
    assert commons.repository.head.target == head
    assert len(list((commons.root / "statement").iterdir())) == 1


def test_a_count_given_by_hand_is_left_alone(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    path = f"{WORKSHOP}.md"
    text = (commons.root / path).read_text(encoding="utf-8").replace("format: canvas", "format: canvas\npeople: 40")
    commons.save(Change({path: text.encode()}, "Forty came", "Mimosa"))
    bring_in(commons.root, WORKSHOP, voices(12), "Mimosa")
    assert workshop_of(commons).people == 40


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    head = commons.repository.head.target
    tried = bring_in(commons.root, WORKSHOP, voices(11, PLACE), "Mimosa", hiding=WIDE, dry=True)
    assert (tried.people, tried.placed, tried.commit) == (11, 12, None)
    assert commons.repository.head.target == head
    assert statements_of(commons, WORKSHOP) == []
