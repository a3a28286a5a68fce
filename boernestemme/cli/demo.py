"""`boernestemme demo`: a whole installation with invented data, made and served in one go."""

import json
import os
from itertools import product
from pathlib import Path
from typing import Any

import click

from boernestemme.cli.demo_data import ACCOUNTS, OPEN_OF_EACH, PASSWORD, DemoFiller, DemoLink
from boernestemme.cli.demo_log import fill_log
from boernestemme.cli.demo_releases import fill_half_years, still_to_freeze
from boernestemme.cli.serve import serve
from boernestemme.cli.setup import set_up
from boernestemme.domain.errors import LinkDead, SettingsMissing
from boernestemme.domain.invitation import standing
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.sms_gateway import Kind
from boernestemme.services import entering, setting_up
from boernestemme.settings import PREFIX
from boernestemme.web.message import link_address
from boernestemme.web.tools import now, staff_links, tools

FILE_NAME = "demo.json"
DRAFTS = "en,ar"  # shown, so that somebody can review them
SECURITY_CONTACT = "mailto:sikkerhed@boernestemme.example"
PAGES = {
    "caseworker": "/raadgiver/",
    "leader": "/leder/",
    "admin": "/administration/",
    "numbers": "/tal/",
    "board": "/styrelse/",
}
PHASES = {"before": "før", "after": "efter"}
ROLES = {
    "caseworker": ("Rådgiver", "caseworker"),
    "leader": ("Leder", "leader"),
    "admin": ("Administrator", "admin"),
    "board": ("Styrelse", "board"),
}
STATES = {"open": "åbent", "used": "brugt", "expired": "udløbet", "revoked": "trukket tilbage"}


@click.command("demo")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Make the data and stop.")
@click.option("--meetings", default=0, help="This many more meetings in the list.")
def demo_command(port: int, no_serve: bool, meetings: int) -> None:
    """Make an installation with invented data under instance/ and serve it."""
    from boernestemme import create_app

    base = f"http://127.0.0.1:{port}"
    os.environ[f"{PREFIX}CHILD_URL"] = base
    os.environ[f"{PREFIX}PLAIN_HTTP"] = "yes"
    os.environ.setdefault(f"{PREFIX}LANGUAGES", DRAFTS)
    os.environ.setdefault(f"{PREFIX}SECOND_FACTOR", "optional")
    os.environ.setdefault(f"{PREFIX}SMS_GATEWAY", Kind.FILE)
    os.environ.setdefault(f"{PREFIX}SECURITY_CONTACT", SECURITY_CONTACT)
    settings = set_up(base, is_demo=True)
    app = create_app(settings)
    with app.app_context():
        facts = _facts(settings.instance / FILE_NAME, base, meetings)
    _print(facts)
    if not no_serve:
        click.echo("\nStop med Ctrl+C.")
        serve(app, f"127.0.0.1:{port}", workers=2)


def _facts(file: Path, base: str, more_meetings: int) -> dict[str, Any]:
    filler = DemoFiller(staff_links(), tools().days, now())
    if setting_up.is_demo():
        if not file.exists():
            raise SettingsMissing(f"the demo was only half made: remove {file.parent}, try again")
        kept = json.loads(file.read_text())
        to_freeze = still_to_freeze(kept.get("to_freeze", ""))
        rows = _still_true(kept["links"], base)
        for phase, age in product(Phase, AgeGroup):
            ready = sum(
                (row["phase"], row["age"], row["state"]) == (phase, age, "open") for row in rows
            )
            rows += _rows(filler.open_links(phase, age, max(0, OPEN_OF_EACH - ready)))
    else:
        if setting_up.holds_data():
            raise SettingsMissing("this database is not a demo: choose another with INSTANCE")
        setting_up.note_demo()
        rows = _rows(filler.fill())
        fill_log(rows, staff_links(), tools().days, now())
        to_freeze = str(fill_half_years(tools().settings.statistics_folder, now()))
    if more_meetings:
        filler.many(more_meetings)
    accounts = [
        {
            "role": account.role.value,
            "email": account.email,
            "password": PASSWORD,
            "municipality": account.municipality,
        }
        for account in ACCOUNTS
    ]
    facts = {
        "base": base,
        "links": rows,
        "accounts": accounts,
        "pages": PAGES,
        "to_freeze": to_freeze,
    }
    _write(file, facts)
    return facts


def _write(file: Path, facts: dict[str, Any]) -> None:
    """The file holds live links of invented meetings; still nobody else's to read."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(facts, out, ensure_ascii=False, indent=2)


def _rows(links: list[DemoLink]) -> list[dict[str, Any]]:
    return [
        {
            "age": link.age.value,
            "phase": link.phase.value,
            "state": link.state,
            "words": [link.made.words.colour, link.made.words.thing],
            "url": link_address(tools().settings, link.made.token),
            "meeting": link.made.meeting_id,
            "phone": link.made.phone.value,
        }
        for link in links
    ]


def _still_true(rows: list[dict[str, Any]], base: str) -> list[dict[str, Any]]:
    """The links of an earlier run, with today's address and state."""
    for row in rows:
        token = row["url"].rpartition("/")[2]
        row["url"] = f"{base}/b/{token}"
        if row["state"] == "open":
            row["state"] = _state(token, Phase(row["phase"]))
    return rows


def _state(token: str, phase: Phase) -> str:
    try:
        found = standing(entering.look(tools().signer, token, now()), now())
    except LinkDead:
        return "expired"
    return "open" if found == phase.value else "used"


def _print(facts: dict[str, Any]) -> None:
    click.echo("\nBørnestemme med opdigtede data\n")
    for row in facts["links"]:
        words = " ".join(row["words"])
        when, state = PHASES[row["phase"]], STATES[row["state"]]
        click.echo(f"Barn {row['age']} år, {when} mødet, {state}, jeres to ord: {words}")
        click.echo(f"  {row['url']}")
    for role, (title, page) in ROLES.items():
        click.echo(f"\n{title}: {facts['base']}{PAGES[page]}")
        for account in facts["accounts"]:
            if account["role"] == role:
                who = f"{account['email']} / {account['password']}"
                click.echo(f"  {who} (kommune {account['municipality']})")
    click.echo(f"\nTal for alle: {facts['base']}{PAGES['numbers']}")
    if facts["to_freeze"]:
        click.echo(f"Lukket og klar til at blive frosset: {facts['to_freeze']}")
