"""portee commons show: one record in words."""

from __future__ import annotations

from typing import Any

from portee.cli.commons.options import CommonsArgument, RecordArgument, VersionOption
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["show"]


@expand
def show(path: CommonsArgument, id: RecordArgument, common: CommonOptions, at: VersionOption = None) -> None:
    """Show a record: its fields in words, its text, and the records that refer to it.

    The file on disk is shown, or the version asked for.

    Example: portee commons show my-commons need/retour-de-nuit --lang en
    """
    out = Output(common)
    from portee.commons.reading import read_record, referring
    from portee.commons.records.words import field_label, type_name, value_label
    from portee.commons.text.differences import values_with_body

    file = read_record(path, id, at)
    record = file.record
    status = value_label("status", record.status, out.lang)
    out.line(f"{record.title.in_(out.lang)}  ({type_name(record.type, out.lang)}, {status})")
    values = values_with_body(file)
    for name, value in values.items():
        if name not in ("id", "status", "title", "body"):
            out.line(f"\n{field_label(name, out.lang, record.type)}")
            for line in _lines(name, value, out.lang, record.type):
                out.line(f"  {line}")
    if body := file.body_in(out.lang):
        out.line(f"\n{body}")
    back = referring(path, id) if at is None else []
    if back:
        out.line()
        out.say("record_referring", ids=", ".join(back))
    out.result({**values, "referring": back})


def _lines(name: str, value: Any, lang: str, kind: str) -> list[str]:
    from portee.commons.records.words import field_label, value_label

    if isinstance(value, dict):
        if "fr" in value:
            return str(value.get(lang, value["fr"])).split("\n")
        shown = [(field, _lines(field, inner, lang, kind)) for field, inner in value.items()]
        return [f"{_label(field, lang, kind, field_label)}: {'; '.join(lines)}" for field, lines in shown]
    if isinstance(value, list):
        return [f"- {'; '.join(_lines(name, item, lang, kind))}" for item in value]
    return value_label(name, value, lang).split("\n")


def _label(field: str, lang: str, kind: str, label: Any) -> str:
    try:
        return str(label(field, lang, kind))
    except KeyError:
        # Names that people chose, such as those of variables.
        return field
