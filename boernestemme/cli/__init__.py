"""The console script: `boernestemme`, a Flask command group with every command of its own."""

import sys
from functools import cache
from typing import NoReturn

import click
from flask import Flask
from flask.cli import AppGroup, FlaskGroup

from boernestemme.domain.errors import Refused, SettingsMissing

SERVE = "serve"


class OurCommands(AppGroup):
    """Every command, read when it is asked for.

    Serving reads no other: with the others come all services, and a process that only children
    use shall be small.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, without making the app."""
        return sorted([SERVE, *_running()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, None where there is none."""
        return _serving() if cmd_name == SERVE else _running().get(cmd_name)


class Commands(OurCommands, FlaskGroup):
    """The group. Its help lists its own commands and works before any setting exists."""


def _serving() -> click.Command:
    from boernestemme.cli.serve import serve_command

    return serve_command


@cache
def _running() -> dict[str, click.Command]:
    from boernestemme.cli.accesslog import accesslog_group
    from boernestemme.cli.backup import backup_command, restore_command
    from boernestemme.cli.clips import clips_command
    from boernestemme.cli.demo import demo_command
    from boernestemme.cli.housekeeping import housekeeping_command
    from boernestemme.cli.invite import invite_command
    from boernestemme.cli.keys import keys_group
    from boernestemme.cli.marks import marks_group
    from boernestemme.cli.municipalities import municipality_group
    from boernestemme.cli.people import user_group
    from boernestemme.cli.release import release_group
    from boernestemme.cli.setup import setup_command
    from boernestemme.cli.teams import team_group

    commands: tuple[click.Command, ...] = (
        accesslog_group,
        backup_command,
        clips_command,
        demo_command,
        housekeeping_command,
        invite_command,
        keys_group,
        marks_group,
        municipality_group,
        release_group,
        restore_command,
        setup_command,
        team_group,
        user_group,
    )
    return {command.name or "": command for command in commands}


def add_commands(app: Flask) -> None:
    """Let `flask --app wsgi …` reach the same commands."""
    app.cli = OurCommands(app.name)


def _make_app() -> Flask:
    from boernestemme import create_app

    return create_app()


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
