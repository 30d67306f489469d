"""Page of every figure of the world that Portée uses, read from the files that the program itself reads."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from docs.docstrings import escape
from docs.words import WORDS
from portee.core.parameters import Parameter, Source, Value, shipped_parameters

__all__ = ["parameters_page"]


def parameters_page(language: str, parameters: Mapping[str, Parameter] | None = None) -> str:
    """Markdown of every parameter by kind: title, name, values by date, unit, source, when to read it again, note."""
    words = WORDS[language]
    shown = shipped_parameters() if parameters is None else parameters
    sections = [f"# {words['parameters']}", words["parameters_intro"]]
    for kind, names in itertools.groupby(sorted(shown), key=lambda name: name.partition(".")[0]):
        sections.append(f"## {words.get(f'parameters_{kind}', kind)}")
        for name in names:
            sections += _section(name, shown[name], language)
    return "\n\n".join(sections) + "\n"


def _section(name: str, parameter: Parameter, language: str) -> list[str]:
    words = WORDS[language]
    facts = [f"- **{words['name']}** `{name}`", f"- **{words['unit']}** {escape(parameter.unit)}"]
    for dated in parameter.values:
        source = dated.source or parameter.source
        facts.append(
            f"- **{words['since']} {dated.from_.isoformat()}{words['colon']}** {_short(dated.value, language)} "
            f"({_source(source, language)})"
        )
    until = parameter.expires.isoformat() if parameter.expires else words["never"]
    facts.append(f"- **{words['read_again']}** {until}")
    facts.append(f"- **{words['checked']}** {words['yes'] if parameter.checked else words['no']}")
    if parameter.note is not None:
        facts.append(f"- **{words['note']}** {escape(parameter.note.in_(language))}")
    parts = [f"### {escape(parameter.title.in_(language))}", "\n".join(facts)]
    table = _table(parameter.values[-1].value, language)
    return [*parts, table] if table else parts


def _number(value: float, language: str) -> str:
    text = f"{value:.12g}"
    return text if language == "en" else text.replace(".", ",")


def _short(value: Value, language: str) -> str:
    if isinstance(value, (dict, list)):
        return WORDS[language]["table_below"]
    return _number(value, language)


def _table(value: Value, language: str) -> str:
    """The newest values of a table or scale; nothing for one number."""
    if isinstance(value, list):
        columns = list(value[0]) if value else []
        rows = [[_number(row[column], language) for column in columns] for row in value]
    elif isinstance(value, dict):
        columns = [WORDS[language]["of"], WORDS[language]["value"]]
        rows = [[f"`{key}`", _number(number, language)] for key, number in value.items()]
    else:
        return ""
    head = [escape(column) for column in columns]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _source(source: Source, language: str) -> str:
    """Title, linked to its address where it has one, and the day it was read."""
    title = escape(source.title)
    linked = f"[{title}](<{source.url}>)" if source.url else title
    read = f", {WORDS[language]['read_on']} {source.accessed.isoformat()}" if source.accessed else ""
    return linked + read
