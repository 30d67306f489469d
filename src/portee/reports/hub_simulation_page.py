"""A simulated hub as one page that needs nothing else: who was served, what is enough, a drawing, what was assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from portee.core.declared import Words
from portee.hubs.simulation.intervals import Interval
from portee.hubs.simulation.results import GroupResult, ServiceResult
from portee.reports.hub_page import STYLE
from portee.reports.hub_simulation_told import number, simulation_words, told_value, told_wait

__all__ = ["group_cells", "group_heads", "simulation_page", "station_heads", "station_rows"]

PERCENT = 100.0


def simulation_page(  # noqa: PLR0913 - one argument per part of the page
    title: str, results: Sequence[ServiceResult], titles: Mapping[str, Words],
    groups: Mapping[str, Mapping[str, Words]], sizing: Sequence[str], notes: Sequence[str],
    figures: Sequence[Mapping[str, Any]], drawing: bytes, lang: str,
) -> str:  # fmt: skip
    """HTML, in French or English. drawing: SVG. sizing, notes: sentences."""
    words = {key: texts[lang] for key, texts in simulation_words().items()}
    parts = []
    for result in results:
        service = result.given.service
        parts.append(f"<h2>{escape(titles[service].in_(lang))}</h2>\n")
        causes = [cause for cause, share in result.everyone.lost.items() if share.mean > 0]
        rows = [
            group_cells(group, groups.get(service, {}), causes, lang)
            for group in ((result.everyone, *result.groups) if len(result.groups) > 1 else result.groups)
        ]  # fmt: skip
        parts.append(_table(group_heads(causes, lang), rows))
        if len(result.stations) > 1:
            parts.append(_table(station_heads(causes, lang), station_rows(result, causes, lang)))
        parts.append(_table(*_use(result, lang)))
    if sizing:
        parts.append(f"<h2>{escape(words['sheet_sizing'])}</h2>\n{_listed(sizing)}")
    svg = drawing.decode()
    svg = svg[svg.index("<svg") :].replace("<svg ", f'<svg role="img" aria-label="{escape(words["drawing"])}" ', 1)
    parts.append(f'<h2>{escape(words["drawing"])}</h2>\n<div class="wide">{svg}</div>\n')
    parts.append(f"<h2>{escape(words['sheet_notes'])}</h2>\n{_listed(notes)}")
    heads = [words[name] for name in ("figure", "value", "source", "checked")]
    rows = [
        [
            row["title"].in_(lang), told_value(row["value"], row["unit"]), row["source"],
            words["yes_" if row["checked"] else "no_"],
        ]
        for row in figures
    ]  # fmt: skip
    if rows:
        parts.append(f"<h2>{escape(words['sheet_figures'])}</h2>\n{_table(heads, rows)}")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}\nsvg{{max-width:100%;height:auto}}td{{max-width:28rem}}th{{vertical-align:bottom}}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def group_heads(causes: Sequence[str], lang: str) -> list[str]:
    """Heads of what `group_cells` gives."""
    names = ("group", "users_day", "served", "interval", *causes, "wait", "wait_p90")
    return [simulation_words()[name][lang] for name in names]


def group_cells(group: GroupResult, titles: Mapping[str, Words], causes: Sequence[str], lang: str) -> list[str]:
    """One group as text: users a day, share served with its interval, shares lost by cause, waits."""
    known = titles.get(group.group or "")
    named = known.in_(lang) if known else group.group or simulation_words()["everyone"][lang]
    users = group.users_day.mean
    return [
        named, number(users, lang, 1 if users >= 1 else 2), _percent(group.served.mean, lang),
        _between(group.served, lang), *(_percent(group.lost[cause].mean, lang) for cause in causes),
        told_wait(group.wait_min.mean, lang), told_wait(group.wait_p90_min.mean, lang),
    ]  # fmt: skip


def station_heads(causes: Sequence[str], lang: str) -> list[str]:
    """Heads of what `station_rows` gives."""
    first = [simulation_words()[name][lang] for name in ("station", "vehicles_first")]
    return [*first, *group_heads(causes, lang)[1:]]


def station_rows(result: ServiceResult, causes: Sequence[str], lang: str) -> list[list[str]]:
    """Each station as text: vehicles at first, and as `group_cells` how those fare who come there."""
    return [
        [station.id, str(sum(station.vehicles)), *group_cells(users, {}, causes, lang)[1:]]
        for station, users in zip(result.given.stations, result.stations, strict=True)
    ]


def _use(result: ServiceResult, lang: str) -> tuple[list[str], list[list[str]]]:
    words = {key: texts[lang] for key, texts in simulation_words().items()}
    cells = [
        ("vehicles", str(result.vehicles)), ("chargers", "–" if result.chargers is None else str(result.chargers)),
        ("used", _percent(result.used.mean, lang)), ("hires", number(result.hires_vehicle_day.mean, lang, 2)),
        ("km_day", number(result.km_day.mean, lang)),
        ("charger_use", "–" if result.charger_use is None else _percent(result.charger_use.mean, lang)),
        ("kwh_day", number(result.kwh_day.mean, lang, 1)),
        *([("moves_day", number(result.moves_day.mean, lang, 1))] if result.given.relocation else []),
    ]  # fmt: skip
    return [words[name] for name, _ in cells], [[text for _, text in cells]]


def _percent(share: float, lang: str) -> str:
    return number(PERCENT * share, lang, 1)


def _between(interval: Interval, lang: str) -> str:
    return f"{_percent(interval.low, lang)}–{_percent(interval.high, lang)}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    shown = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = ""
    for first, *rest in rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        body += f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>\n'
    return f'<div class="wide"><table>\n<thead><tr>{shown}</tr></thead>\n{body}</table></div>\n'


def _listed(texts: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>\n" for text in texts)
    return f"<ul>\n{items}</ul>\n"
