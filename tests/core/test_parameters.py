"""Every figure that comes with Portée says what it is, in both languages, since when, and where it was read."""

from __future__ import annotations

import itertools
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, SourceError
from portee.core.parameters import Figures, Parameter, Parameters, shipped_parameters

SHIPPED = shipped_parameters()
DAY = date(2026, 11, 26)

FILE = """parameters:
  energy.petrol:
    title: {fr: Essence, en: Petrol}
    unit: EUR/L
    values:
      - {from: 2024-01-01, value: 1.8}
      - from: 2025-01-01
        value: 1.7
        source: {title: Station, accessed: 2025-01-02}
    source: {title: Ministry, url: "https://example.org", licence: Licence ouverte}
    expires: 2025-07-01
    checked: true
  vehicle.use:
    title: {fr: Usage, en: Use}
    unit: L/100 km
    values: [{from: 2024-01-01, value: {petrol: 6, diesel: 5}}]
    source: {title: Somebody}
  tax.scale:
    title: {fr: Barème, en: Scale}
    unit: EUR
    values: [{from: 2024-01-01, value: [{above: 0, eur: 1}, {above: 10, eur: 2}]}]
    source: {title: Somebody}
"""


@pytest.fixture
def own(tmp_path: Path) -> Parameters:
    path = tmp_path / "own.yaml"
    path.write_text(FILE, encoding="utf-8")
    return Parameters.read(path)


def numbers_of(parameter: Parameter) -> list[float]:
    found: list[float] = []
    for dated in parameter.values:
        value = dated.value
        if isinstance(value, list):
            found += [number for row in value for number in row.values()]
        else:
            found += list(value.values()) if isinstance(value, dict) else [value]
    return found


@pytest.mark.parametrize("name", list(SHIPPED))
def test_a_shipped_figure_says_what_it_is_and_where_it_was_read(name: str) -> None:
    parameter = SHIPPED[name]
    words = [parameter.title, *([parameter.note] if parameter.note else [])]
    assert all(len(text) > 3 for each in words for text in (each.fr, each.en))
    assert parameter.title.fr != parameter.title.en
    assert parameter.unit
    sources = [parameter.source, *(dated.source for dated in parameter.values if dated.source)]
    for source in sources:
        assert len(source.title) > 10
        assert source.url is None or source.url.startswith("https://")
        if source.accessed is None:
            # Nothing was read: a choice of Portée, or a convention that everybody knows, and it says so.
            assert source.url is None
            assert "a choice" in source.title or "quoted from memory" in source.title
        else:
            assert source.accessed <= DAY
    days = [dated.from_ for dated in parameter.values]
    assert all(a < b for a, b in itertools.pairwise(days))
    assert days[-1] <= DAY
    assert parameter.expires is None or parameter.expires > days[-1]
    assert all(number >= 0 for number in numbers_of(parameter))


def test_shares_are_between_nothing_and_all() -> None:
    shares = [name for name in SHIPPED if SHIPPED[name].unit == "share"]
    assert len(shares) > 3
    assert all(0 <= number <= 1 for name in shares for number in numbers_of(SHIPPED[name]))


def test_rows_of_a_scale_have_the_same_columns() -> None:
    for name in SHIPPED:
        for dated in SHIPPED[name].values:
            if isinstance(dated.value, list):
                assert len({tuple(sorted(row)) for row in dated.value}) == 1, name


def test_every_file_of_figures_is_read_and_names_are_words_with_dots() -> None:
    folder = files("portee.core").joinpath("figures")
    parts = [Parameters.read(Path(str(file))) for file in folder.iterdir() if file.name.endswith(".yaml")]
    assert sum(len(part) for part in parts) == len(SHIPPED)
    assert all(name.count(".") >= 1 and name == name.lower() and " " not in name for name in SHIPPED)


def test_what_should_be_read_again_is_listed() -> None:
    assert SHIPPED.expired(date(2019, 1, 1)) == ["hub.aid.pec_share"]
    assert SHIPPED.expired(date(2026, 11, 25)) == [
        "benefit.activity_bonus.base",
        "benefit.activity_bonus.earnings_share",
        "benefit.activity_bonus.individual",
        "benefit.rsa.base",
        "energy.diesel",
        "energy.electricity_home",
        "energy.electricity_public",
        "energy.lpg",
        "energy.petrol",
        "hub.aid.aci",
        "hub.aid.ei",
        "hub.aid.pec_share",
        "hub.car.lease_electric",
        "income.poverty_line",
        "vehicle.e_scooter.insurance",
        "vehicle.e_scooter.price_new",
        "vehicle.moped.insurance",
    ]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_what_is_out_of_date_stays_so(one: date, other: date) -> None:
    assert set(SHIPPED.expired(min(one, other))) <= set(SHIPPED.expired(max(one, other)))


def test_the_value_in_force_is_that_of_the_day(own: Parameters) -> None:
    petrol = own["energy.petrol"]
    assert petrol.dated(date(2023, 12, 31)) is None
    for day, value in ((date(2024, 1, 1), 1.8), (date(2024, 12, 31), 1.8), (date(2025, 1, 1), 1.7), (DAY, 1.7)):
        dated = petrol.dated(day)
        assert dated is not None
        assert dated.value == value
    assert not petrol.expired(date(2025, 6, 30))
    assert petrol.expired(date(2025, 7, 1))
    assert not own["tax.scale"].expired(date(2099, 1, 1))


def test_figures_note_what_was_read(own: Parameters) -> None:
    figures = Figures(own, DAY)
    assert figures.record() == []
    assert figures.number("energy.petrol") == 1.7
    assert figures.table("vehicle.use") == {"petrol": 6.0, "diesel": 5.0}
    assert figures.number("energy.petrol") == 1.7
    assert list(figures.used) == ["energy.petrol", "vehicle.use"]
    assert figures.expired() == ["energy.petrol"]
    first, second = figures.record()
    assert first == {
        "parameter": "energy.petrol",
        "value": 1.7,
        "unit": "EUR/L",
        "from": "2025-01-01",
        "source": "Station",
        "url": None,
        "checked": True,
        "expired": True,
        "factor": 1.0,
    }
    assert (second["source"], second["checked"], second["expired"]) == ("Somebody", False, False)


def test_a_scale_is_handed_out_as_a_copy(own: Parameters) -> None:
    figures = Figures(own, DAY)
    figures.rows("tax.scale")[0]["eur"] = 99.0
    assert figures.rows("tax.scale") == [{"above": 0.0, "eur": 1.0}, {"above": 10.0, "eur": 2.0}]


def test_a_shock_of_nothing_changes_nothing() -> None:
    plain = Figures(SHIPPED, DAY)
    shocked = Figures(SHIPPED, DAY, {"energy.": 1.0, "vehicle.": 1.0, "climate.per_person_km": 1.0})
    for name in SHIPPED:
        value = SHIPPED[name].values[-1].value
        if isinstance(value, dict):
            assert shocked.table(name) == plain.table(name)
        elif isinstance(value, list):
            assert shocked.rows(name) == plain.rows(name)
        else:
            assert shocked.number(name) == plain.number(name)
    assert shocked.record() == plain.record()


def test_a_shock_touches_what_it_names_and_nothing_else(own: Parameters) -> None:
    figures = Figures(own, DAY, {"energy.": 1.5, "energy.petrol": 2.0, "vehicle": 9.0})
    # Both factors apply: 1.7 € × 1.5 × 2 = 5.1 €. "vehicle" without a dot is no first part of a name.
    assert figures.number("energy.petrol") == pytest.approx(5.1)
    assert figures.table("vehicle.use") == {"petrol": 6.0, "diesel": 5.0}
    assert figures.record()[0]["factor"] == pytest.approx(3.0)


def test_own_figures_replace_and_complete(own: Parameters) -> None:
    both = SHIPPED.with_(own)
    assert len(both) == len(SHIPPED) + 2
    assert both["energy.petrol"] is own["energy.petrol"]
    assert SHIPPED["energy.petrol"] is not own["energy.petrol"]


def test_an_unknown_name_is_told_with_the_nearest(own: Parameters) -> None:
    with pytest.raises(ParameterError, match=r"no parameter 'energy\.petrool'.*mean 'energy\.petrol'"):
        Figures(own, DAY).number("energy.petrool")
    with pytest.raises(ParameterError, match="portee parameters"):
        Figures(own, DAY).number("zzz")


def test_a_figure_that_begins_later_is_told(own: Parameters) -> None:
    figures = Figures(own, date(2023, 6, 1))
    with pytest.raises(ParameterError, match="no value on 2023-06-01: it begins on 2024-01-01"):
        figures.number("energy.petrol")
    assert figures.used == {}


@pytest.mark.parametrize(
    ("read", "name"),
    [("number", "vehicle.use"), ("number", "tax.scale"), ("table", "energy.petrol"), ("rows", "vehicle.use")],
)
def test_a_figure_of_another_shape_is_told(own: Parameters, read: str, name: str) -> None:
    with pytest.raises(ParameterError, match=f"The parameter '{name}' is"):
        getattr(Figures(own, DAY), read)(name)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("from: 2025-01-01", "from: 2023-01-01", "The dates of the values do not rise."),
        ("from: 2025-01-01", "from: 2024-01-01", "The dates of the values do not rise."),
        ("unit: EUR/L", "units: EUR/L", "There is no field 'units'. Did you mean 'unit'?"),
        ("{fr: Essence, en: Petrol}", "{fr: Essence}", "'en' is missing."),
        ("value: 1.8", "value: .nan", "a number is wanted"),
        ("value: 1.8", "value: a lot", "a number is wanted"),
        ("source: {title: Somebody}", "source: {}", "'title' is missing."),
        ("checked: true", "checked: maybe", "'checked' is 'maybe'"),
        ("parameters:", "parameter:", "There is no field 'parameter'. Did you mean 'parameters'?"),
    ],
)
def test_a_wrong_file_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=told) as caught:
        Parameters.read(path)
    assert caught.value.where is not None
    assert caught.value.where.file == str(path)
    assert (caught.value.where.line or 0) >= 1
