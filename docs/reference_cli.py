"""Reference of the command line, read from the program itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

from docs.docstrings import escape, to_markdown
from docs.words import WORDS

__all__ = ["cli_page", "commands"]


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name, in the order of the program's help."""
    import typer

    from portee.cli.main import app

    yield from _walk("portee", typer.main.get_command(app))


def cli_page(language: str) -> str:
    """Markdown of every command with its arguments and options."""
    from portee.cli.french_help import help_in_french

    words = WORDS[language]

    def told(text: str) -> str:
        return help_in_french(text) if language == "fr" else text

    sections = [f"# {words['cli']}", words["cli_intro"]]
    for name, command in commands():
        sections += [f"## {name}", to_markdown(told(command.help or ""))]
        annotations = get_type_hints(inspect.unwrap(command.callback))
        for title, kind in ((words["arguments"], "argument"), (words["options"], "option")):
            shown = [p for p in command.params if p.param_type_name == kind and not p.hidden]
            if shown:
                rows = [
                    _row(parameter, _choices(annotations.get(parameter.name)), words, told(parameter.help or ""))
                    for parameter in shown
                ]
                sections += [f"**{title}**", "\n".join(rows)]
    return "\n\n".join(section for section in sections if section) + "\n"


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for child_name, child in children.items():
        if not child.hidden:
            yield from _walk(f"{name} {child_name}", child)


def _choices(annotation: Any) -> list[str]:
    """Values that an enumeration or a literal type allows, inside lists and unions too."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [choice for part in get_args(annotation) for choice in _choices(part)]


def _row(parameter: Any, choices: list[str], words: dict[str, str], help: str) -> str:
    names = [*parameter.opts, *parameter.secondary_opts]
    label = ", ".join(f"`{name.upper() if parameter.param_type_name == 'argument' else name}`" for name in names)
    remarks = []
    if parameter.required:
        remarks.append(words["required"])
    if parameter.nargs == -1 or parameter.multiple:
        remarks.append(words["repeatable"])
    if choices:
        remarks.append(" | ".join(f"`{choice}`" for choice in choices))
    if _worth_showing(parameter.default):
        remarks.append(f"{words['default']} `{_shown(parameter.default)}`")
    text = escape(" ".join(help.split()))
    return f"- {label}{' (' + ', '.join(remarks) + ')' if remarks else ''}{': ' + text if text else ''}"


def _worth_showing(default: Any) -> bool:
    return default is not None and not callable(default) and default not in (False, "", [], ())


def _shown(default: Any) -> str:
    if isinstance(default, (list, tuple)):
        return " ".join(_shown(value) for value in default)
    return str(getattr(default, "value", default))
