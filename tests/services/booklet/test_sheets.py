from __future__ import annotations

import pytest

from portee.reports.fluent import CATALOGUES
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import page_count, sheet_pdf
from portee.services.booklet import Classroom, Facts
from portee.services.booklet.sheets import PROFILE, place_sheet, spot_code
from portee.services.diagnosis.sheet_code import interview_of


def test_the_code_gives_the_place_again_and_nothing_about_anyone(room: Classroom, facts: Facts) -> None:
    network = room.world.network
    for spot in facts.spots:
        found = interview_of(spot_code(facts, spot, network), network.bounds, facts.name)
        assert (found.lat, found.lon) == pytest.approx((spot.lat, spot.lon), abs=1e-4)
        assert found.profile == PROFILE
        assert (found.start, found.budget_eur, found.licence) == (None, None, None)


@pytest.mark.parametrize("lang", CATALOGUES)
def test_one_page_with_the_code(room: Classroom, facts: Facts, lang: str) -> None:
    spot = facts.spots[-1]
    sheet = place_sheet(facts, spot, room.explorer, room.base, lang)
    assert page_count(sheet_pdf(sheet)) == 1
    assert spot_code(facts, spot, room.world.network) in sheet_html(sheet)
