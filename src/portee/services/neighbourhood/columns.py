"""Names and meanings of the columns of a neighbourhood's answer, in French and English."""

from __future__ import annotations

from collections.abc import Sequence

from portee.core.declared import Words
from portee.services.profile_access import PRESENT

__all__ = ["SCENARIOS", "kind_columns", "meanings", "people_columns", "slug", "summary_meanings"]

SCENARIOS = {
    PRESENT: Words(fr="aujourd'hui", en="the present"),
    "low_emission_zone": Words(fr="zone à faibles émissions", en="low-emission zone"),
    "energy": Words(fr="énergie à un autre prix", en="energy at another price"),
    "no_evening": Words(fr="soirée sans transports en commun", en="evening without public transport"),
}
"""Scenarios in words."""

_BASE = {
    "id": Words(fr="carreau ou lieu", en="cell or place"),
    "profile": Words(fr="profil d'habitant", en="kind of resident"),
    "group": Words(fr="groupe de carreaux", en="group of cells"),
    "income": Words(
        fr="revenu qui sert à ranger les habitants (dans l'unité de la source)",
        en="income that residents are ranked by (in the unit of the source)",
    ),
    "withheld": Words(
        fr="le nombre de personnes n'est pas publié : trop peu de ménages, ou carreau estimé par la source",
        en="the number of people is not published: too few households, or a cell estimated by its source",
    ),
    "people_low": Words(fr="personnes de ce profil, au moins", en="people of this profile, at least"),
    "people": Words(
        fr="personnes de ce profil, estimation centrale (une moyenne)",
        en="people of this profile, central estimate (a mean)",
    ),
    "people_high": Words(fr="personnes de ce profil, au plus", en="people of this profile, at most"),
    "residents": Words(
        fr="habitants de tout profil (1 par lieu si leur nombre n'est pas connu)",
        en="residents of any profile (1 per place where their number is not known)",
    ),
}

_KIND = {
    "within_reach": Words(
        fr="{kind} à portée : on y est à l'heure et on en revient de la même façon, chaque jour travaillé, dans la "
        "limite de temps et le budget du profil (somme des poids)",
        en="{kind} within reach: there in time and back the same way, on every day worked, within the time limit and "
        "the budget of the profile (sum of weights)",
    ),
    "in_time": Words(
        fr="{kind} à portée si le budget était sans limite (somme des poids)",
        en="{kind} within reach if the budget had no limit (sum of weights)",
    ),
    "affordable_share": Words(
        fr="part de {kind} à l'heure que le budget permet (0 à 1)",
        en="share of {kind} in time that the budget allows (0 to 1)",
    ),
    "per_person": Words(
        fr="{kind} par personne, quand tous ceux des profils qui les ont à portée les veulent (Shen 1998)",
        en="{kind} per person, when everyone of the profiles who has them within reach wants them (Shen 1998)",
    ),
    "available": Words(
        fr="{kind} qui reviennent aux personnes de ce profil dans le carreau (disponibilité spatiale, Soukhov 2023)",
        en="{kind} that fall to the people of this profile in the cell (spatial availability, Soukhov 2023)",
    ),
}

_SCENARIO = Words(
    fr="{kind} à portée : {scenario} (somme des poids)", en="{kind} within reach: {scenario} (sum of weights)"
)
_LOSS = Words(
    fr="{kind} que perd le profil : {scenario} (somme des poids ; négatif s'il gagne)",
    en="{kind} that the profile loses: {scenario} (sum of weights; negative where it gains)",
)

_SUMMARY = {
    "scenario": Words(fr="situation : présent ou hypothèse", en="situation: the present or a what-if"),
    "kind": Words(fr="sorte d'opportunités", en="kind of opportunities"),
    "profile": Words(fr="profil, « all » pour tous ensemble", en='profile, "all" for all together'),
    "group": Words(fr="groupe de carreaux, « all » pour tous", en='group of cells, "all" for all'),
    "people": Words(fr="personnes comptées, estimation centrale", en="people counted, central estimate"),
    "people_low": Words(fr="personnes, au moins", en="people, at least"),
    "people_high": Words(fr="personnes, au plus", en="people, at most"),
    "mean": Words(fr="opportunités à portée d'un habitant moyen", en="opportunities within reach of a mean resident"),
    "share": Words(fr="les mêmes, en part de toutes (0 à 1)", en="the same, as a share of all (0 to 1)"),
    "loss": Words(
        fr="ce que perd l'habitant moyen par rapport au présent", en="what a mean resident loses against the present"
    ),
    "affordable_share": Words(
        fr="part des opportunités à l'heure que le budget permet (0 à 1), dans le présent",
        en="share of opportunities in time that the budget allows (0 to 1), in the present",
    ),
    "available": Words(
        fr="opportunités qui leur reviennent, dans le présent (disponibilité spatiale)",
        en="opportunities that fall to them, in the present (spatial availability)",
    ),
    "per_person": Words(fr="les mêmes par personne (Shen)", en="the same per person (Shen)"),
    "palma": Words(
        fr="rapport de Palma : accès moyen des 10 % aux revenus les plus hauts sur celui des 40 % aux plus bas",
        en="Palma ratio: mean access of the 10% with the highest incomes over that of the 40% with the lowest",
    ),
    "gini": Words(fr="coefficient de Gini de l'accès (0 à 1)", en="Gini coefficient of access (0 to 1)"),
    "theil": Words(fr="indice de Theil de l'accès", en="Theil index of access"),
    "theil_between_profiles": Words(fr="part de Theil entre profils", en="part of Theil between profiles"),
    "theil_within_profiles": Words(fr="part de Theil à l'intérieur des profils", en="part of Theil within profiles"),
    "theil_between_groups": Words(fr="part de Theil entre groupes", en="part of Theil between groups"),
    "theil_within_groups": Words(fr="part de Theil à l'intérieur des groupes", en="part of Theil within groups"),
    "concentration": Words(
        fr="indice de concentration : au-dessus de 0, l'accès va aux revenus élevés",
        en="concentration index: above 0, access goes to high incomes",
    ),
    "erreygers": Words(
        fr="indice de concentration corrigé d'Erreygers, de 0 à toutes les opportunités",
        en="concentration index as corrected by Erreygers, from 0 to all opportunities",
    ),
    "line": Words(
        fr="seuil de pauvreté d'accès, le même dans toutes les situations",
        en="line of accessibility poverty, the same in all situations",
    ),
    "fgt_0": Words(fr="part des habitants sous le seuil", en="share of residents below the line"),
    "fgt_1": Words(fr="écart moyen au seuil, en part du seuil", en="mean gap to the line, as a share of it"),
    "fgt_2": Words(fr="écart moyen au carré : pèse les plus démunis", en="mean squared gap: weighs the worst off"),
}


def people_columns(*, mix: bool) -> tuple[str, ...]:
    """Columns that count people: of a mix with their interval, else residents."""
    return ("people_low", "people", "people_high", "withheld") if mix else ("residents",)


def kind_columns(kind: str, scenarios: Sequence[str], *, mix: bool) -> tuple[str, ...]:
    """Columns of one kind of opportunities, in their order. scenarios: the present first."""
    shared = ("per_person", "available") if mix else ()
    plain = tuple(f"{kind}_{name}" for name in ("within_reach", "in_time", "affordable_share", *shared))
    return (*plain, *(f"{kind}_{id}{end}" for id in scenarios[1:] for end in ("", "_loss")))


def meanings(columns: Sequence[str], kinds: Sequence[str], scenarios: Sequence[str], lang: str) -> dict[str, str]:
    """Meaning of each column that has one, of a table with one row per cell and profile."""
    found = {name: words.in_(lang) for name, words in _BASE.items()}
    for kind in kinds:
        for name, words in _KIND.items():
            found[f"{kind}_{name}"] = words.in_(lang).format(kind=kind)
        for id in scenarios[1:]:
            scenario = SCENARIOS[id].in_(lang)
            found[f"{kind}_{id}"] = _SCENARIO.in_(lang).format(kind=kind, scenario=scenario)
            found[f"{kind}_{id}_loss"] = _LOSS.in_(lang).format(kind=kind, scenario=scenario)
    return {column: found[column] for column in columns if column in found}


def summary_meanings(lang: str) -> dict[str, str]:
    """Meaning of each column of the summary."""
    return {name: words.in_(lang) for name, words in _SUMMARY.items()}


def slug(profile: str) -> str:
    """A profile's id as part of a column's name."""
    return "".join(letter if letter.isalnum() else "_" for letter in profile)
