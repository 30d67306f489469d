"""The commands of `portee commons`, in the order in which one needs them."""

from __future__ import annotations

import typer

from portee.cli.commons.ask import ask
from portee.cli.commons.check import check
from portee.cli.commons.credits import credits_command
from portee.cli.commons.evidence import evidence
from portee.cli.commons.history import diff, history
from portee.cli.commons.init import init
from portee.cli.commons.ladder import ladder
from portee.cli.commons.merge import merge
from portee.cli.commons.new import new
from portee.cli.commons.people import app as people_app
from portee.cli.commons.process import process
from portee.cli.commons.propose import propose
from portee.cli.commons.publish import publish
from portee.cli.commons.pull import fork, pull
from portee.cli.commons.replicate import replicate
from portee.cli.commons.review import review
from portee.cli.commons.rules import rules
from portee.cli.commons.search import index, search
from portee.cli.commons.show import show
from portee.cli.commons.verify import verify
from portee.cli.commons.wiki import export_wiki, import_wiki
from portee.cli.commons.workshop import app as workshop_app

__all__ = ["app"]

app = typer.Typer(
    help="A commons of records in Git: needs, solutions, evidence, and the matrix that joins them.\n\n"
    "Begin with: portee commons init FOLDER",
    no_args_is_help=True, rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

for _name, _command in (
    ("init", init),
    ("new", new),
    ("check", check),
    ("show", show),
    ("search", search),
    ("index", index),
    ("history", history),
    ("diff", diff),
    ("propose", propose),
    ("review", review),
    ("merge", merge),
    ("credits", credits_command),
    ("evidence", evidence),
    ("verify", verify),
    ("pull", pull),
    ("fork", fork),
    ("publish", publish),
    ("export-wiki", export_wiki),
    ("import-wiki", import_wiki),
    ("replicate", replicate),
    ("ladder", ladder),
    ("ask", ask),
    ("process", process),
    ("rules", rules),
):
    app.command(_name)(_command)
app.add_typer(workshop_app, name="workshop")
app.add_typer(people_app, name="people")
