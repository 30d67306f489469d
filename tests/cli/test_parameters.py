from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portee.cli.main import app, main
from portee.cli.parameters import parameters
from portee.core.errors import ParameterError, PorteeError, SourceError
from portee.core.parameters import shipped_parameters
from tests.cli.conftest import as_typed

OWN = """parameters:
  energy.petrol:
    title: {fr: "Essence d'ici", en: Petrol here}
    unit: EUR/L
    values: [{from: 2026-11-20, value: 2.05}]
    source: {title: Our station}
  shuttle.seat:
    title: {fr: Place de navette, en: Seat in the shuttle}
    unit: EUR/trip
    values: [{from: 2027-01-01, value: 1.5}]
    source: {title: Offer of the firm, url: "https://example.org/offer", accessed: 2026-11-20, licence: CC BY 4.0}
    expires: 2027-06-01
    note: {fr: Devis, en: An offer}
"""

Run = Callable[..., str]
LATE = shipped_parameters().expired(date(2026, 11, 25))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command of the program, in English, at a fixed date; what it printed."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)

    def run_(*arguments: str, at: str = "2026-11-25") -> str:
        capsys.readouterr()
        assert main(["parameters", "--at", at, *arguments]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return as_typed(said.out)

    return run_


@pytest.fixture
def own(tmp_path: Path) -> str:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return "own.yaml"


def test_all_are_listed_with_their_state(run: Run) -> None:
    lines = run().splitlines()
    assert lines[0].split() == ["Parameter", "value", "unit", "since", "read", "again", "state"]
    listed = {line.split()[0]: line for line in lines[2 : 2 + len(shipped_parameters())]}
    assert list(listed) == list(shipped_parameters())
    assert listed["law.employer_share"].split()[1:5] == ["0.5", "share", "2009-01-01", "–"]
    assert listed["law.employer_share"].endswith("read")
    assert listed["energy.petrol"].endswith("out of date")
    assert listed["wage.smic_net"].endswith("quoted")
    assert "15 rows" in listed["tax.mileage_allowance.car"]
    assert "petrol 2.24 " in listed["vehicle.moped.consumption"]
    assert "5 values" in listed["vehicle.car.consumption"]
    assert f"Shown: {len(shipped_parameters())}. Out of date on 2026-11-25: {len(LATE)}." in lines[-3]
    assert "energy.electricity_home, energy.electricity_public" in lines[-2]
    assert lines[-1].endswith("portee parameters benefit.activity_bonus.base")


def test_one_in_full(run: Run) -> None:
    said = run("energy.petrol")
    for words in (
        "energy.petrol  Petrol SP95-E10, at the pump",
        "1.723 EUR/L, since 2025-11-01",
        "source: prix-carburant.eu",
        ", read on 2026-11-25",
        "quoted or computed: not read at the source itself",
        "OUT OF DATE since 2026-02-01",
        "note: Prices moved much",
        "Shown: 1. Out of date on 2026-11-25: 1. Not read at the source itself: 1.",
    ):
        assert words in said
    assert "Parameter " not in said


def test_the_value_and_the_source_are_those_of_the_day(run: Run) -> None:
    said = run("energy.petrol", at="2025-01-01")
    assert "1.733 EUR/L, since 2024-08-15" in said
    assert "publicodes-voiture" in said
    assert "to be read again from 2026-02-01" in said
    assert "no value yet on 2020-01-01" in run("energy.petrol", at="2020-01-01")


def test_tables_and_scales_in_full(run: Run) -> None:
    said = run("vehicle.car.consumption", "tax.mileage_allowance.moped", "law.paid_leave_days")
    assert "    petrol  6.8\n" in said
    assert "    power_cv 0, above_km 3000, eur_km 0.079, eur_year 711\n" in said
    assert "read at the source itself" in said
    assert "with no date to read it again" in said


def test_a_kind_is_all_that_begins_so(run: Run) -> None:
    for kind in ("energy", "energy."):
        told = [line.split()[0] for line in run(kind).splitlines() if line.startswith("energy.")]
        assert told == [name for name in shipped_parameters() if name.startswith("energy.")]
    assert run("energy", "energy.petrol") == run("energy")


def test_in_french(run: Run) -> None:
    said = run("energy.petrol", "--lang", "fr")
    assert "1,723 EUR/L, depuis le 2025-11-01" in said
    assert "Essence SP95-E10, à la pompe" in said
    assert "PÉRIMÉ depuis le 2026-02-01" in said
    assert "Non lus à la source même : 1." in said


def test_only_the_expired(run: Run) -> None:
    said = run("--expired")
    assert all(line.endswith("out of date") for line in said.splitlines()[2 : 2 + len(LATE)])
    assert f"Shown: {len(LATE)}. Out of date on 2026-11-25: {len(LATE)}." in said
    assert run("--expired", at="2018-06-01") == "None of these parameters is out of date on 2018-06-01.\n"
    assert run("law", "--expired") == "None of these parameters is out of date on 2026-11-25.\n"


def test_own_parameters_replace_and_complete(run: Run, own: str) -> None:
    said = run("energy.petrol", "shuttle", "--file", own)
    for words in ("2.05 EUR/L, since 2026-11-20", "source: Our station\n", "no value yet", "licence: CC BY 4.0"):
        assert words in said
    assert "1.5 EUR/trip, since 2027-01-01" in run("shuttle.seat", "--file", own, at="2027-02-01")
    assert f"Shown: {len(shipped_parameters()) + 1}." in run("--file", own)


def test_as_json(run: Run, own: str) -> None:
    told = json.loads(run("energy.petrol", "shuttle.seat", "--file", own, "--json"))
    assert told["at"] == "2026-11-25"
    petrol, seat = told["parameters"]
    assert (petrol["name"], petrol["value"], petrol["unit"], petrol["from"]) == (
        "energy.petrol", 2.05, "EUR/L", "2026-11-20",
    )  # fmt: skip
    assert (petrol["expired"], petrol["checked"], petrol["expires"], petrol["note"]) == (False, False, None, None)
    assert (seat["value"], seat["from"], seat["expires"]) == (None, None, "2027-06-01")
    assert seat["source"] == {
        "title": "Offer of the firm", "url": "https://example.org/offer", "accessed": "2026-11-20",
        "licence": "CC BY 4.0",
    }  # fmt: skip
    assert seat["title"] == {"fr": "Place de navette", "en": "Seat in the shuttle"}
    everything = json.loads(run("--json"))["parameters"]
    assert [each["name"] for each in everything] == list(shipped_parameters())


def test_without_a_date_it_is_today(capsys: pytest.CaptureFixture[str]) -> None:
    parameters(names=["law"], expired=False, at=None, file=None, json=True, lang=None, quiet=False)
    assert json.loads(capsys.readouterr().out)["at"] == date.today().isoformat()


@pytest.mark.parametrize(
    ("arguments", "kind", "told"),
    [
        (["energy.petrool"], ParameterError, r"no parameter 'energy\.petrool'\. Did you mean 'energy\.petrol'\?"),
        (["zzz"], ParameterError, r"no parameter 'zzz'\. Kinds: benefit, childcare, climate, comfort, energy"),
        (["energ"], ParameterError, "no parameter 'energ'"),
        (["--at", "yesterday"], ParameterError, "--at.*'yesterday' is not a date"),
        (["--file", "nowhere.yaml"], SourceError, "nowhere.yaml: The file cannot be read"),
        (["--file", "bad.yaml"], SourceError, "bad.yaml, line 2"),
    ],
)
def test_what_can_be_mended_is_told(
    arguments: list[str], kind: type[PorteeError], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("parameters:\n  a.b: 3\n", encoding="utf-8")
    with pytest.raises(kind, match=told):
        app(["parameters", *arguments], standalone_mode=False)
