from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.repository.starting import begin
from portee.core.errors import ParameterError
from portee.services.commons_reading.carried import carried_to, register_at
from portee.services.commons_reading.shelf import Shelf
from portee.services.territories.replicate_records import replicate_records


def test_each_practice_is_what_the_command_tells(tmp_path: Path) -> None:
    root = tmp_path / "commons"
    begin(root, "Mimosa", with_records="seed")
    reading = Shelf(root).reading()
    found = carried_to(reading, "territory/marseille")
    assert len(found.practices) + len(found.skipped) == len(reading.release.of_type("practice"))
    highs = [one.found.result.high for _, one in found.practices]
    assert highs == sorted(highs, reverse=True)
    id, first = found.practices[0]
    assert replicate_records(root, id, "territory/marseille").found.result == first.found.result
    # Worked out once for a commit.
    assert carried_to(reading, "territory/marseille") is found
    with pytest.raises(ParameterError, match="no territory"):
        carried_to(reading, "territory/atlantis")


def test_a_workspace_may_have_no_register(tmp_path: Path) -> None:
    assert register_at(tmp_path) is None
