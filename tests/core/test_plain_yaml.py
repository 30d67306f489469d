from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portee.core import plain_yaml
from portee.core.errors import SourceError
from portee.core.plain_yaml import parse_yaml, plain_text

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=40)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), TEXTS,
    st.sampled_from(["12:30", "no", "true", "2026-11-25", "0123", "1e5", "", "~", "&a", "# x", "- a", "a: b", "<<"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_what_is_written_reads_back_as_the_same(value: dict[str, Any]) -> None:
    read, _ = parse_yaml(plain_text(value), "f.yaml")
    assert read == value


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_both_readers_read_the_same_on_the_same_lines(value: dict[str, Any]) -> None:
    text = plain_text(value)
    fast = plain_yaml._read(plain_yaml._FastLoader(text), "f.yaml")
    assert fast == plain_yaml._read(plain_yaml._PlainLoader(text), "f.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000, "- " * 200_000, "{a: " * 200_000, "? " * 90_000,
        "\n".join(" " * i + "-" for i in range(1500)), "- [\n" * 50_000,
    ],
    ids=["brackets", "dashes", "braces", "keys", "stairs", "mixed"],
)  # fmt: skip
def test_depth_without_end_is_one_clear_error(text: str) -> None:
    with pytest.raises(SourceError, match="not YAML"):
        parse_yaml(text, "deep.yaml")


def test_the_fast_reader_is_there() -> None:
    """Ten thousand records are read in seconds only with it."""
    assert yaml.__with_libyaml__
