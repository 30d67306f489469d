"""Invented French names of streets, quarters and persons for the synthetic city."""

from __future__ import annotations

import numpy as np

__all__ = ["Namer"]

THINGS = (
    "des Amandiers", "des Oliviers", "du Figuier", "des Lauriers", "des Tamaris", "du Mimosa", "des Cistes",
    "du Romarin", "de la Lavande", "des Pins", "du Micocoulier", "des Platanes", "du Mûrier", "des Cyprès",
    "de la Garrigue", "des Genêts", "du Thym", "des Câpriers", "des Arbousiers", "du Jujubier",
    "des Tonneliers", "des Calfats", "des Cordiers", "des Voiliers", "des Poissonniers", "des Savonniers",
    "du Sel", "de la Saline", "des Tuiliers", "des Potiers", "des Verriers", "du Lavoir", "de la Fontaine",
    "du Four", "du Moulin", "du Puits", "de la Citerne", "de l'Aqueduc", "du Réservoir", "de la Source",
    "du Vallon", "de la Colline", "du Belvédère", "du Sémaphore", "du Phare", "de la Vigie", "de l'Ancre",
    "de la Boussole", "du Sextant", "des Embruns", "du Large", "du Ponant", "du Levant", "du Mistral",
    "de la Tramontane", "du Libeccio", "de la Brise", "des Mouettes", "des Hirondelles", "du Martinet",
    "des Cigales", "du Grillon", "de l'Hermine", "du Renard", "du Héron", "des Goélands", "de la Girelle",
    "du Rouget", "de la Daurade", "du Rémora", "de l'Oursin", "de la Sardine", "de l'Espérance",
    "de la Concorde", "de l'Abondance", "de la Patience", "de la Fraternité", "du Progrès", "de l'Industrie",
    "du Commerce", "des Arts", "des Écoles", "du Vieux Lavoir", "du Petit Port", "du Grand Pré",
    "de la Longue Vigne", "du Mas Blanc", "du Mas Rouge", "de la Bastide", "de la Bergerie", "du Pigeonnier",
    "de la Noria", "du Canal", "de la Traverse Haute", "du Chai", "de l'Escalier", "des Trois Marches",
    "du Rocher", "de la Calanque", "de l'Anse", "de la Grève", "du Cap", "des Gabians", "de l'Éolienne",
    "du Cadran", "de la Lanterne", "des Ormeaux", "du Chêne Vert", "des Santolines", "du Safran",
    "de la Coriandre", "des Coquelicots", "du Pressoir", "de l'Aire", "des Restanques", "du Cabanon",
)  # fmt: skip
FIRST = (
    "Honorine", "Casimir", "Fanélie", "Marius-Elie", "Rosine", "Barnabé", "Eulalie", "Toussaint",
    "Mireille-Anne", "Titin", "Norine", "Gaspard", "Magali", "Siméon", "Delphine", "Auguste-Paul", "Zélie",
    "Fortuné", "Philomène", "Olive", "Théodora", "Balthazar", "Nine", "Célestin", "Aurore", "Palamède",
    "Bérangère", "Lazarin", "Noélie", "Ulysse-Jean",
)  # fmt: skip
LAST = (
    "Cabassol", "Roumestan", "Escartefigue", "Galinier", "Bonnefoi", "Tamarelle", "Peyrolière", "Sarrazinet",
    "Vidalenc", "Castagnol", "Marsoulan", "Trévignac", "Aubarède", "Fournaret", "Gaudissard", "Lambrusque",
    "Mourgues-Vel", "Naudelac", "Ourseline", "Pignatel", "Quintrand", "Rabassier", "Salvanesque", "Tistounet",
    "Ursaud", "Vernègue", "Ysabeau", "Zampaglio", "Coutelan", "Douladour", "Estagnol", "Figuerole", "Garrigon",
    "Issartel", "Jaumelle", "Kerdouan",
)  # fmt: skip
PREFIXES = {
    "primary": ("Avenue", "Boulevard"),
    "secondary": ("Boulevard", "Avenue", "Cours"),
    "tertiary": ("Avenue", "Rue", "Route"),
    "old": ("Rue", "Rue", "Place", "Montée", "Passage"),
    "centre": ("Rue",),
    "grid": ("Rue", "Allée"),
    "suburb": ("Rue", "Chemin", "Allée", "Traverse"),
    "hillside": ("Chemin", "Montée", "Traverse"),
    "estate": ("Allée", "Rue", "Square"),
    "industrial": ("Rue", "Avenue", "Impasse"),
    "business": ("Rue", "Mail", "Place"),
    "shopping": ("Avenue", "Rue"),
    "port": ("Quai", "Môle", "Rue"),
    "fringe": ("Chemin", "Route"),
    "rural": ("Chemin",),
    "wild": ("Piste",),
}


class Namer:
    """Gives street names, each once."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._used: dict[str, None] = {}

    def street(self, style: str) -> str:
        """A new street name for a class or style of PREFIXES."""
        prefixes = PREFIXES.get(style, ("Rue",))
        for attempt in range(60):
            prefix = prefixes[int(self._rng.integers(len(prefixes)))]
            if attempt < 4 and self._rng.uniform() < 0.6:
                name = f"{prefix} {THINGS[int(self._rng.integers(len(THINGS)))]}"
            else:
                name = f"{prefix} {self.person()}"
            if name not in self._used:
                self._used[name] = None
                return name
        name = f"{prefix} {self.person()} {len(self._used)}"
        self._used[name] = None
        return name

    def person(self) -> str:
        """First and last name of somebody who never lived."""
        return f"{FIRST[int(self._rng.integers(len(FIRST)))]} {LAST[int(self._rng.integers(len(LAST)))]}"

    def thing(self) -> str:
        """A complement such as "des Oliviers"."""
        return THINGS[int(self._rng.integers(len(THINGS)))]
