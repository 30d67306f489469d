from __future__ import annotations

import random

from portee.commons.workshops.pseudonyms import PLANTS, drawn_pseudonyms


def test_names_differ_are_free_and_come_from_the_draw_alone() -> None:
    names = drawn_pseudonyms(500, (), random.Random(3))
    assert len(set(names)) == 500
    assert all(name.rpartition(" ")[0] in PLANTS for name in names)
    assert drawn_pseudonyms(500, (), random.Random(3)) == names
    assert drawn_pseudonyms(500, (), random.Random(4)) != names
    assert not set(drawn_pseudonyms(500, names, random.Random(3))) & set(names)
