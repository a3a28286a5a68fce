"""The console script: `boernestemme`, a Flask command group with every command of its own."""

import sys
from typing import NoReturn

import click
from flask import Flask
from flask.cli import FlaskGroup

from boernestemme.cli.clips import clips_command
from boernestemme.cli.demo import demo_command
from boernestemme.cli.housekeeping import accesslog_group, housekeeping_command
from boernestemme.cli.invite import invite_command
from boernestemme.cli.keys import keys_group
from boernestemme.cli.marks import marks_group
from boernestemme.cli.municipalities import municipality_group
from boernestemme.cli.people import user_group
from boernestemme.cli.release import release_group
from boernestemme.cli.serve import serve_command
from boernestemme.cli.setup import setup_command
from boernestemme.cli.teams import team_group
from boernestemme.domain.errors import Refused, SettingsMissing

COMMANDS = (
    accesslog_group,
    clips_command,
    demo_command,
    housekeeping_command,
    invite_command,
    keys_group,
    marks_group,
    municipality_group,
    release_group,
    serve_command,
    setup_command,
    team_group,
    user_group,
)


def add_commands(app: Flask) -> None:
    """Let `flask --app wsgi …` reach the same commands."""
    for command in COMMANDS:
        app.cli.add_command(command)


def _make_app() -> Flask:
    from boernestemme import create_app

    return create_app()


class Commands(FlaskGroup):
    """The group. Its help lists its own commands and works before any setting exists."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, without making the app."""
        return sorted(command.name or "" for command in COMMANDS)


def main() -> None:
    """Run a command: exit status 0 done, 1 refused with one line of why, 2 wrong use."""
    group = Commands(
        name="boernestemme",
        create_app=_make_app,
        add_default_commands=False,
        add_version_option=False,
        load_dotenv=False,
        help="A child's voice at one concrete meeting.",
    )
    for command in COMMANDS:
        group.add_command(command)
    try:
        group.main(standalone_mode=True)
    except (SettingsMissing, Refused) as refusal:
        _give_up(str(refusal))
    except Exception as failure:  # an operator gets one line of why, not a traceback
        _give_up(f"{type(failure).__name__}: {failure}")


def _give_up(why: str) -> NoReturn:
    line = next(iter(why.strip().splitlines()), "failed")
    click.echo(f"boernestemme: {line}", err=True)
    sys.exit(1)
