from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ManyProblems, SourceError
from portee.hubs.plan.checks import parse_hub, read_hub, shipped_hubs

WRONG = """id: hub
title: {fr: Pôle, en: Hub}
start: 2027
years: 3
figures_on: 2026-11-26
services:
  - id: cars
    title: {fr: Voitures, en: Cars}
    open_hours: 10
    things:
      - {title: {fr: A, en: A}, count: 1, how: lease, vehicle: true, price: {eur: -5, source: quote}}
      - {title: {fr: B, en: B}, count: 1, how: new, price: {figure: hub.charger.prise}}
      - {title: {fr: C, en: C}, count: 1, how: new, price: {figure: vehicle.car.price_new}}
    tariffs:
      - id: full
        title: {fr: Plein, en: Full}
        prices:
          - {from: 2027-02-01, until: 2027-01-01, per_trip: -3}
          - from: 2028-06-01
            until: 2028-12-31
            steps:
              - {from: 0, to: 2, eur: 1}
              - {from: 3, to: 2, eur: 1}
    use:
      - {tariff: fool, trips: 1000, hours: 3}
subsidies:
  - {title: {fr: Aide, en: Aid}, by: city, eur: 5, source: s, from: 2029, until: 2027}
loans:
  - {title: {fr: Prêt, en: Loan}, eur: 5, rate: 0.01, year: 2040, over: 3}
gains:
  - {title: {fr: Gain, en: Gain}, to: residents, service: bikes, eur_per_trip: 1, source: s}
"""


def test_all_problems_are_told_together_with_their_lines() -> None:
    with pytest.raises(ManyProblems) as raised:
        parse_hub(WRONG, "hub.yaml")
    told = [(p.where.line, p.what) for p in raised.value.problems if p.where]
    assert [line for line, _ in told] == sorted(line or 0 for line, _ in told)
    text = "\n".join(f"{line}: {what}" for line, what in told)
    for line, part in (
        (11, "eur"), (12, "no figure 'hub.charger.prise'"), (13, "several values"), (18, "comes before"),
        (18, "per_trip"), (18, "no price on 2027-01-01"), (19, "no price from 2027-01-02"),
        (20, "no price after 2028-12-31"), (23, "a gap: no price from 2 to 3 h"), (23, "does not come after"),
        (25, "no tariff 'fool'"), (27, "2027 comes before 2029"), (29, "outside the years"),
        (31, "no service 'bikes'"),
    ):  # fmt: skip
        assert any(row.startswith(f"{line}:") and part in row for row in text.splitlines()), (line, part, text)
    assert "need 3000 hours" in text


def test_a_single_problem_is_told_alone() -> None:
    text = "id: hub\ntitle: {fr: Pôle, en: Hub}\nstart: 2027\nyears: 0\nfigures_on: 2026-11-26\n"
    with pytest.raises(SourceError, match="line 4"):
        parse_hub(text)
    assert parse_hub(text.replace("years: 0", "years: 1")).services == ()


def test_the_shipped_hub_is_read_and_names_its_assumptions(tmp_path: Path) -> None:
    assert shipped_hubs() == ("fabriques", "fabriques-bikes", "fabriques-cars")
    plan = read_hub("fabriques")
    assert len(plan.assumptions) >= 3
    assert any(tariff.solidarity for service in plan.services for tariff in service.tariffs)
    with pytest.raises(SourceError):
        read_hub(tmp_path / "missing.yaml")


def test_ids_are_not_given_twice() -> None:
    text = "id: hub\ntitle: {fr: P, en: H}\nstart: 2027\nyears: 1\nfigures_on: 2026-11-26\nservices:\n"
    text += "  - {id: a, title: {fr: A, en: A}}\n  - {id: a, title: {fr: A, en: A}}\n"
    with pytest.raises(SourceError, match="'a' is there twice"):
        parse_hub(text)


@pytest.mark.parametrize(
    ("trips", "says"),
    [
        (".nan", "'.nan': a number is wanted"),
        ("-1", "is -1: it should be greater"),
        ("[1, -1]", "is -1: it should be greater"),
        ("[]", "is empty: 1 at least"),
        ("[" + ", ".join(["1"] * 41) + "]", "at most 40 items"),
    ],
)
def test_a_number_or_a_list_of_them_has_one_problem_in_the_form_that_was_given(trips: str, says: str) -> None:
    text = WRONG[: WRONG.index("services:")] + (
        "services:\n  - id: s\n    title: {fr: s, en: s}\n"
        "    tariffs: [{id: t, title: {fr: t, en: t}, prices: [{from: 2027-01-01, per_trip: 1}]}]\n"
        f"    use: [{{tariff: t, trips: {trips}}}]\n"
    )
    with pytest.raises(SourceError, match=says):
        parse_hub(text)
