from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.services.jobs.kinds import kind_of, kinds


def test_kinds_have_the_names_they_are_known_by() -> None:
    assert {"access", "upload"} <= set(kinds())
    assert all(name == kind.name for name, kind in kinds().items())


def test_an_unknown_kind_is_told_with_those_there_are() -> None:
    with pytest.raises(ParameterError, match="no work 'acces'") as caught:
        kind_of("acces")
    assert "access" in caught.value.mend
