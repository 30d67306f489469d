"""Records made from the examples, with any text that people might write."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from portee.commons.records.kinds import KINDS
from portee.commons.text.record_file import RecordFile, record_values
from portee.core.declared import declared_of
from tests.commons.examples import PATHS, example_file

SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t", exclude_characters="\ufeff")
PROSE = st.one_of(
    st.sampled_from(["12:30", "non", "true", "~", "- a", "a: b", "# en", "---", "|", "2026-11-25", "'", "1e5", "&x"]),
    st.text(SIGNS, min_size=1, max_size=60),
).filter(lambda text: bool(text.strip()))  # fmt: skip
LANGUAGE_LINE = re.compile(r"^# [a-z]{2,3}(-[a-z0-9]{2,8})?[ \t]*$", re.MULTILINE)
BODIES = st.dictionaries(
    st.sampled_from(["fr", "en", "ar", "pt-br"]),
    PROSE.map(lambda text: "\n".join(text.splitlines()).strip()).filter(
        lambda text: bool(text) and not LANGUAGE_LINE.search(text)
    ),
)  # fmt: skip


def _texts(draw: st.DrawFn, value: Any) -> Any:
    """The same value, with other prose in each text that has languages."""
    if isinstance(value, dict):
        if "fr" in value:
            return {lang: draw(PROSE) for lang in ("fr", *draw(st.sets(st.sampled_from(["en", "ar"]))))}
        return {name: _texts(draw, part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(draw, part) for part in value]
    return value


@st.composite
def record_files(draw: st.DrawFn) -> RecordFile:
    """A record of any type, with any texts and any bodies."""
    path = draw(st.sampled_from(PATHS))
    values = _texts(draw, record_values(example_file(path).record))
    return RecordFile(declared_of(values, KINDS[path.partition("/")[0]], path), draw(BODIES))
