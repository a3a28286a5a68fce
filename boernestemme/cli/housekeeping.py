"""`boernestemme housekeeping`: everything that is due."""

from datetime import timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext

from boernestemme.cli import messages
from boernestemme.cli.accesslog import changed_in
from boernestemme.cli.mail import is_stuck, said_of, tell_staff
from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.log_anchors import FORM
from boernestemme.domain.period import parse_period
from boernestemme.services import backing_up, coverage_counting
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

OLDEST_BACKUP = timedelta(hours=26)  # a day, and the time that one takes
STUCK_MAIL = "an e-mail to staff was given up or has waited for more than a day"


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

    Exit status 1, with a line for each, when somebody must look: marks that cannot be read, for
    nobody's answer is left out in silence; an access log that is not as it was anchored or cannot
    be anchored; case systems' folders that cannot be tidied; no backup of the last day; e-mails to
    staff that were given up or have waited for more than a day; messages to children that could not
    be sent through no fault of their number. A mail server that is away for less is only told of.
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
    troubles = [
        _anchor(settings.access_log_anchors),
        _unreadable(mixed.unreadable, folder),
        _tidy(settings.export_folder),
        _old_backup(settings.backup_folder),
        STUCK_MAIL if posted and is_stuck(posted) else None,
        messages.FAILED if texted and texted.failed else None,
    ]
    if found := [one for one in troubles if one]:
        raise click.ClickException("\nError: ".join(found))


def _anchor(file: Path) -> str | None:
    """Note the ends of the access log's chains outside the database, once an hour."""
    try:
        done = anchor_due(file, now())
    except (OSError, ValueError) as problem:
        return f"the access log could not be anchored: {problem}"
    return changed_in(done) if done else None


def _tidy(all_folders: Path | None) -> str | None:
    """Take away what killed processes left in the case systems' folders, and say so."""
    try:
        files = tidy_folders(all_folders, now())
    except OSError as problem:
        return f"the folders for case systems in {all_folders} could not be tidied: {problem}"
    if files:
        click.echo(f"Removed {files} unfinished files from the folders for case systems.")
    return None


def _old_backup(folder: Path | None) -> str | None:
    """What is wrong with the newest backup, where somebody asked to be told."""
    if folder is None:
        return None
    try:
        taken = backing_up.newest(folder, now())
    except OSError as problem:
        return f"nobody can tell whether there is a backup: {problem}"
    if taken is None:
        return f"there is no backup in {folder}"
    is_late = now() - taken > OLDEST_BACKUP
    return f"the newest backup in {folder} is of {taken:{FORM}}" if is_late else None


def _unreadable(marks: int, folder: Path) -> str | None:
    if not marks:
        return None
    return (
        f"{marks} marks cannot be read and wait. Is the half-year's secret still in "
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
