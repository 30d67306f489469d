"""The fares of one GTFS feed to tariffs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portee.core.errors import SourceError
from portee.core.parameters import Source
from portee.core.provenance import Provenance, sha256_of
from portee.offers.tariffs import Tariff
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.calendar import day_text
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.tables import read_table
from portee.sources.gtfs_fares.ground import read_ground
from portee.sources.gtfs_fares.tickets import Money, tariffs_of
from portee.sources.gtfs_fares.version1 import FARES, read_version1
from portee.sources.gtfs_fares.version2 import LEGS, PRODUCTS, read_version2

__all__ = ["read_gtfs_fares"]


def read_gtfs_fares(
    feed: Path, *, prefix: str = "", exchange: Mapping[str, float] | None = None
) -> tuple[tuple[Tariff, ...], Provenance]:
    """Single tickets that a feed declares, by Fares v2 where it has them, else by Fares v1.

    Args:
        feed: zip or folder.
        prefix: what the timetable writes before the feed's ids when it was built of several feeds: the feed's file
            name without ending, without the colon.
        exchange: EUR per unit of other currencies, by code.

    Returns:
        Tariffs of kind "single", and the provenance, whose notes say what of the feed is not represented. Tickets that
        open a route in common are of one network; others add up.

    Raises:
        SourceError: the feed or a fare file cannot be read, has no fares, or a fare is in a currency without a rate.
        ParameterError: an exchange rate is impossible.
    """
    money = Money(exchange or {})
    findings = Findings(feed.name)
    with FeedFiles(feed) as files:
        modern = PRODUCTS in files and LEGS in files
        if not modern and FARES not in files:
            raise SourceError(
                f"The feed declares no fares: it has neither {FARES} nor {PRODUCTS} with {LEGS}.",
                where=str(feed),
                mend="Declare the tariffs in an offers file.",
            )
        ground = read_ground(files, prefix, findings)
        if modern and FARES in files:
            findings.note("The feed has Fares v1 and v2; v2 is read, as the reference recommends.")
        tickets = (read_version2 if modern else read_version1)(files, ground, money, findings)
        info = read_table(files, "feed_info.txt", findings)
    told = info.row(0, named=True) if info is not None and info.height else {}
    findings.note("GTFS does not say since when and until when fares are sold; they are taken to be sold on any day.")
    findings.note("A trip that takes two different tickets of one network is not represented.")
    for currency, rate in sorted(money.rates.items()):
        findings.note(f"Fares in {currency} are counted at {rate:g} EUR.")
    agencies = sorted({name for name in ground.routes.values() if name})
    label = prefix or (agencies[0] if len(agencies) == 1 else feed.stem)
    source = Source(title=f"GTFS fares, {feed.name}", licence=told.get("feed_license"))
    tariffs = tariffs_of(tickets, ground, label, source, findings)
    if not tariffs:
        raise SourceError(
            "No fare of the feed can be used.",
            where=str(feed),
            mend=" ".join(f"{d.count} {d.what}: {d.why}." for d in findings.dropped[:3]) or "Its fare files are empty.",
        )
    sha256, size = sha256_of(feed)
    return tariffs, Provenance(
        source="gtfs fares",
        file=feed.name,
        sha256=sha256,
        size_bytes=size,
        date=_dates(told),
        licence=told.get("feed_license"),
        rows={"tickets": len(tickets), "tariffs": len(tariffs), "networks": len({t.network for t in tariffs})},
        dropped=tuple(findings.dropped),
        notes=tuple(findings.notes),
    )


def _dates(told: Mapping[str, Any]) -> str | None:
    """The feed's own dates as an ISO 8601 interval, ".." for an open end; None when it tells none."""
    days = [told.get(name) for name in ("feed_start_date", "feed_end_date")]
    if days == [None, None]:
        return None
    return "/".join(".." if day is None else day_text(day) for day in days)
