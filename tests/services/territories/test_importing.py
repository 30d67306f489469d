"""Files become one register of one geography."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.services.territories.importing import import_register
from portee.territory.registry import Registry
from tests.services.territories import invented


class Heard:
    """A listener that counts."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.steps = 0

    def start(self, label: str, total: int | None = None) -> None:
        del label
        self.total = total

    def advance(self, steps: int = 1) -> None:
        self.steps += steps

    def done(self) -> None:
        assert self.steps == self.total


def test_outlines_and_figures_are_joined_by_code(old: Registry) -> None:
    assert len(old) == invented.COUNT
    assert old.has_perimeter.all()
    assert old.figures.width == 12
    assert [source.source for source in old.provenance] == ["qpv_perimeters", "qpv_figures"]
    assert {source.licence for source in old.provenance} == {"Licence ouverte 2.0"}


def test_two_geographies_are_never_joined(tmp_path: Path) -> None:
    outlines, figures = invented.write_2015(tmp_path)
    new = invented.write_2024(tmp_path)
    with pytest.raises(ParameterError, match=r"mix .*2024.*2015.*crosswalk"):
        import_register(perimeters=[new], figures=[figures])
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024"):
        import_register(perimeters=[outlines, new])


def test_progress_is_told_and_nothing_is_refused(tmp_path: Path) -> None:
    new = invented.write_2024(tmp_path)
    heard = Heard()
    found = import_register(lists=[new], progress=heard)
    assert (heard.total, len(found), bool(found.has_perimeter.any())) == (1, 24, False)
    with pytest.raises(ParameterError, match="nothing to import"):
        import_register()


@pytest.mark.real
def test_occitanie(shared_data: Path) -> None:
    folder = shared_data / "france"
    found = import_register(
        perimeters=[folder / "qpv_2015_occitanie.geojson"], figures=[folder / "qpv_2015_occitanie_indicators.xlsx"]
    )
    assert (len(found), found.figures.width, int(found.has_perimeter.sum())) == (105, 41, 105)
