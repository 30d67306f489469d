"""What a reader of a neighbourhood's answer must know, in French and English."""

from __future__ import annotations

from collections.abc import Iterator

from portee.core.clock import format_time_of_day
from portee.core.declared import Words
from portee.reach.evening import MORNING_S
from portee.reports.wording import figure
from portee.services.neighbourhood.equity import EquityTable
from portee.services.profile_access import ProfileAccess, Scenario

__all__ = ["remarks_of"]


def remarks_of(
    access: ProfileAccess, table: EquityTable, scenarios: tuple[Scenario, ...], *, merge_m: float = 0.0
) -> tuple[Words, ...]:
    """Remarks on who is counted, on what was assumed, and on what is not in the figures."""
    return tuple(
        dict.fromkeys(
            [*_who(access, table), *_places(access, merge_m), *_what_ifs(access, scenarios), *_shared(access, table)]
        )
    )


def _who(access: ProfileAccess, table: EquityTable) -> Iterator[Words]:
    residents = access.residents
    if residents.left_out:
        yield _counted(
            "{n} carreaux hors du réseau sont laissés de côté.",
            "{n} cells outside the network are left out.",
            residents.left_out,
        )
    if residents.mix is not None:
        yield from residents.mix.notes
    elif residents.basis == "residents":
        yield Words(
            fr="La part de chaque profil n'est pas connue : chacun est moyenné sur tous les habitants, sans somme sur "
            "les profils ni concurrence entre eux.",
            en="The share of each profile is not known: each is averaged over all residents, with no sum over profiles "
            "and no competition between them.",
        )
    else:
        yield Words(
            fr="Le nombre d'habitants n'est pas connu : chaque lieu compte autant qu'un autre.",
            en="The number of residents is not known: each place counts as much as another.",
        )
    for profile in access.profiles:
        if profile.stops:
            yield Words(
                fr=f"Le profil « {profile.title.fr} » amène un enfant en chemin : ces arrêts sont laissés de côté, et "
                "l'accès est surestimé.",
                en=f'The profile "{profile.title.en}" brings a child somewhere on the way: these stops are left out, '
                "and access is overestimated.",
            )
    if table.withheld:
        yield _counted(
            "{n} sommes sur trop peu de ménages ne sont pas données.",
            "{n} sums over too few households are not given.",
            len(table.withheld),
        )
    if table.income is None:
        yield Words(
            fr="Les revenus ne sont pas connus : ni Palma ni indice de concentration.",
            en="Incomes are not known: no Palma ratio and no concentration index.",
        )
    elif table.unranked:
        yield _counted(
            "{n} carreaux sans revenu ne comptent ni pour Palma ni pour la concentration.",
            "{n} cells without an income count neither for Palma nor for concentration.",
            table.unranked,
        )


def _places(access: ProfileAccess, merge_m: float) -> Iterator[Words]:
    yield Words(
        fr="Toutes les opportunités sont prises aux horaires du profil, et non à leurs propres horaires.",
        en="All opportunities are taken at the hours of the profile, not at hours of their own.",
    )
    if merge_m:
        metres = {lang: figure(merge_m, lang, 0) for lang in ("fr", "en")}
        yield Words(
            fr=f"Les opportunités d'un même carré de {metres['fr']} m sont prises au milieu de ce qu'elles offrent.",
            en=f"Opportunities of one square of {metres['en']} m are taken at the middle of what they offer.",
        )
    if not any(access.totals):
        yield Words(fr="Aucune opportunité ne compte.", en="No opportunity counts for anything.")


def _what_ifs(access: ProfileAccess, scenarios: tuple[Scenario, ...]) -> Iterator[Words]:
    for scenario in scenarios:
        if scenario.evening_s is not None:
            evening, morning = format_time_of_day(scenario.evening_s), format_time_of_day(MORNING_S)
            yield Words(
                fr=f"Soirée sans transports en commun : aucune course ne commence de {evening} à {morning} ; celles "
                "qui roulent déjà vont à leur terminus.",
                en=f"Evening without public transport: no trip begins from {evening} to {morning}; those on their way "
                "go on to their terminus.",
            )
    for s, id in enumerate(access.scenarios[1:]):
        if not access.losses[s].any():
            told = _NO_CHANGE.get(id)
            if told is not None:
                yield told


_NO_CHANGE = {
    "low_emission_zone": Words(
        fr="La zone à faibles émissions ne change rien : aucune zone du fichier ne touche, à cette date et à ces "
        "heures, un véhicule dont un profil a besoin.",
        en="The low-emission zone changes nothing: no zone of the file bars, on that date and at those hours, a "
        "vehicle that a profile needs.",
    ),
    "energy": Words(
        fr="L'énergie à un autre prix ne change rien : aucun budget n'est franchi.",
        en="Energy at another price changes nothing: no budget is passed.",
    ),
    "no_evening": Words(
        fr="La soirée sans transports en commun ne change rien aux horaires de ces profils.",
        en="The evening without public transport changes nothing at the hours of these profiles.",
    ),
}


def _shared(access: ProfileAccess, table: EquityTable) -> Iterator[Words]:
    if access.competition is not None:
        yield Words(
            fr="Concurrence : seules les personnes des profils demandés veulent ces opportunités, chacune autant.",
            en="Competition: only the people of the profiles asked for want these opportunities, each as much.",
        )
    percent = {lang: figure(100 * table.line, lang, 0) for lang in ("fr", "en")}
    yield Words(
        fr=f"Pauvreté d'accès : moins de {percent['fr']} % de ce que l'habitant moyen a aujourd'hui à portée. C'est un "
        "choix.",
        en=f"Accessibility poverty: less than {percent['en']}% of what a mean resident has within reach in the "
        "present. It is a choice.",
    )


def _counted(fr: str, en: str, number: int) -> Words:
    return Words(fr=fr.format(n=figure(number, "fr", 0)), en=en.format(n=figure(number, "en", 0)))
