"""What `portee diagnose` tells: the answer in sentences, small tables, remarks, the next useful command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.network.network import Network
    from portee.people.profile import Profile
    from portee.services.diagnose import Diagnosis

__all__ = ["tell_diagnosis", "tell_profiles"]

MOST_ROWS = 5
WIDEST, WIDEST_LAST = 52, 64
"""Letters of one cell, and of the last one of a row."""


def tell_diagnosis(out: Output, network: Network, diagnosis: Diagnosis) -> None:
    """The answer, the nearest places within reach, the reasons, the changes that unlock most, and remarks."""
    from portee.reports.fluent import say
    from portee.services.diagnosis.told import answer, counted, gain_words, noted, via, when, who

    if not out.talks:
        return
    lang = out.lang
    out.line(answer(diagnosis, lang))
    out.line(counted(diagnosis, lang))
    for told in (who, when, via, gain_words):
        words = told(diagnosis, lang)
        if words:
            out.line(words)
    for title, rows, nothing in (
        ("places-title", _places(network, diagnosis, lang), "places-none"),
        ("reasons-title", _reasons(diagnosis, lang), "reasons-none"),
        ("changes-title", _changes(diagnosis, lang), "changes-none"),
    ):
        if title == "changes-title" and diagnosis.within.reach.all():
            continue
        out.line()
        out.line(say(lang, title))
        if len(rows) > 1:
            out.table(_level(rows))
        else:
            out.line(say(lang, nothing))
    out.line()
    for note in noted(diagnosis, lang):
        out.line(say(lang, "terminal-note", text=str(note)))


def tell_profiles(out: Output, profiles: Sequence[Profile]) -> None:
    """The profiles that come with Portée."""
    from portee.reports.fluent import say

    out.line(say(out.lang, "terminal-profiles"))
    width = max(len(profile.id) for profile in profiles)
    for profile in profiles:
        out.line(f"  {profile.id.ljust(width)}  {profile.title.in_(out.lang)}")
    out.line(say(out.lang, "terminal-own-profile"))


def _level(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows whose cells are cut to size, and whose last column, words, is set on the left."""
    cut = [[*(_cut(cell, WIDEST) for cell in row[:-1]), _cut(row[-1], WIDEST_LAST)] for row in rows]
    width = max(len(row[-1]) for row in cut)
    return [[*row[:-1], row[-1].ljust(width)] for row in cut]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _places(network: Network, diagnosis: Diagnosis, lang: str) -> list[list[str]]:
    from portee.reports.fluent import eur, say
    from portee.services.diagnosis.places_told import called, places_told
    from portee.services.diagnosis.ways_told import way_words

    rows = [[say(lang, id) for id in ("place", "out", "back", "eur-month", "kg-month", "way")]]
    for place in places_told(diagnosis, MOST_ROWS):
        best = place.best
        rows.append(
            [
                called(network, diagnosis, place, lang), say(lang, "cell-minutes", minutes=best.out_min),
                say(lang, "cell-minutes", minutes=best.back_min),
                "–" if best.eur_month is None else eur(best.eur_month, lang),
                "–" if best.kg_co2_month is None else say(lang, "cell-kg", kg=best.kg_co2_month),
                way_words(diagnosis.within.ways[best.way], lang, wheelchair=diagnosis.profile.walking.wheelchair),
            ]
        )  # fmt: skip
    return rows


def _reasons(diagnosis: Diagnosis, lang: str) -> list[list[str]]:
    from portee.reports.fluent import say
    from portee.reports.wording import figure
    from portee.services.diagnosis.reasons_told import reasons_told

    unit = "jobs" if diagnosis.weight == "jobs" else "count"
    rows = [[say(lang, "reason"), say(lang, unit), say(lang, "reason-typical")]]
    for told in reasons_told(diagnosis, lang):
        rows.append([told.words, figure(told.weight, lang), told.typical])
    return rows


def _changes(diagnosis: Diagnosis, lang: str) -> list[list[str]]:
    from portee.reports.fluent import say
    from portee.reports.wording import figure
    from portee.services.diagnosis.told import worthwhile

    unit = "jobs" if diagnosis.weight == "jobs" else "count"
    shown = worthwhile(diagnosis)[:MOST_ROWS]
    lost = any(unlocked.lost for unlocked in shown)
    rows = [[say(lang, "change"), say(lang, f"gained-{unit}"), *([say(lang, f"lost-{unit}")] if lost else [])]]
    for unlocked in shown:
        minus = [figure(-unlocked.lost, lang) if unlocked.lost else "–"] if lost else []
        rows.append([unlocked.change.words.in_(lang), f"+{figure(unlocked.gained, lang)}", *minus])
    # The last column is set on the left, being words elsewhere; here it holds figures.
    width = max(len(row[-1]) for row in rows)
    return [[*row[:-1], row[-1].rjust(width)] for row in rows]
