"""Docstrings in Google's style, turned into Markdown."""

from __future__ import annotations

import inspect
import re

__all__ = ["escape", "to_markdown"]

SECTIONS = ("Args", "Attributes", "Returns", "Yields", "Raises", "Note", "Notes", "Example", "Examples", "References")
SECTION = re.compile(rf"^({'|'.join(SECTIONS)}):$")
ITEM = re.compile(r"^(\*{0,2}[A-Za-z_][\w.]*(?:, \*{0,2}[A-Za-z_][\w.]*)*)(?: \([^)]*\))?: ")


def escape(text: str) -> str:
    """Text with the signs that Markdown would take for its own made harmless, outside `code`."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_\[\]<>|#])", r"\\\1", part) for part in parts)


def to_markdown(docstring: str) -> str:
    """Markdown of a docstring: paragraphs, indented blocks as they stand, sections as lists."""
    blocks: list[str] = []
    lines = inspect.cleandoc(docstring).splitlines()
    position = 0
    while position < len(lines):
        line = lines[position]
        section = SECTION.match(line)
        taken = 1
        if section:
            body = _indented(lines[position + 1 :])
            taken += len(body)
            blocks += [f"**{section.group(1)}**", _items(body)]
        elif line.startswith("    "):
            body = _indented(lines[position:])
            taken = len(body)
            blocks.append("\n".join(["```text", *inspect.cleandoc("\n".join(body)).splitlines(), "```"]))
        elif line.strip():
            body = _paragraph(lines[position:])
            taken = len(body)
            blocks.append(escape("\n".join(body)))
        position += taken
    return "\n\n".join(block for block in blocks if block)


def _indented(lines: list[str]) -> list[str]:
    """The lines at the start that are indented, blank lines between them included."""
    end = 0
    for number, line in enumerate(lines):
        if line.startswith("    "):
            end = number + 1
        elif line.strip():
            break
    return lines[:end]


def _paragraph(lines: list[str]) -> list[str]:
    """The lines at the start up to a blank line, an indented block or a section."""
    end = 1
    while (
        end < len(lines) and lines[end].strip() and not lines[end].startswith("    ") and not SECTION.match(lines[end])
    ):
        end += 1
    return lines[:end]


def _items(body: list[str]) -> str:
    """A list of what a section describes; lines that name nothing continue the item before."""
    items: list[str] = []
    for line in inspect.cleandoc("\n".join(body)).splitlines():
        item = ITEM.match(line)
        if item:
            names = ", ".join(f"`{name}`" for name in item.group(1).split(", "))
            rest = line[len(item.group(1)) :]
            items.append(f"- {names}{escape(rest)}")
        elif items:
            items[-1] += f" {escape(line.strip())}" if line.strip() else ""
        elif line.strip():
            items.append(escape(line.strip()))
    return "\n".join(items)
