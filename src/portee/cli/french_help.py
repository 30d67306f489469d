"""Help of the command line in French: the program says it in English, `help.fr.yaml` says each paragraph in French.

Nothing of it is read unless help is asked for in French, so that commands start as fast as without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

__all__ = ["HELP", "asks_help", "french_words", "help_in_french", "paragraphs_of", "said_in_french", "without_language"]

HELP = ("-h", "--help")
OPENINGS = {"Example: ": "Exemple : ", "Begin with: ": "Pour commencer : "}
"""Paragraphs that hold a command as it is typed."""
TYPERS_OWN = {
    "DEFAULT_STRING": "[par défaut : {}]",
    "ENVVAR_STRING": "[variable d'environnement : {}]",
    "REQUIRED_LONG_STRING": "[à donner]",
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commandes",
}
SHOW_HELP = "Montrer cette aide."


def asks_help(command: Any, given: Sequence[str]) -> bool:
    """Whether what was typed is answered by a help text: by name, or because a group of commands stands alone."""
    if any(word in HELP for word in given):
        return True
    for word in given:
        command = getattr(command, "commands", {}).get(word)
    return hasattr(command, "commands")


def without_language(given: Sequence[str]) -> list[str]:
    """What was typed, without `--lang` and its value: groups of commands have no such option of their own."""
    kept: list[str] = []
    words = iter(given)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("--lang="):
            kept.append(word)
    return kept


@cache
def french_words() -> Mapping[str, str]:
    """English paragraph → French."""
    import yaml

    from portee.reports.french import french_spaces

    # Ten times as fast where PyYAML was built with libyaml; as safe as the other.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (files("portee.cli") / "help.fr.yaml").read_text(encoding="utf-8")
    return {entry["en"]: french_spaces(entry["fr"]) for entry in yaml.load(text, loader)}  # noqa: S506


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs of a help text that are sentences, each on one line."""
    for paragraph in text.split("\n\n"):
        line = " ".join(paragraph.split())
        if line and not line.startswith(tuple(OPENINGS)):
            yield line


def help_in_french(text: str) -> str:
    """A help text in French; a paragraph without French words stays English."""
    from portee.reports.french import french_spaces

    told = []
    for paragraph in text.split("\n\n"):
        line = " ".join(paragraph.split())
        opening = next((one for one in OPENINGS if line.startswith(one)), None)
        if opening is not None:
            told.append(french_spaces(OPENINGS[opening].rstrip()) + line[len(opening) - 1 :])
        else:
            told.append(french_words().get(line, line))
    return "\n\n".join(told)


@contextmanager
def said_in_french(command: Any) -> Iterator[None]:
    """The help of a command, of its options and of all commands below it in French, and Typer's own words with it."""
    from typer import rich_utils

    from portee.reports.french import french_spaces

    before = {name: getattr(rich_utils, name) for name in TYPERS_OWN}
    _say(command)
    try:
        for name, text in TYPERS_OWN.items():
            setattr(rich_utils, name, french_spaces(text))
        yield
    finally:
        for name, text in before.items():
            setattr(rich_utils, name, text)


def _say(command: Any) -> None:
    if command.help:
        command.help = help_in_french(command.help)
    # Kept by the command once it is made, so that it is this one that is shown.
    own = command.get_help_option(SimpleNamespace(help_option_names=list(HELP)))
    if own is not None:
        own.help = SHOW_HELP
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = help_in_french(parameter.help)
        panel = getattr(parameter, "rich_help_panel", None)
        if panel:
            parameter.rich_help_panel = french_words().get(panel, panel)
    for below in getattr(command, "commands", {}).values():
        _say(below)
