"""The national schema of mobility aids."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import SourceError
from portee.offers.aids import aids_for
from portee.sources.mobility_aids import read_mobility_aids

COLUMNS = [
    "id", "nom", "description", "territoire", "territoire_insee", "type_financeur", "financeur", "condition_obtention",
    "modalite_versement", "montant", "montant_minimum", "mode_transport", "justificatifs", "info", "contact",
    "duree_validite", "date_fin_validite", "lien_souscription", "source",
]  # fmt: skip
GOOD = {
    "id": "7",
    "nom": "Prime vélo",
    "description": "Pour acheter un vélo.",
    "territoire": "Marseille",
    "territoire_insee": "13055",
    "type_financeur": "Aide de mon territoire",
    "financeur": "Ville",
    "condition_obtention": "- Être majeur\\n- Habiter la ville",
    "modalite_versement": "En ligne",
    "montant": "500 €",
    "mode_transport": '["Vélo" ,"VAE"]',
    "date_fin_validite": "2026-12-31",
    "source": "https://exemple.fr/aide",
}


def written(folder: Path, *rows: dict[str, str], columns: list[str] = COLUMNS) -> Path:
    path = folder / "aides.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_one_aid(tmp_path: Path) -> None:
    aids, problems, provenance = read_mobility_aids(written(tmp_path, GOOD), licence="etalab-2.0")
    (aid,) = aids
    assert problems == ()
    assert (aid.id, aid.title.fr, aid.payer) == ("referentiel.7", "Prime vélo", "Ville")
    assert (aid.kind, aid.amount_eur, aid.pays_for) == ("once", 500.0, ("bicycle",))
    assert aid.territory == ("Marseille", "commune:13055")
    assert aid.ends == date(2026, 12, 31)
    assert aid.to_check is not None
    assert aid.to_check.fr == "- Être majeur - Habiter la ville"
    assert aid.source is not None
    assert aid.source.url == "https://exemple.fr/aide"
    assert aid.note is not None
    assert "500 €" in aid.note.fr
    assert not aid.checked
    assert (provenance.rows, provenance.dropped, provenance.licence) == ({"aids": 1}, (), "etalab-2.0")


def test_a_condition_in_words_is_never_a_yes(tmp_path: Path) -> None:
    (aid,) = read_mobility_aids(written(tmp_path, GOOD)).aids
    facts: dict[str, Any] = {"age": 30.0}
    (answer,) = aids_for([aid], facts, date(2026, 11, 25), "commune:13055")
    assert (answer.verdict, answer.why) == ("unknown", ("to_check",))
    assert aids_for([aid], facts, date(2026, 11, 25), "commune:75056")[0].verdict == "no"
    assert aids_for([aid], facts, date(2027, 1, 1), "commune:13055")[0].why[0] == "ended"


@pytest.mark.parametrize(
    ("text", "kind", "amount", "share"),
    [
        ("500", "once", 500.0, None),
        ("1 200 €", "once", 1200.0, None),
        ("1 200,50 euros", "once", 1200.5, None),
        ("1.200 €", "once", 1200.0, None),
        ("30 € par mois", "per_month", 30.0, None),
        ("30 €/mois.", "per_month", 30.0, None),
        ("50 %", "once", None, 0.5),
        ("150 %", "once", None, None),
        ("Jusqu'à 500 €", "once", None, None),
        ("50 % du prix, dans la limite de 500 €", "once", None, None),
        ("12 chèques de 4 ou 8 euros", "once", None, None),
        ("1.234,56 €", "once", None, None),
    ],
)
def test_an_amount_is_taken_where_it_is_one_number(
    tmp_path: Path, text: str, kind: str, amount: float | None, share: float | None
) -> None:
    (aid,) = read_mobility_aids(written(tmp_path, {**GOOD, "montant": text})).aids
    assert (aid.kind, aid.amount_eur, aid.share) == (kind, amount, share)


@pytest.mark.parametrize(
    ("modes", "kinds"),
    [
        ("['Vélo', 'Covoiturage']", ("bicycle", "carpool")),
        ('["Transports en commun"]', ("public_transport",)),
        ('["Autopartage", "Permis B"]', ("car", "licence")),
        ('["Vélo", "Montgolfière"]', ("any",)),
        ("", ("any",)),
        ("[[[", ("any",)),
    ],
)
def test_modes(tmp_path: Path, modes: str, kinds: tuple[str, ...]) -> None:
    (aid,) = read_mobility_aids(written(tmp_path, {**GOOD, "mode_transport": modes})).aids
    assert aid.pays_for == kinds


@pytest.mark.parametrize(
    ("code", "kind"),
    [("13055", "commune:13055"), ("200054807", "epci:200054807"), ("11", "insee:11"), ("2A", "insee:2A")],
)
def test_codes_of_territories(tmp_path: Path, code: str, kind: str) -> None:
    (aid,) = read_mobility_aids(written(tmp_path, {**GOOD, "territoire_insee": code})).aids
    assert aid.territory == ("Marseille", kind)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"montant": " "}, "field 'montant': 'montant' is empty"),
        ({"id": "0"}, "field 'id': '0' is no id"),
        ({"id": "1.5"}, "field 'id'"),
        ({"id": "7"}, "field 'id': The id 7 is there twice"),
        ({"territoire_insee": "Paris"}, "field 'territoire_insee'"),
        ({"date_fin_validite": "31/12/2026"}, "field 'date_fin_validite'.*Write it as 2026-12-31"),
        ({"source": "javascript:alert(1)"}, "field 'source'.*no web address"),
        ({"nom": "<script>alert(1)</script>"}, "field 'nom'.*markup"),
        ({"description": "a\x1bb"}, "field 'description'.*control characters"),
        ({"nom": "x" * 301}, "field 'nom'.*301 characters"),
        ({"montant": "99999999 €"}, "field 'amount_eur'"),
    ],
)
def test_a_wrong_line_is_told_and_left_out(tmp_path: Path, change: dict[str, str], words: str) -> None:
    wrong = {**GOOD, "id": "8", **change}
    last = {**GOOD, "id": "9"}
    aids, problems, provenance = read_mobility_aids(written(tmp_path, GOOD, wrong, last))
    assert [aid.id for aid in aids] == ["referentiel.7", "referentiel.9"]
    (problem,) = problems
    with pytest.raises(SourceError, match=rf"aides\.csv, line 3, {words}"):
        raise problem
    assert problem.mend
    assert provenance.dropped[0].count == 1
    assert provenance.dropped[0].examples == ("3",)


def test_what_is_no_file_of_aids(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column financeur"):
        read_mobility_aids(written(tmp_path, GOOD, columns=[c for c in COLUMNS if c != "financeur"]))
    with pytest.raises(SourceError, match="holds no aid"):
        read_mobility_aids(written(tmp_path))
    with pytest.raises(SourceError, match=r"line 2.*'montant' is empty"):
        read_mobility_aids(written(tmp_path, {**GOOD, "montant": ""}))
    with pytest.raises(SourceError):
        read_mobility_aids(tmp_path / "none.csv")


@pytest.mark.real
def test_the_example_of_the_schema(shared_data: Path) -> None:
    example = shared_data / "formats" / "schemas" / "aides_mobilite" / "exemple-valide.csv"
    aids, problems, provenance = read_mobility_aids(example)
    assert problems == ()
    assert [aid.id for aid in aids] == [f"referentiel.{n}" for n in range(1, 6)]
    assert [aid.pays_for for aid in aids] == [("bicycle",), ("carpool",), *[("public_transport",)] * 3]
    # Every amount of the example is a sentence: none is taken, and each stands in the note.
    assert all(aid.amount_eur is None and aid.share is None for aid in aids)
    assert aids[1].url is None  # "App IDFM" is no address.
    assert provenance.rows == {"aids": 5}
