"""Files that people write by hand: YAML, checked against a declared shape, with the line of what is wrong.

YAML is read in its plain form (`portee.core.plain_yaml`). A shape is a pydantic model that derives from `Declared`.
"""

from __future__ import annotations

import difflib
import functools
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails

from portee.core import plain_yaml
from portee.core.errors import SourceError, Where
from portee.core.plain_yaml import Path_, parse_yaml, too_large

__all__ = [
    "Declared",
    "Words",
    "Wrong",
    "declared_of",
    "file_text",
    "parse_all",
    "parse_declared",
    "read_declared",
    "read_yaml",
]

MOST_PROBLEMS = 500
"""More are not compared with each other: the first one is told anyway."""

MOST_SHOWN = 6
"""Fields that a mend shows as an example."""
MOST_QUOTED = 40
"""Letters of a value that a mend repeats."""
NO_NUMBER = {
    "int_parsing": "a whole number", "int_type": "a whole number", "int_from_float": "a whole number",
    "float_parsing": "a number", "float_type": "a number",
}  # fmt: skip
"""What is wanted where these errors are told."""
PLAINLY = {
    "input should be a valid string": "text is wanted (put quotes around it)", "input should be ": "it should be ",
    "string should ": "it should ", "value error, ": "",
}  # fmt: skip
"""Words of the library that checks, and those that people write in."""

Model = TypeVar("Model", bound="Declared")


class Declared(BaseModel):
    """A part of a declared file: frozen, no unknown field, no NaN, no yes or no where a number is wanted."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _true_is_no_number(cls, given: Any) -> Any:
        # Python takes True for 1. As a text it is refused by its own field, whose line is then told.
        if not isinstance(given, Mapping):
            return given
        said = {name: _truth_as_text(given[name]) for name in _numbers_of(cls) & given.keys()}
        return {**given, **said} if any(said[name] is not given[name] for name in said) else given


@functools.cache
def _numbers_of(shape: type[BaseModel]) -> frozenset[str]:
    """Names, as they are written, of the fields that hold numbers and neither truth nor text."""
    return frozenset(
        name for field, facts in shape.model_fields.items() for name in {field, facts.alias or field}
        if (kinds := _kinds(facts.annotation)) & {int, float} and not kinds & {bool, str, Any, object}
    )  # fmt: skip


def _kinds(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    if inner:
        return set().union(*map(_kinds, inner))
    return {annotation} if isinstance(annotation, type) or annotation is Any else set()


def _truth_as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)) and any(isinstance(one, bool) for one in value):
        return [_truth_as_text(one) for one in value]
    return value


class Words(Declared):
    """One text in French and in English."""

    fr: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in a language, "fr" or "en"."""
        return self.fr if lang == "fr" else self.en


class Wrong(ValueError):
    """What a validator of a shape raises: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str = "") -> None:
        self.what, self.mend = what, mend
        super().__init__(what)


def file_text(path: Path) -> str:
    """Text of a file written by hand. Raises SourceError."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            # A device or a pipe might never end.
            raise SourceError("This is not a file.", where=str(path), mend="Give the name of a YAML file.")
        if facts.st_size > plain_yaml.LARGEST_BYTES:
            raise too_large(facts.st_size, str(path))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=str(path), mend="Save it as UTF-8.") from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else problem
        raise SourceError(
            f"The file cannot be read: {reason}.",
            where=repr(str(path))[1:-1], mend="Check its name and that you may read it.",
        ) from None  # fmt: skip


def read_yaml(path: Path | str) -> Any:
    """The plain contents of a YAML file: mappings, lists, text, numbers. Raises SourceError."""
    path = Path(path)
    return parse_yaml(file_text(path), str(path))[0]


def read_declared(path: Path | str, shape: type[Model]) -> Model:
    """Read a declared file into its shape.

    Raises:
        SourceError: the file cannot be read, or something in it does not fit; file, line and field are told.
    """
    path = Path(path)
    return parse_declared(file_text(path), shape, str(path))


def parse_declared(text: str, shape: type[Model], file: str = "text") -> Model:
    """As `read_declared`, from text."""
    value, lines = parse_yaml(text, file)
    if not isinstance(value, Mapping):
        raise SourceError("The file is a list or a single value.", where=Where(file, 1), mend="Begin with a key.")
    return declared_of(value, shape, file, lines)


def declared_of(
    value: Any, shape: type[Model], file: str, lines: Mapping[Path_, int] | None = None, at: Path_ = ()
) -> Model:
    """Fit plain values into a shape; `lines` and `at` say where they stand in the file.

    Raises:
        SourceError: for the first of the problems, saying how many more there are.
    """
    try:
        return shape.model_validate(value)
    except ValidationError as problem:
        raise _first_problem(problem, shape, file, lines or {}, at) from None


def parse_all(
    text: str, shape: type[Model], file: str = "text"
) -> tuple[Model | None, list[SourceError], Mapping[Path_, int]]:
    """A declared file with every problem of it, and the line of each of its parts.

    Returns:
        the shape, None when something does not fit; the problems by line; lines by path of keys and places.

    Raises:
        SourceError: the file is not YAML, or not keys and values.
    """
    value, lines = parse_yaml(text, file)
    if not isinstance(value, Mapping):
        raise SourceError("The file is a list or a single value.", where=Where(file, 1), mend="Begin with a key.")
    try:
        return shape.model_validate(value), [], lines
    except ValidationError as problem:
        found = sorted(
            _problems(problem, shape, file, lines, ()), key=lambda error: (error.where and error.where.line) or 0
        )
        return None, found, lines


def _first_problem(
    problem: ValidationError, shape: type[Declared], file: str, lines: Mapping[Path_, int], at: Path_
) -> SourceError:
    """The problem that stands first in the file."""
    first, *rest = _problems(problem, shape, file, lines, at)
    if not rest:
        return first
    more = f"({len(rest)} more problem{'s' if len(rest) > 1 else ''} in this file.)"
    return SourceError(first.what, where=first.where, mend=f"{first.mend} {more}".strip())


def _problems(
    problem: ValidationError, shape: type[Declared], file: str, lines: Mapping[Path_, int], at: Path_
) -> list[SourceError]:
    """All problems by line. A misspelt name is told before the field that it leaves missing."""
    errors = [(_path(e, at, lines), e) for e in problem.errors(include_url=False)[:MOST_PROBLEMS]]
    # A list whose items are wrong is itself told to be too short, and a text that is a mapping to be none: only what is
    # inside is to mend.
    inner = [
        (path, e) for path, e in errors if not any(len(other) > len(path) and other[: len(path)] == path
        for other, o in errors if o is not e)
    ]  # fmt: skip
    # Of a number that may also be a list of numbers, the form in which it was given is meant.
    formed = {path for path, e in inner if not _of_other_form(e)}
    meant = [(path, e) for path, e in inner if path not in formed or not _of_other_form(e)]
    found = [(_place((*at, *error["loc"]), lines), path, error) for path, error in meant or inner or errors]
    # Where a part may have several shapes, the one that fits furthest is meant.
    found.sort(key=lambda one: (one[2]["type"] != "extra_forbidden", one[0] or 0, -len(one[2]["loc"])))
    told = []
    for line, path, error in found:
        what, mend = _told(error, shape, path)
        told.append(SourceError(what, where=Where(file, line, ".".join(map(str, path))[:120] or None), mend=mend))
    return told


def _of_other_form(error: ErrorDetails) -> bool:
    """Whether a list was wanted and something else given, or the other way round."""
    listed = isinstance(error.get("input"), (list, tuple))
    wants_list = error["type"].startswith(("tuple_", "list_", "too_"))
    return listed != wants_list


def _path(error: ErrorDetails, at: Path_, lines: Mapping[Path_, int]) -> Path_:
    """Where a problem is, as keys and places of the file; the name of one of several shapes stands in none."""
    reached = at
    for place, part in enumerate(error["loc"]):
        missing = error["type"] == "missing" and place == len(error["loc"]) - 1
        if missing or (*reached, part) in lines or (not lines and not str(part).startswith("function-")):
            reached = (*reached, part)
    return reached[len(at) :]


def _place(path: Path_, lines: Mapping[Path_, int]) -> int | None:
    """Line of the longest part of a path that stands in the file; names of union members stand in no file."""
    reached: Path_ = ()
    for part in path:
        if (*reached, part) in lines:
            reached = (*reached, part)
    return lines.get(reached)


def _told(error: ErrorDetails, shape: type[Declared], path: Path_) -> tuple[str, str]:
    name = str(path[-1]) if path else "the file"
    given = error.get("input")
    shown = repr(given)[:60] if not isinstance(given, (Mapping, list, tuple)) else ""
    raised = error.get("ctx", {}).get("error")
    if isinstance(raised, Wrong):
        return raised.what, raised.mend
    if error["type"] == "union_tag_invalid":
        given, known = str(error["ctx"]["tag"]), sorted(error["ctx"]["expected_tags"].replace("'", "").split(", "))
        near = difflib.get_close_matches(given, known, n=1)
        guess = f"Did you mean '{near[0]}'? " if near else ""
        kind = _tag_name(error)
        return f"There is no {kind} '{given[:60]}'.", f"{guess}{kind.capitalize()}s: {', '.join(known)}."
    if error["type"] == "union_tag_not_found":
        return f"'{_tag_name(error)}' is missing.", "Add it."
    if error["type"] == "missing":
        return f"'{name}' is missing.", "Add it."
    if error["type"] == "extra_forbidden":
        known = _fields_at(shape, error["loc"][:-1])
        near = difflib.get_close_matches(name, known, n=1)
        guess = f"Did you mean '{near[0]}'? " if near else ""
        return f"There is no field '{name[:60]}'.", f"{guess}Fields: {', '.join(known)}."
    if error["type"] in ("tuple_type", "list_type", "set_type", "frozen_set_type"):
        return f"'{name}' is {_said(given)}: a list is wanted.", _as_list(name, given)
    if error["type"] in ("model_type", "model_attributes_type", "dict_type"):
        fields = _fields_at(shape, error["loc"])
        few = f"{name}: {{{', '.join(f'{field}: …' for field in fields)}}}" if len(fields) <= MOST_SHOWN else ""
        mend = f"Write {few}." if few and path and isinstance(path[-1], str) else "Write keys with values."
        return f"'{name}' is {_said(given)}: keys with values are wanted.", mend
    if error["type"] == "too_short" and not given:
        return f"'{name}' is empty: {error['ctx']['min_length']} at least is wanted.", "Fill it, or leave it out."
    if error["type"] in NO_NUMBER:
        return f"'{name}' is {_said(given)}: {NO_NUMBER[error['type']]} is wanted.", "Correct it."
    message = error["msg"][:1].lower() + error["msg"][1:]
    for technical, plain in PLAINLY.items():
        message = message.replace(technical, plain)
    return f"'{name}' is {shown or 'not what it should be'}: {message}.", "Correct it."


def _said(given: Any) -> str:
    """What was given, as its writer sees it."""
    if given is None:
        return "empty"
    if isinstance(given, Mapping):
        return "keys with values"
    return "a list" if isinstance(given, (list, tuple)) else repr(given)[:60]


def _as_list(name: str, given: Any) -> str:
    if given is None:
        return f"Write {name}: [], or leave it out."
    if isinstance(given, (str, int, float)) and len(str(given)) <= MOST_QUOTED:
        return f"Write {name}: [{given}]."
    return "Begin each of its parts with a dash (-) on a line of its own, or put brackets ([ ]) around it."


def _tag_name(error: ErrorDetails) -> str:
    """The field that tells which of several shapes is meant."""
    return str(error["ctx"]["discriminator"]).strip("'")


def _fields_at(shape: type[Declared], path: Sequence[int | str]) -> list[str]:
    """Names of the fields at a place of a shape, as they are written."""
    shapes: list[type[BaseModel]] = [shape]
    for part in path:
        fields = [s.model_fields[part] for s in shapes if isinstance(part, str) and part in s.model_fields]
        if fields:
            shapes = [inner for field in fields for inner in _models(field.annotation)]
        elif isinstance(part, str):
            tagged = [s for s in shapes if any(part in get_args(f.annotation) for f in s.model_fields.values())]
            shapes = tagged or shapes
    return sorted({field.alias or name for s in shapes for name, field in s.model_fields.items()})


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
