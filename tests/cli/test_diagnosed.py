from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from portee.cli.diagnosed import tell_diagnosis, tell_profiles
from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.people.library import shipped_profiles
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.cli.conftest import as_typed
from tests.services.diagnosis.village import Village, village_of

GOLDEN = Path(__file__).with_name("diagnosed.txt")


@pytest.fixture(scope="module")
def village(xs_world: World, xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory) -> Village:
    return village_of(xs_world, xs_territory, tmp_path_factory.mktemp("offers"))


def told(village: Village, capsys: pytest.CaptureFixture[str], lang: str = "fr", **changes: Any) -> str:
    tell_diagnosis(
        Output(CommonOptions(lang=Language(lang))), village.world.network, replace(village.diagnosis, **changes)
    )
    return as_typed(capsys.readouterr().out)


def test_the_whole_text(village: Village, capsys: pytest.CaptureFixture[str]) -> None:
    names = village.diagnosis.work.attributes
    assert "name" in names.columns
    text = told(village, capsys).replace("\u00a0", " ").replace("\u202f", " ")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_nothing_within_reach(village: Village, capsys: pytest.CaptureFixture[str]) -> None:
    within = village.diagnosis.within
    none = replace(within, affordable=np.zeros_like(within.affordable))
    text = told(village, capsys, "en", within=none, changes=())
    assert "no job is really within reach" in text
    assert "Nothing is within reach within these limits." in text
    assert "No change that was tried brings, alone, one more place within reach." in text


def test_everything_within_reach(village: Village, capsys: pytest.CaptureFixture[str]) -> None:
    found = village.diagnosis
    every = replace(found.within, affordable=np.ones_like(found.within.affordable))
    reasons = replace(found.reasons, code=np.zeros(len(found.work), np.int8))
    unpaid = np.full(len(found.work), np.nan)
    text = told(village, capsys, "en", within=every, reasons=reasons, wages=unpaid)
    assert "all jobs are really within reach" in text
    assert "Everything is within reach." in text
    assert "What would unlock most" not in text


def test_what_a_change_takes_away(village: Village, capsys: pytest.CaptureFixture[str]) -> None:
    worse = replace(village.diagnosis.changes[0], lost=12.0)
    text = told(village, capsys, "en", changes=(worse,))
    assert "fewer jobs" in text
    assert "\u221212" in text


@pytest.mark.parametrize("quiet", [True, False])
def test_silence(village: Village, capsys: pytest.CaptureFixture[str], quiet: bool) -> None:
    tell_diagnosis(Output(CommonOptions(quiet=quiet, json=not quiet)), village.world.network, village.diagnosis)
    assert capsys.readouterr().out == ""


def test_profiles_are_level(capsys: pytest.CaptureFixture[str]) -> None:
    tell_profiles(Output(CommonOptions(lang=Language.fr)), shipped_profiles())
    first, *lines, last = as_typed(capsys.readouterr().out).splitlines()
    assert first == "Profils livrés avec Portée :"
    starts = {line.index(p.title.fr) for line, p in zip(lines, shipped_profiles(), strict=True)}
    assert len(starts) == 1
    assert "YAML" in last
