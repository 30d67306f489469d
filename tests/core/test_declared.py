"""Files written by hand: what is read, and what an error says of the place and the remedy."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError, model_validator

from portee.core import plain_yaml
from portee.core.declared import (
    Declared,
    Words,
    Wrong,
    declared_of,
    parse_all,
    parse_declared,
    read_declared,
    read_yaml,
)
from portee.core.errors import PorteeError, SourceError


class Wheel(Declared):
    radius: Annotated[float, Field(gt=0)]
    flat: bool = False


class Cart(Declared):
    title: Words
    number: str
    wheels: tuple[Wheel, ...] = ()
    by_name: dict[str, float] | None = None
    spare: Wheel | None = None

    @model_validator(mode="after")
    def _has_wheels(self) -> Cart:
        if len(self.wheels) == 1:
            raise Wrong("A cart with one wheel falls.", "Add a wheel.")
        return self


GOOD = """\
title: {fr: Charrette, en: Cart}
number: 12:30
wheels:
  - radius: 0.3
  - radius: 0.4
    flat: true
by_name: {left: 1, right: 2.5}
"""


def refused(text: str, shape: type[Declared] = Cart) -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse_declared(text, shape, "cart.yaml")
    return caught.value


def place(error: SourceError) -> tuple[str | None, int | None, str | None]:
    assert error.where is not None
    return error.where.file, error.where.line, error.where.field


def test_a_file_becomes_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "cart.yaml"
    path.write_text(GOOD, encoding="utf-8")
    cart = read_declared(path, Cart)
    assert cart == parse_declared(GOOD, Cart)
    assert cart.title.in_("fr") == "Charrette"
    assert cart.title.in_("en") == "Cart"
    assert [wheel.radius for wheel in cart.wheels] == [0.3, 0.4]
    assert [wheel.flat for wheel in cart.wheels] == [False, True]
    assert cart.by_name == {"left": 1.0, "right": 2.5}


def test_a_mark_of_byte_order_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "cart.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_declared(path, Cart).number == "12:30"


def test_what_is_declared_is_frozen() -> None:
    cart = parse_declared(GOOD, Cart)
    with pytest.raises(ValidationError, match="frozen"):
        cart.number = "13:00"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("12:30", "12:30"),
        ("1:20:30", "1:20:30"),
        ("NO", "NO"),
        ("on", "on"),
        ("2026-01-01", "2026-01-01"),
        ("<<", "<<"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        ("=", "="),
    ],
)
def test_what_yaml_would_turn_into_something_else_stays_text(written: str, text: str) -> None:
    assert parse_declared(f"fr: {written}\nen: x", Words).fr == text


def test_plain_values(tmp_path: Path) -> None:
    path = tmp_path / "values.yaml"
    path.write_text("a: 0123\nb: 1e3\nc: true\nd: ~\ne: -4.5\nf: yes\ng: [1, x]\nh:\n", encoding="utf-8")
    assert read_yaml(path) == {
        "a": 123, "b": 1000.0, "c": True, "d": None, "e": -4.5, "f": "yes", "g": [1, "x"], "h": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "field", "words"),
    [
        ("title: {fr: a, en: b}\n", 1, "number", "'number' is missing. Add it."),
        ("title: {fr: a, en: b}\nnumber: [1]\n", 2, "number", "'number' is not what it should be"),
        ("title:\n  fr: a\nnumber: x\n", 1, "title.en", "'en' is missing"),
        ("title: {fr: a, en: b}\nnumber: x\nwheels:\n  - radius: 1\n  - radius: -2\n", 5, "wheels.1.radius", "-2"),
        ("title: {fr: a, en: b}\nnumber: x\nwheels:\n- {radius: 1}\n- {radius: big}\n", 5, "wheels.1.radius", "'big'"),
        ("title: {fr: a, en: b}\nnumber: x\nby_name:\n  left: 1\n  right: far\n", 5, "by_name.right", "'far'"),
        ("title: {fr: a, en: b}\nnumber: x\nspare:\n  radius: 1\n  flat: maybe\n", 5, "spare.flat", "'maybe'"),
        ("title: {fr: a, en: b}\nnumber: x\nwheels: [{radius: 1}]\n", 1, None, "A cart with one wheel falls. Add a"),
    ],
)
def test_an_error_tells_line_and_field(text: str, line: int, field: str | None, words: str) -> None:
    error = refused(text)
    assert place(error) == ("cart.yaml", line, field)
    assert words in str(error)


@pytest.mark.parametrize("nan", ["nan", ".nan", "inf", "-inf", "1e999", "9" * 400])
def test_only_finite_numbers(nan: str) -> None:
    error = refused(f"radius: {nan}\n", Wheel)
    assert place(error) == ("cart.yaml", 1, "radius")
    assert len(str(error)) < 300


class Shelf(Declared):
    names: tuple[str, ...] = ()
    feet: Annotated[tuple[str, ...], Field(min_length=1)] = ("oak",)
    boards: Annotated[int, Field(ge=1)] | None = None
    metres: float | tuple[float, float] | None = None
    free: bool | int | None = None
    title: Words | None = None


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("names: oak\n", "'names' is 'oak': a list is wanted.", "Write names: [oak]."),
        ("names:\n", "'names' is empty: a list is wanted.", "Write names: [], or leave it out."),
        ("names: {a: b}\n", "'names' is keys with values: a list is wanted.", "Begin each of its parts with a dash"),
        ("feet: []\n", "'feet' is empty: 1 at least is wanted.", "Fill it, or leave it out."),
        ("boards: true\n", "'boards' is 'true': a whole number is wanted.", "Correct it."),
        ("metres: true\n", "'metres' is 'true': a number is wanted.", "Correct it."),
        ("metres: [1, false]\n", "is 'false': a number is wanted.", "Correct it."),
        ("title: Oak\n", "'title' is 'Oak': keys with values are wanted.", "Write title: {en: …, fr: …}."),
        ("title: [Oak]\n", "'title' is a list: keys with values are wanted.", "Write title: {en: …, fr: …}."),
    ],
)
def test_a_value_of_another_form_tells_what_to_write(text: str, what: str, mend: str) -> None:
    error = refused(text, Shelf)
    assert what in error.what
    assert mend in str(error.mend)


def test_true_is_a_number_only_where_it_may_be_either() -> None:
    assert parse_declared("free: true\n", Shelf).free is True
    with pytest.raises(ValidationError):
        Shelf(boards=True)


def test_a_misspelt_field_is_told_before_what_it_leaves_missing() -> None:
    error = refused("title: {fr: a, en: b}\nnumbre: x\n")
    assert place(error) == ("cart.yaml", 2, "numbre")
    assert error.what == "There is no field 'numbre'."
    assert error.mend.startswith("Did you mean 'number'? Fields: by_name, number, spare, title, wheels.")
    assert error.mend.endswith("(1 more problem in this file.)")


def test_a_misspelt_field_inside_lists_the_fields_there() -> None:
    error = refused("title: {fr: a, en: b}\nnumber: x\nspare:\n  radios: 1\n")
    assert place(error) == ("cart.yaml", 4, "spare.radios")
    assert "Did you mean 'radius'? Fields: flat, radius." in error.mend


def test_a_name_unlike_any_gets_no_guess() -> None:
    assert "Did you mean" not in refused("title: {fr: a, en: b}\nnumber: x\nzzz: 1\n").mend


def test_the_first_of_several_problems_is_told_and_the_others_counted() -> None:
    error = refused("number: [1]\ntitle: {fr: a, en: [b]}\nspare: {radius: 0}\n")
    assert place(error) == ("cart.yaml", 1, "number")
    assert error.mend.endswith("(2 more problems in this file.)")


@pytest.mark.parametrize("text", ["fr: a\nen: b\nfr: c\n", "fr: a\nen: b\n'fr': c\n"])
def test_a_key_given_twice_is_refused(text: str) -> None:
    error = refused(text, Words)
    assert place(error) == ("cart.yaml", 3, "fr")
    assert "'fr' is there twice." in str(error)


def test_a_key_given_twice_inside_is_refused() -> None:
    assert place(refused("title:\n  fr: a\n  fr: b\nnumber: x\n"))[1] == 3


def test_anchors_are_refused() -> None:
    error = refused("fr: &same a\nen: *same\n", Words)
    assert place(error)[1] == 1
    assert "anchor" in error.what
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    assert "anchor" in refused(bomb, Words).what
    assert "anchor" in refused("fr: &me [*me]\nen: b\n", Words).what


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("# nothing but words\n", "empty"),
        ("- a\n- b\n", "a list or a single value"),
        ("just words", "a list or a single value"),
        ("fr: a\n\ten: b\n", "not YAML"),
        ("fr: 'a\n", "not YAML"),
        ("fr: a\n---\nen: b\n", "not YAML"),
        ("? [a]\n: b\n", "A key is not plain text"),
        ("fr: !!python/object/apply:os.system [ls]\nen: b\n", "not YAML"),
        ("fr: !!int 0x10\nen: b\n", "not YAML"),
        ("fr: !!timestamp 2026-13-01\nen: b\n", "not YAML"),
        ("fr: a\nen: " + "9" * 5000, "not YAML"),
        ("fr: a\x00\nen: b\n", "characters that text does not have"),
        ("fr: a\nen: \ud800\n", "characters that text does not have"),
        ("[" * 3000, "not YAML"),
        ("a: {" * 3000, "not YAML"),
        ("fr:\n" + "".join(" " * n + "- \n" for n in range(1, 1500)), "not YAML"),
    ],
)
def test_what_is_no_declared_file_gets_one_clear_error(text: str, words: str) -> None:
    error = refused(text, Words)
    assert words in error.what
    assert error.mend
    assert len(str(error)) < 400


def test_the_line_of_a_character_that_text_does_not_have() -> None:
    assert place(refused("fr: a\nen: b\x07\n", Words))[1] == 2


def test_a_large_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_yaml, "LARGEST_BYTES", 1000)
    path = tmp_path / "large.yaml"
    path.write_text("fr: a\nen: " + "b" * 1000, encoding="utf-8")
    with pytest.raises(SourceError, match="has 1010 bytes; a declared file has at most 1000"):
        read_declared(path, Words)
    assert "1010 bytes" in refused(path.read_text(encoding="utf-8"), Words).what


def test_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_yaml, "MOST_NODES", 50)
    assert "more than 50 entries" in refused(f"fr: [{'a, ' * 60}]\nen: b\n", Words).what


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("fr: été\nen: summer\n".encode("latin-1"))
    for path, words in [
        (latin, "not UTF-8"),
        (tmp_path, "not a file"),
        (tmp_path / "none.yaml", "cannot be read: No such file"),
        (Path("nul\0.yaml"), "cannot be read"),
    ]:
        with pytest.raises(SourceError, match=words) as caught:
            read_declared(path, Words)
        assert caught.value.mend
        assert "\0" not in str(caught.value)
        with pytest.raises(SourceError, match=words):
            read_yaml(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_that_never_ends_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(SourceError, match="not a file"):
        read_declared(tmp_path / "pipe.yaml", Words)


def test_values_from_elsewhere_are_checked_alike() -> None:
    assert declared_of({"fr": "a", "en": "b"}, Words, "given") == Words(fr="a", en="b")
    lines = {("parts",): 4, ("parts", 0): 5, ("parts", 0, "en"): 7}
    with pytest.raises(SourceError) as caught:
        declared_of({"fr": "a", "en": 3}, Words, "parts.yaml", lines, ("parts", 0))
    assert place(caught.value) == ("parts.yaml", 7, "en")


def test_a_long_value_is_cut_in_the_message() -> None:
    error = refused(f"title: {{fr: a, en: b}}\nnumber: x\nspare: {{radius: '{'<script>' * 500}'}}\n")
    assert len(str(error)) < 400
    error = refused(f"title: {{fr: a, en: b}}\nnumber: x\n{'n' * 5000}: 1\n")
    assert len(str(error)) < 400


def test_a_file_of_other_fields_is_told_at_once() -> None:
    error = refused("".join(f"k{n}: 1\n" for n in range(3000)), Words)
    assert place(error)[1] == 1
    assert "problems in this file" in error.mend


class Horse(Declared):
    kind: Literal["horse"]
    legs: int = 4


class Engine(Declared):
    kind: Literal["engine"]
    watts: float
    from_: Annotated[int | None, Field(alias="from")] = None


class Team(Declared):
    title: Words
    pulled_by: tuple[Annotated[Horse | Engine, Field(discriminator="kind")], ...] = ()
    wheels: tuple[Wheel, ...] = ()


def all_of(text: str, shape: type[Declared] = Team) -> list[tuple[int | None, str]]:
    """Line and sentence of all that is wrong."""
    found, problems, _ = parse_all(text, shape, "team.yaml")
    assert (found is None) == bool(problems)
    assert {problem.where and problem.where.file for problem in problems} <= {"team.yaml"}
    return [(problem.where.line if problem.where else None, problem.what) for problem in problems]


def test_all_of_a_good_file_is_its_shape_and_its_lines() -> None:
    found, problems, lines = parse_all(GOOD, Cart, "cart.yaml")
    assert found == parse_declared(GOOD, Cart)
    assert problems == []
    assert (lines["title",], lines["number",], lines["wheels", 1, "flat"], lines["by_name", "right"]) == (1, 2, 6, 7)


def test_every_problem_is_told_by_line_with_none_counted_instead() -> None:
    text = """\
wheels:
  - radius: -1
  - radios: 2
title: {fr: a, en: [b]}
pulled_by:
  - {kind: horse, legs: many}
  - kind: engine
    wats: 3
"""
    assert all_of(text) == [
        (2, "'radius' is -1: it should be greater than 0."),
        (3, "There is no field 'radios'."),
        (3, "'radius' is missing."),
        (4, "'en' is not what it should be: text is wanted (put quotes around it)."),
        (6, "'legs' is 'many': a whole number is wanted."),
        (7, "'watts' is missing."),
        (8, "There is no field 'wats'."),
    ]
    _, problems, _ = parse_all(text, Team)
    assert not any("more problem" in problem.mend for problem in problems)


def test_one_of_several_shapes_is_told_apart_by_its_own_word() -> None:
    good = "title: {fr: a, en: b}\n"
    _, (unknown, missing, field), _ = parse_all(
        good + "pulled_by:\n- kind: hors\n- legs: 4\n- {kind: engine, watts: 1, form: 2}\n", Team
    )
    assert (unknown.what, unknown.mend) == ("There is no kind 'hors'.", "Did you mean 'horse'? Kinds: engine, horse.")
    assert missing.what == "'kind' is missing."
    # The fields of that one alone, as they are written.
    assert field.mend == "Did you mean 'from'? Fields: from, kind, watts."


@pytest.mark.parametrize("text", ["- a\n", "x", "", "fr: &a b\nen: *a\n", "fr: 'a\n"])
def test_what_is_no_file_of_keys_is_one_error_and_no_list(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_all(text, Words, "cart.yaml")
    assert place(caught.value)[0] == "cart.yaml"
    assert caught.value.mend


@given(st.text(alphabet="fren: -[]{}&*!|>'\"\n\t#?,~ab019.é\x00", max_size=60))
def test_all_and_the_first_problem_agree(text: str) -> None:
    try:
        found, problems, _ = parse_all(text, Words, "f")
    except SourceError:
        with pytest.raises(SourceError):
            parse_declared(text, Words, "f")
        return
    if problems:
        assert refused(text, Words).what in {problem.what for problem in problems}
    else:
        assert found == parse_declared(text, Words, "f")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


@given(PLAIN)
def test_any_values_fit_or_are_an_error_of_ours(value: Any) -> None:
    with suppress(PorteeError):
        assert isinstance(declared_of(value, Cart, "values"), Cart)


@given(st.text(alphabet="fren: -[]{}&*!|>'\"\n\t#?,~ab019.é\x00", max_size=60))
def test_any_text_is_read_or_an_error_of_ours(text: str) -> None:
    with suppress(PorteeError):
        assert isinstance(parse_declared(text, Words), Words)
