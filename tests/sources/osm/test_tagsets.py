from __future__ import annotations

import numpy as np

from portee.sources.osm.tagsets import Names, Tagsets, class_keys

STRINGS = [b"", b"highway", b"footway", b"name", b"Quai", b"note", b"lit", b"yes", b"residential"]
# way 0: highway=footway, name=Quai; way 1: nothing; way 2: lit=yes, highway=footway, note=Quai;
# way 3: as way 2 in another order, without the note
OWNER = np.array([0, 0, 2, 2, 2, 3, 3])
KEY = np.array([1, 3, 6, 1, 5, 1, 6])
VALUE = np.array([2, 4, 7, 2, 4, 2, 7])


def test_sets_are_numbered_whatever_the_order_of_their_tags() -> None:
    tagsets = Tagsets()
    numbers = tagsets.of(STRINGS, OWNER, KEY, VALUE, np.array([True, False, True, True]))
    assert numbers.tolist() == [0, 1, 1]
    assert tagsets.table() == ({"highway": "footway"}, {"highway": "footway", "lit": "yes"})


def test_sets_are_shared_between_blocks() -> None:
    tagsets = Tagsets()
    tagsets.of(STRINGS, OWNER, KEY, VALUE, np.array([True, False, True, True]))
    other = [b"", b"footway", b"highway"]
    again = tagsets.of(other, np.array([0]), np.array([2]), np.array([1]), np.array([True]))
    assert again.tolist() == [0]


def test_names() -> None:
    names = Names()
    assert names.of(STRINGS, OWNER, KEY, VALUE, np.array([True, False, True, True])).tolist() == [0, -1, -1]
    assert names.of([b"", b"lit"], OWNER[:1], KEY[:1], VALUE[:1], np.array([True])).tolist() == [-1]
    assert names.table() == ("Quai",)


def test_class_keys() -> None:
    assert {b"highway", b"route", b"railway"} <= class_keys()
