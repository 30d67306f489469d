from __future__ import annotations

from docs.french_pages import set_in_french
from portee.reports.french import NO_BREAK


def test_prose_is_set_and_code_stays() -> None:
    page = "Qui ? L'un à 20 %.\n\n```sh\necho 'l'un' ? 20 %\n```\nVoyez `a : b` : [l'aide](l'aide.md#a) ; fin !"
    assert set_in_french(page) == (
        f"Qui{NO_BREAK}? L’un à 20{NO_BREAK}%.\n\n```sh\necho 'l'un' ? 20 %\n```\n"
        f"Voyez `a : b`{NO_BREAK}: [l’aide](l'aide.md#a){NO_BREAK}; fin{NO_BREAK}!"
    )


def test_tables_and_headings_keep_their_marks() -> None:
    page = "# Ce qu'il faut\n\n| a | b |\n|---|---:|\n| 1 | « 2 » |"
    told = set_in_french(page)
    assert "|---|---:|" in told
    assert told.startswith("# Ce qu’il faut\n")
