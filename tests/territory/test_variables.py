"""Figures of territories are described in both languages, and found under the names of every edition."""

from __future__ import annotations

import pytest

from portee.territory.variables import plain_name, variable_named, variables


def test_the_figures_of_the_regional_extract_are_all_known() -> None:
    assert len(variables()) == 41


@pytest.mark.parametrize("id", variables())
def test_each_figure_has_its_words_and_finds_itself(id: str) -> None:
    variable = variables()[id]
    assert variable.title.fr
    assert variable.title.en
    assert variable.title.fr != variable.title.en
    assert variable_named(id.upper()) == id
    assert variable.most == (100 if variable.kind == "share" else float("inf"))
    # Only counts can be zero for want of an answer, or sum over parts.
    assert variable.kind == "count" or (variable.additive and not variable.zero_is_missing)


def test_names_differ_by_edition() -> None:
    assert variable_named("TX_TOT_EDLIM") == "tx_tot_eprec"
    assert variable_named("Pop. mun") == "pop_mun"
    assert variable_named("population") is None
    assert plain_name("Código QP ") == "codigoqp"


def test_no_two_figures_share_a_name() -> None:
    names = [plain_name(name) for id, variable in variables().items() for name in (id, *variable.also)]
    assert len(set(names)) == len(names)
