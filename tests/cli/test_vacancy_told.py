from __future__ import annotations

from dataclasses import replace

import pytest

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.cli.vacancy_told import tell_vacancy
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.cli.conftest import as_typed
from tests.services.vacancies.village import Village, village_of


@pytest.fixture(scope="module")
def town(xs_world: World, xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory) -> Village:
    return village_of(xs_world, xs_territory, tmp_path_factory.mktemp("fares"))


def said(capsys: pytest.CaptureFixture[str], town: Village, **options: object) -> list[str]:
    tell_vacancy(Output(CommonOptions(**options)), town.mix)  # type: ignore[arg-type]
    return as_typed(capsys.readouterr().out).splitlines()


def test_answer_tables_and_remarks_in_this_order(town: Village, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, town, lang=Language.fr)
    titles = ["Qui peut venir", "Ce qui ajouterait du monde", "Par groupe : priority_neighbourhoods.geojson"]
    places = [lines.index(title) for title in titles]
    assert places == sorted(places)
    assert lines[0].startswith("Du lundi au vendredi")
    assert lines[-1].startswith("À savoir : ")
    head, rule = lines[places[0] + 1 : places[0] + 3]
    assert head.startswith("profil ")
    assert set(rule) <= {"-", " "}


def test_long_names_are_cut(town: Village, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, town, lang=Language.fr)
    table = lines[lines.index("Qui peut venir") + 3 :][:3]
    assert any("…" in line for line in table)
    assert all(len(line.split("  ")[0]) <= 48 for line in table)


def test_nothing_is_said_for_machines(town: Village, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, town, json=True) == []
    assert said(capsys, town, quiet=True) == []


def test_where_no_change_helps_it_says_so(town: Village, capsys: pytest.CaptureFixture[str]) -> None:
    tell_vacancy(Output(CommonOptions(lang=Language.en)), replace(town.mix, added=(), groups=None))
    out = as_typed(capsys.readouterr().out)
    assert "No change that was tried adds anybody, alone." in out
    assert "By group" not in out
