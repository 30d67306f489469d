"""A page with everything that a page can hold, and names that would run if they ever became markup."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from portee.reports.maplayers import BaseMap
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable, SheetText
from portee.reports.sheet_map import sheet_map
from tests.reports.samples import SCRIPT

__all__ = ["crowded", "drawing", "sample"]


def drawing(words: str = "1 km") -> SheetMap:
    """A map of nine places, four of them within reach."""
    lon, lat = (part.ravel() for part in np.meshgrid(np.linspace(5.36, 5.40, 3), np.linspace(43.29, 43.32, 3)))
    street = np.array([[5.35, 43.30], [5.41, 43.31]])
    svg = sheet_map(BaseMap(lines={"major": (street,)}), lon, lat, np.arange(9) < 4, (5.38, 43.305), lambda _: words)
    keys = (("reached", "à portée"), ("not", "pas à portée"), ("home", "chez vous"))
    return SheetMap(svg, "Carte : 4 lieux à portée sur 9.", keys, "© les contributeurs d'OpenStreetMap")


def sample(lang: str = "fr", name: str = SCRIPT) -> AnswerSheet:
    """A page as a diagnosis makes it; the first place has the name."""
    places = SheetTable(
        "places", "Ce qui est à portée", ("lieu", "comment", "aller", "par mois"),
        ((name, "à pied", "12\u00a0min", "0\u00a0€"),
         *((f"Lieu {k}", "en transports en commun", f"{20 + k}\u00a0min", "34\u00a0€") for k in range(7))),
        after="2 autres lieux sont à portée.", paper="« – » : pas connu.", figures=(2, 3),
    )  # fmt: skip
    reasons = SheetTable(
        "reasons", "Pourquoi le reste ne l'est pas", ("raison", "emplois", "le plus souvent"),
        (("Trop cher", "12\u202f345", "23\u00a0€ de trop par mois"), ("Trop long", "4", "5 min de trop")),
        lead="Une raison par lieu.", figures=(1,),
    )  # fmt: skip
    changes = SheetTable("changes", "Ce qui ouvrirait le plus", ("changement", "en plus"), (), lead="Rien.")
    ways = SheetTable("ways", "Ce que cela coûte", ("comment", "coût"), (("À pied", "gratuit"),))
    sources = SheetTable(
        "figures-table", "Chiffres", ("chiffre", "source"),
        (("Essence", SheetText("Ministère", href="https://example.org/a?b=1&c=2")),
         ("Autre", SheetText("Piège", href="javascript:alert(1)"))),
    )  # fmt: skip
    return AnswerSheet(
        lang, f"Question · {name}", "Quels emplois sont vraiment à portée ?",
        "Depuis chez vous, 1\u00a0emploi sur\u00a04 est vraiment à portée.",
        ("C'est 3 emplois sur 12.", f"Profil : {name}"), drawing(), (places, reasons, changes, ways), "À savoir",
        (SheetText("Les trajets sont comptés sans embouteillages."), SheetText("Something else.", lang="en")),
        (SheetFold("how", "Comment c'est calculé", ("Une phrase.",)), SheetFold("sources", "Sources", (), (sources,))),
        "Fait avec Portée.",
    )  # fmt: skip


def crowded(lang: str = "fr") -> AnswerSheet:
    """Far more than a page holds."""
    name = f"{SCRIPT} *gras* #panic() $x$ \u4e2d\u6587 Établissement hospitalier départemental de grande taille "
    base = sample(lang, name)
    tables = tuple(
        replace(part, rows=tuple((name, *part.head[1:]) for _ in range(30)), lead="", after="", paper="")
        for part in base.tables
    )
    return AnswerSheet(
        lang, base.title, base.question, base.answer, base.lead, base.map, tables, base.notices_title,
        tuple(SheetText(f"{k} {name}", lang="en") for k in range(20)), base.folds, base.foot,
    )  # fmt: skip
