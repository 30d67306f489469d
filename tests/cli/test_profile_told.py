from __future__ import annotations

from pathlib import Path

import pytest

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.cli.profile_told import tell_profile_access
from portee.services.neighbourhood.equity import equity_table
from tests.cli.conftest import as_typed
from tests.services.hand_access import hand_access


def _told(capsys: pytest.CaptureFixture[str], lang: str = "en", *, mix: bool = True, **options: object) -> list[str]:
    access = hand_access(mix=mix)
    out = Output(CommonOptions(lang=Language(lang), quiet=bool(options.pop("quiet", False))))
    path = Path(str(options.pop("path", "a.gpkg")))
    tell_profile_access(
        out, path, Path("a.summary.csv"), access, equity_table(access), [], wide=bool(options.pop("wide", False))
    )
    return as_typed(capsys.readouterr().out).splitlines()


def test_sentences_and_table_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    """The figures of `tests.services.neighbourhood.test_equity`."""
    lines = _told(capsys)
    assert lines[0] == (
        "jobs: a mean resident of these profiles has 61 within reach, 61% of all; from 32.5 (Night cleaner, without a "
        "licence) to 80 (Jobseeker with an old diesel car, Crit'Air 4)."
    )
    assert lines[1] == "The budget allows 82% of what would be in time."
    assert lines[2] == "10% have less than 30.5 within reach (the line); Gini 0.20."
    assert lines[3] == (
        "Low-emission zone: they would lose 7 (11%); hit most, Jobseeker with an old diesel car, Crit'Air 4: 10."
    )
    assert lines[4] == "Energy at another price: nothing lost on average."
    head, _, every, cleaner = lines[6:10]
    assert head.split("  ")[0] == "Profile"
    assert every.split() == ["all", "100", "61", "61", "82", "10", "7", "0"]
    assert cleaner.split()[-7:] == ["40", "32.5", "32", "81", "25", "2.5", "0"]
    assert "Note: A note." in lines
    assert lines[-1].startswith("For a map of one profile")


def test_without_a_sum_over_profiles(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _told(capsys, mix=False)
    assert lines[0].startswith("jobs: by profile, a mean resident has from 22 (Night cleaner")
    assert not [line for line in lines if line.startswith("all ")]


def test_the_map_of_the_first_profile_is_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _told(capsys, wide=True)
    assert lines[-1] == "Next: portee map a.gpkg --column night_cleaner_jobs_within_reach -o a.html"
    assert not [line for line in _told(capsys, wide=True, path="a.csv") if "portee map" in line]


def test_in_french_and_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _told(capsys, "fr")
    assert lines[0].startswith(
        "jobs : un habitant moyen de ces profils en a 61 à portée, 61 % de tout ; de 32,5 (Agente"
    )
    assert _told(capsys, quiet=True) == []
