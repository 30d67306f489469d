"""Who can book and pay for what at the hubs compared: shares by service, steps from paper to app, what to add."""

from __future__ import annotations

from portee.hubs.payment.means import shipped_means
from portee.hubs.payment.ways import Found
from portee.reports.fluent import listed, say
from portee.reports.sheet import SheetTable
from portee.reports.wording import figure
from portee.services.hubs.case import HubCase
from portee.services.hubs.compare import HubComparison

__all__ = ["additions_told", "left_out_told", "payment_table", "steps_table"]

MOST_OUT = 12
"""Profiles and services told one by one."""


def _share(part: float, whole: float, lang: str) -> str:
    if not whole:
        return say(lang, "hubs-none")
    return say(lang, "hubs-share", share=figure(100 * part / whole, lang, 0 if part in (0, whole) else 1))


def payment_table(found: HubComparison, lang: str) -> SheetTable:
    """Each service of each design: served, offline, left out and why."""
    rows = []
    for case in found.designs:
        titles = {service.id: service.title.in_(lang) for service in case.plan.services}
        for one in case.reach.services:
            name = titles[one.service]
            if len(found.designs) > 1:
                name = say(lang, "hubs-service-of", service=name, title=case.plan.title.in_(lang))
            parts = (one.served, one.offline, one.without_means, one.unable, one.not_told)
            rows.append((name, *(_share(part, case.reach.persons, lang) for part in parts)))
    head = tuple(
        say(lang, f"hubs-{id}") for id in ("service", "served", "offline", "without-means", "unable", "untold")
    )
    return SheetTable(
        "payment", say(lang, "hubs-payment-title"), head, tuple(rows),
        lead=say(lang, "hubs-payment-lead", counted=_counted(found)), after=left_out_told(found, lang),
        figures=tuple(range(1, len(head))), printed=8,
    )  # fmt: skip


def _counted(found: HubComparison) -> str:
    return "yes" if found.cases[0].reach.counted else "no"


def left_out_told(found: HubComparison, lang: str) -> str:
    """Who is left out of what, for want of what."""
    told = [_out(case, each, lang) for case in found.designs for each in case.reach.left_out]
    if not told:
        return say(lang, "hubs-who-out-none")
    return say(
        lang, "hubs-who-out", list=say(lang, "hubs-and").join(told[:MOST_OUT]) + ("…" if len(told) > MOST_OUT else "")
    )


def _out(case: HubCase, each: Found, lang: str) -> str:
    means = shipped_means()
    service = next(one.title.in_(lang) for one in case.plan.services if one.id == each.service)
    profile = next(one.title.in_(lang) for one in case.reach.profiles if one.id == each.profile)
    lacking = [
        say(lang, f"hubs-lack-{name}") if name in ("channel", "payment") else means.asks[name].title.in_(lang)
        for name in each.lacking
    ]
    return say(
        lang, "hubs-out-item", title=case.plan.title.in_(lang), service=service, profile=profile,
        lacking=listed(lang, lacking),
    )  # fmt: skip


def steps_table(found: HubComparison, lang: str) -> SheetTable:
    """Share served with the means up to each step, by design."""
    rows = tuple(
        (step.title.in_(lang), *(_share(case.reach.steps[k].some, case.reach.persons, lang) for case in found.designs))
        for k, step in enumerate(shipped_means().steps)
    )
    head = (say(lang, "hubs-step"), *(case.plan.title.in_(lang) for case in found.designs))
    return SheetTable(
        "steps", say(lang, "hubs-steps-title"), head, rows, lead=say(lang, "hubs-steps-lead"),
        after=" ".join([f"{say(lang, 'hubs-adds-title')}.", *additions_told(found, lang)]),
        figures=tuple(range(1, len(head))), printed=len(rows),
    )  # fmt: skip


def additions_told(found: HubComparison, lang: str) -> tuple[str, ...]:
    """For each design, the smallest addition that would serve everybody."""
    means, told = shipped_means(), []
    for case in found.designs:
        title, added = case.plan.title.in_(lang), case.added
        items = [say(lang, "hubs-add-channel", name=means.channels[name].title.in_(lang)) for name in added.channels]
        items += [say(lang, "hubs-add-payment", name=means.payments[name].title.in_(lang)) for name in added.payments]
        items += [say(lang, "hubs-waive", name=means.asks[name].title.in_(lang)) for name in added.waived]
        told.append(
            say(lang, "hubs-adds", title=title, list=listed(lang, items)) if items
            else say(lang, "hubs-adds-none", title=title)
        )  # fmt: skip
    return tuple(told)
