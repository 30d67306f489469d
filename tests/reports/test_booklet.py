from __future__ import annotations

from portee.reports.booklet import Booklet, BookletChapter, BookletExercise, BookletList, BookletQuestion
from portee.reports.sheet import SheetMap, SheetTable

SCRIPT = "<script>alert(1)</script>"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'


def sample(lang: str = "fr", name: str = "Nom") -> Booklet:
    """A booklet with a part of each kind."""
    question = BookletQuestion("q", f"Combien {name} ?", ("10", "20", "30", "40"), 2, "Parce que.", "one")
    parts = (
        f"Texte : {name}", BookletList(("a", "b"), ordered=True, title="Liste"),
        SheetTable("t", "Tableau", ("quoi", "combien"), (("x", "1"), (name, "2")), figures=(1,)),
        SheetMap(DRAWING, "Carte", (("here", "ici"), ("area-near", "près"), ("area-far", "loin")), "crédit"),
        BookletExercise("À vous", "Comptez.", 2), question,
    )  # fmt: skip
    chapters = (BookletChapter("one", "Un", "Une réponse.", parts), BookletChapter("two", "Deux", "Une autre.", ()))
    return Booklet(lang, f"Livret {name}", "Sous-titre", ("Inventé.",), "Contenu", chapters, "CC BY-SA 4.0", "Fin")


def test_questions_and_chapters_are_found() -> None:
    booklet = sample()
    (question,) = booklet.questions
    assert question.letter == "C"
    assert booklet.chapter("two") is booklet.chapters[1]
    assert booklet.chapter("three") is None
