from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portee.core.errors import ParameterError
from portee.scenarios.kinds.cancel import Cancel
from portee.services.portrait.ground import Ground
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.years import TODAY, column_of, project_of, years_of


def cancel(first: str | None, last: str | None) -> Cancel:
    return Cancel.model_validate({"type": "cancel", "from": first, "until": last})


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ([("2027-09-01", None)], (2027,)),
        ([("2027-09-01", "2028-06-30")], (2027, 2028)),
        ([("2027-01-01", "2027-12-31")], (2027, 2028)),
        ([(None, "2030-12-30"), (None, None)], (2030,)),
    ],
)
def test_years_are_those_at_whose_end_something_has_changed(
    dates: list[tuple[str | None, str | None]], years: tuple[int, ...]
) -> None:
    assert years_of(tuple(cancel(*one) for one in dates)) == years


@pytest.mark.parametrize(
    ("dates", "told"), [([], "no date"), ([(f"{year}-01-01", None) for year in range(2000, 2020)], "20 years")]
)  # fmt: skip
def test_no_year_and_too_many_are_told(dates: list[tuple[str, None]], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        years_of(tuple(cancel(*one) for one in dates))


def test_a_year_counts_only_what_is_open_by_then(of_years: Portrait) -> None:
    years = of_years.tables["years"]
    assert [row.id for row in years.rows] == [TODAY, "2027", "2028", "2029", "2030"]
    jobs = [years.value(row.id, "jobs") or 0 for row in years.rows]
    assert [n - jobs[0] for n in jobs] == [0, 5000, 5000, 5000, 5000]
    people = [years.value(row.id, "residents") or 0 for row in years.rows]
    assert [n - people[0] for n in people] == [0, 0, 500, 500, 500]
    means = [years.value(row.id, "mean") or 0 for row in years.rows]
    assert means[1] > means[0]
    # Nothing runs at the end of 2029, and runs again at the end of 2030.
    assert means[3] < means[2]
    assert means[4] == pytest.approx(means[2])
    assert years.value(TODAY, "gain") == years.value(TODAY, "lose") == 0
    assert (years.value("2029", "lose") or 0) > 0


def test_neighbourhoods_are_told_by_year(of_years: Portrait) -> None:
    columns = of_years.tables["neighbourhoods"].columns
    assert [column_of(year) in columns for year in (TODAY, "2027", "2030")] == [True] * 3
    assert of_years.days == {"tuesday_0730": of_years.days["tuesday_0730"]}
    assert date.fromisoformat(of_years.days["tuesday_0730"]).weekday() == 1


def test_a_workspace_without_projects_is_told(ground: Ground) -> None:
    manifest = ground.workspace.manifest.model_copy(update={"projects": ()})
    with pytest.raises(ParameterError, match="no projects"):
        project_of(replace(ground, workspace=replace(ground.workspace, manifest=manifest)))
