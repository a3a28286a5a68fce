"""`boernestemme release …`: freezes half-years, corrects, approves and shows releases."""

import sys
from datetime import MAXYEAR, MINYEAR

import click
from flask.cli import with_appcontext

from boernestemme.domain.audit import NARROWEST, Finding, Range
from boernestemme.domain.errors import (
    CodeRefused,
    ReleaseRefused,
    SessionGone,
    SignInRefused,
    TooManyTries,
)
from boernestemme.domain.figures import Area
from boernestemme.domain.period import Period, parse_period
from boernestemme.domain.release import Release
from boernestemme.domain.release_table import to_csv
from boernestemme.domain.roles import Person
from boernestemme.domain.yearly import told_in
from boernestemme.services import (
    approving,
    correcting,
    mixing,
    receiving,
    releasing,
    second_steps,
    signing_in,
)
from boernestemme.services.approving import ReleaseState
from boernestemme.services.publishing import APPROVALS_NEEDED
from boernestemme.services.signing_in import Door, Next
from boernestemme.web.tools import now, tools

ADDRESS = "command line"
WHY = {
    "too_early": "a half-year, or a year, may be frozen from the 31st day after its last",
    "not_mixed": "marks of the half-year still lie in the mixer's box: run housekeeping",
    "delivered": "the half-year was handed over to the board, which publishes it",
    "frozen_already": "the half-year is frozen already",
    "nothing_counted": "nothing was answered in this half-year",
    "no_draft": "the half-year is not frozen",
    "draft_waits": "a draft of the half-year waits for its two approvals",
    "published_too_narrow": "what is published of it gives too much away to set a number beside it",
    "note_missing": "say what is corrected: --note is read by everybody",
    "note_too_long": "the note is longer than 500 characters",
    "note_not_text": "the note holds something that is no text",
    "note_cpr": "the note holds what looks like a CPR number",
    "approved_already": "you have approved it already; another person must approve it too",
    "published_already": "it is published already",
    "not_board": "only the board's accounts approve a release",
    "too_narrow": "the numbers give too much away: 'release audit' says which",
}


def _period(context: click.Context, parameter: click.Parameter, text: str) -> Period:
    """The half-year or year that was named; anything else is wrong use."""
    period = parse_period(text)
    is_known = period is not None and MINYEAR <= period.year < MAXYEAR
    if period is None or not is_known or not told_in(period):
        raise click.BadParameter(
            f"{text} is no half-year like 2026H2, nor a year like 2027", context, parameter
        )
    return period


takes_period = click.argument("period", callback=_period)


@click.group("release")
def release_group() -> None:
    """Releases: a half-year's figures, frozen, approved by two people, published."""


@release_group.command("freeze")
@takes_period
@click.option(
    "--without-missing",
    is_flag=True,
    help="Freeze though deliveries have not come; they are in no release then.",
)
@with_appcontext
def freeze_command(period: Period, without_missing: bool) -> None:
    """Count a half-year or year, and write its release as a draft. Its key is destroyed.

    Refused while the delivery of a municipality that runs its own installation has not come.
    """
    missing = ", ".join(receiving.missing(period))
    if missing and not without_missing:
        raise click.ClickException(
            f"no delivery yet from {missing}: 'marks import' it, or say --without-missing"
        )
    folder = tools().settings.statistics_folder
    mixing.mix(period, folder, now())
    try:
        release = releasing.freeze(period, folder, now())
    except ReleaseRefused as refused:
        raise click.ClickException(WHY[refused.rule]) from refused
    parts = f"{release.taking_part} of {release.municipalities} municipalities"
    click.echo(f"Frozen: {period}, a draft of {parts}. Two people must approve it.")
    click.echo(f"Its audit holds; figures hidden because of it: {_hidden(release)}.")


@release_group.command("correct")
@takes_period
@click.option("--note", required=True, help="What is corrected, in Danish, for everybody to read.")
@with_appcontext
def correct_command(period: Period, note: str) -> None:
    """Count a frozen half-year once more, as its next number: a draft for two approvals.

    It is made from the very marks of the first, which stays published, and readable after.
    """
    try:
        release = correcting.correct(period, note, now())
    except ReleaseRefused as refused:
        raise click.ClickException(WHY[refused.rule]) from refused
    which = f"{period}, number {release.number}"
    click.echo(f"Corrected: {which}, a draft. Two people must approve it.")
    click.echo(f"Its audit holds beside what is published; figures hidden: {_hidden(release)}.")


def _hidden(release: Release) -> int:
    return release.protection.hidden_by_audit if release.protection else 0


@release_group.command("approve")
@takes_period
@click.option("--as", "email", required=True, help="E-mail of the person who approves.")
@with_appcontext
def approve_command(period: Period, email: str) -> None:
    """Approve a draft; the password is asked for, or read from standard input."""
    try:
        state = approving.approve(_signed_in(email), period, now())
    except ReleaseRefused as refused:
        raise click.ClickException(WHY[refused.rule]) from refused
    how_far = "published" if state.is_published else "one more person must approve it"
    click.echo(f"Approved: {period}, {how_far}. SHA-256 {state.digest}")


def _signed_in(email: str) -> Person:
    """Whoever has this e-mail and types its password, with the same limit on tries as a page.

    Who has a second factor types its code too; nobody can set one up here.
    """
    door = Door(ADDRESS, tools().settings.form_key, tools().sign_in_key, factor_required=False)
    try:
        entry = signing_in.sign_in(email, _typed("Password"), door, now())
        cookie = entry.cookie
        if entry.leads_to is Next.CODE:
            cookie = second_steps.give_code(cookie, _typed("Code"), door, now())
    except TooManyTries as refused:
        raise click.ClickException("too many tries: wait a quarter of an hour") from refused
    except SignInRefused as refused:
        raise click.ClickException("e-mail and password do not fit") from refused
    except (CodeRefused, SessionGone) as refused:
        raise click.ClickException("the code does not fit") from refused
    person = signing_in.who(cookie, now())
    signing_in.sign_out(cookie)
    if person is None:
        raise click.ClickException("e-mail and password do not fit")
    return person


def _typed(what: str) -> str:
    if sys.stdin.isatty():
        given: str = click.prompt(what, hide_input=True)
        return given
    return sys.stdin.readline().rstrip("\n")


@release_group.command("audit")
@takes_period
@with_appcontext
def audit_command(period: Period) -> None:
    """Show how narrow everything published can make the counts behind it; fails below 5.

    It is computed from the releases' bytes alone.
    """
    try:
        found = approving.audit_of(period)
    except ReleaseRefused as refused:
        raise click.ClickException(WHY[refused.rule]) from refused
    for finding in found.findings:
        click.echo(_line(finding))
    click.echo(f"{found.examined} counts, {found.solver}, {found.seconds:.1f} seconds")
    if not found.holds:
        raise click.ClickException("it does not hold: these numbers cannot be approved")
    click.echo(
        f"Holds: every width, from the least a count can be to the most, is {NARROWEST} or more."
    )


def _line(finding: Finding) -> str:
    """One item of one age group, and every count in it that is too narrow."""
    what = f"{finding.age_group or 'wishes'} {finding.item}: {finding.examined} counts"
    if finding.unproven:
        return f"{what}, not proven: {finding.unproven}"
    width = finding.narrowest.width if finding.narrowest else "any"
    narrow = "".join(f"\n  {_narrow(one)}" for one in finding.too_narrow)
    return f"{what}, narrowest width {width}{narrow}"


def _narrow(one: Range) -> str:
    where = " + ".join(place.name if isinstance(place, Area) else place for place in one.sum.places)
    return f"{where}, {' + '.join(one.sum.answers)}: {one.low} to {one.high}"


@release_group.command("list")
@with_appcontext
def list_command() -> None:
    """List every number of every release, the newest half-year first."""
    for state in approving.states():
        which = f"{state.period} number {state.number}"
        click.echo(f"{which}, {_standing(state)} SHA-256 {state.digest}")


def _standing(state: ReleaseState) -> str:
    so_far = f"draft ({len(state.approvals)} of {APPROVALS_NEEDED} approvals)"
    if state.is_replaced:
        return "replaced, never published"
    return "published" if state.is_published else so_far


@release_group.command("show")
@takes_period
@click.option("--format", "form", default="csv", type=click.Choice(["csv", "json"]))
@with_appcontext
def show_command(period: Period, form: str) -> None:
    """Show a half-year's release, draft or published; JSON is its very bytes."""
    try:
        state = approving.find(period)
    except ReleaseRefused as refused:
        raise click.ClickException(WHY[refused.rule]) from refused
    click.echo(state.content.decode() if form == "json" else to_csv(state.release), nl=False)
