"""Who reaches what, by kind of resident, and how unequally."""

from __future__ import annotations

from dataclasses import replace

from portee.services.portrait.people import ENERGY, EVENING_S
from portee.services.portrait.portrait import Portrait
from portee.web.territory.shown import Column, Shown, ShownTable, percent, shown_table
from portee.web.territory.why import Why, why
from portee.web.wording import say, typeset

__all__ = ["tell_people"]


def tell_people(found: Portrait, lang: str, chosen: str = "") -> Shown:
    """The page. chosen: kind of places that is told of."""
    profiles = found.tables["profiles"]
    kinds = [name.removesuffix("_share") for name in profiles.columns if name.endswith("_share")]
    kinds = [kind for kind in kinds if not kind.endswith("_affordable")]
    kind = chosen if chosen in kinds else kinds[0]
    known = [
        (share, row) for row, share in zip(profiles.rows, profiles.columns[f"{kind}_share"], strict=True)
        if share is not None
    ]  # fmt: skip
    (least, low), (most, high) = min(known, key=lambda pair: pair[0]), max(known, key=lambda pair: pair[0])
    words = say(lang, "territory-of-kind", kind=kind)
    answer = say(
        lang, "territory-people-answer", things=words, least=percent(least, lang), most=percent(most, lang),
        low=_named(low.name, lang), high=_named(high.name, lang),
    )  # fmt: skip
    lead = [say(lang, "territory-people-lead")]
    gaps = found.tables.get("gaps")
    if gaps is not None:
        below = gaps.value(kind, "fgt_0")
        lead.append(say(lang, "territory-people-below", share=percent(below, lang), things=words))
    tables = [_profiles(found, lang, kind)]
    if gaps is not None:
        tables.append(_gaps(found, lang))
    if "neighbourhoods" in found.tables:
        tables.append(_neighbourhoods(found, lang, kind))
    choices = tuple((one, say(lang, "explorer-kind", kind=one)) for one in kinds)
    tables[0] = replace(tables[0], choice="kind", choices=choices, chosen=kind)
    return Shown(say(lang, "territory-people-question"), answer, tuple(lead), tuple(tables))


def _named(words: object, lang: str) -> str:
    return typeset(lang, getattr(words, "fr" if lang == "fr" else "en", ""))


def _common(lang: str, kind: str) -> tuple[Column, ...]:
    """What profiles and neighbourhoods are both told by."""
    return (
        Column(f"{kind}_affordable_share", say(lang, "territory-col-affordable"), "share"),
        Column(f"{kind}_per_person", say(lang, "territory-col-per-person"), "index"),
        Column(f"{kind}_fgt_0", say(lang, "territory-col-below"), "share"),
        Column(f"{kind}_loss_no_evening", say(lang, "territory-col-no-evening", hour=EVENING_S)),
        Column(f"{kind}_loss_energy", say(lang, "territory-col-energy", percent=round(100 * ENERGY - 100))),
    )  # fmt: skip


def _profiles(found: Portrait, lang: str, kind: str) -> ShownTable:
    columns = [
        Column("people", say(lang, "territory-col-people"), "about"),
        Column(f"{kind}_share", say(lang, "territory-col-share"), "share"),
        Column(f"{kind}_mean", say(lang, "territory-col-reached")),
        *_common(lang, kind),
    ]  # fmt: skip
    name = say(lang, "explorer-kind", kind=kind)
    return shown_table(
        found.tables["profiles"], lang, id="profiles", first=say(lang, "territory-profile"), columns=columns,
        why=_whys(lang), title=say(lang, "territory-profiles", kind=name), lead=say(lang, "territory-profiles-lead"),
        drawn=[f"{kind}_share"], alt=say(lang, "territory-profiles-chart", kind=name),
        legend=say(lang, "territory-profiles-legend", kind=name),
    )  # fmt: skip


def _gaps(found: Portrait, lang: str) -> ShownTable:
    told = (
        ("mean", "count"), ("gini", "index"), ("palma", "index"), ("theil", "index"),
        ("theil_between_profiles", "index"), ("theil_between_groups", "index"), ("concentration", "index"),
        ("erreygers", "index"), ("fgt_0", "share"), ("unreached", "count"),
    )  # fmt: skip
    table = found.tables["gaps"]
    columns = [
        Column(name, say(lang, f"territory-col-{name.replace('_', '-')}"), how) for name, how in told
        if any(value is not None for value in table.columns.get(name, ()))
    ]  # fmt: skip
    return shown_table(
        table, lang, id="gaps", first=say(lang, "territory-kind"), columns=columns, why=_whys(lang)[2:],
        title=say(lang, "territory-gaps"), lead=say(lang, "territory-gaps-lead"), drawn=["gini"],
        alt=say(lang, "territory-gaps-chart"), legend=say(lang, "territory-gaps-legend"),
    )  # fmt: skip


def _neighbourhoods(found: Portrait, lang: str, kind: str) -> ShownTable:
    columns = [
        Column("people", say(lang, "territory-col-people"), "about"),
        Column(f"{kind}_mean", say(lang, "territory-col-reached")),
        *_common(lang, kind),
    ]  # fmt: skip
    name = say(lang, "explorer-kind", kind=kind)
    return shown_table(
        found.tables["neighbourhoods"], lang, id="neighbourhoods", first=say(lang, "territory-name"), columns=columns,
        why=_whys(lang), title=say(lang, "territory-people-by-zone", kind=name), lead=say(lang, "territory-table-lead"),
        drawn=[f"{kind}_mean"], alt=say(lang, "territory-people-zone-chart", kind=name),
        legend=say(lang, "territory-people-zone-legend", kind=name),
    )  # fmt: skip


def _whys(lang: str) -> tuple[Why, ...]:
    return (
        why(lang, "profile", "within_budget"), why(lang, "per-person", "shen"), why(lang, "gini", "gini"),
        why(lang, "below", "fgt"), why(lang, "palma", "palma_ratio"), why(lang, "theil", "theil_decomposition"),
        why(lang, "concentration", "concentration_index"), why(lang, "unreached", "unreached_opportunities"),
    )  # fmt: skip
