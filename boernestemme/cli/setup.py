"""`boernestemme setup`: keys with tight file rights and an up-to-date database."""

import os
import secrets
from pathlib import Path

import click

from boernestemme.services.setting_up import (
    ROLE_PREFIX,
    bring_up_to_date,
    give_roles,
    make_key_files,
)
from boernestemme.settings import (
    FILE_NAME,
    Settings,
    asks_plain_http,
    checked_url,
    instance_folder,
)

SECRET_BYTES = 36


def write_settings(path: Path, child_url: str, *, plain_http: bool, is_demo: bool = False) -> None:
    """Write a new settings file with secrets of its own; never over an old one."""
    lines = [
        "# Settings of this installation. The keys are secret: keep this file out of backups",
        "# that others can read. Oldest link key first; the newest signs.",
        f'link_keys = ["{secrets.token_urlsafe(SECRET_BYTES)}"]',
        f'form_key = "{secrets.token_urlsafe(SECRET_BYTES)}"',
        f'child_url = "{child_url}"',
    ]
    if plain_http:
        lines.append("plain_http = true")
    if is_demo:
        lines.append('second_factor = "optional"  # for invented people alone')
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def set_up(child_url: str | None, *, is_demo: bool = False) -> Settings:
    """Make what is missing in the instance folder and bring the database up to date."""
    instance = instance_folder(os.environ)
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (instance / FILE_NAME).exists():
        if child_url is None:
            raise click.UsageError(
                "this is a new installation: name the child's address with --child-url"
            )
        plain_http = is_demo or asks_plain_http(os.environ)
        address = checked_url(child_url, plain_http)
        write_settings(instance / FILE_NAME, address, plain_http=plain_http, is_demo=is_demo)
    settings = Settings.from_environment()
    make_key_files(settings.wrapping_key_file, settings.epoch_file, settings.sign_in_key_file)
    bring_up_to_date(settings.database)
    return settings


@click.command("setup")
@click.option("--child-url", help="Address of the child's door, like https://name.dk.")
@click.option(
    "--roles",
    "role_prefix",
    metavar="[PREFIX]",
    is_flag=False,
    flag_value=ROLE_PREFIX,
    help="On PostgreSQL: also make the roles PREFIX_child, PREFIX_staff and so on, with the "
    f"rights of the written table and no others. PREFIX is {ROLE_PREFIX} unless you name one.",
)
def setup_command(child_url: str | None, role_prefix: str | None) -> None:
    """Write keys with tight file rights and migrate the database."""
    settings = set_up(child_url)
    click.echo(f"Ready: keys and settings in {settings.instance}, database up to date.")
    if role_prefix is not None:
        names = give_roles(settings.database, role_prefix)
        click.echo(f"Roles: {', '.join(names)}. Make a login in one of them with")
        click.echo(f"  CREATE ROLE name LOGIN PASSWORD '…' IN ROLE {names[0]};")
