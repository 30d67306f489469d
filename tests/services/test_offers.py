"""Offers are read from one file, from those it includes, and from the open files it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.offers import no_offers, read_offers, shipped_offers

MONTHLY = "{id: month, title: {fr: m, en: m}, kind: month, price_eur: 68}"


def written(folder: Path, text: str, name: str = "offers.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_without_a_file_there_are_the_national_aids_alone() -> None:
    found = read_offers(None)
    assert found.aids == no_offers().aids
    assert found.aids
    assert (found.tariffs, found.services) == ((), ())


def test_offers_that_come_with_the_program_say_what_nobody_checked() -> None:
    found = read_offers("marseille")
    assert {tariff.network for tariff in found.tariffs}
    assert found.tariffs == shipped_offers("marseille").tariffs
    assert [record.file for record in found.provenance] == ["marseille.yaml"]
    assert any("check them" in note for note in found.notes)
    assert len(found.aids) == len(no_offers().aids)
    with pytest.raises(ParameterError, match=r"No offers named 'marseile'.*marseille"):
        read_offers("marseile")


def test_a_file_of_ones_own_with_others_included(tmp_path: Path) -> None:
    written(tmp_path, f"tariffs: [{MONTHLY}]\nwork_parking_eur_month: 40\n", "inner.yaml")
    path = written(
        tmp_path,
        "include: [inner.yaml, marseille]\n"
        "services: [{kind: carpool, id: seats, title: {fr: c, en: c}}]\n"
        "parameters:\n"
        "  energy.petrol: {title: {fr: e, en: p}, unit: EUR/L, values: [{from: 2026-01-01, value: 3}],"
        " source: {title: ours}}\n",
    )
    found = read_offers(path)
    assert "month" in [tariff.id for tariff in found.tariffs]
    assert len(found.tariffs) == 1 + len(shipped_offers("marseille").tariffs)
    assert [service.id for service in found.services] == ["seats"]
    assert found.work_parking_eur_month == 40
    assert found.parameters["energy.petrol"].source.title == "ours"
    assert "energy.diesel" in found.parameters
    assert [record.file for record in found.provenance] == ["inner.yaml", "marseille.yaml", "offers.yaml"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("include: [offers.yaml]\n", "include each other"),
        (f"tariffs: [{MONTHLY}, {MONTHLY}]\n", "month"),
        ("tarifs: []\n", "There is no field 'tarifs'"),
        ("include: [nowhere.yaml]\n", "cannot be read"),
        ("gbfs: [nowhere]\n", "nowhere"),
        ("gtfs_fares: [nowhere.zip]\n", "nowhere"),
        ("gtfs_flex: [nowhere.zip]\n", "nowhere"),
        ("low_emission: [nowhere.geojson]\n", "nowhere"),
    ],
)
def test_what_is_wrong_is_one_error_that_names_the_file(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises((SourceError, ParameterError), match=what):
        read_offers(written(tmp_path, text))


@pytest.mark.real
def test_real_zones_fares_and_rides_beside_a_file(tmp_path: Path, shared_data: Path) -> None:
    zones, formats = shared_data / "france" / "zfe_aires_2023-12.geojson", shared_data / "formats"
    found = read_offers(
        written(
            tmp_path,
            f"low_emission: ['{zones}']\n"
            f"gtfs_fares: ['{formats / 'gtfs_fares' / 'kcm_gtfs.zip'}']\n"
            f"gtfs_flex: ['{formats / 'gtfs_flex' / 'aspen-flex-on-demand.gtfs'}']\n"
            f"gbfs: ['{formats / 'gbfs' / 'lillestrombysykkel'}']\n"
            "exchange: {USD: 0.9, NOK: 0.085}\n",
        )
    )
    assert len(found.zones) == 27
    assert found.tariffs
    assert {service.kind for service in found.services} == {"docked", "on_demand"}
    assert {record.source for record in found.provenance} >= {"offers", "bnzfe"}
