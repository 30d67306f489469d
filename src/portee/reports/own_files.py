"""A result never takes the place of a file that it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from portee.core.errors import ParameterError

__all__ = ["refuse_overwriting"]


def refuse_overwriting(written: Iterable[Path | str | None], read: Iterable[Path | str | None]) -> None:
    """Refuse, before anything is read, to write over a file of the question, or twice to the same one.

    Args:
        written, read: files; None, and a word such as "stops" that names no file, stand for none.

    Raises:
        ParameterError: a file is written that is read too, or that is written twice.
    """
    inputs = {Path(path).resolve() for path in read if path is not None and Path(path).exists()}
    seen: set[Path] = set()
    for path in written:
        if path is None:
            continue
        place = Path(path).resolve()
        if place in inputs:
            raise ParameterError(
                "The result would be written over a file that it is made from.", where=str(path),
                mend="Give it another name.",
            )  # fmt: skip
        if place in seen:
            raise ParameterError(
                "Two results would be written to the same file.", where=str(path), mend="Give each its own name."
            )
        seen.add(place)
