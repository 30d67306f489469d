"""The form of a record as a page shows it: labels in the reader's language, what is typed, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Request

from portee.commons.check.summary import Summary
from portee.commons.records.words import field_label, value_label
from portee.core.errors import PorteeError
from portee.reports.problems import Said, problem_in
from portee.services.proposing.shapes import Asked, asked_of
from portee.services.proposing.typed import LANGUAGES, MOST_ROWS, shown
from portee.web.wording import say, typeset

__all__ = ["PREFIX", "FormField", "begun", "form_of", "sort_problems", "typed_record"]

PREFIX = "r."
"""Before the names of a record's fields, so that none is taken for the form's own."""

MOST_TICKED = 40
MOST_LISTED = 400
"""Records that a reference may be ticked among, or chosen in a list; of more, the id is typed."""


@dataclass(frozen=True)
class FormField:
    """One field.

    Attributes:
        name: in the form. label: what it asks. how: it is typed ("line", "long", "choice", "ticks", "group").
        value: as it is shown; for ticks, one a line. options: (value, words).
        lang: of what is typed, where it is told. parts: fields of a group.
    """

    name: str
    label: str
    how: str
    value: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    lang: str = ""
    hint: str = ""
    problems: tuple[Said, ...] = ()
    parts: tuple[FormField, ...] = field(default=())

    @property
    def is_wrong(self) -> bool:
        return bool(self.problems) or any(part.is_wrong for part in self.parts)


async def typed_record(request: Request) -> Mapping[str, str]:
    """Depend on it: every field that was sent, as it was typed; what was ticked stands one a line."""
    found: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return {name: "\n".join(values) for name, values in found.items()}


def sort_problems(
    problems: Sequence[PorteeError], path: str, lang: str
) -> tuple[dict[str, list[Said]], list[Said]]:  # fmt: skip
    """Problems by field, and those that belong to none, such as of another record, in the reader's language."""
    by_field: dict[str, list[Said]] = {}
    others: list[Said] = []
    for problem in problems:
        where, told = problem.where, problem_in(lang, problem.what, problem.mend)
        if where is not None and where.file == path and where.field:
            by_field.setdefault(where.field, []).append(told)
        elif where is not None and where.file not in (None, path):
            colon = typeset(told.lang, " : " if told.lang == "fr" else ": ")
            others.append(replace(told, what=f"{where.file}{colon}{told.what}"))
        else:
            others.append(told)
    return by_field, others


def form_of(
    kind: str, values: Mapping[str, Any], records: Mapping[str, Summary], problems: Mapping[str, Sequence[Said]],
    lang: str,
) -> tuple[FormField, ...]:  # fmt: skip
    """The fields of a record's form.

    Args:
        values: plain values of the record. records: of the commons, which references lead to.
        problems: by path of the field.
    """
    view = _View(kind, records, problems, lang)
    return tuple(view.field(one, values.get(one.name), one.name) for one in asked_of(kind))


def begun(label: str) -> str:
    """A label as a line begins: with a capital."""
    return label[:1].upper() + label[1:]


@dataclass(frozen=True)
class _View:
    kind: str
    records: Mapping[str, Summary]
    problems: Mapping[str, Sequence[Said]]
    lang: str

    def field(self, one: Asked, value: Any, path: str) -> FormField:
        label = begun(field_label(one.name, self.lang, self.kind if "." not in path else ""))
        inner = {
            "text": self._languages, "texts": self._texts, "rows": self._rows, "group": self._group,
        }.get(one.how)  # fmt: skip
        if inner is not None:
            parts = tuple(inner(one, value, path))
            return FormField(
                PREFIX + path, label, "group", required=one.required, parts=parts,
                problems=_called(self._at(path, parts), one.name, label),
            )  # fmt: skip
        plain = shown(one, value)
        how = {"line": "line", "number": "line", "choice": "choice"}.get(one.how, "long")
        options: tuple[tuple[str, str], ...] = ()
        hint = ""
        if one.how == "yes-no":
            how, options = "choice", tuple((key, say(self.lang, f"propose-{key}")) for key in ("yes", "no"))
        elif one.choices:
            options = tuple((str(key), value_label(one.name, key, self.lang)) for key in one.choices)
            how = "ticks" if one.how == "lines" else "choice"
        elif one.to:
            how, options, hint = self._references(one, how)
        elif one.how == "lines":
            hint = say(self.lang, "propose-one-a-line")
        elif one.how == "yaml":
            hint = say(self.lang, "propose-yaml")
        chosen = {key for key, _ in options}
        if options:
            # What was typed and is not in the list is shown all the same, to be put right.
            options += tuple((key, key) for key in plain.split("\n") if key and key not in chosen)
        if how == "choice":
            options = (("", say(self.lang, "form-choose")), *options)
        return FormField(
            PREFIX + path, label, how, plain, one.required, options, hint=hint,
            problems=_called(self._at(path, ()), one.name, label),
        )  # fmt: skip

    def _references(self, one: Asked, how: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
        known = tuple(
            (id, typeset(self.lang, f"{summary.title} ({id})")) for id, summary in self.records.items()
            if id.partition("/")[0] in one.to and summary.is_whole
        )  # fmt: skip
        if one.how == "lines" and 0 < len(known) <= MOST_TICKED:
            return "ticks", known, ""
        if one.how == "line" and 0 < len(known) <= MOST_LISTED:
            return "choice", known, ""
        return how, (), say(self.lang, "propose-reference", type=", ".join(one.to) or "type")

    def _languages(self, one: Asked, value: Any, path: str) -> Iterator[FormField]:
        said = value if isinstance(value, Mapping) else {}
        for lang in LANGUAGES:
            how = "line" if one.name in ("title", "name") else "long"
            yield FormField(
                f"{PREFIX}{path}.{lang}", say(self.lang, f"language-{lang}"), how, str(said.get(lang, "")),
                required=lang == "fr" and one.required, lang=lang, problems=self._at(f"{path}.{lang}", ()),
            )  # fmt: skip

    def _texts(self, one: Asked, value: Any, path: str) -> Iterator[FormField]:
        rows = value if isinstance(value, list) else []
        for place, row in enumerate([*rows, None][:MOST_ROWS]):
            parts = tuple(self._languages(one, row, f"{path}.{place}"))
            yield self._numbered(path, place, parts)

    def _rows(self, one: Asked, value: Any, path: str) -> Iterator[FormField]:
        rows = value if isinstance(value, list) else []
        for place, row in enumerate([*rows, None][:MOST_ROWS]):
            yield self._numbered(path, place, tuple(self._group(one, row, f"{path}.{place}")))

    def _numbered(self, path: str, place: int, parts: tuple[FormField, ...]) -> FormField:
        return FormField(
            f"{PREFIX}{path}.{place}", str(place + 1), "group", parts=parts, problems=self._at(f"{path}.{place}", parts)
        )  # fmt: skip

    def _group(self, one: Asked, value: Any, path: str) -> Iterator[FormField]:
        said = value if isinstance(value, Mapping) else {}
        for part in one.parts:
            yield self.field(part, said.get(part.name), f"{path}.{part.name}")

    def _at(self, path: str, parts: tuple[FormField, ...]) -> tuple[Said, ...]:
        """Problems of this field, and of what lies in it that no part shows."""
        within = [*self.problems.get(path, ())]
        names = tuple(part.name.removeprefix(PREFIX) for part in parts)
        for at, told in self.problems.items():
            inside = at.startswith(f"{path}.")
            if inside and not any(at == name or at.startswith(f"{name}.") for name in names):
                within += told
        return tuple(within)


def _called(problems: tuple[Said, ...], name: str, label: str) -> tuple[Said, ...]:
    """Problems of a field that call it as the form does, and not as files do."""
    quoted = re.compile(rf"(?<=['«])(\s?){re.escape(name)}(?=\s?['»])")
    return tuple(replace(told, what=quoted.sub(lambda found: found[1] + label, told.what)) for told in problems)
