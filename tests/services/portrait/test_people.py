from __future__ import annotations

from portee.services.portrait.people import FIGURES, IFS
from portee.services.portrait.portrait import Portrait


def test_every_profile_is_told_of_every_kind(of_people: Portrait) -> None:
    profiles = of_people.tables["profiles"]
    assert [row.id for row in profiles.rows] == ["night-cleaner", "reference-employee-car"]
    for row in profiles.rows:
        low, people, high = (profiles.value(row.id, name) for name in ("people_low", "people", "people_high"))
        assert low is not None
        assert people is not None
        assert high is not None
        assert low <= people <= high
        for kind in ("jobs", "childcare", "shops"):
            share = profiles.value(row.id, f"{kind}_share")
            assert share is not None
            assert 0 <= share <= 1
            for scenario in IFS:
                assert (profiles.value(row.id, f"{kind}_loss_{scenario}") or 0) >= -1e-9


def test_inequality_is_told_over_all_profiles(of_people: Portrait) -> None:
    gaps = of_people.tables["gaps"]
    assert [row.id for row in gaps.rows] == ["jobs", "childcare", "shops"]
    assert set(FIGURES) <= set(gaps.columns)
    for row in gaps.rows:
        between, whole = gaps.value(row.id, "theil_between_profiles"), gaps.value(row.id, "theil")
        assert between is not None
        assert whole is not None
        assert 0 <= between <= whole + 1e-9


def test_all_opportunities_fall_to_somebody_or_are_out_of_reach(of_people: Portrait) -> None:
    """Shen's and the spatial availability agree: what falls to each, times how many there are, is all but the rest."""
    gaps, profiles = of_people.tables["gaps"], of_people.tables["profiles"]
    for row in gaps.rows:
        shared = sum(
            (profiles.value(one.id, "people") or 0) * (profiles.value(one.id, f"{row.id}_per_person") or 0)
            for one in profiles.rows
        )
        total, unreached = gaps.value(row.id, "total") or 0, gaps.value(row.id, "unreached") or 0
        assert abs(shared + unreached - total) < 1e-3 * max(total, 1)


def test_neighbourhoods_are_told_and_what_is_missing_is(of_people: Portrait) -> None:
    assert "jobs_mean" in of_people.tables["neighbourhoods"].columns
    assert of_people.missing == ("offers",)
