"""What the columns of a file of neighbourhoods hold, whatever the edition calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from portee.core.errors import ParameterError, SourceError, Where
from portee.territory.geography import Vintage, check_same_vintage, clean_code, vintage_of
from portee.territory.registry import Municipality
from portee.territory.variables import plain_name

__all__ = ["QpvColumns", "code_of", "known_columns", "municipalities_of", "one_vintage", "says_nothing", "texts_of"]


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    text = files("portee.sources").joinpath("qpv", "columns.yaml").read_text(encoding="utf-8")
    return {role: tuple(str(name) for name in names) for role, names in yaml.safe_load(text).items()}


@dataclass(frozen=True)
class QpvColumns:
    """Names of the columns of one file; None for those it does not have."""

    code: str
    name: str | None
    municipality_code: str | None
    municipality_name: str | None


def known_columns(columns: Sequence[str], where: Where) -> QpvColumns:
    """Which column is which.

    Raises:
        SourceError: there is no column of codes.
    """
    by_plain: dict[str, str] = {}
    for column in columns:
        by_plain.setdefault(plain_name(column), column)

    def found(role: str) -> str | None:
        return next((by_plain[plain_name(name)] for name in _names()[role] if plain_name(name) in by_plain), None)

    code = found("code")
    if code is None:
        shown = ", ".join(list(columns)[:12]) + (" …" if len(columns) > 12 else "")
        raise SourceError(
            f"There is no column of codes of neighbourhoods among: {shown}.",
            where=where,
            mend=f"Name it as the national files do: {', '.join(_names()['code'][:3])}.",
        )
    return QpvColumns(code, found("name"), found("municipality_code"), found("municipality_name"))


def says_nothing(text: str) -> bool:
    """Whether a cell stands for a figure that is not published."""
    return text.strip().casefold() in _names()["nothing"]


def texts_of(cell: object) -> tuple[str, ...]:
    """Texts of a cell that may list several: "QN00101M, QN00102M"."""
    text = "" if cell is None else str(cell)
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part and not says_nothing(part))


def code_of(cell: object, where: Where) -> str:
    """The one code of a cell, cleaned. Raises SourceError when it holds none, several, or something else."""
    text = "" if cell is None else str(cell)
    try:
        code = clean_code(text)
        vintage_of(code)
    except ParameterError as problem:
        raise SourceError(problem.what, where=where, mend=problem.mend) from problem
    return code


def municipalities_of(codes: object, names: object) -> tuple[Municipality, ...]:
    """Municipalities of two cells, paired when they hold as many of each."""
    numbers, towns = texts_of(codes), texts_of(names)
    if len(numbers) == len(towns):
        pairs = list(zip(numbers, towns, strict=True))
    elif not numbers:
        pairs = [("", town) for town in towns]
    elif len(numbers) == 1:
        pairs = [(numbers[0], ", ".join(towns))]
    else:
        pairs = [(number, "") for number in numbers]
    # A code of INSEE has five signs; a spreadsheet on the way drops the first zero.
    return tuple(Municipality(number.zfill(5) if number else "", town) for number, town in pairs)


def one_vintage(codes: Mapping[str, Where]) -> Vintage:
    """The geography of all the codes of a file, each with the place where it stands.

    Raises:
        SourceError: no code, or codes of both geographies.
    """
    if not codes:
        raise SourceError("The file has no neighbourhood.", mend="Take the file again.")
    first, *rest = codes
    for code in rest:
        try:
            check_same_vintage(vintage_of(first), vintage_of(code), f"read '{first}' and '{code}' from one file")
        except ParameterError as problem:
            raise SourceError(problem.what, where=codes[code], mend="Cut the file in two, one per geography.") from None
    return vintage_of(first)
