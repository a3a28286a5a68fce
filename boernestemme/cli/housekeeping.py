"""`boernestemme housekeeping`: everything that is due."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from boernestemme.cli import messages
from boernestemme.cli.accesslog import check_changed
from boernestemme.cli.mail import is_stuck, said_of, tell_staff
from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.period import parse_period
from boernestemme.services import coverage_counting
from boernestemme.services.anchoring import anchor_due
from boernestemme.services.erasing import erase_due
from boernestemme.services.exporting import tidy_folders
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.log_drawing import draw_due
from boernestemme.services.mixing import discard_unreadable, mix_all
from boernestemme.services.month_counting import count_due
from boernestemme.services.releasing import destroy_spent_secrets
from boernestemme.services.statistics_keys import file_by_year, give_missing, make_ahead
from boernestemme.web.tools import now, staff_links, tools


@click.command("housekeeping")
@click.option(
    "--discard-unreadable",
    "half_year",
    metavar="HALF-YEAR",
    help="First throw away the marks of this half-year or year that cannot be read, if it is over.",
)
@with_appcontext
def housekeeping_command(half_year: str | None) -> None:
    """Do everything that is due; safe from a timer, any number at once.

    Exit status 1 when there are marks that cannot be read, for nobody's answer is left out in
    silence, when the access log is not as it was anchored or cannot be anchored, when the case
    systems' folders cannot be tidied, when an e-mail to staff was given up
    or has waited for more than a day, or when a message to a child could not be sent through no
    fault of its number. A mail server that is away for less is told of and no more: the next run
    tries again.
    """
    settings = tools().settings
    folder, ledger = settings.statistics_folder, settings.erasure_ledger
    if half_year is not None:
        click.echo(f"Discarded: {_discard(half_year, folder)} marks that cannot be read.")
    make_ahead(staff_links().statistics, now())
    give_missing(staff_links().statistics, now())
    file_by_year(staff_links().statistics, now())
    swept, mixed = keep_house(ledger, now()), mix_all(folder, now())
    destroy_spent_secrets(folder, now())
    erased = erase_due(ledger, now())
    draw_due(tools().days, now())
    count_due(tools().days, now())
    coverage_counting.count_due(now())
    texted = messages.send_messages()
    posted = tell_staff(settings.mail) if settings.mail else None
    click.echo(
        f"Done: {swept.links} links closed, {swept.drafts} drafts and {swept.sessions} sessions "
        f"removed, {swept.events} events logged, {mixed.items} marks mixed, "
        f"{erased} filed papers erased. {messages.said_of(texted)} "
        + (said_of(posted) if posted else "No e-mails to staff: the setting mail_host is missing.")
    )
    _anchor(settings.access_log_anchors)
    _check_marks(mixed.unreadable, folder)
    _tidy(settings.export_folder)
    if posted and is_stuck(posted):
        raise click.ClickException(
            "an e-mail to staff was given up or has waited for more than a day"
        )
    if texted and texted.failed:
        raise click.ClickException(messages.FAILED)


def _anchor(file: Path) -> None:
    """Note the ends of the access log's chains outside the database, once an hour."""
    try:
        done = anchor_due(file, now())
    except (OSError, ValueError) as problem:
        raise click.ClickException(f"the access log could not be anchored: {problem}") from problem
    if done:
        check_changed(done)


def _tidy(all_folders: Path | None) -> None:
    """Take away what killed processes left in the case systems' folders, and say so."""
    try:
        files = tidy_folders(all_folders, now())
    except OSError as problem:
        raise click.ClickException(
            f"the folders for case systems in {all_folders} could not be tidied: {problem}"
        ) from problem
    if files:
        click.echo(f"Removed {files} unfinished files from the folders for case systems.")


def _check_marks(unreadable: int, folder: Path) -> None:
    if unreadable:
        raise click.ClickException(
            f"{unreadable} marks cannot be read and wait. Is the half-year's secret still in "
            f"{folder}? Once it is over, --discard-unreadable goes on without them."
        )


def _discard(half_year: str, folder: Path) -> int:
    period = parse_period(half_year)
    if period is None:
        raise click.BadParameter(
            f"{half_year!r} is no half-year: write it like 2026H2, or a whole year like 2027"
        )
    try:
        return discard_unreadable(period, folder, now())
    except NotPermitted as refusal:
        raise click.ClickException(f"{period}: {refusal}") from refusal
