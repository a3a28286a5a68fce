"""`boernestemme marks …`: counted half-years from a municipality's own installation to the board's.

What these commands say is Danish, for the people at both ends read it to each other.
"""

from pathlib import Path

import click
from flask.cli import with_appcontext

from boernestemme.cli.release import takes_period
from boernestemme.domain.delivery import LARGEST, DeliveryRefused, Label
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.services import delivering, mixing, receiving
from boernestemme.services.receiving import Standing
from boernestemme.web.tools import now, tools

WHY = {
    "content": "indholdet er ikke en leverance, som denne udgave kender. "
    "Har begge installationer samme udgave?",
    "counted_here": "kommunens svar fra perioden er talt her i forvejen",
    "damaged": "filen er ikke en leverance, eller den er ødelagt",
    "delivered_already": "perioden blev afleveret {detail}. Brug den fil, der blev lavet dengang",
    "frozen_already": "perioden er frosset",
    "invented": "opdigtede tal og rigtige tal må ikke blandes",
    "newer_format": "filen er lavet af en anden udgave. Opdatér den ældste af de to",
    "no_key": "her er ingen nøgle: kør boernestemme keys delivery",
    "not_a_key": "det er ikke en nøgle fra boernestemme keys delivery, eller der mangler noget",
    "not_mixed": "svar fra perioden ligger stadig i kassen: kør boernestemme housekeeping",
    "nothing_counted": "kommunen har ingen svar i perioden",
    "other_period": "kommunen tælles i den anden slags periode: halvår som 2027H1, "
    "men de mindste kommuner helt år som 2027",
    "own_key": "nøglen er installationens egen: brug den, styrelsen har sendt",
    "received_already": "kommunens svar blev modtaget {detail}, og det sker kun én gang",
    "sealing": "filen er lukket til en anden nøgle end den, der ligger her",
    "signature": "underskriften passer ikke. Filen er ændret, eller kommunen har fået ny nøgle",
    "takes_in": "her tages der imod for styrelsen, og så afleveres der ikke herfra",
    "too_early": "det kan først ske fra den 31. dag efter periodens slutning",
    "unknown_municipality": "koden er ikke en af de 98 kommuners",
    "unknown_signer": "der er ingen nøgle fra {detail}: kør boernestemme marks accept",
}
takes_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def refusal(refused: DeliveryRefused) -> click.ClickException:
    """Why, in one sentence."""
    return click.ClickException(WHY[refused.rule].format(detail=refused.detail) + ".")


@click.group("marks")
def marks_group() -> None:
    """Half-years counted by a municipality's own installation, for the board's release."""


@marks_group.command("export")
@takes_period
@click.option("--municipality", required=True, metavar="CODE", help="Whose half-year.")
@click.option(
    "--to-key",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with the board's key, as 'keys delivery' printed it there.",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The new file to write."
)
@with_appcontext
def export_command(period: Period, municipality: str, to_key: Path, out: Path) -> None:
    """Hand over a half-year, once. It cannot be frozen here afterwards; its key is destroyed."""
    folder = tools().settings.statistics_folder
    mixing.mix(period, folder, now())
    try:
        board = delivering.read_key(to_key.read_text(errors="replace"))
        label = Label(municipality, period)
        handed = delivering.deliver(label, board, out, folder, now())
    except DeliveryRefused as refused:
        raise refusal(refused) from refused
    except OSError as problem:
        raise click.ClickException(f"{out} kan ikke skrives: {problem.strerror}.") from problem
    click.echo(
        f"Afleveret: {municipality} {period} i {out}, lukket til nøglen {handed.fingerprint}. "
        f"SHA-256 {handed.digest}"
    )


@marks_group.command("accept")
@click.argument("municipality", metavar="CODE")
@takes_file
@with_appcontext
def accept_command(municipality: str, file: Path) -> None:
    """Take a municipality's deliveries under the key in FILE alone."""
    try:
        part = delivering.read_key(file.read_text(errors="replace"))
        before = receiving.accept(municipality, part, now())
    except DeliveryRefused as refused:
        raise refusal(refused) from refused
    name = MUNICIPALITIES[municipality]
    click.echo(f"Godkendt: {municipality} {name} leverer under nøglen {part.fingerprint}.")
    click.echo("Ring til kommunen på et nummer, I kender, og hør, om det er den samme.")
    if before not in (None, part):
        click.echo(f"Den forrige gælder ikke mere: {before.fingerprint}.")


@marks_group.command("import")
@takes_file
@with_appcontext
def import_command(file: Path) -> None:
    """Take in a municipality's delivery: all of it, or nothing."""
    try:
        if file.stat().st_size > LARGEST:
            raise DeliveryRefused("damaged")
        taken = receiving.receive(file.read_bytes(), tools().settings.statistics_folder, now())
    except DeliveryRefused as refused:
        raise refusal(refused) from refused
    label = taken.label
    click.echo(f"Modtaget: {label.municipality} {label.period}. SHA-256 {taken.digest}")


@marks_group.command("list")
@takes_period
@with_appcontext
def list_command(period: Period) -> None:
    """List who delivers, and whose half-year has come."""
    found = receiving.standing(period)
    for one in found:
        click.echo(f"{one.municipality} {MUNICIPALITIES[one.municipality]}: {_said(one)}")
    if not found:
        click.echo("Ingen kommune leverer selv. 'marks accept' gør, at en kan.")


def _said(one: Standing) -> str:
    return f"modtaget {one.received_on}, SHA-256 {one.digest}" if one.received_on else "mangler"
