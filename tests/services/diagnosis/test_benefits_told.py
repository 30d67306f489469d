"""Benefits in words: before and after by name, why not, and the gain with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.services.benefits import NotComputed
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.benefits_told import benefit_notes, benefit_rows, benefits_dict, typical_change, why_not
from portee.services.diagnosis.frame import diagnosis_column_docs, diagnosis_frame
from portee.services.diagnosis.money import gain_of
from portee.services.diagnosis.sheet import diagnosis_sheet
from portee.services.diagnosis.told import gain_words, noted
from portee.services.wage_benefits import wage_benefits
from tests.services import households
from tests.services.diagnosis.village import Village


@pytest.fixture(scope="module")
def paid(village: Village) -> Diagnosis:
    """The answer with benefits by the rules of a test: today 200 of housing benefit and 100 for the child."""
    found = village.diagnosis
    who = found.profile.replace(household=found.profile.household.model_copy(update={"housing_eur_month": 500.0}))
    benefits = wage_benefits(
        who, found.wages[found.within.reach], households.DAY, housing=households.HOUSING, engine=households.Rules()
    )
    return replace(found, benefits=benefits)


def test_without_housing_it_says_why(village: Village) -> None:
    assert village.diagnosis.benefits == NotComputed("housing_unknown")
    words = gain_words(village.diagnosis, "en")
    assert words.endswith("nor in which commune.")
    assert "before any change of benefits" in words
    assert why_not(village.diagnosis, "fr").startswith("Non calculé")
    assert benefits_dict(village.diagnosis, "en") == {
        "computed": False, "why": "housing_unknown", "words": why_not(village.diagnosis, "en"),
    }  # fmt: skip
    assert typical_change(village.diagnosis) is None
    assert not benefit_notes(village.diagnosis, "fr")


def test_the_gain_with_benefits_by_hand(paid: Diagnosis) -> None:
    """Unemployment of 700 leaves no RSA; 200 of housing benefit end with a wage; the child's 100 stay; no tax."""
    found = typical_change(paid)
    assert found is not None
    wage, change = found
    assert (wage, change.change) == (1400.0, -200.0)
    assert benefit_rows(change, "fr") == (
        ("aide au logement", "200\u00a0€", "0\u00a0€"), ("allocations familiales", "100\u00a0€", "100\u00a0€"),
    )  # fmt: skip
    gain = gain_of(paid, paid.within.best())
    known = np.isfinite(gain.eur_month)
    assert known.any()
    np.testing.assert_allclose(gain.whole_eur_month[known], gain.eur_month[known] - 200)
    assert np.isnan(gain.whole_eur_month[~known]).all()
    assert "with the change of benefits and tax" in gain_words(paid, "en")


def test_tax_is_a_row_where_there_is_some() -> None:
    found = wage_benefits(
        households.profile(), np.array([2500.0]), households.DAY, housing=households.HOUSING, engine=households.Rules()
    )
    assert not isinstance(found, NotComputed | None)
    change = found.of(2500.0)
    assert change is not None
    assert benefit_rows(change, "en")[-1] == ("income tax", "€0", "€50")


def test_it_is_on_the_page_in_the_table_and_in_the_values(paid: Diagnosis, village: Village) -> None:
    network = village.world.network
    sheet = diagnosis_sheet(network, paid, "fr")
    (table,) = [part for part in sheet.tables if part.id == "benefits"]
    assert table.rows[0] == ("Aide au logement", "200\u00a0€", "0\u00a0€")
    assert "benefits" not in {part.id for part in diagnosis_sheet(network, village.diagnosis, "fr").tables}
    frame = diagnosis_frame(paid, "en")
    assert np.isfinite(frame["net_gain_eur_month"]).any()
    assert "net_gain_eur_month" in diagnosis_column_docs(paid, "en")
    assert "net_gain_eur_month" not in diagnosis_frame(village.diagnosis, "en")
    told = benefits_dict(paid, "en")
    assert told is not None
    assert told["by_wage"][0]["change_eur_month"] == -200
    assert any("rules of a test" in str(note) for note in noted(paid, "en"))
    assert any("rounded to the nearest €20" in note for note in benefit_notes(_rounded(paid, 20), "en"))


def _rounded(paid: Diagnosis, step: float) -> Diagnosis:
    benefits = paid.benefits
    assert benefits is not None
    assert not isinstance(benefits, NotComputed)
    return replace(paid, benefits=replace(benefits, step_eur=step))
