from __future__ import annotations

import re
import string
from importlib.resources import files
from pathlib import Path

import pytest

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Counted, Output, language, number, words
from portee.reports.french import french_spaces


def test_no_sentence_hides_another_of_the_same_name() -> None:
    names: list[str] = []
    for file in sorted(Path(str(files("portee.cli"))).rglob("words*.yaml")):
        names += re.findall(r"^([^\s#:][^:]*):", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(set(names)) == sorted(names)
    assert set(names) == set(words())


def test_every_sentence_is_in_both_languages_with_the_same_names() -> None:
    for key, texts in words().items():
        assert set(texts) == {"fr", "en"}, key
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} for text in texts.values()
        ]
        assert names[0] == names[1], key


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({}, "fr"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": "en_US"}, "en"),
    ],
)
def test_language_of_the_system(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language(CommonOptions()) == expected
    assert language(CommonOptions(lang=Language.fr)) == "fr"


def test_numbers() -> None:
    assert number(12345.678, "en", 1) == "12,345.7"
    assert number(12345.678, "fr", 1) == "12\u202f345,7"


def test_sentences_tables_and_silence(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output(CommonOptions(lang=Language.en))
    out.say("unattached_origins", count=1234, total=5000)
    out.table([["Name", "n"], ["a", "10"], ["long name", "5"]])
    said = capsys.readouterr().out
    assert said == (
        "1,234 of 5,000 origins are too far from any street of the network: they reach nothing.\n"
        "Name        n\n---------  --\na          10\nlong name   5\n"
    )
    for silent in (CommonOptions(quiet=True), CommonOptions(json=True)):
        Output(silent).say("info_no_timetable")
        assert capsys.readouterr().out == ""
    Output(CommonOptions(json=True)).result({"é": None})
    assert capsys.readouterr().out == '{\n "é": null\n}\n'


def test_a_bar_only_before_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    out = Output(CommonOptions(lang=Language.en))
    with out.progress() as progress:
        progress.start("reach", 3)
        progress.advance()
        progress.done()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with out.progress() as progress:
        progress.start("Streets", None)
        progress.start("reach", 3)
        progress.advance(3)
        progress.done()
        progress.advance()
    assert type(progress).__name__ == "_Bar"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("lang", "value", "decimals", "written"),
    [
        ("fr", 0, 0, "0 jour"), ("fr", 1, 0, "1 jour"), ("fr", 1.5, 1, "1,5 jour"), ("fr", 2, 0, "2 jours"),
        ("en", 0, 0, "0 days"), ("en", 1, 0, "1 day"), ("en", 1.5, 1, "1.5 days"), ("en", 1200, 0, "1,200 days"),
    ],
)  # fmt: skip
def test_one_and_several_take_their_words(lang: str, value: float, decimals: int, written: str) -> None:
    spec = "{n} {n:jour|jours}" if lang == "fr" else "{n} {n:day|days}"
    assert spec.format(n=Counted(value, lang, decimals)) == written


@pytest.mark.parametrize(
    ("key", "values", "fr", "en"),
    [
        ("third_opened", {"opened": 1, "candidates": 9, "path": "p"}, "1 tiers-lieu ouvert sur 9 candidats : p",
         "1 third place of 9 candidates is opened: p"),
        ("hub_simulated", {"title": "H", "days": 1, "replications": 1, "users": 2},
         "H : 1 jour simulé 1 fois, 2 demandes.", "H: 1 day simulated 1 time, 2 users."),
        ("goods_sited_small", {"count": 1}, "1 place est trop petite.", "1 place is too small."),
        ("goods_sited_small", {"count": 2}, "2 places sont trop petites.", "2 places are too small."),
    ],
)  # fmt: skip
def test_sentences_of_hubs_and_goods_keep_the_grammar(key: str, values: dict[str, object], fr: str, en: str) -> None:
    for lang, told in ((Language.fr, fr), (Language.en, en)):
        assert Output(CommonOptions(lang=lang)).text(key, **values).startswith(french_spaces(told))
