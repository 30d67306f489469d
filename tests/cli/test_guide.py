from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portee.cli.guide import Answers, Guide, fetch_all
from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.core.progress import Silent
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import as_typed
from tests.services.workspace.open_data import Publishers


def asking(*said: str) -> tuple[Callable[[str], str], list[str]]:
    """Somebody who says this, and what they were asked."""
    asked: list[str] = []
    left: Iterator[str] = iter(said)

    def ask(question: str) -> str:
        asked.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask, asked


def out(lang: Language = Language.en) -> Output:
    return Output(CommonOptions(lang=lang))


def test_enter_everywhere_makes_the_usual_territory(
    server: Publishers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask, asked = asking("", "village", "", "", "", "", "", "")
    answers = Guide(out(), ask).run(None, None)
    assert answers is not None
    assert answers.title == "Village"
    assert answers.folder == Path("village")
    assert set(answers.fetch) == {"communes", "osm", "timetables", "residents", "facilities", "priority"}
    assert answers.files == {}
    assert "[yes]" in asked[0]
    assert any("employers" in question for question in asked), "only what is not fetched is asked for"
    assert not any("residents (" in question for question in asked)
    assert server.asked


def test_questions_are_in_the_reader_s_language(capfd: pytest.CaptureFixture[str]) -> None:
    ask, asked = asking("non", "Mon territoire", "ailleurs", "", "", "", "", "", "")
    assert Guide(out(Language.fr), ask).run(None, None) is None
    assert "Internet" in asked[0]
    assert "[oui]" in asked[0]
    assert "Sans rues, rien ne peut être calculé" in as_typed(capfd.readouterr().out)


def test_what_cannot_be_is_asked_again(
    server: Publishers, tmp_path: Path, xs_territory: SyntheticTerritory, capfd: pytest.CaptureFixture[str]
) -> None:
    del server
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "x").touch()
    new = str(tmp_path / "new")
    said = ["perhaps", "y", "nowhere", "vill", "9", "1", "", str(taken), new, "many", "-1", "3,5", "99", "x", "0"]
    said += ["none.pbf", str(xs_territory.osm), str(xs_territory.gtfs), "", str(xs_territory.cells)]
    said += [str(xs_territory.jobs), "jobs", "", "", "yes"]
    ask, _ = asking(*said)
    answers = Guide(out(), ask).run(None, None)
    assert answers is not None
    assert answers.commune is not None
    assert answers.commune.name == "Village"
    assert (answers.around_km, answers.folder, answers.fetch) == (3.5, tmp_path / "new", ())
    assert answers.files["osm"] == [xs_territory.osm]
    assert answers.files["employers"] == [xs_territory.jobs]
    assert answers.jobs == "jobs"
    shown = as_typed(capfd.readouterr().out)
    for told in ("no commune 'nowhere'", "Answer yes or no", "will not be overwritten", "no file none.pbf"):
        assert told in shown
    assert "from 0 to 100" in shown


def test_without_the_network_it_goes_on_with_files(
    server: Publishers, tmp_path: Path, xs_territory: SyntheticTerritory, capfd: pytest.CaptureFixture[str]
) -> None:
    server.put("/geo/communes?village", b"{")
    ask, _ = asking("", "village", "Le village", str(xs_territory.osm), "", "", "", "", "", "no")
    assert Guide(out(), ask).run(tmp_path / "a", None) is None, "somebody thought better of it"
    assert "without the Internet" in as_typed(capfd.readouterr().out)


def test_what_cannot_be_downloaded_is_told_and_left_out(
    server: Publishers, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    answers = Answers(tmp_path, "x", fetch=("priority", "employers", "timetables"))
    came = fetch_all(answers, tmp_path / "d", out(), lambda: datetime(2026, 3, 10, tzinfo=UTC), Silent())
    assert list(came) == ["priority"]
    said = capfd.readouterr().err
    assert "employers (English)” could not be downloaded" in said
    assert "timetables (English)” could not be downloaded" in said
    assert server.asked


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_a_whole_territory_on_a_terminal(server: Publishers, tmp_path: Path) -> None:
    """As somebody meets it: a real terminal, Enter to nearly all questions, a territory that opens at the end."""
    import pty

    command = [sys.executable, "-m", "portee.cli.main", "workspace", "new", "--lang", "en"]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execve(command[0], command, {**os.environ, "TERM": "dumb"})  # noqa: S606 - the command itself, on a terminal
    text = ""
    for wait, said in (
        ("May I look", ""), ("Which commune", "village"), ("What is the territory", ""), ("In which folder", ""),
        ("How many kilometres", "1"), ("Which ones", ""), ("employers", ""), ("Shall I make", ""),
    ):  # fmt: skip
        text += _until(terminal, wait)
        os.write(terminal, f"{said}\n".encode())
    text += _until(terminal, "Next: portee serve village", seconds=300)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, text
    assert "The territory is ready" in text
    assert "jobs: no answer to a person who seeks one" in text
    assert (tmp_path / "village" / "workspace.yaml").is_file()
    assert (tmp_path / "village-downloads" / "village-bus.zip").is_file()
    assert server.asked


def _until(terminal: int, wait: str, seconds: float = 120) -> str:
    found, ends = "", time.monotonic() + seconds
    while wait not in found:
        assert time.monotonic() < ends, f"'{wait}' did not come: {found}"
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                found += os.read(terminal, 4096).decode(errors="replace")
            except OSError:
                pytest.fail(f"the command ended before '{wait}': {found}")
    return found
