"""`boernestemme invite`: makes links from the command line."""

import json
from datetime import datetime

import click
from flask.cli import with_appcontext

from boernestemme.domain.errors import InvitingRefused
from boernestemme.domain.meeting import DENMARK, AgeGroup, Phone
from boernestemme.domain.shared_words import WordsExhausted
from boernestemme.services import administering, inviting
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink
from boernestemme.web.message import link_address, sms_text
from boernestemme.web.tools import now, staff_links, tools

WHY = {
    "meeting_past": "the meeting must lie in the future",
    "too_far": "the meeting lies more than a year ahead",
    "no_backup": "there is no colleague in the municipality who can be backup reader",
    "phone_not_asked": "ask the child alone who can see its phone",
}


@click.command("invite")
@click.option("--caseworker", required=True, help="E-mail of the case worker.")
@click.option("--age", required=True, type=click.Choice([age.value for age in AgeGroup]))
@click.option("--meeting", required=True, help="ISO time, in Denmark unless it says otherwise.")
@click.option("--phone", required=True, type=click.Choice([phone.value for phone in Phone]))
@click.option("--count", default=1, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--format", "form", default="text", type=click.Choice(["text", "json"]))
@with_appcontext
def invite_command(  # the options of the contract
    caseworker: str, age: str, meeting: str, phone: str, count: int, form: str
) -> None:
    """Make links. The two words are for saying aloud, never for writing down."""
    person = administering.person_of(caseworker)
    order = LinkOrder(AgeGroup(age), _moment(meeting), Phone(phone))
    try:
        made = inviting.invite(person, order, staff_links(), now(), count)
    except InvitingRefused as refused:
        raise click.ClickException(WHY[refused.rule]) from refused
    except WordsExhausted as refused:
        raise click.ClickException(
            f"{caseworker} has too many open links: no two words are left to tell more apart"
        ) from refused
    rows = [_row(link) for link in made]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for link, row in zip(made, rows, strict=True):
        click.echo(f"{link.words}: {row['url']}")


def _row(link: MadeLink) -> dict[str, object]:
    address = link_address(tools().settings, link.token)
    return {
        "id": link.meeting_id,
        "words": [link.words.colour, link.words.thing],
        "url": address,
        "sms": sms_text(address) if link.phone.is_safe else None,
        "expires": link.expires_at.isoformat(),
    }


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise click.BadParameter("not an ISO time, like 2027-01-15T14:00") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=DENMARK)
