"""A commons with a workshop, and what was said there."""

from __future__ import annotations

from pathlib import Path

from portee.commons.repository.repository import Commons
from portee.commons.repository.starting import begin
from portee.commons.workshops.capture import Said

WORKSHOP = "workshop/atelier-de-juin"
_TEXT = """---
id: workshop/atelier-de-juin
status: draft
title: {fr: Atelier de juin}
date: 2026-06-12
territory: territory/quartier-des-moulins
question: {fr: "Qu'est-ce qui vous empêche d'aller travailler ?"}
format: canvas
authors: [Mimosa]
licence: CC-BY-SA-4.0
---

Autour d'un café.
"""

THEMES = {
    "bus": (
        "Le premier bus passe trop tard pour mon travail",
        "Il n'y a pas de bus assez tôt le matin",
        "Le bus du matin ne passe pas le dimanche",
        "Je voudrais un bus avant cinq heures",
    ),
    "childcare": (
        "La crèche ferme avant que je rentre",
        "Aucune crèche ne garde les enfants le soir",
        "Les enfants restent seuls quand la crèche ferme",
        "Une crèche ouverte à six heures aiderait",
    ),
    "bicycle": (
        "On m'a volé deux vélos dans la cour",
        "Il faudrait un local fermé pour les vélos",
        "Mon vélo est volé si je le laisse dehors",
        "Un abri à vélos devant l'immeuble",
    ),
}


def begun(folder: Path) -> Commons:
    commons = begin(folder / "c", "Mimosa", with_records="example")
    (commons.root / f"{WORKSHOP}.md").write_text(_TEXT, encoding="utf-8")
    import pygit2

    commons.repository.index.read()
    commons.repository.index.add(f"{WORKSHOP}.md")
    tree = commons.repository.index.write_tree()
    signed = pygit2.Signature("Mimosa", "mimosa@portee.invalid", 1, 0)
    commons.repository.create_commit("HEAD", signed, signed, "A workshop", tree, [commons.repository.head.target])
    return Commons.open(commons.root)


def voices(people: int, place: tuple[float, float] | None = None) -> list[Said]:
    """Twelve statements, said by so many people in turn."""
    said = [text for texts in THEMES.values() for text in texts]
    return [
        Said(k % people + 1, "pain", said[k % len(said)], "work", "fr", place) for k in range(max(people, len(said)))
    ]
