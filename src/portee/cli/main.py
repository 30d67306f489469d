"""The program `portee`."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from types import FrameType
from typing import NoReturn

import typer

from portee.cli.access import access
from portee.cli.account import app as account_app
from portee.cli.backup import backup, restore
from portee.cli.booklet import booklet
from portee.cli.build import build
from portee.cli.commons.app import app as commons_app
from portee.cli.compare import compare_results
from portee.cli.critical import critical
from portee.cli.demo import demo
from portee.cli.diagnose import diagnose
from portee.cli.experiment import app as experiment_app
from portee.cli.french_help import asks_help, said_in_french, without_language
from portee.cli.hub import app as hub_app
from portee.cli.info import info
from portee.cli.isochrone import isochrone
from portee.cli.logistics import app as logistics_app
from portee.cli.map import map_result
from portee.cli.matrix import matrix
from portee.cli.minimum import minimum
from portee.cli.modal import modal
from portee.cli.output import system_language
from portee.cli.own_files import look_over
from portee.cli.parameters import parameters
from portee.cli.profile_access import profile_access
from portee.cli.scenario import app as scenario_app
from portee.cli.serve import serve
from portee.cli.territories import app as territories_app
from portee.cli.trip import trip
from portee.cli.usage import is_abort, is_help, wrong_usage
from portee.cli.vacancy import vacancy
from portee.cli.worker import worker
from portee.cli.workspace import app as workspace_app
from portee.core.ending import end_program
from portee.core.errors import PorteeError
from portee.core.progress import Cancelled

__all__ = ["app", "main", "program"]

INTERRUPTED, FAILED, USAGE = 130, 1, 2
LANGUAGES = ("fr", "en")

app = typer.Typer(
    name="portee",
    help="Who can really reach work, training, childcare and services, from open data.\n\nBegin with: portee demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        import portee

        print(f"portee {portee.__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    del version


for _name, _command in (
    ("demo", demo),
    ("serve", serve),
    ("build", build),
    ("info", info),
    ("matrix", matrix),
    ("access", access),
    ("trip", trip),
    ("isochrone", isochrone),
    ("map", map_result),
    ("diagnose", diagnose),
    ("vacancy", vacancy),
    ("profile-access", profile_access),
    ("compare", compare_results),
    ("critical", critical),
    ("minimum", minimum),
    ("modal", modal),
    ("parameters", parameters),
    ("booklet", booklet),
    ("worker", worker),
    ("backup", backup),
    ("restore", restore),
):
    app.command(_name)(_command)
app.add_typer(workspace_app, name="workspace")
app.add_typer(account_app, name="account")
app.add_typer(scenario_app, name="scenario")
app.add_typer(territories_app, name="territories")
app.add_typer(experiment_app, name="experiment")
app.add_typer(hub_app, name="hub")
app.add_typer(commons_app, name="commons")
app.add_typer(logistics_app, name="logistics")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 a defect, 2 something to mend, 130 interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _stop_politely()
    try:
        look_over(given)
        ended = _ended(given)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except PorteeError as problem:
        _show(problem, given)
        return problem.exit_code
    except (KeyboardInterrupt, Cancelled):
        print("Interrupted. Nothing was written.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone: say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as problem:
        if is_help(problem):
            return USAGE
        if is_abort(problem):
            print("Interrupted. Nothing was written.", file=sys.stderr)
            return INTERRUPTED
        if (wrong := wrong_usage(problem)) is not None:
            _show(wrong, given)
            return USAGE
        if os.environ.get("PORTEE_DEBUG") == "1":
            raise
        print(
            f"Something went wrong inside Portée ({type(problem).__name__}: {problem}). Nothing was written.\n"
            "Please report it with the command you ran; PORTEE_DEBUG=1 before the command shows where it happened.",
            file=sys.stderr,
        )
        return FAILED
    # Where a command ends itself, with a code of its own, Typer returns this code.
    return ended if isinstance(ended, int) else 0


def _ended(given: list[str]) -> object:
    """What the program ended with; where it may be help that is asked for in French, it is told in French."""
    command = typer.main.get_command(app)
    if _asked_language(given) != "fr" or not asks_help(command, given):
        return command(given, prog_name="portee", standalone_mode=False)
    with said_in_french(command):
        return command(without_language(given), prog_name="portee", standalone_mode=False)


def _show(problem: PorteeError, given: Sequence[str]) -> None:
    """What is wrong: in JSON as programs read it, in English; for people in the language asked for or the system's."""
    if "--json" in given:
        text = json.dumps(problem.as_dict(), ensure_ascii=False)
    elif (lang := _asked_language(given)) == "en":
        text = f"Error: {problem}"
    else:
        # Read only when something is wrong: the program starts without it.
        from portee.reports.problems import error_in

        text = f"Erreur\u00a0: {error_in(lang, problem)}"
    print(text, file=sys.stderr)


def _asked_language(given: Sequence[str]) -> str:
    """The language of `--lang` among the arguments, which the command itself may not have come to read."""
    told = [after for word, after in pairwise(given) if word == "--lang"]
    told += [word.partition("=")[2] for word in given if word.startswith("--lang=")]
    return told[-1] if told and told[-1] in LANGUAGES else system_language()


def _stop_politely() -> None:
    """A request to end, from a system or a scheduler, ends as Ctrl-C does: nothing half-written stays."""

    def stop(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGTERM, stop)
    except ValueError:
        # Not in the main thread: whoever runs the program there decides.
        return


def program() -> NoReturn:
    """The program as a process of its own."""
    end_program(main())


if __name__ == "__main__":
    program()
