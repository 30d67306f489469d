from __future__ import annotations

from portee.commons.empty_words import empty_words


def test_words_that_tell_nothing_by_language() -> None:
    assert {"le", "etaient", "etre", "avec"} <= empty_words("fr-be")
    assert {"the", "with"} <= empty_words("en")
    assert not {"bus", "nuit", "creche", "argent"} & empty_words("fr")
    assert empty_words("ar") == frozenset()
