"""Set a document with Typst: tagged, and the same bytes for the same data, with the fonts that come with Portée."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Any, Literal

from portee.core.errors import OutputError

__all__ = ["typeset"]

STEPS: tuple[tuple[bool, Literal["ua-1", "1.7"]], ...] = ((False, "ua-1"), (True, "ua-1"), (True, "1.7"))
"""Fonts and standard tried: those of Portée alone, the same everywhere; then those of the machine too, for other
scripts; then without the promise of PDF/UA, which a letter that no font has would break."""

FIXED_TIME_S = 0
"""Moment written in the file, the same for the same data."""


def typeset(template: bytes, name: str, data: Mapping[str, Any], mend: str, first: int = 0) -> tuple[bytes, int]:
    """A PDF of data, which the template finds under a name; texts are data there, never markup.

    Args:
        mend: what to do when it cannot be set.
        first: place in `STEPS` to begin at.

    Returns:
        the document, and the place in `STEPS` of what could set it.

    Raises:
        OutputError: nothing could set it.
    """
    import typst

    inputs = {name: json.dumps(data, ensure_ascii=False)}
    failure: Exception | None = None
    with as_file(files("portee.reports").joinpath("assets")) as folder:
        for step, (system, standard) in enumerate(STEPS[first:], start=first):
            try:
                made: bytes = typst.compile(
                    template,
                    font_paths=typst.Fonts(include_system_fonts=system, font_paths=[folder]),
                    format="pdf",
                    sys_inputs=inputs,
                    pdf_standards=[standard],
                    timestamp=FIXED_TIME_S,
                )
            except (typst.TypstError, RuntimeError, ValueError) as problem:
                failure = problem
            else:
                return made, step
    raise OutputError(f"The {name} could not be set ({failure}).", mend=mend) from failure
