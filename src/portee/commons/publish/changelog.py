"""What changed since the last release, in sentences: what needs another look, what is new, what was mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portee.commons.publish.changes import FieldChange, RecordChange
from portee.commons.publish.previous import step_of
from portee.commons.publish.release import Release
from portee.commons.publish.strictness import Stricter
from portee.commons.publish.words import day, number, spoken, told
from portee.commons.records.references import ID
from portee.commons.records.words import field_label, type_name, value_label

__all__ = ["Entry", "Section", "changelog", "changelog_markdown", "escape_markdown", "lead", "path_label"]

LONGEST_QUOTE = 140
"""Characters of a text that a sentence quotes; a longer one is cut, with an ellipsis."""

Titles = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """One record and what became of it, in sentences."""

    id: str
    type: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Entries of one kind."""

    title: str
    entries: tuple[Entry, ...]


def lead(release: Release, lang: str) -> tuple[str, ...]:
    """The first sentences: how much changed, and whether one must look again at what one has built."""
    if release.previous is None:
        return (told("changes_first", lang),)
    if not release.changes:
        return (told("changes_none", lang, previous=release.previous),)
    count = told("changes_since", lang, previous=release.previous, count=len(release.changes))
    return count, told(f"changes_{step_of(release.changes)}", lang)


def changelog(release: Release, lang: str) -> tuple[Section, ...]:
    """Sections that hold something, what breaks first."""
    groups = {
        "section_breaks": [change for change in release.changes if change.breaks],
        "section_new": [change for change in release.changes if change.kind == "new"],
        "section_changed": [change for change in release.changes if change.kind == "changed" and not change.breaks],
    }

    def title(id: str) -> str:
        file = release.by_id.get(id)
        return told("quoted", lang, text=file.record.title.in_(lang)) if file else id

    return tuple(
        Section(told(key, lang), tuple(_entry(change, lang, title) for change in changes))
        for key, changes in groups.items()
        if changes
    )


def changelog_markdown(release: Release, lang: str) -> str:
    """The same as a Markdown page; titles and texts of records cannot become markup."""
    lines = [f"# {told('version_title', lang, version=release.version, day=day(release.moment, lang))}", ""]
    lines += [*lead(release, lang)]
    for section in changelog(release, lang):
        lines += ["", f"## {section.title}", ""]
        for entry in section.entries:
            lines.append(f"- **{escape_markdown(entry.title)}** ({entry.type}, `{entry.id}`)")
            lines += [f"  - {escape_markdown(sentence)}" for sentence in entry.sentences]
    return "\n".join(lines) + "\n"


def escape_markdown(text: str) -> str:
    """Plain text as Markdown that shows it and nothing else, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))


def _entry(change: RecordChange, lang: str, title: Titles) -> Entry:
    sentences = [_asks_more(more, lang) for more in change.stricter]
    if change.kind != "changed":
        sentences.append(told(f"change_{change.kind}", lang))
    # A bound that asks more is told once, in the words above.
    bounds = ("tests", "level") if change.stricter else ()
    for field in change.fields:
        if field.at[0] not in bounds:
            sentences += _sentences(field, change.type, lang, title)
    return Entry(change.id, type_name(change.type, spoken(lang)), change.title.in_(lang), tuple(sentences))


def _asks_more(more: Stricter, lang: str) -> str:
    before = told("none", lang) if more.before is None else _value(more.before, "", lang, str)
    return told(f"stricter_{more.how}", lang, fact=more.fact, before=before, after=_value(more.after, "", lang, str))


def _sentences(field: FieldChange, kind: str, lang: str, title: Titles) -> Iterator[str]:
    label = path_label(field.at, kind, lang)
    name = next((str(part) for part in reversed(field.at) if isinstance(part, str)), "")
    if field.at[0] == "body" and field.before is not None and field.after is not None:
        yield told("change_body", lang, label=label)
    elif _is_list(field.before) and _is_list(field.after):
        added = [value for value in field.after or [] if value not in (field.before or [])]
        gone = [value for value in field.before or [] if value not in (field.after or [])]
        if added:
            yield told("change_added", lang, label=label, after=_value(added, name, lang, title))
        if gone:
            yield told("change_dropped", lang, label=label, before=_value(gone, name, lang, title))
        if not added and not gone:
            yield told("change_body", lang, label=label)
    else:
        before, after = (_value(value, name, lang, title) for value in (field.before, field.after))
        key = "change_set" if field.before is None else "change_gone" if field.after is None else "change_was"
        yield told(key, lang, label=label, before=before, after=after)


def _is_list(value: Any) -> bool:
    return value is None or isinstance(value, list)


def path_label(at: tuple[int | str, ...], kind: str, lang: str) -> str:
    """The name of a field at any depth, such as "Pourquoi, en anglais"."""
    parts = []
    for part in at:
        if isinstance(part, int):
            parts.append(told("item", lang, count=part))
        elif part == "body":
            parts.append(told("body", lang))
        elif part in ("fr", "en"):
            parts.append(told(f"language_{part}", lang))
        else:
            parts.append(_field(part, kind, lang))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _field(name: str, kind: str, lang: str) -> str:
    try:
        return field_label(name, spoken(lang), kind)
    except KeyError:
        # The name of a fact, of a variable or of a language.
        return name


def _value(value: Any, name: str, lang: str, title: Titles) -> str:
    if value is None:
        return told("none", lang)
    if isinstance(value, bool):
        return told("yes" if value else "no", lang)
    if isinstance(value, (int, float)):
        shown = number(value, lang)
        label = value_label(name, value, spoken(lang))
        return shown if label == str(value) else f"{shown} ({label})"
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(one, name, lang, title) for one in value)
    text = " ".join(str(value).split())
    if ID.fullmatch(text):
        return title(text)
    if any(value_label(name, text, one) != text for one in ("fr", "en")):
        return value_label(name, text, spoken(lang))
    return told("quoted", lang, text=text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…")
